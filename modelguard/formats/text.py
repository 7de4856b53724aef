"""The report for people: findings with what to do, notes a line each, a summary."""

from __future__ import annotations

from collections.abc import Iterable

from modelguard.domain import Finding, ModelReport, Problem, Reason, Report, Severity, Waiver
from modelguard.formats import escape, summary
from modelguard.formats.style import BOLD, DIM, GREEN, RED, SEVERITY_LOOK, YELLOW, Style, paint
from modelguard.formats.wrap import columns_of, wrap

_INDENT = "  "
_PASTE_INDENT = "      "
_SHOWN_PLACES = 3
_SHOWN_MODELS = 3
_TOLD_BY = ("model-not-found", "model-unverified", "lock-outdated")


def render(report: Report, style: Style) -> str:
    """Empty when quiet and nothing is wrong. Without errors and warnings, a few lines at most.

    `-q` leaves errors, warnings and the summary; models that could not be looked up and may pass
    are a line each, alone where nothing else is wrong. `-qq` leaves nothing. `-v` adds each model
    with its evidence and each note in full, `-vv` the terms.
    """
    found = summary.findings(report)
    open_findings = [finding for finding in found if not finding.waived]
    wrong = [finding for finding in open_findings if finding.severity is not Severity.NOTE]
    if style.quiet > 1 or (style.quiet and not wrong):
        return ""
    in_brief = [finding for finding in wrong if style.quiet and _is_unanswered(finding)]
    in_full = [finding for finding in wrong if finding not in in_brief]
    if not in_full and in_brief:
        return escape.commands("".join(f"{_brief(finding, style)}\n" for finding in in_brief))
    sections = [[line for finding in in_full for line in [*_block(finding, style), ""]]]
    sections.append([_brief(finding, style) for finding in in_brief])
    if not style.quiet:
        sections.insert(0, _opening(report, bool(wrong), style))
        notes = [finding for finding in open_findings if finding.severity is Severity.NOTE]
        sections.append(_note_lines(report, notes, style))
        sections.append(_waived_lines(report, found, style))
        sections.append(_unresolved_lines(report, open_findings, style))
    lines = [line for section in sections for line in section]
    lines += [""] if wrong and lines[-1] else []
    return escape.commands("\n".join([*lines, _summary_line(report, style)]) + "\n")


def _is_unanswered(finding: Finding) -> bool:
    is_look_up = finding.check in (Problem.NOT_FOUND, Problem.UNVERIFIED)
    return is_look_up and finding.severity is Severity.WARNING


def _brief(finding: Finding, style: Style) -> str:
    fix = escape.line(finding.how_to_fix.partition("\n")[0])
    return f"{_heading(finding, style)}: {fix}"


def _opening(report: Report, is_wrong: bool, style: Style) -> list[str]:
    if not style.verbose and not is_wrong:
        return []
    from modelguard.formats.text_models import model_groups

    groups = model_groups(report, style)
    return [*_version_lines(report, style), *groups, *([""] if groups else [])]


def _version_lines(report: Report, style: Style) -> list[str]:
    if not style.verbose:
        return []
    modes = [name for name in ("offline", "locked") if report.mode.get(name) is True]
    policy = report.mode.get("policy")
    modes += [f"policy {policy}"] if policy else []
    told = ", ".join([f"modelguard {report.version}", f"rules {report.rules_version}", *modes])
    return [paint(escape.line(told), DIM, style), ""]


def _block(finding: Finding, style: Style) -> list[str]:
    """A finding in full: where, what, why, how to fix, what to paste."""
    lines = [_heading(finding, style)]
    for part in escape.lines(finding.message):
        lines += wrap(part, style.width, first=_INDENT)
    lines += _other_places(finding, style)
    lines += _fix_lines(finding, style)
    lines += _instead_lines(finding, style)
    if finding.paste:
        label = f"paste into {escape.line(finding.paste_into)}:"
        lines.append(f"{_INDENT}{paint(label, GREEN, style)}")
        lines += [f"{_PASTE_INDENT}{part}".rstrip() for part in escape.lines(finding.paste)]
    return lines


def _heading(finding: Finding, style: Style) -> str:
    """The license is left out where the line is too narrow for it."""
    start, label = _start(finding), f"{finding.severity}[{escape.line(finding.check)}]"
    model = escape.line(finding.model or "")
    terms = f"({escape.line(finding.license)})" if finding.license else ""
    if columns_of(f"{start}{label} {model} {terms}") > style.width:
        terms = ""
    look = SEVERITY_LOOK[finding.severity]
    painted = (paint(label, look, style), paint(model, BOLD, style), paint(terms, DIM, style))
    return start + " ".join(part for part in painted if part)


def _start(finding: Finding) -> str:
    places = summary.references(finding.references)
    return f"{escape.line(summary.place(places[0]))}: " if places else ""


def _other_places(finding: Finding, style: Style) -> list[str]:
    places = [summary.place(found) for found in summary.references(finding.references)][1:]
    if not places:
        return []
    shown = places if style.verbose else places[:_SHOWN_PLACES]
    rest = f" (+{len(places) - len(shown)} more)" if len(places) > len(shown) else ""
    listed = escape.line(", ".join(shown)) + rest
    return wrap(listed, style.width, first=f"{_INDENT}also at ", rest=f"{_INDENT}        ")


