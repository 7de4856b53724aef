"""JUnit's XML, which most pipelines show: a test case per model, and one per error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from modelguard.domain import Finding, Report, Severity
from modelguard.formats import escape, places, summary
from modelguard.formats.style import Style
from modelguard.namedtuple import NamedTuple

# XML has no way to write these, not even escaped.
_NOT_IN_XML = re.compile("[\ufffe\uffff]")
_PROJECT = "project"


class _Case(NamedTuple):
    """`failed` and `waived` are single findings; `told` are those that fail nothing."""

    subject: str
    name: str
    failed: Finding | None = None
    waived: Finding | None = None
    told: tuple[Finding, ...] = ()


def render(report: Report, style: Style) -> str:
    cases = list(_cases(report))
    suite = ElementTree.Element(
        "testsuite",
        name="modelguard",
        tests=str(len(cases)),
        failures=str(sum(case.failed is not None for case in cases)),
        errors="0",
        skipped=str(sum(case.waived is not None for case in cases)),
    )
    suite.extend(_element(case, style) for case in cases)
    suites = ElementTree.Element("testsuites")
    suites.append(suite)
    ElementTree.indent(suites)
    text = ElementTree.tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{escape.commands(text)}\n'


def _cases(report: Report) -> Iterator[_Case]:
    """Errors and what is waived each by itself; warnings and notes with their model."""
    found = summary.findings(report)
    told: dict[str, list[Finding]] = {str(model.id): [] for model in summary.models(report)}
    for finding in found:
        subject = finding.model or _PROJECT
        if finding.waived:
            yield _Case(subject, finding.check, waived=finding)
        elif finding.severity is Severity.ERROR:
            yield _Case(subject, finding.check, failed=finding)
        else:
            told.setdefault(subject, []).append(finding)
    failed = {finding.model for finding in found if finding.severity is Severity.ERROR}
    for subject, findings in told.items():
        if findings or subject not in failed:
            yield _Case(subject, "other checks", told=tuple(findings))


def _element(case: _Case, style: Style) -> ElementTree.Element:
    element = ElementTree.Element("testcase", classname=_text(case.subject), name=case.name)
    if finding := case.failed or case.waived:
        path, line = places.anchor(finding.references, style)
        element.set("file", _text(path))
        element.set("line", str(line))
    if case.failed:
        failure = ElementTree.SubElement(
            element, "failure", type=case.failed.check, message=_text(case.failed.message)
        )
        failure.text = _block(case.failed)
    elif case.waived and case.waived.waived:
        reason = case.waived.waived.reason or "no reason given"
        ElementTree.SubElement(element, "skipped", message=_text(reason))
    elif case.told:
        output = ElementTree.SubElement(element, "system-out")
        output.text = "\n".join(_told(finding) for finding in case.told)
    return element


def _block(finding: Finding) -> str:
    listed = [summary.place(found) for found in summary.references(finding.references)]
    parts = [*listed, *escape.lines(finding.message), *escape.lines(summary.how_to_fix(finding))]
    return "\n".join(_text(part) for part in parts if part)


def _told(finding: Finding) -> str:
    return f"{finding.severity}[{finding.check}] {_text(finding.message)}"


def _text(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", escape.line(text))
