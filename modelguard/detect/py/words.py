"""Names of constants, options and calls by their words, and what they say that a value is."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from modelguard.detect.py import loader_rules


@lru_cache(maxsize=20_000)
def name_reading(name: str) -> tuple[str, str] | None:
    """The carrier and the type of what a name holds; None for a name that tells nothing."""
    names = loader_rules.load().names
    plain = name.strip("_-").replace("-", "_")
    words = words_of(plain)
    low = "_".join(words)
    every = set(words) | {low}
    if not words or every & names.never or any(part in low for part in names.never if "_" in part):
        return None
    if every & names.dataset:
        return "hub-only-slash", "dataset"
    if low in names.whole or every & names.repository:
        return "checkpoint", "model"
    if not every & names.model:
        return None
    owners = loader_rules.load().owners
    return next((owners[word] for word in words if word in owners), "any"), "model"


@lru_cache(maxsize=20_000)
def kind_reading(name: str) -> tuple[str, str] | None:
    """`text_encoder_type` holds a kind, unless the value is a name that only a model has."""
    names = loader_rules.load().names
    every = frozenset(words_of(name.strip("_-").replace("-", "_")))
    never = every & names.never
    is_kind = never and never <= names.kinds and every & (names.model | names.repository)
    return ("old-with-size", "model") if is_kind else None


@lru_cache(maxsize=20_000)
def words_of(name: str) -> tuple[str, ...]:
    """`MODEL_ID`, `modelId` and `ModelID` are model, id."""
    if not (name.islower() or name.isupper()):
        name = _bounds().sub("_", name)
    return tuple(filter(None, name.lower().split("_")))


@cache
def _bounds() -> re.Pattern[str]:
    """Where a word begins inside of a name: at a capital, of several at the last one."""
    return re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
