"""The finding on a term that stands against an activity, whichever check reports it."""

from __future__ import annotations

from typing import NamedTuple

from modelguard.checks import activity, blocks, coverage, origin, terms
from modelguard.checks.activity import Doing
from modelguard.checks.case import Case, Draft
from modelguard.domain import License, Term


class Restriction(NamedTuple):
    """A term that bars `activities`; `says` is what the license says of them, as a verb phrase."""

    license: License
    term: Term
    says: str
    activities: tuple[str, ...]


def is_covered(case: Case, license_: License, value: str, *activities: str) -> bool:
    """What is prohibited needs an agreement on that very activity, else one on the use will do."""
    if coverage.covers(case, license_, *activities):
        return True
    return value != "prohibited" and coverage.is_covered(case, license_)


def draft(case: Case, check: str, found: Restriction) -> Draft:
    """An error where the activity is stated, a note where nobody says whether it is done."""
    known = activity.doing(case, *found.activities)
    subject = origin.subject(case, found.license)
    source = activity.source(case, *found.activities)
    return Draft(
        message=f"{subject} {found.says}{terms.sourced(found.term)}; {source}",
        how_to_fix=_how_to_fix(case, found, known),
        license=found.license.id,
        severity=activity.severity(known),
        paste="" if known is Doing.UNKNOWN else blocks.exception(case, check),
    )


def _how_to_fix(case: Case, found: Restriction, known: Doing) -> str:
    if known is Doing.UNKNOWN:
        return "state `usage.activities`"
    done = activity.named(case, *found.activities)
    return (
        f"use a model whose license allows {done}; or get a license for {done} from "
        f"{found.license.steward}, and record it under `agreements`"
    )
