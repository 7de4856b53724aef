"""Findings that were there when a baseline was written: counted and marked, new ones speak."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping

from modelguard.documents import Node
from modelguard.documents.reading import read_json
from modelguard.domain import BaselineUse, Finding, KnownFinding, Report, Severity, Waiver
from modelguard.namedtuple import NamedTuple

SCHEMA = "modelguard/baseline/1"
_HINT = "`--write-baseline` writes it anew"
_FIELDS = ("check", "model", "license", "path")
_SEVERITIES = (Severity.WARNING, Severity.ERROR)


class Baseline(NamedTuple):
    """`label` is what messages call the file. `known` says how severe each finding was."""

    label: str
    known: Mapping[KnownFinding, Severity]


def read(path: str) -> Baseline:
    """Raises `ConfigError` for a file that is no baseline."""
    node = read_json(path).node()
    if node.text("schema") != SCHEMA:
        message = f"this is no baseline of this version (`{SCHEMA}`)"
        raise node.error(message, at="schema", hint=_HINT)
    if "findings" not in node:
        raise node.error("`findings` is missing", hint=_HINT)
    return Baseline(path, dict(_known(item) for item in node.items("findings")))


def _known(item: Node) -> tuple[KnownFinding, Severity]:
    """Baselines of before do not say how severe a finding was."""
    for field in _FIELDS:
        if item.text(field) is None:
            raise item.error(f"`{field}` must be a text", hint=_HINT)
    severity = item.text("severity") if "severity" in item else Severity.ERROR
    if severity not in _SEVERITIES:
        raise item.error(
            f"`severity` must be one of {', '.join(_SEVERITIES)}", at="severity", hint=_HINT
        )
    return KnownFinding(*(item.text(field) or "" for field in _FIELDS)), Severity(severity)


def below(baseline: Baseline, top: str) -> Baseline:
    """What is known in the folder `top`, with paths from there."""
    top = _written(top)
    moved = {
        each._replace(path=each.path.removeprefix(top)): severity
        for each, severity in baseline.known.items()
        if not each.path or each.path.startswith(top)
    }
    return baseline._replace(known=moved)


def render(findings: Iterable[Finding], *, top: str) -> str:
    """The open errors and warnings, sorted; the same to the byte wherever their lines moved.

    `top` is put before each path: the way to them, with a `/` behind.
    """
    known = {
        each._replace(path=each.path and _written(top) + each.path): finding.severity
        for finding in sorted(findings, key=lambda finding: finding.severity.rank)
        if not finding.waived and finding.severity.rank >= Severity.WARNING.rank
        for each in keys(finding)
    }
    rows = [{**each._asdict(), "severity": known[each]} for each in sorted(known)]
    return json.dumps({"schema": SCHEMA, "findings": rows}, indent=2) + "\n"


def keys(finding: Finding) -> list[KnownFinding]:
    """One a file; one for a finding without a place."""
    paths = sorted({_written(reference.path) for reference in finding.references}) or [""]
    return [
        KnownFinding(finding.check, finding.model or "", finding.license or "", path)
        for path in paths
    ]


def _written(path: str) -> str:
    """A path that JSON can hold: bytes of a name that are not UTF-8 are spelled out."""
    return path.encode(errors="backslashreplace").decode()


def has(baseline: Baseline, finding: Finding) -> bool:
    """Whether it has the finding in all its files."""
    return all(_is_known(baseline, each, finding) for each in keys(finding))


def held_against(
    report: Report,
    baseline: Baseline,
    *,
    is_there: Callable[[str], bool],
    locks: Collection[str],
    whole_project: bool,
) -> tuple[Report, BaselineUse]:
    """The report with its known findings marked; what a policy locks stays open.

    `is_there` tells of a path whether there is such a file. Whether a finding is gone can be told
    only of a whole project.
    """
    there = {each for finding in report.findings for each in keys(finding)}
    known = _renamed(baseline.known, there, is_there)
    baseline = baseline._replace(known=known)
    findings = [
        part
        for finding in report.findings
        for part in ([finding] if finding.check in locks else _marked(finding, baseline))
    ]
    gone = tuple(sorted(known.keys() - there)) if whole_project else ()
    use = BaselineUse(baseline.label, sum(_is_marked(each) for each in findings), gone)
    return report._replace(findings=tuple(findings), baseline=use), use


def _renamed(
    known: Mapping[KnownFinding, Severity],
    there: set[KnownFinding],
    is_there: Callable[[str], bool],
) -> Mapping[KnownFinding, Severity]:
    """What was known in a file that is gone is known in one other: its new name, as it seems."""
    new: dict[KnownFinding, list[KnownFinding]] = {}
    for each in sorted(there - known.keys(), reverse=True):
        new.setdefault(each._replace(path=""), []).append(each)
    found = dict(known)
    for each in sorted(known):
        heirs = new.get(each._replace(path=""))
        if heirs and each.path and each not in there and not is_there(each.path):
            found[heirs.pop()] = found.pop(each)
    return found


def _is_marked(finding: Finding) -> bool:
    return finding.waived is not None and finding.waived.kind == "baseline"


def _is_known(baseline: Baseline, key: KnownFinding, finding: Finding) -> bool:
    """One that is graver now is new."""
    known = baseline.known.get(key)
    return known is not None and known.rank >= finding.severity.rank


def _marked(finding: Finding, baseline: Baseline) -> list[Finding]:
    """Split where only some of its files are known."""
    if finding.waived or finding.severity.rank < Severity.WARNING.rank:
        return [finding]
    known = {each.path for each in keys(finding) if _is_known(baseline, each, finding)}
    waiver = Waiver("baseline", "known since the baseline was written", baseline.label)
    old = tuple(each for each in finding.references if _written(each.path) in known)
    new = tuple(each for each in finding.references if _written(each.path) not in known)
    if not known:
        return [finding]
    marked = finding._replace(references=old, waived=waiver)
    return [marked, finding._replace(references=new)] if new else [marked]
