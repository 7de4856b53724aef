"""Every term of a model's licenses held against one use, by the checks' own judgment."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard import checks
from modelguard.checks import activity, allowance, terms, unread
from modelguard.checks.activity import Doing
from modelguard.checks.case import Case
from modelguard.domain import Bearing, License, Severity, Term, Weighed

# Duties that no check can see in a project's files: both are for changed weights.
_OF_CHANGED = ("name-prefix", "state-changes")
# Values by which a term asks for nothing.
_ASKS_NOTHING = {
    "commercial-use": ("yes",),
    "outputs": ("user-owned", "commercial-use-allowed", "silent"),
    "use-restrictions-passed-on": ("no",),
    **dict.fromkeys(("hosting", "redistribution", "derivatives"), ("allowed", "silent")),
    "output-training": ("allowed",),
    **dict.fromkeys(("attribution", "disclose-source", "license-copy"), ("no", "silent")),
}
_SAYS = {"yes": "allowed", "no": "not asked for", "silent": "the license is silent on it"}


def weigh(case: Case) -> tuple[Weighed, ...]:
    """In the order of the licenses and of their terms; one piece for each limit and place.

    A license that bars the purpose as a whole is told by that term alone.
    """
    found: dict[tuple[str, str], list[Weighed]] = {}
    for each in _by_checks(case):
        found.setdefault((each.license, each.term.name), []).append(each)
    return tuple(
        weighed
        for license_ in case.licenses
        for term in license_.terms.values()
        for weighed in found.get((license_.id, term.name)) or _unweighed(case, license_, term)
    )


def _by_checks(case: Case) -> Iterator[Weighed]:
    for check in checks.TERM_CHECKS:
        for each in checks.load_term_check(check).weigh(case):
            yield _as_reported(case, each._replace(check=check))
    yield from (_as_reported(case, each) for each in unread.weigh(case))


def _as_reported(case: Case, weighed: Weighed) -> Weighed:
    """Some checks leave out what only tests use, and a policy may turn any of them off."""
    is_aside = bool(case.references) and all(each.scope != "product" for each in case.references)
    if weighed.check in checks.PRODUCT_ONLY and is_aside:
        reason = f"{weighed.reason}; only tests, examples and benchmarks use the model"
        return weighed._replace(bearing=Bearing.FREE, reason=reason, ask="")
    is_off = case.policy.severities.get(weighed.check) is Severity.OFF
    if is_off and weighed.bearing is not Bearing.FREE:
        by = allowance.named(case.policy)
        return weighed._replace(reason=f"{weighed.reason}; {by} does not report it")
    return weighed


def _unweighed(case: Case, license_: License, term: Term) -> Iterator[Weighed]:
    """A term that no check has anything to say of."""
    if license_.kind == "license" and license_ not in terms.licensed(case):
        return
    if term.name in _OF_CHANGED and term.value == "yes":
        yield _of_changed(case, license_, term)
    elif term.value == "not-read":
        reason = "modelguard has not read what it says"
        yield Weighed(license_.id, term, Bearing.UNKNOWN, reason)
    elif term.value in _ASKS_NOTHING.get(term.name, ()):
        says = _SAYS.get(term.value, term.value.replace("-", " "))
        yield Weighed(license_.id, term, Bearing.FREE, says)
    else:
        yield Weighed(license_.id, term, Bearing.ALWAYS, "")


def _of_changed(case: Case, license_: License, term: Term) -> Weighed:
    """Changes are stated, and names kept, by whoever hands changed weights to others."""
    activities = activity.sharing_changed(case)
    source = activity.source(case, *activities)
    reason = f"this counts for changed weights that are passed on; {source}"
    match activity.doing(case, *activities):
        case Doing.NOT_DONE:
            return Weighed(license_.id, term, Bearing.FREE, reason)
        case Doing.UNKNOWN:
            return Weighed(license_.id, term, Bearing.UNKNOWN, reason, activity.ASK)
        case _:
            return Weighed(license_.id, term, Bearing.BINDS, reason)