def _fix_lines(finding: Finding, style: Style) -> list[str]:
    """A line that starts with white space is a command or an example, and is left as it is."""
    lines: list[str] = []
    for part in escape.lines(finding.how_to_fix) if finding.how_to_fix else []:
        first = f"{_INDENT}     " if lines else f"{_INDENT}fix: "
        is_example = part.startswith(" ")
        lines += (
            [f"{first}{part}"]
            if is_example
            else wrap(part, style.width, first=first, rest=f"{_INDENT}     ")
        )
    if lines:
        lines[0] = lines[0].replace("fix:", paint("fix:", GREEN, style), 1)
    return lines


def _instead_lines(finding: Finding, style: Style) -> list[str]:
    label = f"{_INDENT}instead: "
    lines: list[str] = []
    for each in summary.instead(finding):
        first = " " * len(label) if lines else label
        rest = " " * (len(label) + 2)
        lines += wrap(escape.line(each), style.width, first=first, rest=rest)
    if lines:
        lines[0] = lines[0].replace("instead:", paint("instead:", GREEN, style), 1)
    return lines


def _note_lines(report: Report, notes: list[Finding], style: Style) -> list[str]:
    """One line for all notes of a check; each in full when verbose."""
    if style.verbose:
        return [line for note in notes for line in [*_block(note, style), ""]]
    by_check: dict[str, list[Finding]] = {}
    for note in notes:
        by_check.setdefault(note.check, []).append(note)
    return [_note_line(report, check, group, style) for check, group in by_check.items()]


def _note_line(report: Report, check: str, group: list[Finding], style: Style) -> str:
    label = paint(f"note[{escape.line(check)}]", SEVERITY_LOOK[Severity.NOTE], style)
    if len(group) == 1:
        subject = f" {escape.line(group[0].model)}:" if group[0].model else ""
        return f"{_start(group[0])}{label}{subject} {escape.line(group[0].message)}"
    named = [escape.line(note.model) for note in group if note.model]
    word = "model" if len(named) == len(group) else "finding"
    told = escape.line(summary.check_text(report, check).summary.rstrip("."))
    start = f" {summary.counted(len(group), word)}: {told}"
    room = style.width - columns_of(f"note[{check}]{start}")
    return f"{label}{start}{_some_of(named, room)}"


def _some_of(names: list[str], room: int) -> str:
    """` (a, b, +2 more)` with as many names as the room holds; nothing where it holds none."""
    for count in range(min(len(names), _SHOWN_MODELS), 0, -1):
        more = [f"+{len(names) - count} more"] if len(names) > count else []
        listed = f" ({', '.join(names[:count] + more)})"
        if columns_of(listed) <= room:
            return listed
    return ""


def _waived_lines(report: Report, found: Iterable[Finding], style: Style) -> list[str]:
    """A line each; known since the baseline, one for all of them unless verbose."""
    waived = [finding for finding in found if finding.waived]
    if style.verbose or report.baseline is None:
        return [_waived_line(finding, style) for finding in waived]
    lines = [
        _waived_line(finding, style)
        for finding in waived
        if finding.waived and finding.waived.kind != "baseline"
    ]
    if known := report.baseline.known:
        label = paint("waived[baseline]", DIM, style)
        told = f"{summary.counted(known, 'finding')} known in {escape.line(report.baseline.file)}"
        lines.append(f"{label} {told}")
    return lines


def _waived_line(finding: Finding, style: Style) -> str:
    assert finding.waived is not None
    label = paint(f"waived[{escape.line(finding.check)}]", DIM, style)
    subject = f" {escape.line(finding.model)}" if finding.model else ""
    reason = escape.line(finding.waived.reason) or "no reason given"
    return f"{_start(finding)}{label}{subject}: {reason} ({_waiver(finding.waived)})"


def _waiver(waiver: Waiver) -> str:
    parts = [f"{waiver.kind} at {waiver.where}" if waiver.where else waiver.kind]
    parts += [f"approved by {waiver.approved_by}"] if waiver.approved_by else []
    parts += [f"until {waiver.until}"] if waiver.until else []
    return escape.line(", ".join(parts))


def _unresolved_lines(report: Report, open_findings: Iterable[Finding], style: Style) -> list[str]:
    """Only those that no finding above tells already: none is left out, none is told twice."""
    told = {finding.model for finding in open_findings if finding.check in _TOLD_BY}
    return [
        _unresolved_line(model, style)
        for model in summary.models(report)
        if model.unresolved and str(model.id) not in told
    ]


def _unresolved_line(model: ModelReport, style: Style) -> str:
    assert model.unresolved is not None
    label = paint(f"unresolved[{model.unresolved.reason}]", YELLOW, style)
    detail = model.unresolved.detail or _REASONS[model.unresolved.reason]
    return f"{label} {escape.line(str(model.id))}: {escape.line(detail)}"


_REASONS = {
    Reason.NOT_FOUND: "the Hub does not know it",
    Reason.GATED: "its card cannot be read without access",
    Reason.OFFLINE: "nothing is known of it offline",
    Reason.NETWORK: "the Hub could not be reached",
    Reason.RATE_LIMITED: "the Hub refused further requests",
    Reason.FORBIDDEN: "the Hub refused access",
    Reason.UNREADABLE: "its card cannot be read",
    Reason.UNKNOWN_ID: "no provider claims this id",
    Reason.UNSUPPORTED_SOURCE: "models from this source cannot be looked up",
    Reason.NOT_LOCKED: "the lock has no row for it",
}


def _summary_line(report: Report, style: Style) -> str:
    counts = summary.summarize(report)
    look = RED if counts.errors else YELLOW if counts.warnings else GREEN
    classes, _, outcome = summary.sentence(counts).rpartition(" · ")
    return f"{paint(classes, BOLD, style)} · {paint(outcome, look, style)}"
