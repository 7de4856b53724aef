"""Something around a model's license changed since it was locked; the license is the same.

## What it does

Compares what the Hub or the cache says of a model with its row in `modelguard.lock`. Warns where
the same licenses bind as before, but a license or use-policy text has other bytes, access is gated
now or no longer, the license's address is another, or other bases are named.

## Why it matters

Use policies and gates are changed in place: what must be followed is then not what was reviewed.

## Example

`modelguard.lock` has a model as open to everybody; the Hub now grants access by hand.

## How to fix

Read what changed, then accept it with `modelguard lock --upgrade MODEL`.

## Offline?

No: offline, the lock itself answers.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks.case import Case, Draft
from modelguard.domain import Severity

ID = "terms-changed"
SEVERITY = Severity.WARNING
SCOPE = "model"


def find(case: Case) -> Iterator[Draft]:
    if case.locked is None:
        return
    from modelguard.lock import evidence

    row = case.locked.row
    if not evidence.is_same_verdict(row, case.model):
        return
    # Other words for the same license change nothing for anybody.
    changes = [
        each for each in evidence.changes(case.locked, case.model) if each.what != evidence.DECLARED
    ]
    if changes:
        day = f" on {row.as_of}" if row.as_of else ""
        yield Draft(
            message=f"since it was locked{day}, {evidence.told(changes)}",
            how_to_fix="read what changed, then accept it with"
            f" `modelguard lock --upgrade {case.model.id}`",
        )
