"""The models of a report by class, a line each, with what binds or troubles them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from modelguard.domain import Finding, LicenseClass, ModelReport, Report, Severity, TrainingData
from modelguard.formats import escape, summary
from modelguard.formats.style import BOLD, DIM, RED, YELLOW, Style, paint
from modelguard.formats.wrap import columns_of, pad, wrap
from modelguard.namedtuple import NamedTuple

_INDENT = "  "
_SHOWN_IN_GROUP = 20
_WIDEST_ID, _WIDEST_LICENSE, _NARROWEST_STATE = 40, 25, 30

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


class _Row(NamedTuple):
    """A model as the list has it, with the findings that its line names."""

    name: str
    model: ModelReport
    troubles: tuple[Finding, ...]


def model_groups(report: Report, style: Style) -> list[str]:
    """A heading per class, then its models: those with findings first when a group is long."""
    rows = _rows(report)
    columns = _columns(rows)
    lines: list[str] = []
    for license_class in LicenseClass:
        group = [row for row in rows if row.model.conclusion.license_class is license_class]
        if group:
            lines.append(f"{paint(license_class, BOLD, style)} ({len(group)})")
            lines += _group(group, columns, style)
    return lines


def _rows(report: Report) -> list[_Row]:
    """A model that is used at several revisions has a row for each, with the findings there."""
    models = summary.models(report)
    troubles = _troubles(summary.findings(report))
    counts = Counter(str(model.id) for model in models)
    rows = []
    for model in models:
        name, found = str(model.id), troubles.get(str(model.id), [])
        if counts[name] > 1:
            places = set(model.references)
            found = [each for each in found if not places.isdisjoint(each.references)]
            asked = model.references[0].revision if model.references else None
            name += f"@{summary.revision(asked)}" if asked else ""
        rows.append(_Row(escape.line(name), model, tuple(found)))
    return rows


def _group(group: Sequence[_Row], columns: tuple[int, int], style: Style) -> list[str]:
    shown = list(group)
    if not style.verbose and len(group) > _SHOWN_IN_GROUP:
        troubled = [row for row in group if row.troubles]
        calm = [row for row in group if not row.troubles]
        shown = troubled + calm[: max(_SHOWN_IN_GROUP - len(troubled), 0)]
    lines = [line for row in shown for line in _lines(row, columns, style)]
    if hidden := len(group) - len(shown):
        lines.append(f"{_INDENT}+{hidden} more without findings (-v lists them)")
    return lines


def _lines(row: _Row, columns: tuple[int, int], style: Style) -> list[str]:
    start = f"{_INDENT}{pad(row.name, columns[0])}  {pad(_license(row), columns[1])}  "
    told, look = _state(row)
    lines = [start.rstrip()]
    if told:
        is_narrow = style.width - columns_of(start) < min(len(told), _NARROWEST_STATE)
        first = " " * 6 if is_narrow else start
        folded = wrap(told, style.width, first=first, rest=" " * columns_of(first))
        painted = [
            f"{part[: len(first)]}{paint(part[len(first) :], look, style)}" for part in folded
        ]
        lines = [*lines, *painted] if is_narrow else painted
    return lines + (_details(row.model, style) if style.verbose else [])


def _license(row: _Row) -> str:
    return escape.line(row.model.conclusion.license or "-")


def _columns(rows: Sequence[_Row]) -> tuple[int, int]:
    names = [columns_of(row.name) for row in rows]
    licenses = [columns_of(_license(row)) for row in rows]
    return min(max(names, default=0), _WIDEST_ID), min(max(licenses, default=0), _WIDEST_LICENSE)


def _troubles(found: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings that a row names, by model: errors, warnings and what is waived."""
    by_model: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.model and (finding.waived or finding.severity is not Severity.NOTE):
            by_model.setdefault(finding.model, []).append(finding)
    return by_model


def _state(row: _Row) -> tuple[str, str]:
    """What the last column says and its look: what is wrong, else which terms bind."""
    if not row.troubles:
        return ", ".join(_telling_terms(row.model)), DIM
    by_word: dict[str, list[str]] = {}
    for finding in sorted(row.troubles, key=lambda finding: finding.waived is not None):
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
