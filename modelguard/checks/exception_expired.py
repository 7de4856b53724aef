"""An exception or an agreement is past its date.

## What it does

Reports each exception and each agreement of the project file whose `until` has passed, and notes
those that end within 30 days. An exception past its date waives nothing any more, and an agreement
past its date licenses nothing.

## Why it matters

An end date is a promise to look again. Letting it pass unseen turns "for the evaluation" into "for
good".

## Example

```yaml
exceptions:
  - model: jinaai/jina-embeddings-v3
    checks: [noncommercial-use]
    reason: Evaluation only, removed before launch
    until: "2026-01-31"
```

## How to fix

Remove the model, or remove the entry if nothing needs it any more. If it is still right, have it
approved again and set a new date; for an agreement, the date to which the contract was extended.

## Offline?

Yes, always: it reads the project file and the date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from modelguard.checks import entries
from modelguard.checks.case import Draft, Whole
from modelguard.domain import Severity
from modelguard.project import Agreement, PolicyException

ID = "exception-expired"
SEVERITY = Severity.ERROR
SCOPE = "project"

_SOON_DAYS = 30


def find(whole: Whole) -> Iterator[Draft]:
    for exception in whole.project.exceptions:
        renew = "remove it, or have it approved again and set a new date"
        yield from _dated(whole, exception, entries.described(exception), renew)
    for agreement in whole.project.agreements:
        renew = "extend the contract and set its new date, or remove the entry"
        yield from _dated(whole, agreement, entries.described_agreement(agreement), renew)


def _dated(
    whole: Whole, entry: PolicyException | Agreement, subject: str, how_to_fix: str
) -> Iterator[Draft]:
    days = _days_left(entry.until, whole.today)
    if days is None or days > _SOON_DAYS:
        return
    is_over = days < 0
    yield Draft(
        message=f"{subject} {'ended' if is_over else 'ends'} on {entry.until}",
        how_to_fix=how_to_fix,
        severity=None if is_over else Severity.NOTE,
        references=(entries.reference(whole.project, entry),),
    )


def _days_left(until: date | None, today: date) -> int | None:
    return None if until is None else (until - today).days
