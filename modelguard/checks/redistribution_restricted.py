"""A license does not allow passing the weights on, or changing them.

## What it does

Where `usage` or the policy says `redistribution`, `on-device` or `publishing-derivatives`, reports
a license that bars passing weights on, or bars it for commercial purposes. Where models are
fine-tuned or derivatives published, it reports a license that bars making or sharing changed
versions. A stated activity is an error.

Silent where an agreement in force covers the activity, where the model serves tests and examples
only, and where `noncommercial-use` reports the same license.

## Why it matters

Weights inside an app, a container or a download are copies for others. Without the right to make
them, each one infringes, and what was shipped cannot be called back.

## Example

```yaml
usage:
  activities: [fine-tuning, publishing-derivatives]
models:
  - id: acme/archive-reader
    license: CC-BY-ND-4.0
```

CC-BY-ND lets anybody pass the weights on unchanged; changed ones may not be shared.

## How to fix

Use a model whose license allows it, let users fetch the weights from the publisher themselves, or
get a license and record it under `agreements` with the activity that it covers.

## Offline?

Yes, from the lock, the cache or the built-in catalog.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import activity, restrictions, terms, unread
from modelguard.checks.activity import Doing
from modelguard.checks.case import Case, Draft
from modelguard.checks.restrictions import Restriction
from modelguard.domain import License, Purpose, Severity, Weighed

ID = "redistribution-restricted"
SEVERITY = Severity.WARNING
SCOPE = "model"

_NO_COPIES = "does not allow passing the weights on"
_NO_CHANGES = "does not allow changed versions"
# Term, value: what it says, and the activities that break it.
_BARRED = {
    ("redistribution", "prohibited"): (_NO_COPIES, activity.PASSING_ON),
    ("redistribution", "no-weights"): (_NO_COPIES, activity.PASSING_ON),
    ("redistribution", "noncommercial-only"): (
        "allows passing the weights on for noncommercial purposes only",
        activity.PASSING_ON,
    ),
    ("derivatives", "prohibited"): (_NO_CHANGES, activity.CHANGING),
    ("derivatives", "no"): (_NO_CHANGES, activity.CHANGING),
    ("derivatives", "research-only"): (
        "allows changed versions for research only",
        activity.CHANGING,
    ),
    ("derivatives", "not-shared"): (
        "does not allow sharing changed versions",
        ("publishing-derivatives",),
    ),
}
# Values that bar nothing for some purposes.
_FREE_FOR = {
    "noncommercial-only": (Purpose.NONCOMMERCIAL, Purpose.RESEARCH),
    "research-only": (Purpose.RESEARCH,),
}


def find(case: Case) -> Iterator[Draft]:
    found = [each for each, excuse in _judged(case) if not excuse and _is_done(case, each)]
    if found:
        yield restrictions.draft(case, ID, found[0])
    else:
        yield from unread.note(case, ID)


def weigh(case: Case) -> Iterator[Weighed]:
    """What each license says of passing weights on and of changing them, for this use."""
    return (restrictions.weighed(case, found, excuse) for found, excuse in _judged(case))


def _judged(case: Case) -> Iterator[tuple[Restriction, str]]:
    """Every restriction, and why it does not bind; an empty text where it may."""
    for license_ in terms.licensed(case):
        for found in _restrictions(case, license_):
            yield found, _excuse(case, found)


def _restrictions(case: Case, license_: License) -> Iterator[Restriction]:
    for (name, value), (says, activities) in _BARRED.items():
        term = license_.terms.get(name)
        if term is not None and term.value == value:
            done = activity.sharing_changed(case) if value == "not-shared" else activities
            yield Restriction(license_, term, says, done)


def _excuse(case: Case, found: Restriction) -> str:
    if case.purpose in _FREE_FOR.get(found.term.value, ()):
        return f"the purpose is {case.purpose.value}"
    if activity.doing(case, *found.activities) is Doing.NOT_DONE:
        return activity.source(case, *found.activities)
    return restrictions.excuse(case, found.license, found.term.value, *found.activities)


def _is_done(case: Case, found: Restriction) -> bool:
    return activity.doing(case, *found.activities) is not Doing.UNKNOWN
