"""Licenses as lines, as JSON and as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from modelguard.domain import License, Term
from modelguard.formats.plain_json import dumps
from modelguard.formats.style import BOLD, DIM, Style, paint


def render_text(licenses: Iterable[License], style: Style) -> str:
    """Id, class and name, a line each, in columns."""
    shown = sorted(licenses, key=lambda each: each.id.lower())
    wide = max((len(each.id) for each in shown), default=0)
    return "".join(
        f"{paint(each.id.ljust(wide), BOLD, style)}  {each.license_class.value:<21}  {each.name}\n"
        for each in shown
    )


def render_json(licenses: Iterable[License]) -> str:
    """The license files, by id; `modelguard/licenses/1`."""
    shown = sorted(licenses, key=lambda each: each.id.lower())
    return dumps({"schema": "modelguard/licenses/1", "licenses": [_row(each) for each in shown]})


def render_page(license_: License, style: Style) -> str:
    """What a license means, term by term, with section, source and date."""
    parts = (_head(license_, style), ("",), _terms(license_, style), _notes(license_, style))
    return "\n".join(line for part in parts for line in part)


def _head(license_: License, style: Style) -> Iterator[str]:
    version = f", version {license_.version}" if license_.version else ""
    yield f"{paint(license_.id, BOLD, style)}  {license_.name}"
    yield f"  by {license_.steward}{version}"
    yield f"  class       {license_.license_class.value}"
    yield f"  expression  {license_.expression}"
    if license_.hub_ids:
        yield f"  Hub tag     {', '.join(license_.hub_ids)}"
    if license_.purposes:
        yield f"  allows      {', '.join(sorted(license_.purposes))} use only"
    if license_.osi_approved:
        yield "  OSI         approved"
    yield f"  text        {license_.url or 'no address known'}"


def _terms(license_: License, style: Style) -> Iterator[str]:
    for name, term in license_.terms.items():
        yield f"{paint(name, BOLD, style)}: {term.value}{_where(term)}"
        yield from wrap(term.summary, style.width, initial_indent="  ", subsequent_indent="  ")
        for key, value in term.details.items():
            yield f"  {key}: {_plain(value)}"
        yield paint(f"  {_provenance(term)}", DIM, style)


def _notes(license_: License, style: Style) -> Iterator[str]:
    if license_.notes:
        yield ""
        yield from wrap(license_.notes, style.width)
    yield ""
    yield "modelguard states what a license says; it gives no legal advice"
    yield ""


def _where(term: Term) -> str:
    return f" (section {term.section})" if term.section else ""


def _provenance(term: Term) -> str:
    state = "read" if term.verified else "not verified"
    return f"{state} {term.checked}, {term.source}"


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_plain(each)}" for key, each in value.items())
    if isinstance(value, list):
        return "; ".join(_plain(each) for each in value)
    return str(value)


def _row(license_: License) -> dict[str, object]:
    return {
        "id": license_.id,
        "name": license_.name,
        "version": license_.version,
        "steward": license_.steward,
        "kind": license_.kind,
        "class": license_.license_class.value,
        "expression": license_.expression,
        "osi_approved": license_.osi_approved,
        "hub_ids": list(license_.hub_ids),
        "url": license_.url,
        "purposes": sorted(license_.purposes),
        "commercial_after_agreement": license_.commercial_after_agreement,
        "terms": {name: term_row(term) for name, term in license_.terms.items()},
        "notes": license_.notes,
    }


def term_row(term: Term) -> dict[str, object]:
    """A term as its file has it, the license's wording apart."""
    return {
        "value": term.value,
        "section": term.section,
        "summary": term.summary,
        "source": term.source,
        "checked": term.checked,
        "verified": term.verified,
        **term.details,
    }
