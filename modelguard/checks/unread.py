"""Terms that nobody has read are never taken as allowed: one note a model says which."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import activity, coverage, origin, terms
from modelguard.checks.activity import Doing
from modelguard.checks.case import Case, Draft
from modelguard.domain import Bearing, License, Purpose, Severity, Term, Weighed

# Who speaks of which terms. The first check here that has something to say speaks for all of them.
_TERMS_OF = {
    "hosting-restricted": ("hosting",),
    "redistribution-restricted": ("redistribution", "derivatives"),
    "output-training-restricted": ("output-training",),
    "user-threshold": ("user-threshold",),
    "revenue-threshold": ("commercial-use", "revenue-threshold"),
    "acceptable-use": ("acceptable-use",),
}
_MATTERS_WHEN = {
    "hosting": (activity.HOSTED,),
    "redistribution": activity.PASSING_ON,
    "derivatives": activity.CHANGING,
    "output-training": ("training-on-outputs",),
}


def note(case: Case, check: str) -> Iterator[Draft]:
    """The note on all unread terms that matter for the use, where it is this check's to give."""
    for license_ in terms.licensed(case):
        names = [name for name in _matter(case) if terms.value(license_, name) == "not-read"]
        if names and _speaker(case, names) == check and not coverage.is_covered(case, license_):
            yield _draft(case, license_, names)
            return


def weigh(case: Case) -> Iterator[Weighed]:
    """Which of the unread terms matter for the use."""
    for license_ in terms.licensed(case):
        excuse = coverage.excuse(case, license_)
        for check, names in _TERMS_OF.items():
            for name in names:
                if terms.value(license_, name) == "not-read":
                    weighed = _weighed(case, license_, license_.terms[name], excuse)
                    yield weighed._replace(check=check)


def _weighed(case: Case, license_: License, term: Term, excuse: str) -> Weighed:
    unread, activities = "modelguard has not read what it says", _MATTERS_WHEN.get(term.name, ())
    if not excuse and term.name in _matter(case):
        ask = f"read the license{_address(license_)}"
        return Weighed(license_.id, term, Bearing.UNKNOWN, unread, ask)
    if not excuse and activities and activity.doing(case, *activities) is Doing.UNKNOWN:
        reason = f"{unread}; {activity.source(case, *activities)}"
        return Weighed(license_.id, term, Bearing.UNKNOWN, reason, activity.ASK)
    source = activity.source(case, *activities) if activities else _purpose(case)
    return Weighed(license_.id, term, Bearing.FREE, f"{unread}; {excuse or source}")


def _purpose(case: Case) -> str:
    return f"the purpose is {case.purpose.value}"


def _matter(case: Case) -> Iterator[str]:
    for names in _TERMS_OF.values():
        for name in names:
            activities = _MATTERS_WHEN.get(name)
            if activities is None:
                if case.purpose is Purpose.COMMERCIAL or name == "acceptable-use":
                    yield name
            elif activity.doing(case, *activities) in {Doing.STATED, Doing.ASSUMED}:
                yield name


def _speaker(case: Case, names: list[str]) -> str:
    speakers = (check for check, of in _TERMS_OF.items() if set(of) & set(names))
    severities = case.policy.severities
    return next((each for each in speakers if severities.get(each) is not Severity.OFF), "")


def _draft(case: Case, license_: License, names: list[str]) -> Draft:
    return Draft(
        message=f"{origin.subject(case, license_)}: modelguard has not read what it says on "
        + ", ".join(names),
        how_to_fix=f"read the license{_address(license_)} before you rely on it; a grant in "
        "writing goes under `agreements`",
        license=license_.id,
        severity=Severity.NOTE,
    )


def _address(license_: License) -> str:
    return f" ({license_.url})" if license_.url else ""
