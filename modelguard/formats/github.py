"""Annotations for GitHub Actions, then the report in the log."""

from __future__ import annotations

from collections.abc import Iterable

from modelguard.domain import Finding, Report, Severity
from modelguard.formats import escape, summary, text
from modelguard.formats.style import Style

# GitHub drops what a step prints beyond these, without a word.
_MOST_PER_STEP = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report, style: Style) -> str:
    """Commands first: errors, warnings, a notice per check; then the text, folded away."""
    if style.quiet > 1:
        return ""
    found = [finding for finding in summary.findings(report) if not finding.waived]
    shown = _within_limits(found, is_quiet=bool(style.quiet))
    lines = [_command(report, group, style) for group in shown]
    wrong = [finding for finding in found if finding.severity is not Severity.NOTE]
    annotated = sum(1 for group in shown if group[0].severity is not Severity.NOTE)
    if hidden := len(wrong) - annotated:
        lines.append(_more_line(hidden))
    *log, last = text.render(report, style._replace(color=False)).splitlines() or [""]
    if wrong and log:
        log = log if log[-1] else log[:-1]
        lines += ["::group::modelguard: all findings", *log, "::endgroup::"]
    return "".join(f"{line}\n" for line in [*lines, last] if line or lines)


def _within_limits(found: Iterable[Finding], *, is_quiet: bool) -> list[list[Finding]]:
    """What becomes a command each: an error, a warning, or all notes of a check together."""
    groups: dict[tuple[Severity, object], list[Finding]] = {}
    for index, finding in enumerate(found):
        key = finding.check if finding.severity is Severity.NOTE else index
        groups.setdefault((finding.severity, key), []).append(finding)
    shown: list[list[Finding]] = []
    for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE):
        if severity is Severity.NOTE and is_quiet:
            break
        of_severity = [group for (kind, _), group in groups.items() if kind is severity]
        shown += of_severity[:_MOST_PER_STEP]
    return shown


def _command(report: Report, group: list[Finding], style: Style) -> str:
    finding = group[0]
    properties = [*_place(finding, style), ("title", _title(group))]
    listed = ",".join(f"{name}={escape.command_property(value)}" for name, value in properties)
    told = _told(report, group)
    return f"::{_COMMANDS[finding.severity]} {listed}::{escape.command_data(told)}"


def _title(group: list[Finding]) -> str:
    finding = group[0]
    subject = summary.counted(len(group), "finding") if len(group) > 1 else finding.model
    return f"{finding.check}: {subject}" if subject else finding.check


def _told(report: Report, group: list[Finding]) -> str:
    finding = group[0]
    if len(group) > 1:
        models = ", ".join(other.model for other in group if other.model)
        return f"{summary.check_text(report, finding.check).summary}\n{models}".strip()
    return f"{finding.message}\n\n{summary.how_to_fix(finding)}".strip()


def _place(finding: Finding, style: Style) -> list[tuple[str, str]]:
    places = summary.references(finding.references)
    if not places:
        return []
    first = places[0]
    path = f"{style.root}/{first.path}" if style.root else first.path
    if first.line < 1:
        return [("file", path)]
    return [("file", path), ("line", str(first.line)), ("col", str(max(first.column, 1)))]


def _more_line(hidden: int) -> str:
    told = summary.counted(hidden, "more finding")
    return (
        f"{told} below: GitHub shows {_MOST_PER_STEP} errors and {_MOST_PER_STEP} warnings a step"
    )
