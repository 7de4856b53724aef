"""Newer license data alone judges a locked model more strictly.

## What it does

Warns of a model whose card, text and bases are as they were locked, but which the license data of
this version of modelguard reads more strictly than the data that the lock was made with. For the
policy's grace period (`require: rules_grace_days`, 30 days from the date of the license data unless
stated) the errors that follow from that alone count as warnings. Then they speak for themselves,
and this check is silent.

## Why it matters

An upgrade of a linter must not stop a team that changed nothing; what it learnt must not be lost
either.

## Example

A license is found to have a revenue threshold that the earlier data did not know of.

## How to fix

See what changed with `modelguard diff --rules lock`. Settle it within the grace period, then
accept the new judgement with `modelguard lock --upgrade MODEL`.

## Offline?

Yes.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks.case import Case, Draft
from modelguard.domain import Severity
from modelguard.lock.types import Change, Direction

ID = "rules-changed"
SEVERITY = Severity.WARNING
SCOPE = "model"

_SHOWN = 3


def find(case: Case) -> Iterator[Draft]:
    if case.locked is None or case.locked.grace_ends is None:
        return
    tighter = [each for each in case.locked.verdict if each.direction is Direction.TIGHTER]
    yield Draft(
        message=f"newer license data than that of the lock ({case.locked.lock.rules}) is stricter:"
        f" {_told(tighter)}; errors from that alone are warnings until {case.locked.grace_ends}",
        how_to_fix=f"settle it by then, and accept it with `modelguard lock --upgrade"
        f" {case.model.id}`",
    )


def _told(changes: list[Change]) -> str:
    shown = [f"{each.what} `{each.before}` is `{each.after}`" for each in changes[:_SHOWN]]
    more = [f"{len(changes) - _SHOWN} more"] if len(changes) > _SHOWN else []
    return ", ".join((*shown, *more))
