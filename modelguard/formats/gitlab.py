"""GitLab's Code Quality report: a list of findings, each at one line.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from modelguard.domain import Finding, Report, Severity
from modelguard.formats import escape, places, summary
from modelguard.formats.plain_json import dumps
from modelguard.formats.style import Style

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTE: "info"}


def render(report: Report, style: Style) -> str:
    """What is waived is left out: GitLab has no word for it."""
    found = [finding for finding in summary.findings(report) if not finding.waived]
    prints = _fingerprints(found)
    return dumps([_entry(finding, next(prints), style) for finding in found])


def _entry(finding: Finding, fingerprint: str, style: Style) -> dict[str, object]:
    path, line = places.anchor(finding.references, style)
    subject = f"{finding.model}: " if finding.model else ""
    return {
        "description": escape.line(f"{subject}{finding.message}") or finding.check,
        "check_name": finding.check,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": line}},
    }


def _fingerprints(found: Iterable[Finding]) -> Iterator[str]:
    """One each, which stays when the finding moves; GitLab drops an entry with a known one."""
    from hashlib import sha256

    seen: Counter[str] = Counter()
    for finding in found:
        subject = f"{finding.check}\0{finding.model or finding.message}"
        text = f"{subject}\0{seen[subject]}"
        seen[subject] += 1
        yield sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]
