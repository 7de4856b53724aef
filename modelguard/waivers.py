"""Exceptions and inline ignores: what is right and accepted stays in the report, marked."""

from __future__ import annotations

from datetime import date

from modelguard.domain import Finding, Reference, Waiver
from modelguard.globs import any_matches
from modelguard.project import PolicyException, Project
from modelguard.settings import matches


def waive(finding: Finding, project: Project, today: date) -> list[Finding]:
    """The finding, split where only some of its references are waived."""
    if not finding.references:
        waiver = _waiver(finding, None, project, today)
        return [finding._replace(waived=waiver)]
    open_references: list[Reference] = []
    waived: dict[Waiver, list[Reference]] = {}
    for reference in finding.references:
        waiver = _waiver(finding, reference, project, today)
        if waiver is None:
            open_references.append(reference)
        else:
            waived.setdefault(waiver, []).append(reference)
    parts = [finding._replace(references=tuple(open_references))] if open_references else []
    for waiver, references in waived.items():
        parts.append(finding._replace(references=tuple(references), waived=waiver))
    return parts


def applies(exception: PolicyException, finding: Finding, reference: Reference | None) -> bool:
    """Whether an exception speaks of this finding at this place, expired or not."""
    model = finding.model or ""
    return (
        finding.check in exception.checks
        and any_matches(model, exception.models)
        and (
            not exception.paths
            or (reference is not None and matches(reference.path, exception.paths))
        )
    )


def _waiver(
    finding: Finding, reference: Reference | None, project: Project, today: date
) -> Waiver | None:
    if (
        reference is not None
        and project.policy.require.inline_ignores
        and finding.check not in project.policy.locks
        and finding.check in reference.ignored_checks
    ):
        reason = reference.ignore_reason or "ignored at the reference"
        return Waiver("inline", reason, reference.place)
    for exception in project.exceptions:
        in_force = exception.until is None or exception.until >= today
        if in_force and applies(exception, finding, reference):
            return _waiver_of(exception, project)
    return None


def _waiver_of(exception: PolicyException, project: Project) -> Waiver:
    return Waiver(
        kind="exception",
        reason=exception.reason,
        where=f"{project.label}:{exception.line}",
        until=exception.until.isoformat() if exception.until else None,
        approved_by=exception.approved_by,
    )
