"""A publisher licenses a model otherwise than when it was locked.

## What it does

Compares what the Hub or the cache says of a model with its row in `modelguard.lock`. Reports a
model whose words, license text or bases are others now, so that other licenses bind. A row that
came from the built-in catalog is compared with nothing, since it is a copy of a card itself; nor
is an answer that is older than the row.

## Why it matters

A model is reviewed once and used for years. Publishers move from an open license to a restricted
one, or back, under the same name; what was agreed to may hold for the locked commit only.

## Example

`modelguard.lock` has `apache-2.0` for a model whose card says `cc-by-nc-4.0` today.

## How to fix

Stay at the commit that was locked by naming it as the model's revision, if its license allows that.
Or read the new license, and accept it with `modelguard lock --upgrade MODEL`.

## Offline?

No: offline, the lock itself answers.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import blocks
from modelguard.checks.case import Case, Draft
from modelguard.domain import Severity

ID = "license-changed"
SEVERITY = Severity.ERROR
SCOPE = "model"


def find(case: Case) -> Iterator[Draft]:
    if case.locked is None:
        return
    from modelguard.lock import evidence

    changes = evidence.changes(case.locked, case.model)
    if not changes or evidence.is_same_verdict(case.locked.row, case.model):
        return
    yield Draft(
        message=f"since it was locked{_day(case)}, {evidence.told(changes)}; {_outcome(case)}",
        how_to_fix=f"{_stay(case)}read the license, then accept it with `modelguard lock --upgrade"
        f" {case.model.id}`",
        paste=_paste(case),
    )


def _day(case: Case) -> str:
    as_of = case.locked.row.as_of if case.locked else ""
    return f" on {as_of}" if as_of else ""


def _outcome(case: Case) -> str:
    """Which license binds now, and how that compares."""
    assert case.locked is not None
    was, now = case.locked.row, case.model.conclusion
    said = f"`{was.license or 'no known license'}` bound then, `{now.license or 'none known'}` now"
    change = now.license_class.strictness - was.license_class.strictness
    if change == 0:
        return said
    return f"{said} ({'tighter' if change > 0 else 'looser'}: {now.license_class})"


def _stay(case: Case) -> str:
    commit = case.locked.row.revision if case.locked else None
    return f"stay at the locked commit `{commit[:12]}`; or " if commit else ""


def _paste(case: Case) -> str:
    commit = case.locked.row.revision if case.locked else None
    if commit and case.model.id.type == "model":
        return blocks.pinned(case, commit)
    return blocks.exception(case, ID)
