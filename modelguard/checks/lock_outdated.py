"""The lock does not cover the models that the project uses.

## What it does

Under `--locked`, reports each model that `modelguard.lock` has no row for, and each whose row is
judged otherwise now, by the same license data and policy: somebody edited it, or the project file
says otherwise of the model. In a run over the whole project, warns of rows that no model of the
project needs any more.

## Why it matters

`--locked` promises that nothing but the lock answers. A model that it lacks was never reviewed, and
a row that nobody needs hides what the project really uses.

## Example

```console
$ modelguard check --locked
```

A model was added to the code after the last `modelguard lock`.

## How to fix

Run `modelguard lock`, and commit `modelguard.lock`. For a row that was edited, `modelguard lock
--upgrade MODEL` looks the model up anew.

## Offline?

Yes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelguard import rulebase
from modelguard.checks.case import Draft, Whole
from modelguard.domain import Reason, Severity

if TYPE_CHECKING:
    from modelguard.lock.types import Lock

ID = "lock-outdated"
SEVERITY = Severity.ERROR
SCOPE = "project"

_SHOWN = 5
_MEND = "run `modelguard lock`, and commit `modelguard.lock`"


def find(whole: Whole) -> Iterator[Draft]:
    if whole.lock is None:
        return
    if whole.is_locked:
        yield from _missing(whole, whole.lock)
        yield from _unfit(whole, whole.lock)
    unused = _unused_rows(whole, whole.lock) if whole.is_whole else []
    if unused:
        shown = ", ".join(f"`{each}`" for each in unused[:_SHOWN])
        more = f" and {len(unused) - _SHOWN} more" if len(unused) > _SHOWN else ""
        yield Draft(
            message=f"`{whole.lock.label}` has rows that nothing needs: {shown}{more}",
            how_to_fix=_MEND,
            severity=Severity.WARNING,
        )


def _missing(whole: Whole, lock: Lock) -> Iterator[Draft]:
    for model in whole.models:
        failed = model.unresolved
        is_lacking = failed is not None and failed.reason is Reason.NOT_LOCKED
        if is_lacking or lock.row(model, whole.sources) is None:
            yield Draft(
                message=f"`{lock.label}` has no row for it"
                if lock.rules
                else f"there is no `{lock.label}`",
                how_to_fix=_MEND,
                model=str(model.id),
                references=model.references,
            )


def _unfit(whole: Whole, lock: Lock) -> Iterator[Draft]:
    """Rows whose verdict does not follow from them; other rules or another policy may differ."""
    from modelguard.lock import evidence

    if lock.rules != rulebase.version():
        return
    rows = [(model, lock.row(model, whole.sources)) for model in whole.models]
    unfit = [(model, row) for model, row in rows if row and not evidence.fits(row, model)]
    if unfit and lock.policy_digest == whole.project.policy.digest:
        for model, row in unfit:
            was, now = row.licenses, model.conclusion.licenses
            yield Draft(
                message=f"`{lock.label}` has it under `{_named(was)}`; what its row declares, and"
                f" the project states, make it `{_named(now)}`",
                how_to_fix=f"run `modelguard lock --upgrade {model.id}`, which looks it up anew,"
                " and commit `modelguard.lock`",
                model=str(model.id),
                references=model.references,
            )


def _named(licenses: tuple[str, ...]) -> str:
    return " AND ".join(licenses) or "no known license"


def _unused_rows(whole: Whole, lock: Lock) -> list[str]:
    from modelguard.lock.types import dataset_name, name

    # A locked model that could not be looked up now may still need them.
    if any(model.unresolved and lock.row(model, whole.sources) for model in whole.models):
        return []
    used = {name(model.id, whole.sources) for model in whole.models}
    used |= {base.id for model in whole.models for base in model.lineage}
    used |= {dataset_name(data.id) for model in whole.models for data in model.datasets}
    revisions = {each.revision for model in whole.models for each in model.references}
    keys = used | {f"{each}@{revision}" for each in used for revision in revisions}
    return sorted(lock.models.keys() - keys)
