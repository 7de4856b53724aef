"""Nothing says, or not all is known of, what a model was made from.

## What it does

Reports a model of your own (under `first_party` or `publishes`) of which neither the project file
nor its card says what it was made from. Reports a model of others whose name tells of a base, or
whose publisher only repackages models, while its card names no base, or none of that family; one
whose card says something else than what is known of models with that name; one whose `base_model`
can't be read; one that is named among its own ancestors; and one with more bases, or more
generations of them, than modelguard looks up.

## Why it matters

A model carries the terms of what it was made from, whatever its own license says. Where nobody
states the base, nobody has checked those terms. A name proves nothing, so it never clears a model
and is no violation: it is a question.

## Example

```yaml
first_party: ["acme/*"]
models:
  - acme/intent-classifier
```

The model needs no license of its own, but the one that it was fine-tuned from binds it.

## How to fix

State `base_model` in the project file: under `models` for a model of your own, in a clarification
for a model of others. For a model that was trained from scratch, state `base_model: []`.

## Offline?

Yes. In the built-in catalog a base may be missing that the card names, so that there a name is
worth a note only.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import blocks
from modelguard.checks.case import Case, Draft
from modelguard.domain import CardSource, FamilyMatch, Severity

ID = "base-undeclared"
SEVERITY = Severity.WARNING
SCOPE = "model"


def find(case: Case) -> Iterator[Draft]:
    if case.model.id.type != "model" or case.model.conclusion.basis == "provider":
        return
    unstated = [*_own(case), *_named(case)]
    incomplete = [*_unreadable(case), *_loops(case), *_left_out(case)]
    if unstated or incomplete:
        yield Draft(
            message="; ".join((*unstated, *incomplete)),
            how_to_fix=_state(case) if unstated or _is_own(case) else _look_up(case),
            severity=None if incomplete or not _is_from_catalog(case) else Severity.NOTE,
            paste=_paste(case) if unstated or _is_own(case) else blocks.exception(case, ID),
        )


def _own(case: Case) -> Iterator[str]:
    if _is_own(case) and not case.model.descent.is_stated:
        yield "it is your own, and neither the project file nor its card says what it was made from"


def _named(case: Case) -> Iterator[str]:
    hint = case.model.descent.hint
    if hint is None or case.model.card is None or _is_own(case):
        return
    if hint.kind == "family":
        granted = " and ".join(f"`{each}`" for each in case.model.conclusion.granted)
        yield f"it is under {granted} by its card, and {_told(hint)}"
    elif case.model.lineage:
        yield f"{_told(hint)}, and none of the bases that are stated is of that family"
    elif not case.model.descent.is_stated:
        yield f"{_told(hint)}, and its card names no base model"


def _told(hint: FamilyMatch) -> str:
    if hint.kind == "family":
        because = f" ({hint.note})" if hint.note else ""
        return f"models named `{hint.pattern}` are under `{hint.license}`{because}"
    if hint.kind == "repackager":
        return f"it is a copy of somebody else's model, as all of `{hint.pattern}` are"
    of = f"a base under `{hint.license}`" if hint.license else "a base"
    return f"its name tells of {of} (`{hint.pattern}`)"


def _unreadable(case: Case) -> Iterator[str]:
    card = case.model.card
    yield from (each for each in (card.problems if card else ()) if "base_model" in each)


def _loops(case: Case) -> Iterator[str]:
    for name in case.model.descent.loops:
        yield f"`{name}` is named among its own ancestors"


def _left_out(case: Case) -> Iterator[str]:
    if left_out := case.model.descent.left_out:
        looked_up = len(case.model.lineage)
        yield (
            f"{looked_up} of its {looked_up + left_out} bases were looked up, "
            "and the others may bind as well"
        )


def _state(case: Case) -> str:
    where = "under `models`" if _is_own(case) else "in a clarification"
    return (
        f"state `base_model` {where} in the project file, or `base_model: []` if it was trained "
        "from scratch"
    )


def _look_up(case: Case) -> str:
    if case.model.descent.left_out:
        return "read the licenses of the other bases; or use a model whose origin can be followed"
    return "ask the publisher what it was made from, and state `base_model` in a clarification"


def _paste(case: Case) -> str:
    entry = "models:\n  - id" if _is_own(case) else "clarifications:\n  - model"
    lines = [
        f"{entry}: {blocks.quoted(str(case.model.id))}",
        '    base_model: "org/name"  # TODO: what it was made from; [] if trained from scratch',
        '    reason: "TODO: where that is known from"',
    ]
    return "".join(f"{line}\n" for line in lines)


def _is_own(case: Case) -> bool:
    return case.is_named_by(case.project.first_party)


def _is_from_catalog(case: Case) -> bool:
    card = case.model.card
    return card is not None and card.source is CardSource.CATALOG and not _is_own(case)
