"""Terms that nobody has read are never taken as allowed: one note a model says which."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import activity, coverage, origin, terms
from modelguard.checks.activity import Doing
from modelguard.checks.case import Case, Draft
from modelguard.domain import License, Purpose, Severity

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
    address = f" ({license_.url})" if license_.url else ""
    return Draft(
        message=f"{origin.subject(case, license_)}: modelguard has not read what it says on "
        + ", ".join(names),
        how_to_fix=f"read the license{address} before you rely on it; a grant in writing goes "
        "under `agreements`",
        license=license_.id,
        severity=Severity.NOTE,
    )
