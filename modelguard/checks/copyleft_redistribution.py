"""Weights under a copyleft license are passed on.

## What it does

Where `usage` or the policy says `redistribution`, `on-device` or `publishing-derivatives`, reports
licenses that want the source to go along, or changed versions to stay under the same license. It is
a warning where the source has to go along or the weights were changed (`fine-tuning`,
`publishing-derivatives`, a first-party model), a note where unchanged weights are passed on, and a
note that asks for the activities where none are stated.

Silent where an agreement in force covers the use, where the model serves tests and examples only,
and where `noncommercial-use` reports the same license.

## Why it matters

Copyleft allows everything but to close what was open. A product that ships such weights owes their
source, and sometimes its own, to whoever gets a copy.

## Example

```yaml
usage:
  activities: [on-device]
models:
  - ultralytics/yolov5
```

The AGPL wants whoever gets the weights to be able to get their source too.

## How to fix

Ship the license and the source, or an offer of it, with the weights, and keep changed versions
under the same license. Or use a model under a permissive license, or get a license of your own and
record it under `agreements`.

## Offline?

Yes, from the lock, the cache or the built-in catalog.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import activity, blocks, coverage, origin, terms
from modelguard.checks.activity import Doing
from modelguard.checks.case import Case, Draft
from modelguard.domain import Bearing, License, Severity, Term, Weighed

ID = "copyleft-redistribution"
SEVERITY = Severity.WARNING
SCOPE = "model"


def find(case: Case) -> Iterator[Draft]:
    known = activity.doing(case, *activity.PASSING_ON)
    found = [each for each in terms.licensed(case) if _duties(each) and not _excuse(case, each)]
    found.sort(key=lambda each: not _is_due(case, each, known))
    if found:
        yield _draft(case, found[0], known)


def weigh(case: Case) -> Iterator[Weighed]:
    """What is owed where weights are passed on, for this use."""
    is_open = activity.doing(case, *activity.PASSING_ON) is Doing.UNKNOWN
    source = activity.source(case, *activity.PASSING_ON)
    for license_ in terms.licensed(case):
        excuse = _excuse(case, license_)
        bearing = Bearing.FREE if excuse else Bearing.UNKNOWN if is_open else Bearing.BINDS
        for says, term in _duties(license_):
            reason = f"{says} where weights are passed on; {excuse or source}"
            ask = activity.ASK if bearing is Bearing.UNKNOWN else ""
            yield Weighed(license_.id, term, bearing, reason, ask)


def _excuse(case: Case, license_: License) -> str:
    """Why nothing is owed; empty where something is, or may be."""
    if activity.doing(case, *activity.PASSING_ON) is Doing.NOT_DONE:
        return activity.source(case, *activity.PASSING_ON)
    if coverage.covers(case, license_, *activity.PASSING_ON):
        return coverage.BY_AGREEMENT
    return coverage.excuse(case, license_)


def _duties(license_: License) -> list[tuple[str, Term]]:
    return [
        (says, license_.terms[name])
        for name, says in (
            ("disclose-source", "wants the source to go along"),
            ("share-alike", "keeps changed versions under the same license"),
        )
        if terms.value(license_, name) == "yes"
    ]


def _source(license_: License) -> str:
    return terms.value(license_, "disclose-source")


def _is_due(case: Case, license_: License, known: Doing) -> bool:
    """Whether the duty binds already; of unchanged weights, only the source is owed."""
    is_owed = _source(license_) == "yes" or activity.is_changed(case)
    return is_owed and known is not Doing.UNKNOWN


def _draft(case: Case, license_: License, known: Doing) -> Draft:
    is_due = _is_due(case, license_, known)
    duties = [f"{says}{terms.sourced(term)}" for says, term in _duties(license_)]
    return Draft(
        message=f"{origin.subject(case, license_)} {' and '.join(duties)} where weights are passed "
        f"on; {activity.source(case, *activity.PASSING_ON)}",
        how_to_fix="ship the license and the source with the weights; or use a model under a "
        "permissive license"
        if is_due
        else "state `usage.activities`"
        if known is Doing.UNKNOWN
        else "pass the weights on unchanged, with their license",
        license=license_.id,
        severity=None if is_due else Severity.NOTE,
        paste=blocks.exception(case, ID) if is_due else "",
    )
