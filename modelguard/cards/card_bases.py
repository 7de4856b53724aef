"""Base models as a card, its tags and the Hub's own reading name them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from modelguard.cards.card_fields import HUB_LINK, MAX_TEXT, Fields, only_texts, shown, tagged
from modelguard.domain import Base, Namer, Relation
from modelguard.namedtuple import NamedTuple

# What PEFT writes beside the weights of an adapter.
ADAPTER_CONFIG = "adapter_config.json"


class Beside(NamedTuple):
    """What lies beside a card: `adapts` is what an adapter's configuration names as its base.

    `headers` are those of weights files, as `headers.read` gives them; a base that is `repo`, the
    repository itself, is none. `otherwise` is the relation to a base of which nobody says more.
    """

    repo: str = ""
    adapts: str | None = None
    headers: Iterable[Mapping[str, object]] = ()
    otherwise: Relation = Relation.UNSPECIFIED


def read(
    fields: Fields, tags: tuple[str, ...], resolved: object, beside: Beside | None = None
) -> tuple[Base, ...]:
    """The API's `baseModels` where it covers all that the card names, as it follows renames.

    What lies beside a card speaks where the card, its tags and the API name no base.
    """
    beside = beside or Beside()
    found = _read(fields, tags, resolved)
    if not found and beside.adapts:
        return (Base(_repo_id(beside.adapts), Relation.ADAPTER, Namer.ADAPTER_CONFIG),)
    return tuple(
        base._replace(relation=beside.otherwise) if base.relation is Relation.UNSPECIFIED else base
        for base in found or _of_headers(beside)
    )


def _of_headers(beside: Beside) -> tuple[Base, ...]:
    found: dict[str, Base] = {}
    for header in beside.headers:
        relation = _relation(header.get("base_model_relation"), [])
        for name in only_texts(header.get("base_model")):
            if name.lower() != beside.repo.lower():
                found.setdefault(name.lower(), Base(name, relation, Namer.HEADER))
    return tuple(found.values())


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
    followed = {
        name: base._replace(named_by=declared[name].named_by) if name in declared else base
        for name, base in _resolved_bases(resolved).items()
    }
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
    return {each.lower(): Base(each, relation, Namer.HUB) for each in only_texts(ids)}


def _tagged_bases(tags: Iterable[str]) -> dict[str, Base]:
    """`base_model:X`, or with the relation `base_model:finetune:X`."""
    bases: dict[str, Base] = {}
    for tag in tagged(tags, "base_model:"):
        word, colon, name = tag.partition(":")
        relation = _relation(word, []) if colon else Relation.UNSPECIFIED
        base = Base(name if colon else tag, relation, Namer.TAG)
        if colon or base.id.lower() not in bases:
            bases[base.id.lower()] = base
    return bases


def _linked_base(data: Mapping[str, object]) -> dict[str, Base]:
    """Old quantizations name their base by `model_link` beside `quantized_by`."""
    link = data.get("model_link")
    found = HUB_LINK.match(link) if isinstance(link, str) and "quantized_by" in data else None
    if found is None:
        return {}
    name = found.group(1)
    return {name.lower(): Base(name, Relation.QUANTIZED, Namer.MODEL_LINK)}


def _repo_id(name: str) -> str:
    """Of an address, and of an id with a revision, which the Hub has in no id."""
    link = HUB_LINK.match(name)
    return link.group(1) if link else name.partition("@")[0]
