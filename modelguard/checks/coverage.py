"""Whether signed agreements license a use that a model's license does not."""

from __future__ import annotations

from modelguard.checks import origin
from modelguard.checks.case import Case
from modelguard.domain import License, ModelId
from modelguard.project import Agreement

BY_AGREEMENT = "an agreement in force covers the use"


def is_covered(case: Case, license_: License | None = None) -> bool:
    """Whether agreements in force license every part of the use.

    They name the model, or each of the bases that bring `license_`.
    """
    if _covers_use(case):
        return True
    holders = [_as_base(case, base.id) for base in origin.bases(case, license_)] if license_ else []
    return bool(holders) and all(_covers_use(holder) for holder in holders)


def excuse(case: Case, license_: License) -> str:
    """The same as a clause that tells why a term does not bind; empty where it does."""
    return BY_AGREEMENT if is_covered(case, license_) else ""


def covers(case: Case, license_: License, *activities: str) -> bool:
    """Whether agreements in force name each of the activities that are done."""
    done = [each for each in activities if each in case.activities]
    bases = [_as_base(case, base.id) for base in origin.bases(case, license_)]
    holders = [[case]] + ([bases] if bases else [])
    return bool(done) and any(
        all(each.agreement(activity) for each in group for activity in done) for group in holders
    )


def falling_short(case: Case) -> tuple[Agreement, tuple[str, ...]] | None:
    """An agreement that covers some of the activities, and those that none covers."""
    found = {activity: case.agreement(activity) for activity in sorted(case.activities)}
    agreement = next((each for each in found.values() if each), None)
    open_activities = tuple(activity for activity, each in found.items() if each is None)
    return (agreement, open_activities) if agreement and open_activities else None


def _covers_use(case: Case) -> bool:
    """Whether the purpose is covered, or every one of the activities."""
    if case.agreement(case.purpose.value) or case.agreement("commercial"):
        return True
    activities = case.activities
    return bool(activities) and all(case.agreement(activity) for activity in activities)


def _as_base(case: Case, base: str) -> Case:
    return case._replace(
        model=case.model._replace(id=ModelId("huggingface", base), renamed_to=None, repository=None)
    )
