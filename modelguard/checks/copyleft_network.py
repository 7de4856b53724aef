"""A service runs a model whose copyleft reaches across the network.

## What it does

Where `usage` or the policy says `hosted-service`, reports licenses such as the AGPL that bind
whoever lets others use the model over a network. It warns where the weights were changed
(`fine-tuning`, `publishing-derivatives`, a first-party model) or where the license counts any
service as distribution. For unchanged weights, and where no activities are stated, it is a note.

Silent where an agreement in force covers the service, where the model serves tests and examples
only, and where `noncommercial-use` reports the same license.

## Why it matters

Teams that never ship anything take copyleft for somebody else's matter. These licenses were made
for services: users of a changed version may ask for its source, fine-tuned weights included.

## Example

```yaml
usage:
  activities: [hosted-service, fine-tuning]
models:
  - ultralytics/yolov5
```

## How to fix

Offer the users of the service the source and the changed weights under the same license. Or run the
model unchanged, use one under a permissive license, or get a license of your own and record it
under `agreements`.

## Offline?

Yes, from the lock, the cache or the built-in catalog.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import activity, blocks, coverage, origin, terms
from modelguard.checks.activity import Doing
from modelguard.checks.case import Case, Draft
from modelguard.domain import Bearing, License, Severity, Weighed

ID = "copyleft-network"
SEVERITY = Severity.WARNING
SCOPE = "model"

_TERM = "network-copyleft"


def find(case: Case) -> Iterator[Draft]:
    found = [each for each in terms.licensed(case) if _reaches(each) and not _excuse(case, each)]
    found.sort(key=lambda each: not _is_due(case, each))
    if found:
        yield _draft(case, found[0])


def weigh(case: Case) -> Iterator[Weighed]:
    """What a service owes to its users, for this use."""
    is_open = activity.doing(case, activity.HOSTED) is Doing.UNKNOWN
    for license_ in filter(_reaches, terms.licensed(case)):
        term, excuse = license_.terms[_TERM], _excuse(case, license_)
        bearing = Bearing.FREE if excuse else Bearing.UNKNOWN if is_open else Bearing.BINDS
        done = excuse or f"{activity.source(case, activity.HOSTED)}{_change(case)}"
        ask = activity.ASK if bearing is Bearing.UNKNOWN else ""
        yield Weighed(license_.id, term, bearing, f"binds services; {done}", ask)


def _reaches(license_: License) -> bool:
    return terms.value(license_, _TERM) == "yes"


def _excuse(case: Case, license_: License) -> str:
    """Why nothing is owed; empty where something is, or may be."""
    if activity.doing(case, activity.HOSTED) is Doing.NOT_DONE:
        return activity.source(case, activity.HOSTED)
    if coverage.covers(case, license_, activity.HOSTED):
        return coverage.BY_AGREEMENT
    return coverage.excuse(case, license_)


def _is_due(case: Case, license_: License) -> bool:
    reaches_unchanged = terms.value(license_, "hosting") == "counts-as-distribution"
    is_hosted = activity.doing(case, activity.HOSTED) is not Doing.UNKNOWN
    return is_hosted and (reaches_unchanged or activity.is_changed(case))


def _draft(case: Case, license_: License) -> Draft:
    is_due = _is_due(case, license_)
    return Draft(
        message=f"{origin.subject(case, license_)} binds services{_duty(license_)}; "
        f"{activity.source(case, activity.HOSTED)}{_change(case)}",
        how_to_fix="offer the users of the service the source under the same license; or use a "
        "model under a permissive license"
        if is_due
        else "keep the weights unchanged, or offer users the source of what you change",
        license=license_.id,
        severity=None if is_due else Severity.NOTE,
        paste=blocks.exception(case, ID) if is_due else "",
    )


def _duty(license_: License) -> str:
    term = license_.terms[_TERM]
    return f"{terms.sourced(term)}: {term.summary[0].lower()}{term.summary[1:]}"


def _change(case: Case) -> str:
    return ", and the weights are changed" if activity.is_changed(case) else ""
