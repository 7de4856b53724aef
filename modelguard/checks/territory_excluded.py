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

from modelguard.checks import blocks, coverage, origin, tasks, terms
from modelguard.checks.case import Case, Draft
from modelguard.domain import Bearing, License, Severity, Term, Weighed
from modelguard.globs import any_matches
from modelguard.namedtuple import NamedTuple
from modelguard.project import codes

ID = "territory-excluded"
SEVERITY = Severity.WARNING
SCOPE = "model"

# What is meant where this model is not.
_OTHERS = {
    "multimodal": "this means multimodal models, and this is none",
    "none-released": "this means a kind of model that was never released under it",
}
_NAMES = {"EU": "the EU", "GB": "the UK", "KR": "South Korea", "US": "the US"}


class Exclusion(NamedTuple):
    """A territory that a license leaves out. `is_meant`: whether it means this kind of model."""

    license: License
    term: Term
    place: str
    by: str
    models: str
    is_meant: bool | None
    exempts_end_users: bool


def find(case: Case) -> Iterator[Draft]:
    found = [
        each
        for license_ in terms.licensed(case)
        for each in _exclusions(case, license_)
        if _judged(case, each)[0] is not Bearing.FREE
    ]
    hit = [each for each in found if _is_hit(case, each)]
    if found:
        yield _draft(case, hit or found)


def weigh(case: Case) -> Iterator[Weighed]:
    """What each exclusion comes to for this use; places that share their fate are told at once."""
    alike: dict[tuple[str, Bearing, str], list[Exclusion]] = {}
    for license_ in terms.licensed(case):
        for each in _exclusions(case, license_):
            alike.setdefault((license_.id, *_judged(case, each)), []).append(each)
    for (license_id, bearing, reason), found in alike.items():
        ask = _ask(found[0]) if _is_hit(case, found[0]) is None else ""
        reason = f"{_says(found)}; {reason}"
        yield Weighed(license_id, found[0].term, bearing, reason, ask)


def _judged(case: Case, exclusion: Exclusion) -> tuple[Bearing, str]:
    """What an exclusion comes to, and why."""
    is_hit = _is_hit(case, exclusion)
    if covered := coverage.excuse(case, exclusion.license):
        return Bearing.FREE, covered
    if exclusion.is_meant is False:
        return Bearing.FREE, _OTHERS[exclusion.models]
    if is_hit is False:
        return Bearing.FREE, _stated(case, exclusion)
    if exclusion.is_meant is None:
        return Bearing.UNKNOWN, f"{_doubt(exclusion)}; {_stated(case, exclusion)}"
    return Bearing.BROKEN if is_hit else Bearing.UNKNOWN, _stated(case, exclusion)


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
            entry["models"],
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
    return one == other or other in codes.members(one) or one in codes.members(other)


def _draft(case: Case, exclusions: list[Exclusion]) -> Draft:
    first = exclusions[0]
    is_hit = bool(_is_hit(case, first))
    license_ = first.license
    message = f"{origin.subject(case, license_)} {_says(exclusions)}{terms.sourced(first.term)}"
    if first.is_meant is None:
        message += f" {_doubt(first)}"
    return Draft(
        message=f"{message}; {_stated(case, first)}",
        how_to_fix=_how_to_fix(first, is_hit=is_hit),
        license=license_.id,
        severity=_severity(first, is_hit=is_hit),
        paste=blocks.exception(case, ID) if is_hit else "",
    )


def _doubt(exclusion: Exclusion) -> str:
    return f"as far as {exclusion.models} models go, and nothing tells whether this is one"


def _ask(exclusion: Exclusion) -> str:
    return f"state `usage.{'domicile' if exclusion.by == 'domicile' else 'territories'}`"


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
        named = case.usage.named("domicile")
        return f"{named} is {seat}" if seat else f"{named} is not stated"
    used_in = case.usage.territories
    if used_in is None:
        return "`usage.territories` is not stated"
    return f"{case.usage.named('territories')} states {', '.join(used_in)}"


def _how_to_fix(exclusion: Exclusion, *, is_hit: bool) -> str:
    if not is_hit:
        return _ask(exclusion)
    exempt = "; people who only use a finished product are exempt"
    return (
        "use another model, or get a license for the territory and record it under `agreements`"
        f"{exempt if exclusion.exempts_end_users else ''}"
    )


def _severity(exclusion: Exclusion, *, is_hit: bool) -> Severity:
    if exclusion.is_meant is None:
        return Severity.WARNING if is_hit else Severity.NOTE
    return Severity.ERROR if is_hit else Severity.WARNING
