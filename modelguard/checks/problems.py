"""What the checks share that report why no license was concluded."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import blocks
from modelguard.checks.case import Case, Draft
from modelguard.domain import LicenseClass, Problem, Severity

_SHOWN = 3


def has(case: Case, problem: Problem) -> bool:
    """Whether this is the model's problem; a first-party model needs no license of its own."""
    if case.model.conclusion.problem is not problem:
        return False
    return problem is Problem.UNVERIFIED or not case.is_named_by(case.project.first_party)


def of_bases(case: Case, problem: Problem) -> Iterator[Draft]:
    """A base that nobody could read may bind: a warning, since the model itself was read."""
    bases = [base for base in case.model.lineage if base.binds and base.problem is problem]
    if not bases or case.model.conclusion.problem is problem:
        return
    named = ", ".join(f"`{base.id}`" for base in bases[:_SHOWN])
    named += f" and {len(bases) - _SHOWN} more" if len(bases) > _SHOWN else ""
    word = "base" if len(bases) == 1 else "bases"
    yield Draft(
        message=f"the terms of its {word} {named} are not known: {bases[0].detail}",
        how_to_fix=f"read the license of {named}; then state it in a clarification",
        severity=Severity.WARNING,
    )


def message(case: Case, otherwise: str) -> str:
    """The conclusion's own words, where they were read, and what counts meanwhile."""
    conclusion = case.model.conclusion
    return f"{conclusion.detail or otherwise}{_where(case)}{_meanwhile(case)}"


def paste(case: Case) -> str:
    """A clarification, but for a hosted API, which has terms and no license to clarify."""
    problem = case.model.conclusion.problem
    if conclusion_is_hosted(case) and problem is not None:
        return blocks.exception(case, problem.value)
    return blocks.clarification(case)


def conclusion_is_hosted(case: Case) -> bool:
    return case.model.conclusion.basis == "provider"


def _where(case: Case) -> str:
    said = case.model.conclusion.evidence[:1]
    parts = [part for each in said for part in (each.where, each.as_of) if part]
    return f" ({', '.join(parts)})" if parts else ""


def _meanwhile(case: Case) -> str:
    """A family pattern or a known base gives a lower bound."""
    conclusion = case.model.conclusion
    if conclusion.license_class is LicenseClass.UNKNOWN or conclusion_is_hosted(case):
        return ""
    bases = [base.id for base in case.model.lineage if base.license == conclusion.license]
    by = f" of its base `{bases[0]}`" if bases else ""
    return f"; until that is settled, `{conclusion.license}`{by} counts"
