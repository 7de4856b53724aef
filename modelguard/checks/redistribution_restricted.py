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
from modelguard.domain import License, Purpose, Severity

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
    found = [each for license_ in terms.licensed(case) for each in _restrictions(case, license_)]
    if found:
        yield restrictions.draft(case, ID, found[0])
    else:
        yield from unread.note(case, ID)


def _restrictions(case: Case, license_: License) -> Iterator[Restriction]:
    for (name, value), (says, activities) in _BARRED.items():
        term = license_.terms.get(name)
        if term is None or term.value != value or case.purpose in _FREE_FOR.get(value, ()):
            continue
        done = _shared_changed(case) if value == "not-shared" else activities
        is_done = activity.doing(case, *done) in {Doing.STATED, Doing.ASSUMED}
        if is_done and not restrictions.is_covered(case, license_, value, *done):
            yield Restriction(license_, term, says, done)


def _shared_changed(case: Case) -> tuple[str, ...]:
    """Whoever fine-tunes weights and hands them on shares a changed version."""
    is_tuned = "fine-tuning" in case.activities
    return activity.PASSING_ON if is_tuned else ("publishing-derivatives",)
