"""The licenses of a model's bases can't all be kept.

## What it does

Looks at models that were made from several bases. Reports two bases of which one wants all that is
made from it under its own license (share-alike) while the other asks for something that this
license has no room for: another share-alike, noncommercial purposes, use restrictions, limits on
users. Licenses that let derivatives pass to a common license, as LGPL does to GPL, are no conflict.
Reports two bases that each want the model's name to begin with their own word, and a base whose
license forbids sharing anything that is made from it, also where it is the only one. Asks where a
base may not be used to improve models of other families.

An adapter that is plugged into another base is a warning: whether the two make one work is a
question for a person. Bases that the model's own publisher made are no conflict, since a licensor
may license in other ways too.

## Why it matters

Whoever made the model had no right to share it, whatever its label says, and so nobody who got it
has a right to use it.

## Example

```yaml
license: gpl-3.0
base_model: [acme/writer-gpl, acme/writer-nc]   # gpl-3.0 and cc-by-nc-4.0
base_model_relation: merge
```

GPL-3.0 allows no further restrictions, and CC-BY-NC-4.0 keeps commercial use to itself.

## How to fix

Use another model, or one of the bases alone. Where a publisher has given permission, record it as
an exception.

## Offline?

Yes, as far as the bases are known.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from modelguard import inheritance
from modelguard.checks import blocks, kinship, terms
from modelguard.checks.case import Case, Draft
from modelguard.domain import Ancestor, License, Severity
from modelguard.namedtuple import NamedTuple

ID = "base-license-conflict"
SEVERITY = Severity.ERROR
SCOPE = "model"

_NOT_SHARED = {"prohibited", "not-shared"}
_OTHER_FAMILIES = {"same-family-only", "prohibited"}


class Owed(NamedTuple):
    """A license of a base. `branch` is the model's own base that it comes from."""

    base: Ancestor
    license: License
    branch: str
    is_plugged_in: bool

    @property
    def named(self) -> str:
        return f"`{self.license.id}` of its base `{self.base.id}`"


class Conflict(NamedTuple):
    says: str
    severity: Severity


def find(case: Case) -> Iterator[Draft]:
    found = list(dict.fromkeys(weigh(case)))
    if not found:
        return
    severity = max((each.severity for each in found), key=lambda each: each.rank)
    yield Draft(
        message="; ".join(each.says for each in found if each.severity is severity),
        how_to_fix="use one of the bases alone or another model; or get permission from a "
        "publisher and record it as an exception",
        severity=severity,
        paste=blocks.exception(case, ID),
    )


def weigh(case: Case) -> Iterator[Conflict]:
    """Every conflict of one base, and of two that come from different bases of the model."""
    owed = list(_owed(case))
    for each in owed:
        yield from _forbidden(each)
    for one, other in combinations(owed, 2):
        if one.branch == other.branch or one.license.id == other.license.id:
            continue
        is_sure = not (one.is_plugged_in or other.is_plugged_in)
        severity = Severity.ERROR if is_sure else Severity.WARNING
        pairs = ((one, other), (other, one))
        clashes = [says for pair in pairs for says in _share_alike(*pair)]
        for says in (*clashes[:1], *_prefixes(one, other)):
            yield Conflict(says, severity)
        for says in (says for pair in pairs for says in _improving(*pair)):
            yield Conflict(says, Severity.WARNING)


def _owed(case: Case) -> Iterator[Owed]:
    if case.model.id.type != "model":
        return
    for base, license_ in kinship.bases(case):
        if not kinship.is_licensor(case, base, license_):
            branch = kinship.way(case, base)[0].id
            yield Owed(base, license_, branch, kinship.is_plugged_in(case, base))


def _forbidden(owed: Owed) -> Iterator[Conflict]:
    """An adapter holds nothing of its base."""
    if terms.value(owed.license, "derivatives") in _NOT_SHARED and not owed.is_plugged_in:
        says = f"{owed.named} forbids sharing changed versions{_section(owed, 'derivatives')}"
        yield Conflict(says, Severity.ERROR)


def _share_alike(one: Owed, other: Owed) -> Iterator[str]:
    if out_of_place := inheritance.out_of_place(one.license, other.license):
        asked = ", ".join(f"{name}{_section(other, name)}" for name in out_of_place)
        yield (
            f"{one.named} wants what is made from it under itself{_section(one, 'share-alike')}, "
            f"which leaves no room for what {other.named} asks for: {asked}"
        )


def _prefixes(one: Owed, other: Owed) -> Iterator[str]:
    first, second = _prefix(one.license).lower(), _prefix(other.license).lower()
    if first and second and not (first.startswith(second) or second.startswith(first)):
        yield (
            f"{one.named} wants the model's name to begin with "
            f"`{_prefix(one.license)}`{_section(one, 'name-prefix')}, {other.named} with "
            f"`{_prefix(other.license)}`{_section(other, 'name-prefix')}"
        )


def _prefix(license_: License) -> str:
    term = license_.terms.get("name-prefix")
    is_start = term is not None and term.details.get("position", "start") == "start"
    return terms.text(term, "text") if is_start else ""


def _improving(one: Owed, other: Owed) -> Iterator[str]:
    """A merge is not an output, so this is a question; a license for all tells no family."""
    is_barred = terms.value(one.license, "output-training") in _OTHER_FAMILIES
    is_of_a_family = other.license.expression.startswith("LicenseRef-")
    if is_barred and is_of_a_family and one.license.steward != other.license.steward:
        yield (
            f"{one.named} bars its use for models of other families"
            f"{_section(one, 'output-training')}, and `{other.base.id}` is one: ask the publisher"
        )


def _section(owed: Owed, name: str) -> str:
    return terms.cited(owed.license.terms.get(name))
