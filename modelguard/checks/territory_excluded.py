"""A license leaves out the places where the team sits or where its product is used.

## What it does

Holds the territories that a license leaves out against `usage`: `domicile` where the seat of the
company decides, `territories` where the place of use does. `EU` stands for each of its members. A
stated place that is left out is an error. A place that is not stated is asked for, as a warning.

Some licenses mean multimodal models only. The model's name, its task and its bases tell whether it
is one; where they do not, the finding is a note. People who only use a finished product are exempt
where the license says so. Silent where an agreement in force covers the use, and where
`noncommercial-use` reports the same license.

## Why it matters

Outside its territory a license grants nothing, however small the use. Such clauses often stand in a
use policy that nobody opens.

## Example

```yaml
usage:
  domicile: DE
models:
  - meta-llama/Llama-3.2-11B-Vision-Instruct
```

Meta's use policy withholds the rights to the multimodal Llama 3.2 models from companies in the EU.

## How to fix

Use another model, or keep this one out of what is offered in the territory. Some publishers grant
licenses for it: record yours under `agreements`.

## Offline?

Yes. The task of a model is known from its card only; names and bases tell it offline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from modelguard.checks import blocks, coverage, origin, tasks, terms
from modelguard.checks.case import Case, Draft
from modelguard.domain import License, Severity, Term
from modelguard.globs import any_matches

ID = "territory-excluded"
SEVERITY = Severity.WARNING
SCOPE = "model"

# fmt: off
# https://european-union.europa.eu/principles-countries-history/eu-countries_en
_MEMBERS = {
    "EU": frozenset((
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
        "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    )),
}
# fmt: on
_NAMES = {"EU": "the EU", "GB": "the UK", "KR": "South Korea", "US": "the US"}


class Exclusion(NamedTuple):
    """A territory that a license leaves out. `is_meant`: whether it means this kind of model."""

    license: License
    term: Term
    place: str
    by: str
    is_meant: bool | None
    exempts_end_users: bool


def find(case: Case) -> Iterator[Draft]:
    found = [
        each
        for license_ in terms.licensed(case)
        if not coverage.is_covered(case, license_)
        for each in _exclusions(case, license_)
        if each.is_meant is not False
    ]
    hit = [each for each in found if _is_hit(case, each)]
    unstated = [each for each in found if _is_hit(case, each) is None]
    if hit or unstated:
        yield _draft(case, hit or unstated)


def _exclusions(case: Case, license_: License) -> Iterator[Exclusion]:
    term = license_.terms.get(ID)
    if term is None:
        return
    entries = term.details.get("territories")
    for entry in entries if isinstance(entries, list) else ():
        is_meant = entry["models"] == "all"
        yield Exclusion(
            license_,
            term,
            entry["territory"],
            entry["by"],
            is_meant or (_is_multimodal(case, entry) if entry["models"] == "multimodal" else False),
            entry["end_users_exempt"],
        )


def _is_multimodal(case: Case, entry: Mapping[str, tuple[str, ...]]) -> bool | None:
    """By the names that the rules know, then by the card's task; None where neither tells."""
    model = case.model
    names = (str(model.id), model.renamed_to or "", *(base.id for base in model.lineage))
    for key, verdict in (("multimodal", True), ("text_only", False)):
        if any(any_matches(name, entry.get(key, ())) for name in names):
            return verdict
    task = model.card.task if model.card else None
    if task in tasks.MULTIMODAL or task in tasks.TEXT:
        return task in tasks.MULTIMODAL
    return None


def _is_hit(case: Case, exclusion: Exclusion) -> bool | None:
    """None where the place that decides is not stated."""
    if exclusion.by == "domicile":
        seat = case.usage.domicile
        return None if seat is None else _overlap(exclusion.place, seat)
    used_in = case.usage.territories
    return None if used_in is None else any(_overlap(exclusion.place, each) for each in used_in)


def _overlap(one: str, other: str) -> bool:
    return one == other or other in _MEMBERS.get(one, ()) or one in _MEMBERS.get(other, ())


def _draft(case: Case, exclusions: list[Exclusion]) -> Draft:
    first = exclusions[0]
    is_hit = bool(_is_hit(case, first))
    license_ = first.license
    message = f"{origin.subject(case, license_)} {_says(exclusions)}{terms.sourced(first.term)}"
    if first.is_meant is None:
        message += " as far as multimodal models go, and nothing tells whether this is one"
    return Draft(
        message=f"{message}; {_stated(case, first)}",
        how_to_fix=_how_to_fix(first, is_hit=is_hit),
        license=license_.id,
        severity=_severity(first, is_hit=is_hit),
        paste=blocks.exception(case, ID) if is_hit else "",
    )


def _says(exclusions: list[Exclusion]) -> str:
    first = exclusions[0]
    places = [
        _NAMES.get(each.place, each.place) for each in exclusions if each.license == first.license
    ]
    named = " and ".join(filter(None, (", ".join(places[:-1]), places[-1])))
    return f"leaves out {'companies seated' if first.by == 'domicile' else 'use'} in {named}"


def _stated(case: Case, exclusion: Exclusion) -> str:
    if exclusion.by == "domicile":
        seat = case.usage.domicile
        return f"`usage.domicile` is {seat}" if seat else "`usage.domicile` is not stated"
    used_in = case.usage.territories
    if used_in is None:
        return "`usage.territories` is not stated"
    return f"`usage.territories` states {', '.join(used_in)}"


def _how_to_fix(exclusion: Exclusion, *, is_hit: bool) -> str:
    key = "domicile" if exclusion.by == "domicile" else "territories"
    if not is_hit:
        return f"state `usage.{key}`"
    exempt = "; people who only use a finished product are exempt"
    return (
        "use another model, or get a license for the territory and record it under `agreements`"
        f"{exempt if exclusion.exempts_end_users else ''}"
    )


def _severity(exclusion: Exclusion, *, is_hit: bool) -> Severity:
    if exclusion.is_meant is None:
        return Severity.WARNING if is_hit else Severity.NOTE
    return Severity.ERROR if is_hit else Severity.WARNING
