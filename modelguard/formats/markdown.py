"""A page for the summary of a workflow step or a comment: the errors and warnings as a table."""

from __future__ import annotations

import re

from modelguard.domain import Finding, Report, Severity
from modelguard.formats import escape, places, summary
from modelguard.formats.style import Style

# GitHub takes 1 MiB for a step's summary and drops the whole of a longer one.
_MOST_BYTES = 900 * 1024
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>|#!~&@$]|(?<=www)\.|:(?=//))")
_CODE = re.compile(r"\\`(.+?)\\`")  # in escaped text
_HEAD = ("| severity | check | model | license | place | what |", "|---|---|---|---|---|---|")


def render(report: Report, style: Style) -> str:
    """Notes and what is waived are counted; each error is followed up by how to fix it."""
    found = [finding for finding in summary.findings(report) if not finding.waived]
    wrong = [finding for finding in found if finding.severity is not Severity.NOTE]
    lines = ["## modelguard", "", _plain(summary.sentence(summary.summarize(report)))]
    if wrong:
        rows = [_row(finding, style) for finding in wrong]
        lines += ["", *_HEAD, *_fitting(rows, _MOST_BYTES // 2)]
    fixes = [_fix(finding) for finding in wrong if finding.how_to_fix]
    if fixes:
        lines += ["", "### How to fix", "", *_fitting(fixes, _MOST_BYTES // 3)]
    return "\n".join(lines) + "\n"


def _row(finding: Finding, style: Style) -> str:
    path, line = places.anchor(finding.references, style)
    place = f"{path}:{line}" if finding.references else ""
    named = (_plain(cell) for cell in (finding.model or "", finding.license or "", place))
    listed = " | ".join((*named, _sentence(finding.message)))
    return f"| {finding.severity} | {finding.check} | {listed} |"


def _fix(finding: Finding) -> str:
    subject = f" {_plain(finding.model)}" if finding.model else ""
    told = "; ".join(line.strip() for line in summary.how_to_fix(finding).splitlines())
    return f"- {finding.check}{subject}: {_sentence(told)}"


def _sentence(text: str) -> str:
    """Our own words with foreign ones in them: what stands in backticks is shown as code."""
    return _CODE.sub(r"<code>\1</code>", _plain(text))


def _plain(text: str) -> str:
    """Foreign text that is shown as it is: no markup, no links, no table cells, one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(escape.lines(text)))


def _fitting(rows: list[str], most_bytes: int) -> list[str]:
    kept: list[str] = []
    size = 0
    for row in rows:
        size += len(row.encode(errors="replace")) + 1
        if size > most_bytes:
            return [*kept, "", f"{len(rows) - len(kept)} more are left out here"]
        kept.append(row)
    return kept
