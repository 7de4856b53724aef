"""What the checks share that judge a model which the project publishes."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks.case import Case
from modelguard.domain import Ancestor, License
from modelguard.project import Publish


def entry(case: Case) -> Publish | None:
    """The entry under `publishes` that is this model; None where the model is not published."""
    found = (each for each in case.project.publishes if each.id == case.model.id)
    return next(found, None)


def bases(case: Case) -> Iterator[tuple[Ancestor, License | None]]:
    """Every base that binds, with its license where that was concluded."""
    licenses = {each.id: each for each in case.licenses}
    for base in case.model.lineage:
        if base.binds:
            yield base, licenses.get(base.license or "")


def own(case: Case) -> tuple[License, ...]:
    """The licenses that the entry states, else those of the model's card."""
    published = entry(case)
    stated = (published.license if published else None) or case.model.conclusion.declared or ""
    words = set(stated.lower().split())
    return tuple(
        each
        for each in case.licenses
        if words & {each.id.lower(), each.expression.lower(), *each.hub_ids}
    )
