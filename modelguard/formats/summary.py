"""Counts and orders that every format shows alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from modelguard.domain import (
    CheckText,
    Finding,
    LicenseClass,
    ModelReport,
    Reference,
    Report,
    Severity,
)
from modelguard.namedtuple import NamedTuple

CLASS_WORDS = {
    LicenseClass.FULLY_OPEN: "fully open",
    LicenseClass.OPEN_WEIGHT_COMMUNITY: "open-weight community",
    LicenseClass.COMMERCIAL_RESTRICTED: "commercial-restricted",
    LicenseClass.PROPRIETARY: "proprietary",
    LicenseClass.UNKNOWN: "unknown",
}


class Summary(NamedTuple):
    """How many of each. A waived finding counts as waived only."""

    models: int
    by_class: Mapping[LicenseClass, int]
    errors: int
    warnings: int
    notes: int
    waived: int
    unresolved: int


def summarize(report: Report) -> Summary:
    classes = [model.conclusion.license_class for model in report.models]
    found = findings(report)
    open_severities = [finding.severity for finding in found if not finding.waived]
    return Summary(
        models=len(report.models),
        by_class={kind: classes.count(kind) for kind in LicenseClass if kind in classes},
        errors=open_severities.count(Severity.ERROR),
        warnings=open_severities.count(Severity.WARNING),
        notes=open_severities.count(Severity.NOTE),
        waived=len(found) - len(open_severities),
        unresolved=sum(1 for model in report.models if model.unresolved),
    )


def findings(report: Report) -> list[Finding]:
    """The worst first, then by check, model and place."""
    shown = (finding for finding in report.findings if finding.severity is not Severity.OFF)
    return sorted(shown, key=_finding_order)


def models(report: Report) -> list[ModelReport]:
    return sorted(report.models, key=lambda model: str(model.id))


def references(found: Iterable[Reference]) -> list[Reference]:
    """Each place once, the product's own code before tests and examples."""
    by_place = {
        (reference.path, reference.line, reference.column): reference for reference in found
    }
    return sorted(by_place.values(), key=_reference_order)


def place(reference: Reference) -> str:
    """`path:line:column`, or the path alone where a whole file or folder is meant."""
    return reference.place if reference.line > 0 else reference.path


def revision(text: str) -> str:
    """A commit as people compare it; a branch or tag as it is."""
    is_commit = len(text) == 40 and not text.strip("0123456789abcdef")
    return text[:12] if is_commit else text


def check_text(report: Report, check: str) -> CheckText:
    """The check's documentation; its id stands in where there is none."""
    return report.checks.get(check) or CheckText(check, check, "", "", "")


def instead(finding: Finding) -> list[str]:
    """The models that would do instead, one a line; empty where none were looked for."""
    if finding.alternatives is None:
        return []
    listed = [f"{each.id} ({each.license}, as of {each.as_of})" for each in finding.alternatives]
    return listed or ["none known"]


def how_to_fix(finding: Finding) -> str:
    """What to do, and on a line of its own what would do instead."""
    if not (listed := instead(finding)):
        return finding.how_to_fix
    return f"{finding.how_to_fix}\ninstead: {', '.join(listed)}".lstrip()


def sentence(summary: Summary) -> str:
    """`3 models: 2 fully open, 1 proprietary · no errors, 2 notes`."""
    if not summary.models:
        return f"no models · {outcome(summary)}"
    classes = ", ".join(f"{count} {CLASS_WORDS[kind]}" for kind, count in summary.by_class.items())
    return f"{counted(summary.models, 'model')}: {classes} · {outcome(summary)}"


def counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def outcome(summary: Summary) -> str:
    parts = [
        counted(count, word)
        for count, word in (
            (summary.errors, "error"),
            (summary.warnings, "warning"),
            (summary.notes, "note"),
        )
        if count
    ]
    parts += [f"{summary.waived} waived"] if summary.waived else []
    parts += [f"{summary.unresolved} unresolved"] if summary.unresolved else []
    if not summary.errors and not summary.warnings:
        parts.insert(0, "no errors" if parts else "no findings")
    return ", ".join(parts)


def _finding_order(finding: Finding) -> tuple[int, str, str, list[tuple[str, int]], str]:
    rank, model = -finding.severity.rank, finding.model or ""
    places = sorted((each.path, each.line) for each in finding.references)
    return rank, finding.check, model, places, finding.message


def _reference_order(reference: Reference) -> tuple[bool, str, int, int]:
    return reference.scope != "product", reference.path, reference.line, reference.column
