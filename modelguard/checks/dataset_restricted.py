"""A dataset that a model was trained on has a license that does not fit the use.

## What it does

Looks up the datasets that the cards of a model and of its bases name, or that the project file
states. Reports those whose license does not allow the purpose, such as CC-BY-NC-4.0 in a commercial
product. A dataset that was read and whose license is missing or not known is worth a note where the
use is commercial; so is one that is known to hold the outputs of a hosted API whose terms bar
training on them, under any use. One that could not be looked up is passed over: no card names all
of its data anyway.

## Why it matters

Whether a model carries the license of its data is not settled, and some publishers of data say that
it does. A team should know of such data before it ships the model, and a careful one asks first.

## Example

```yaml
license: apache-2.0
datasets: [fka/awesome-data]   # declared cc-by-nc-4.0 on its card
```

## How to fix

Ask the model's publisher how the data was used, and record the answer as an exception; or use a
model that was trained on data which allows the purpose.

## Offline?

As far as the lock or the cache knows the datasets; the built-in catalog holds models only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from modelguard.checks import allowance, blocks, terms
from modelguard.checks.case import Case, Draft
from modelguard.domain import License, Problem, Purpose, Severity, TrainingData

ID = "dataset-restricted"
SEVERITY = Severity.WARNING
SCOPE = "model"

_SHOWN = 3
_NOT_READ = {Problem.NOT_FOUND, Problem.UNVERIFIED}


def find(case: Case) -> Iterator[Draft]:
    barred = [
        (data, license_)
        for data in case.model.datasets
        for license_ in data.licenses
        if allowance.bars(license_, case.purpose)
    ]
    if barred:
        yield _draft(case, [_barred(case, *each) for each in barred], barred[0][1].id)
    elif doubts := [*_generated(case), *_unknown(case)]:
        yield _draft(case, doubts, None)._replace(severity=Severity.NOTE, paste="")


def _is_open(data: TrainingData) -> bool:
    """Whether the dataset was read, and yet nobody knows its license."""
    return data.problem is not None and data.problem not in _NOT_READ


def _draft(case: Case, told: list[str], license_: str | None) -> Draft:
    return Draft(
        message=f"it was trained on {_listed(told)}",
        how_to_fix="ask the publisher how the data was used, and record the answer as an "
        "exception; or use a model that was trained on other data",
        license=license_,
        paste=blocks.exception(case, ID),
    )


def _barred(case: Case, data: TrainingData, license_: License) -> str:
    section = terms.cited(license_.terms.get("commercial-use"))
    purposes = " and ".join(sorted(license_.purposes))
    return f"{_named(case, data)}, whose license `{license_.id}` is for {purposes} use{section}"


def _generated(case: Case) -> Iterator[str]:
    """The terms bind whoever made the dataset, and nobody else has agreed to them."""
    for data in case.model.datasets:
        made_with = data.made_with
        if made_with and terms.value(made_with, "output-training") == "prohibited":
            section = terms.cited(made_with.terms["output-training"])
            barred = f"whose terms bar training competing models on them{section}"
            yield f"{_named(case, data)}, which holds outputs of {made_with.steward}, {barred}"


def _unknown(case: Case) -> Iterator[str]:
    for data in case.model.datasets if case.purpose is Purpose.COMMERCIAL else ():
        if _is_open(data):
            yield f"{_named(case, data)}, of which {data.detail or 'no license is known'}"


def _named(case: Case, data: TrainingData) -> str:
    by_base = data.via.lower() not in {case.model.id.name.lower(), str(case.model.id).lower()}
    return f"`{data.id}`" + (f" (as its base `{data.via}` says)" if by_base else "")


def _listed(told: Iterable[str]) -> str:
    each = list(told)
    more = [f"{len(each) - _SHOWN} more such datasets"] if len(each) > _SHOWN else []
    return "; ".join([*each[:_SHOWN], *more])
