"""What the checks share that hold a model against the bases which it was made from."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks.case import Case
from modelguard.domain import Ancestor, License, Relation


def bases(case: Case) -> Iterator[tuple[Ancestor, License]]:
    """Every base that binds, with each license of it that binds; older rules may lack some."""
    licenses = {each.id: each for each in case.licenses}
    for base in case.model.lineage:
        for license_id in base.licenses if base.binds else ():
            if license_id in licenses:
                yield base, licenses[license_id]


def way(case: Case, base: Ancestor) -> tuple[Ancestor, ...]:
    """The bases from the model's own one up to `base`."""
    by_id = {each.id: each for each in case.model.lineage}
    found = [base]
    while (parent := by_id.get(found[-1].via)) is not None and parent not in found:
        found.append(parent)
    return tuple(reversed(found))


def is_plugged_in(case: Case, base: Ancestor) -> bool:
    """Whether an adapter lies between, which is run with its base and holds nothing of it."""
    return any(each.relation is Relation.ADAPTER for each in way(case, base))


def is_licensor(case: Case, base: Ancestor, license_: License) -> bool:
    """Whether the publisher of the model made the base, and may license it in other ways too.

    Publishing under somebody else's terms makes nobody a licensor.
    """
    owner, _, name = str(case.model.id).lower().partition("/")
    if not name or base.id.lower().partition("/")[0] != owner:
        return False
    steward = "".join(filter(str.isalnum, license_.steward.lower()))
    is_for_all = not license_.expression.startswith("LicenseRef-")
    return is_for_all or base.is_original or "".join(filter(str.isalnum, owner)).startswith(steward)
