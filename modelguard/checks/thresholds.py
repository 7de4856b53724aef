"""Limits on users and revenue, and what stated numbers say of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from modelguard.checks import activity, blocks, coverage, origin, terms
from modelguard.checks.activity import Doing
from modelguard.checks.case import Case, Draft
from modelguard.domain import Bearing, License, Severity, Term, Weighed
from modelguard.namedtuple import NamedTuple
from modelguard.strenum import StrEnum


class Threshold(NamedTuple):
    """One entry of a term's `thresholds`, see `license.schema.json`."""

    metric: str
    above: float
    effect: str
    is_inclusive: bool
    is_far: bool
    counts_affiliates: bool
    fixed_at: str
    currency: str
    purposes: tuple[str, ...]
    activity: str
    competitor_of: str


class Verdict(StrEnum):
    """`ASSUMED_WITHIN`: the number is within the limit, if affiliates are counted in it.

    `LIKELY_EXCEEDED`: another number than the one that counts is above the limit. `NOT_MEANT`: the
    limit is not for this use, or met otherwise.
    """

    EXCEEDED = "exceeded"
    LIKELY_EXCEEDED = "likely-exceeded"
    UNKNOWN = "unknown"
    ASSUMED_WITHIN = "assumed-within"
    WITHIN = "within"
    NOT_MEANT = "not-meant"


class Fact(NamedTuple):
    """What the use says of a threshold: `says` is a clause, `ask` what to state, if anything."""

    verdict: Verdict
    says: str
    ask: str = ""


class Limit(NamedTuple):
    """A threshold of a license, its size in words, and what the use says of it."""

    license: License
    term: Term
    threshold: Threshold
    size: str
    fact: Fact

    @property
    def is_duty(self) -> bool:
        """Whether something is owed above the limit, rather than nothing allowed."""
        return self.threshold.effect in {"badge", "royalty"}

    @property
    def severity(self) -> Severity:
        """A broken limit is an error; a duty, or a number to be stated, a warning or a note."""
        match self.fact.verdict:
            case Verdict.EXCEEDED:
                return Severity.WARNING if self.is_duty else Severity.ERROR
            case Verdict.LIKELY_EXCEEDED:
                return Severity.WARNING
            case Verdict.UNKNOWN if not self.threshold.is_far:
                return Severity.WARNING
            case _:
                return Severity.NOTE


_EFFECTS = {
    "no-rights": "gives no rights",
    "separate-license": "asks for a separate license",
    "ask": "asks for the publisher's consent",
    "badge": "asks for its badge",
    "royalty": "asks for a royalty",
}


def of(term: Term | None) -> Iterator[Threshold]:
    """The thresholds of a term, parsed."""
    found = term.details.get("thresholds") if term else None
    for entry in found if isinstance(found, list) else ():
        yield Threshold(
            metric=entry["metric"],
            above=float(entry.get("above", 0)),
            effect=entry["effect"],
            is_inclusive=entry.get("inclusive", False),
            is_far=entry.get("far", False),
            counts_affiliates=entry.get("affiliates", False),
            fixed_at=entry.get("fixed_at", ""),
            currency=entry.get("currency", ""),
            purposes=tuple(entry.get("purposes", ())),
            activity=entry.get("activity", ""),
            competitor_of=entry.get("of", ""),
        )


def limits(
    case: Case,
    name: str,
    *,
    size: Callable[[Threshold], str],
    fact: Callable[[Case, Threshold], Fact],
) -> list[Limit]:
    """Every threshold of the term, held against the use."""
    return [
        Limit(
            license_,
            license_.terms[name],
            threshold,
            size(threshold),
            _settled(case, license_, threshold) or fact(case, threshold),
        )
        for license_ in terms.licensed(case)
        for threshold in of(license_.terms.get(name))
    ]


def weigh(found: Iterable[Limit]) -> Iterator[Weighed]:
    """What each limit comes to."""
    for limit in found:
        says = f"{_EFFECTS[limit.threshold.effect]} {limit.size}; {limit.fact.says}"
        yield Weighed(limit.license.id, limit.term, _bearing(limit), says, limit.fact.ask)


