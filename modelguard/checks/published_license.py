"""A published model's license is not one that its bases leave possible.

## What it does

Looks at models under `publishes`, together with the card in the folder that is published, and at
other folders with a model card, the root included, for which the use states
`publishing-derivatives`. Reports a model that states no license, two licenses in the project file
and in the card, a license that leaves out what a base obliges derivatives to keep (limits, use
restrictions, noncommercial purposes, share-alike), a base whose license forbids sharing changed
versions, and a base whose license nobody could read. In a folder with a card it also looks for
`base_model` in the card, and for the license and notice files that the bases ask for. Where the
license of a dataset asks for something that the model's own leaves out, that is a warning: whether
it reaches a model trained on the data is in dispute.

A license that asks for more than its bases do is fine, and so is any license on bases that ask for
notices only.

## Why it matters

Whoever publishes grants rights to strangers. Rights that a base withholds cannot be granted, and
every user of the model relies on them.

## Example

```yaml
publishes:
  - path: models/support
    id: acme/Llama-support-8b
    license: MIT
    base_model: meta-llama/Llama-3.1-8B
```

MIT says nothing of Llama's limits and use policy, which go with every derivative.

## How to fix

Publish under a license that the bases leave possible; the finding names it.
`modelguard explain --publish acme/Llama-support-8b` prints the front matter and the files that go
along.

## Offline?

Yes, as far as the bases are known; datasets as far as the lock or the cache knows them.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard import inheritance
from modelguard.checks import blocks, published, terms
from modelguard.checks.case import Case, Draft
from modelguard.domain import Card, CardSource, ModelId, Severity

ID = "published-license"
SEVERITY = Severity.ERROR
SCOPE = "model"


def find(case: Case) -> Iterator[Draft]:
    if published.entry(case) is None:
        return
    problems = [*_stated(case), *_forbidden(case), *_left_out(case), *_folder(case)]
    data = list(_data(case))
    if problems or data:
        yield Draft(
            message="; ".join([*problems, *data]),
            how_to_fix="; ".join(_how_to_fix(case, problems, data)),
            severity=None if problems else Severity.WARNING,
            paste=blocks.exception(case, ID),
        )


def _how_to_fix(case: Case, problems: list[str], data: list[str]) -> Iterator[str]:
    if problems:
        yield _possible(case)
        yield _front_matter(case.model.id)
    if data:
        yield (
            "publish it under a license that keeps what the data asks for, or record as an "
            "exception why that does not reach the model"
        )


def _front_matter(model: ModelId) -> str:
    command = "`modelguard explain --publish {}` prints the front matter"
    if model.source == "path":
        return f"list the folder under `publishes`, and {command.format(model.name)}"
    return command.format(model)


def _stated(case: Case) -> Iterator[str]:
    """What the project file and the card say of the license, each and together."""
    entry, card = published.entry(case), _card(case)
    stated = entry.license if entry else None
    written = card.license_name or " AND ".join(card.licenses) if card else ""
    if not published.own(case):
        yield "it states no license" if not (stated or written) else "its license is not known"
    elif stated and written and not _is_same(case, stated, written):
        yield f"the project file says `{stated}`, its card `{written}`"


def _is_same(case: Case, stated: str, written: str) -> bool:
    names = [
        {name.lower() for name in (each.id, each.expression, *each.hub_ids)}
        for each in case.licenses
    ]
    both = {stated.lower(), written.lower()}
    return len(both) == 1 or any(both <= each for each in names)


def _forbidden(case: Case) -> Iterator[str]:
    for base, license_ in published.bases(case):
        if license_ is None:
            yield f"the license of its base `{base.id}` is not known"
        elif terms.value(license_, "derivatives") in {"prohibited", "not-shared", "no"}:
            section = terms.cited(license_.terms["derivatives"])
            of_base = f"`{license_.id}` of its base `{base.id}`"
            yield f"{of_base} forbids sharing changed versions{section}"


def _left_out(case: Case) -> Iterator[str]:
    bases = {license_.id: (base, license_) for base, license_ in published.bases(case) if license_}
    for base, license_ in bases.values():
        for own in published.own(case):
            if names := inheritance.dropped(license_, own):
                yield (
                    f"`{own.id}` leaves out what `{license_.id}` of its base `{base.id}` obliges "
                    f"derivatives to keep: {', '.join(names)}"
                )


def _data(case: Case) -> Iterator[str]:
    """What the licenses of its datasets ask for; whether that reaches a model is in dispute."""
    for data in case.model.datasets:
        for license_ in data.licenses:
            names = inheritance.dropped(license_, *published.own(case))
            if published.own(case) and names:
                yield (
                    f"it was trained on `{data.id}` under `{license_.id}`, and its own license "
                    f"leaves out what that asks for: {', '.join(names)}"
                )


def _folder(case: Case) -> Iterator[str]:
    card = _card(case)
    if card is None:
        return
    if case.model.lineage and not card.bases:
        yield "its card names no `base_model`"
    names = tuple(name.lower() for name in card.files)
    for license_ in {each.id: each for _, each in published.bases(case) if each}.values():
        if terms.value(license_, "license-copy") == "yes" and not _has(names, "licen", "copying"):
            yield f"a copy of `{license_.id}` is not in its folder"
        if terms.text(license_.terms.get("notice"), "text") and not _has(names, "notice"):
            yield f"the Notice file of `{license_.id}` is not in its folder"


def _has(names: tuple[str, ...], *starts: str) -> bool:
    return any(name.startswith(starts) for name in names)


def _card(case: Case) -> Card | None:
    card = case.model.card
    return card if card and card.source is CardSource.FOLDER else None


def _possible(case: Case) -> str:
    bases = [license_ for _, license_ in published.bases(case) if license_]
    possible = inheritance.left_possible(bases)
    if possible is None:
        return "state a license; its bases ask for notices only"
    if not possible:
        return "no license of its bases keeps what the others ask for: ask their publishers"
    return f"publish it under {' or '.join(f'`{each}`' for each in possible)}"
