"""A row and a license's facts, from JSON and to JSON."""

from __future__ import annotations

from collections.abc import Mapping

from modelguard.domain import (
    Base,
    Card,
    CardSource,
    Header,
    Identified,
    LicenseClass,
    LicenseText,
    Namer,
    Passage,
    Problem,
    Relation,
    UnreadText,
)
from modelguard.lock.parts import Broken, Part
from modelguard.lock.types import Facts, Row

_HEADER = ("license", "license_name", "license_link")


def row(part: Part) -> Row:
    concluded, evidence = part.part("concluded"), part.part("evidence")
    found = Row(
        revision=part.text_or_none("revision"),
        card=None,
        license=concluded.text_or_none("license"),
        license_class=concluded.choice("class", LicenseClass),
        licenses=concluded.texts("licenses"),
        problem=concluded.choice_or_none("problem", Problem),
        use_policy=part.text_or_none("use_policy"),
        source=evidence.text("source"),
        where=evidence.text("where"),
        as_of=evidence.text("as_of"),
        stated=part.texts("stated"),
    )
    declared = part.part_or_none("declared")
    return found if declared is None else found._replace(card=_card(declared, part, found))


def _card(declared: Part, part: Part, found: Row) -> Card:
    return Card(
        id=declared.text("id"),
        source=CardSource.LOCK,
        where=found.where,
        as_of=found.as_of,
        revision=found.revision,
        licenses=declared.texts("license"),
        license_name=declared.text_or_none("license_name"),
        license_link=declared.text_or_none("license_link"),
        bases=_bases(declared),
        datasets=declared.texts("datasets"),
        gated=declared.text_or_none("gated") or "",
        gate_prompt=declared.text_or_none("gate_names"),
        task=declared.text_or_none("task"),
        library=declared.text_or_none("library"),
        confirmed=not declared.flag("unconfirmed"),
        problems=declared.texts("problems"),
        texts=tuple(_text(each) for each in part.parts("texts")),
        unread=tuple(UnreadText(*each) for each in part.pairs("unread", str)),
        headers=tuple(_header(each) for each in declared.parts("headers")),
    )


def _bases(declared: Part) -> tuple[Base, ...]:
    """Locks of before do not say who names a base."""
    named_by = dict(declared.pairs("bases_named_by", Namer))
    pairs = declared.pairs("bases", Relation)
    return tuple(Base(id_, made, named_by.get(id_, Namer.LOCK)) for id_, made in pairs)


def _header(part: Part) -> Header:
    return Header(part.text("path"), *(part.text_or_none(key) for key in _HEADER))


def _text(part: Part) -> LicenseText:
    identified = Identified(
        license=part.text_or_none("license"),
        license_class=part.choice("class", LicenseClass),
        score=part.number("score"),
        modified=part.flag("modified"),
        near=part.text_or_none("near"),
        kind=part.text("kind"),
        parts=part.texts("parts"),
        added=tuple(_passage(each) for each in part.parts("added")),
        missing=tuple(_passage(each) for each in part.parts("missing")),
        reason=part.text_or_none("reason") or "",
    )
    return LicenseText(part.text("path"), b"", part.text("sha256"), identified)


def _passage(part: Part) -> Passage:
    return Passage(
        part.text_or_none("text") or "",
        int(part.number("line")),
        part.text_or_none("section") or "",
    )


def facts(part: Part) -> Facts:
    terms = part.part("terms")
    return Facts(
        license_class=part.choice("class", LicenseClass),
        purposes=part.texts("purposes"),
        terms={name: _term(terms, name) for name in terms.data},
    )


def _term(terms: Part, name: str) -> Mapping[str, object]:
    found = terms.data[name]
    if isinstance(found, str):
        return {"value": found}
    if isinstance(found, dict) and isinstance(found.get("value"), str):
        return found
    raise Broken(name, "must be a text, or an object with a `value`")


def row_data(row: Row) -> dict[str, object]:
    return {
        "revision": row.revision,
        "declared": None if row.card is None else _card_data(row.card),
        "concluded": {
            "license": row.license,
            "class": row.license_class,
            "licenses": list(row.licenses),
            **({} if row.problem is None else {"problem": row.problem}),
        },
        **_stated(
            {"texts": [_text_data(each, row) for each in row.card.texts] if row.card else []}
        ),
        **_stated({"unread": dict(row.card.unread) if row.card else {}}),
        **_stated({"use_policy": row.use_policy, "stated": list(row.stated)}),
        "evidence": {"source": row.source, "where": row.where, "as_of": row.as_of},
    }


def _card_data(card: Card) -> dict[str, object]:
    said = {
        "license_name": card.license_name,
        "license_link": card.license_link,
        "bases": {base.id: base.relation for base in card.bases},
        "bases_named_by": {
            base.id: base.named_by for base in card.bases if base.named_by is not Namer.LOCK
        },
        "datasets": list(card.datasets),
        "gated": card.gated,
        "gate_names": card.gate_prompt,
        "task": card.task,
        "library": card.library,
        "unconfirmed": not card.confirmed,
        "problems": list(card.problems),
        "headers": [_stated(each._asdict()) for each in card.headers],
    }
    return {"id": card.id, "license": list(card.licenses), **_stated(said)}


def _text_data(text: LicenseText, row: Row) -> dict[str, object]:
    found = text.identified or Identified(None, LicenseClass.UNKNOWN, kind="nothing")
    said = {
        "license": found.license,
        "score": found.score,
        "modified": found.modified,
        "near": found.near,
        "parts": list(found.parts),
        "added": [_stated(each._asdict()) for each in found.added],
        "missing": [_stated(each._asdict()) for each in found.missing],
        "reason": found.reason,
    }
    return {
        "path": text.path,
        "sha256": text.sha256,
        **_stated({"url": _url(text.path, row)}),
        "kind": found.kind,
        "class": found.license_class,
        **_stated(said),
    }


def _url(path: str, row: Row) -> str | None:
    """Where people read the text; only the Hub and its mirrors have such an address."""
    if row.revision is None or not row.where.startswith("https://"):
        return None
    return f"{row.where}/blob/{row.revision}/{path}"


def facts_data(found: Facts) -> dict[str, object]:
    return {
        "class": found.license_class,
        **_stated({"purposes": list(found.purposes)}),
        "terms": {
            name: term["value"] if len(term) == 1 else dict(term)
            for name, term in sorted(found.terms.items())
        },
    }


def _stated(members: Mapping[str, object]) -> dict[str, object]:
    """Without what is None, false or empty."""
    return {name: value for name, value in members.items() if value}