def _bearing(limit: Limit) -> Bearing:
    match limit.fact.verdict:
        case Verdict.EXCEEDED:
            return Bearing.BINDS if limit.is_duty else Bearing.BROKEN
        case Verdict.LIKELY_EXCEEDED | Verdict.UNKNOWN | Verdict.ASSUMED_WITHIN:
            return Bearing.UNKNOWN
        case Verdict.WITHIN | Verdict.NOT_MEANT:
            return Bearing.FREE


def _settled(case: Case, license_: License, threshold: Threshold) -> Fact | None:
    """Why the use need not be held against the threshold at all; None where it has to be."""
    if covered := coverage.excuse(case, license_):
        return Fact(Verdict.NOT_MEANT, covered)
    if threshold.purposes and case.purpose.value not in threshold.purposes:
        meant = " and ".join(threshold.purposes)
        return Fact(Verdict.NOT_MEANT, f"this counts for {meant} use, not {case.purpose.value}")
    if threshold.effect == "badge" and _shows_badge(case, license_):
        return Fact(Verdict.NOT_MEANT, "the project's documents show the badge")
    if _is_other_activity(case, threshold):
        source = activity.source(case, threshold.activity)
        return Fact(Verdict.NOT_MEANT, f"this counts for {threshold.activity} only; {source}")
    return None


def _shows_badge(case: Case, license_: License) -> bool:
    badge = terms.text(license_.terms.get("badge"), "text")
    return bool(badge) and case.displayed is not None and case.displayed.shows(badge)


def _is_other_activity(case: Case, threshold: Threshold) -> bool:
    only = threshold.activity
    return bool(only) and activity.doing(case, only) is Doing.NOT_DONE


def compared(case: Case, threshold: Threshold, number: float, says: str) -> Fact:
    """The fact that a stated number gives; affiliates may have to be counted in it."""
    is_over = number > threshold.above or (threshold.is_inclusive and number == threshold.above)
    if is_over:
        return Fact(Verdict.EXCEEDED, says)
    counted = case.usage.includes_affiliates
    if not threshold.counts_affiliates or counted or (counted is None and threshold.is_far):
        return Fact(Verdict.WITHIN, says)
    ask = "state the numbers with affiliated companies and `usage.includes_affiliates: true`"
    return Fact(Verdict.ASSUMED_WITHIN, f"{says}, which may leave out affiliated companies", ask)


def drafts(case: Case, check: str, found: Iterable[Limit]) -> Iterator[Draft]:
    """One finding for the gravest limit; what is to be stated is asked for all at once."""
    settled = {Verdict.WITHIN, Verdict.NOT_MEANT}
    open_limits = [each for each in found if each.fact.verdict not in settled]
    if not open_limits:
        return
    gravest = max(open_limits, key=lambda each: each.severity.rank)
    is_error = gravest.severity is Severity.ERROR
    yield Draft(
        message=_message(case, gravest),
        how_to_fix=_how_to_fix(gravest, open_limits),
        license=gravest.license.id,
        severity=gravest.severity,
        paste=blocks.exception(case, check) if is_error else "",
    )


def _message(case: Case, limit: Limit) -> str:
    subject = origin.subject(case, limit.license)
    effect = _EFFECTS[limit.threshold.effect]
    return f"{subject} {effect} {limit.size}{terms.sourced(limit.term)}; {limit.fact.says}"


def _how_to_fix(gravest: Limit, limits: list[Limit]) -> str:
    if gravest.fact.verdict is not Verdict.EXCEEDED:
        return "; ".join(dict.fromkeys(each.fact.ask for each in limits if each.fact.ask))
    if gravest.is_duty:
        return f"do what the license asks above the limit: {gravest.term.summary}"
    return (
        f"get a license from {gravest.license.steward}, and record it under `agreements`; or use a "
        "model without such a limit"
    )
