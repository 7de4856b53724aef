"""The models of a report by class, a line each, with what binds or troubles them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from modelguard.domain import Finding, LicenseClass, ModelReport, Report, Severity, TrainingData
from modelguard.formats import escape, summary
from modelguard.formats.style import BOLD, DIM, RED, YELLOW, Style, paint
from modelguard.formats.wrap import columns_of, pad, wrap

_INDENT = "  "
_SHOWN_IN_GROUP = 20
_WIDEST_ID, _WIDEST_LICENSE, _NARROWEST_STATE = 40, 22, 30

# The terms that decide whether and how a model can be used; duties of form stay out of the line.
_TELLING_TERMS = (
    "commercial-use",
    "user-threshold",
    "revenue-threshold",
    "royalty",
    "territory-excluded",
    "acceptable-use",
    "use-restrictions-passed-on",
    "output-training",
    "hosting",
    "redistribution",
    "derivatives",
    "share-alike",
    "network-copyleft",
    "name-prefix",
    "badge",
    "registration",
)
_FREE = {"allowed", "silent", "not-read"}
_FREE_WHEN_YES = {"commercial-use", "redistribution", "derivatives", "hosting"}


def model_groups(report: Report, style: Style) -> list[str]:
    """A heading per class, then its models: those with findings first when a group is long."""
    models = summary.models(report)
    troubles = _troubles(summary.findings(report))
    columns = _columns(models)
    lines: list[str] = []
    for license_class in LicenseClass:
        group = [model for model in models if model.conclusion.license_class is license_class]
        if group:
            lines.append(f"{paint(license_class, BOLD, style)} ({len(group)})")
            lines += _rows(group, troubles, columns, style)
    return lines


def _rows(
    group: Sequence[ModelReport],
    troubles: dict[str, list[Finding]],
    columns: tuple[int, int],
    style: Style,
) -> list[str]:
    shown = list(group)
    if not style.verbose and len(group) > _SHOWN_IN_GROUP:
        troubled = [model for model in group if str(model.id) in troubles]
        calm = [model for model in group if str(model.id) not in troubles]
        shown = troubled + calm[: max(_SHOWN_IN_GROUP - len(troubled), 0)]
    lines = [
        line
        for model in shown
        for line in _row(model, troubles.get(str(model.id), []), columns, style)
    ]
    if hidden := len(group) - len(shown):
        lines.append(f"{_INDENT}+{hidden} more without findings (-v lists them)")
    return lines


def _row(
    model: ModelReport, troubles: list[Finding], columns: tuple[int, int], style: Style
) -> list[str]:
    name = escape.line(str(model.id))
    known_license = escape.line(model.conclusion.license or "-")
    start = f"{_INDENT}{pad(name, columns[0])}  {pad(known_license, columns[1])}  "
    told, look = _state(model, troubles)
    lines = [start.rstrip()]
    if told:
        is_narrow = style.width - columns_of(start) < min(len(told), _NARROWEST_STATE)
        first = " " * 6 if is_narrow else start
        folded = wrap(told, style.width, first=first, rest=" " * columns_of(first))
        painted = [
            f"{part[: len(first)]}{paint(part[len(first) :], look, style)}" for part in folded
        ]
        lines = [*lines, *painted] if is_narrow else painted
    return lines + (_details(model, style) if style.verbose else [])


def _columns(models: Iterable[ModelReport]) -> tuple[int, int]:
    shown = list(models)
    ids = [columns_of(escape.line(str(model.id))) for model in shown]
    licenses = [columns_of(escape.line(model.conclusion.license or "-")) for model in shown]
    return min(max(ids, default=0), _WIDEST_ID), min(max(licenses, default=0), _WIDEST_LICENSE)


def _troubles(found: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings that a row names, by model: errors, warnings and what is waived."""
    by_model: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.model and (finding.waived or finding.severity is not Severity.NOTE):
            by_model.setdefault(finding.model, []).append(finding)
    return by_model


def _state(model: ModelReport, troubles: list[Finding]) -> tuple[str, str]:
    """What the last column says and its look: what is wrong, else which terms bind."""
    if not troubles:
        return ", ".join(_telling_terms(model)), DIM
    by_word: dict[str, list[str]] = {}
    for finding in sorted(troubles, key=lambda finding: finding.waived is not None):
        word = "waived" if finding.waived else str(finding.severity)
        by_word.setdefault(word, []).append(escape.line(finding.check))
    told = "; ".join(f"{word}: {', '.join(checks)}" for word, checks in by_word.items())
    looks = {"error": RED, "warning": YELLOW, "waived": DIM}
    return told, looks[next(iter(by_word))]


def _telling_terms(model: ModelReport) -> list[str]:
    """None for hosted APIs, whose terms of service a note names as a whole."""
    if model.conclusion.license_class is LicenseClass.PROPRIETARY:
        return []
    return [
        name
        for name in _TELLING_TERMS
        if (term := model.terms.get(name))
        and term.value not in _FREE
        and (name, term.value) != ("commercial-use", "conditional")
        and not (name in _FREE_WHEN_YES and term.value == "yes")
    ]


def _details(model: ModelReport, style: Style) -> list[str]:
    """What `-v` adds under a model: places, openness, bases, evidence; `-vv` the terms."""
    told = [f"at {summary.place(found)}" for found in summary.references(model.references)]
    told.append(f"concluded from {model.conclusion.basis}: {model.conclusion.expression}")
    if model.conclusion.detail:
        told.append(model.conclusion.detail)
    told.append("; ".join([model.openness.verdict, *model.openness.reasons]))
    told += [
        f"{base.relation} of {base.id}: {base.license or 'no license known'} ({base.license_class})"
        for base in model.lineage
    ]
    if left_out := model.descent.left_out:
        told.append(f"{left_out} more bases were not looked up")
    told += [f"trained on {each.id}: {_licensed(each)}" for each in model.datasets]
    if unread := model.descent.unread:
        told.append(f"{unread} more datasets were not looked up")
    for evidence in model.conclusion.evidence:
        objection = "disagrees" if evidence.disagrees else ""
        known = ", ".join(part for part in (evidence.where, evidence.as_of, objection) if part)
        told.append(f"{evidence.kind} says {evidence.says} ({known})")
    if style.verbose > 1:
        told += _terms(model)
    lines = [
        line
        for part in told
        for line in wrap(escape.line(part), style.width, first=" " * 6, rest=" " * 8)
    ]
    return [paint(line, DIM, style) for line in lines]


def _licensed(data: TrainingData) -> str:
    return " AND ".join(each.id for each in data.licenses) or "no license known"


def _terms(model: ModelReport) -> list[str]:
    return [
        f"{name}: {term.value}"
        + (f" (section {term.section})" if term.section else "")
        + (f": {term.summary}" if term.summary else "")
        + ("" if term.verified else " (unverified)")
        for name, term in sorted(model.terms.items())
    ]
