"""What the checks share that hold one term of a license against the use."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import allowance, coverage
from modelguard.checks.case import Case
from modelguard.domain import License, Severity, Term


def licensed(case: Case) -> Iterator[License]:
    """The licenses of weights whose terms are worth weighing; none for datasets and spaces.

    One that bars the purpose as a whole is left to `noncommercial-use`, unless that check is off.
    """
    if case.model.id.type != "model":
        return
    is_told = case.policy.severities.get("noncommercial-use") is not Severity.OFF
    for license_ in case.licenses:
        is_barred = allowance.bars(license_, case.purpose) and is_told
        if license_.kind == "license" and (not is_barred or coverage.is_covered(case, license_)):
            yield license_


def cited(term: Term | None) -> str:
    """Where the term stands, in brackets; empty where that was not established."""
    if term is None or not term.section:
        return ""
    is_numbered = term.section[0].isdigit() or term.section[0] in "IVX"
    return f" (section {term.section})" if is_numbered else f" ({term.section})"


def sourced(term: Term) -> str:
    """The same, and whether the text itself was read."""
    return cited(term) if term.verified else f"{cited(term)[:-1] or ' ('}{_doubt(term)})"


def _doubt(term: Term) -> str:
    return ", not verified in the text" if term.section else "not verified in the text"


def value(license_: License, name: str) -> str:
    """The value of a term; empty where the license file does not speak of it."""
    term = license_.terms.get(name)
    return term.value if term else ""


def texts(term: Term | None, key: str) -> tuple[str, ...]:
    """A list of texts among a term's details."""
    found = term.details.get(key, ()) if term else ()
    return tuple(str(each) for each in found) if isinstance(found, list) else ()


def text(term: Term | None, key: str) -> str:
    """A text among a term's details; empty where there is none."""
    found = term.details.get(key) if term else None
    return found if isinstance(found, str) else ""
