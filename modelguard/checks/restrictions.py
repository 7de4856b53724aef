"""The finding on a term that stands against an activity, whichever check reports it."""

from __future__ import annotations

from modelguard.checks import activity, blocks, coverage, origin, terms
from modelguard.checks.activity import Doing
from modelguard.checks.case import Case, Draft
from modelguard.domain import Bearing, License, Term, Weighed
from modelguard.namedtuple import NamedTuple


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


def excuse(case: Case, license_: License, value: str, *activities: str) -> str:
    """The same as a clause that tells why a term does not bind; empty where it does."""
    is_excused = is_covered(case, license_, value, *activities)
    return coverage.BY_AGREEMENT if is_excused else ""


def weighed(case: Case, found: Restriction, excuse: str) -> Weighed:
    """What the restriction comes to; `excuse` is why it does not bind, empty where it does."""
    known = activity.doing(case, *found.activities)
    reason = f"{found.says}; {excuse or activity.source(case, *found.activities)}"
    if excuse or known is Doing.NOT_DONE:
        return Weighed(found.license.id, found.term, Bearing.FREE, reason)
    if known is Doing.UNKNOWN:
        return Weighed(found.license.id, found.term, Bearing.UNKNOWN, reason, activity.ASK)
    return Weighed(found.license.id, found.term, Bearing.BROKEN, reason)


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
        return activity.ASK
    done = activity.named(case, *found.activities)
    return (
        f"use a model whose license allows {done}; or get a license for {done} from "
        f"{found.license.steward}, and record it under `agreements`"
    )
