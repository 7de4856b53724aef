"""Names of constants, options and calls by their words, and what they say that a value is."""

from __future__ import annotations

from functools import lru_cache

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
        return "hub-only-slash", "model"
    return ("any", "model") if every & names.model else None


@lru_cache(maxsize=20_000)
def words_of(name: str) -> tuple[str, ...]:
    """`MODEL_ID`, `modelId` and `ModelID` are model, id."""
    words: list[str] = []
    for part in name.split("_"):
        start = 0
        for index in range(1, len(part)):
            rises = part[index].isupper() and part[index - 1].islower()
            ends = index + 1 < len(part) and part[index].isupper() and part[index + 1].islower()
            if rises or (ends and part[index - 1].isupper()):
                words.append(part[start:index].lower())
                start = index
        words.append(part[start:].lower())
    return tuple(word for word in words if word)
