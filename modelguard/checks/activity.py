"""Whether something is done with the models: stated, assumed by the policy, unknown or not done."""

from __future__ import annotations

from modelguard.checks import allowance
from modelguard.checks.case import Case
from modelguard.domain import Severity
from modelguard.strenum import StrEnum

HOSTED = "hosted-service"
# Whoever does these hands weights to others.
PASSING_ON = ("redistribution", "on-device", "publishing-derivatives")
# Whoever does these changes weights.
CHANGING = ("fine-tuning", "publishing-derivatives")
ASK = "state `usage.activities`"


class Doing(StrEnum):
    """What is known of an activity."""

    STATED = "stated"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"
    NOT_DONE = "not-done"


def doing(case: Case, *activities: str) -> Doing:
    """The best that is known of any of these; what is stated leaves no room for assumptions."""
    stated, assumed = case.usage.activities, case.policy.assumed.activities
    if stated is not None:
        return Doing.STATED if stated & set(activities) else Doing.NOT_DONE
    if assumed is not None:
        return Doing.ASSUMED if assumed & set(activities) else Doing.NOT_DONE
    return Doing.UNKNOWN


def is_changed(case: Case) -> bool:
    """Whether the team runs weights that it changed itself."""
    return bool(case.activities & set(CHANGING)) or case.is_named_by(case.project.first_party)


def sharing_changed(case: Case) -> tuple[str, ...]:
    """What hands changed weights to others: whoever fine-tunes hands on a changed version."""
    return PASSING_ON if "fine-tuning" in case.activities else ("publishing-derivatives",)


def named(case: Case, *activities: str) -> str:
    """Those of the activities that are done, for messages."""
    return " and ".join(each for each in activities if each in case.activities)


def source(case: Case, *activities: str) -> str:
    """Where it stands that these are done, as a clause."""
    match doing(case, *activities):
        case Doing.STATED:
            return f"{case.usage.named('activities')} states {named(case, *activities)}"
        case Doing.ASSUMED:
            policy = allowance.named(case.policy)
            return f"{policy} assumes {named(case, *activities)}"
        case Doing.NOT_DONE:
            return _instead(case)
        case Doing.UNKNOWN:
            return "`usage.activities` is not stated"


def _instead(case: Case) -> str:
    others = " and ".join(sorted(case.activities)) or "none"
    if case.usage.activities is not None:
        return f"{case.usage.named('activities')} states {others}"
    return f"{allowance.named(case.policy)} assumes {others}"


def severity(found: Doing) -> Severity | None:
    """A stated use that breaks a term is an error, one that may is a note; None: as configured."""
    match found:
        case Doing.STATED:
            return Severity.ERROR
        case Doing.ASSUMED:
            return None
        case _:
            return Severity.NOTE
