"""SARIF 2.1.0 as GitHub code scanning takes it: one run, one anchored line per result."""

from __future__ import annotations

from collections.abc import Iterable

from modelguard.domain import CheckText, Finding, Reference, Report, Severity
from modelguard.formats import escape, places, summary
from modelguard.formats.plain_json import dumps
from modelguard.formats.style import Style

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
# GitHub keeps 5,000 of the results that are uploaded, and not the worst.
_MOST_RESULTS = 5_000
_MOST_RELATED = 20


def render(report: Report, style: Style) -> str:
    found = summary.findings(report)
    kept = found[:_MOST_RESULTS]
    rules = {check: summary.check_text(report, check) for check in _check_ids(report)}
    positions = {check: index for index, check in enumerate(rules)}
    run: dict[str, object] = {
        "tool": {"driver": _driver(report, rules.values())},
        "invocations": [_invocation(len(found) - len(kept))],
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, positions[finding.check], style) for finding in kept],
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _check_ids(report: Report) -> list[str]:
    return sorted({*report.checks, *(finding.check for finding in summary.findings(report))})


def _driver(report: Report, rules: Iterable[CheckText]) -> dict[str, object]:
    return {
        "name": "modelguard",
        "semanticVersion": report.version,
        "rules": [_rule(text) for text in rules],
        "properties": {"rulesVersion": report.rules_version},
    }


def _rule(text: CheckText) -> dict[str, object]:
    why = _prose(text.why) or _prose(text.summary)
    fix = _prose(text.how_to_fix)
    rule: dict[str, object] = {
        "id": text.id,
        "name": "".join(word.capitalize() for word in text.id.split("-")),
        "shortDescription": {"text": _prose(text.summary)},
        "fullDescription": {"text": why},
        "help": {
            "text": "\n\n".join(part for part in (why, fix) if part),
            "markdown": _markdown(text),
        },
        "properties": {"tags": ["ai-model", "license"]},
    }
    return {**rule, "helpUri": text.url} if text.url else rule


def _markdown(text: CheckText) -> str:
    """Our own prose, which may use backticks and lists."""
    parts = [f"# {text.id}", text.summary, text.why]
    parts += [f"## How to fix\n\n{text.how_to_fix}"] if text.how_to_fix else []
    parts += [f"[More about this check]({text.url})"] if text.url else []
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _invocation(left_out: int) -> dict[str, object]:
    if not left_out:
        return {"executionSuccessful": True}
    told = f"{left_out} further results are left out: code scanning keeps {_MOST_RESULTS}"
    notice = {"level": "warning", "message": {"text": told}}
    return {"executionSuccessful": True, "toolExecutionNotifications": [notice]}


def _result(finding: Finding, rule_index: int, style: Style) -> dict[str, object]:
    listed = [found for found in summary.references(finding.references) if _uri(found.path, style)]
    result: dict[str, object] = {
        "ruleId": finding.check,
        "ruleIndex": rule_index,
        "level": _level(finding),
        "message": {"text": _message(finding)},
        "locations": [_location(listed[0], style) if listed else _project_location(style)],
        "partialFingerprints": {"modelguard/v1": _fingerprint(finding)},
        "properties": {"severity": finding.severity, **_subject(finding)},
    }
    if related := [_location(found, style) for found in listed[1 : _MOST_RELATED + 1]]:
        result["relatedLocations"] = related
    if finding.waived:
        result["suppressions"] = [_suppression(finding)]
    return result


def _level(finding: Finding) -> str:
    """GitHub ignores `suppressions`, so what is waived must not fail a pull request there.

    https://github.com/github/codeql-action/issues/1230
    """
    return str(Severity.NOTE if finding.waived else finding.severity)


def _message(finding: Finding) -> str:
    subject = f"{finding.model}: " if finding.model else ""
    parts = [f"{subject}{finding.message}", summary.how_to_fix(finding)]
    text = "\n\n".join(prose for part in parts if (prose := _prose(part)))
    return _without_links(text) or finding.check


def _prose(text: str) -> str:
    return "\n".join(escape.lines(text)).strip()


def _without_links(text: str) -> str:
    """`[text](target)` in a message is a link (section 3.11.6 of the standard)."""
    if "](" not in text:
        return text
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _subject(finding: Finding) -> dict[str, str]:
    pairs = (("model", finding.model), ("license", finding.license))
    return {key: escape.line(value) for key, value in pairs if value}


def _suppression(finding: Finding) -> dict[str, str]:
    assert finding.waived is not None
    waiver = finding.waived
    suppression = {
        "kind": "inSource" if waiver.kind.startswith("inline") else "external",
        "status": "accepted",
    }
    told = [_prose(waiver.reason)]
    told += [f"approved by {escape.line(waiver.approved_by)}"] if waiver.approved_by else []
    told += [f"until {escape.line(waiver.until)}"] if waiver.until else []
    justification = ", ".join(part for part in told if part)
    return {**suppression, "justification": justification} if justification else suppression


def _fingerprint(finding: Finding) -> str:
    """The same for a finding that moved; findings about no model are told apart by message."""
    from hashlib import sha256

    subject = finding.model or finding.message
    return sha256(f"{finding.check}\0{subject}".encode(errors="surrogatepass")).hexdigest()[:32]


def _location(reference: Reference, style: Style) -> dict[str, object]:
    line, column = max(reference.line, 1), max(reference.column, 1)
    first_line = (reference.text.splitlines() or [""])[0]
    return _physical(
        _uri(reference.path, style), line=line, start=column, end=column + max(len(first_line), 1)
    )


def _project_location(style: Style) -> dict[str, object]:
    """A finding about the whole project is anchored to the project file."""
    return _physical(
        _uri(places.PROJECT_FILE, style) or places.PROJECT_FILE, line=1, start=1, end=2
    )


def _physical(uri: str, *, line: int, start: int, end: int) -> dict[str, object]:
    region = {"startLine": line, "startColumn": start, "endLine": line, "endColumn": end}
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}


def _uri(path: str, style: Style) -> str:
    """Relative and percent-encoded; empty for a path that leaves the repository."""
    from urllib.parse import quote

    return quote(places.in_repository(path, style), safe="/", errors="replace")
