"""Base models as a card, its tags and the Hub's own reading name them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from modelguard.cards.card_fields import MAX_TEXT, Fields, only_texts, shown, tagged
from modelguard.domain import Base, Relation

# What PEFT writes beside the weights of an adapter.
ADAPTER_CONFIG = "adapter_config.json"
_HUB_LINK = re.compile(
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(?!(?:datasets|spaces)/)([\w.-]+/[\w.-]+)"
)


def read(
    fields: Fields, tags: tuple[str, ...], resolved: object, *, adapts: str | None, is_adapter: bool
) -> tuple[Base, ...]:
    """The API's `baseModels` where it covers all that the card names, as it follows renames.

    `adapts` is the base that the configuration of an adapter names, for cards that name none;
    with `is_adapter`, a base of which nobody says more is the base of an adapter.
    """
    found = _read(fields, tags, resolved)
    if not found and adapts:
        return (Base(_repo_id(adapts), Relation.ADAPTER),)
    if not is_adapter:
        return found
    return tuple(
        base._replace(relation=Relation.ADAPTER) if base.relation is Relation.UNSPECIFIED else base
        for base in found
    )


def adapter_base(content: bytes) -> str | None:
    """The base in an `adapter_config.json`; it may be a folder of whoever trained the adapter."""
    try:
        config = json.loads(content)
    except (ValueError, RecursionError):
        return None
    base = config.get("base_model_name_or_path") if isinstance(config, dict) else None
    return base if isinstance(base, str) and 0 < len(base) <= MAX_TEXT else None


def _read(fields: Fields, tags: tuple[str, ...], resolved: object) -> tuple[Base, ...]:
    relation = _relation(fields.text("base_model_relation"), fields.problems)
    named = [_repo_id(each) for each in fields.texts("base_model")]
    by_tag = _tagged_bases(tags)
    declared = {name.lower(): Base(name, relation) for name in named}
    declared = declared or _linked_base(fields.data) or by_tag
    followed = _resolved_bases(resolved)
    if len(followed) >= len(declared):
        return tuple(followed.values())
    for name, base in declared.items():
        if base.relation is Relation.UNSPECIFIED and name in by_tag:
            declared[name] = base._replace(relation=by_tag[name].relation)
    return tuple({**declared, **followed}.values())


def _relation(word: object, problems: list[str]) -> Relation:
    if not isinstance(word, str):
        return Relation.UNSPECIFIED
    try:
        return Relation(word.lower())
    except ValueError:
        problems.append(f"`base_model_relation: {shown(word)}` is not a relation that the Hub has")
        return Relation.UNSPECIFIED


def _resolved_bases(value: object) -> dict[str, Base]:
    """An object, whatever the client's type hints say: `{"relation": …, "models": [{"id": …}]}`."""
    if not isinstance(value, Mapping):
        return {}
    relation = _relation(value.get("relation"), [])
    models = value.get("models")
    ids = [
        each.get("id")
        for each in (models if isinstance(models, list) else ())
        if isinstance(each, Mapping)
    ]
    return {each.lower(): Base(each, relation) for each in only_texts(ids)}


def _tagged_bases(tags: Iterable[str]) -> dict[str, Base]:
    """`base_model:X`, or with the relation `base_model:finetune:X`."""
    bases: dict[str, Base] = {}
    for tag in tagged(tags, "base_model:"):
        word, colon, name = tag.partition(":")
        base = Base(name, _relation(word, [])) if colon else Base(tag)
        if colon or base.id.lower() not in bases:
            bases[base.id.lower()] = base
    return bases


def _linked_base(data: Mapping[str, object]) -> dict[str, Base]:
    """Old quantizations name their base by `model_link` beside `quantized_by`."""
    link = data.get("model_link")
    found = _HUB_LINK.match(link) if isinstance(link, str) and "quantized_by" in data else None
    return {found.group(1).lower(): Base(found.group(1), Relation.QUANTIZED)} if found else {}


def _repo_id(name: str) -> str:
    link = _HUB_LINK.match(name)
    return link.group(1) if link else name
