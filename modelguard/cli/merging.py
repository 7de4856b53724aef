"""The reports of several projects in one run, as one."""

from __future__ import annotations

from collections.abc import Iterable

from modelguard.domain import Finding, ModelId, ModelReport, Reference, Report


def merged(reports: list[tuple[str, Report]]) -> Report:
    """One report; the first one's root is the root of all. Each comes with the way to its own root.

    A model that several projects use at one revision is told once, as the strictest of them
    concludes it.
    """
    first = reports[0][1]
    if len(reports) == 1:
        return first
    models: dict[tuple[ModelId, frozenset[str | None]], ModelReport] = {}
    findings: dict[Finding, tuple[Reference, ...]] = {}
    files: dict[Finding, dict[str, None]] = {}
    for prefix, report in reports:
        for model in report.models:
            moved = model._replace(references=_moved(model.references, prefix))
            key = model.id, frozenset(each.revision for each in model.references)
            known = models.get(key)
            models[key] = moved if known is None else _together(known, moved)
        for finding in report.findings:
            bare = _without_places(finding, prefix)
            files.setdefault(bare, {})[prefix + finding.paste_into] = None
            references = _moved(finding.references, prefix)
            findings[bare] = (*findings.get(bare, ()), *references)
    policies = dict.fromkeys(str(report.mode["policy"]) for _, report in reports)
    return first._replace(
        mode={**first.mode, "policy": ", ".join(policies)},
        models=tuple(models.values()),
        findings=tuple(
            finding._replace(references=references, paste_into=" and ".join(files[finding]))
            for finding, references in findings.items()
        ),
        checks={check: text for _, report in reports for check, text in report.checks.items()},
    )


def _moved(references: Iterable[Reference], prefix: str) -> tuple[Reference, ...]:
    return tuple(reference._replace(path=prefix + reference.path) for reference in references)


def _without_places(finding: Finding, prefix: str) -> Finding:
    waived = finding.waived
    if waived is not None:
        waived = waived._replace(where=prefix + waived.where)
    return finding._replace(references=(), waived=waived, paste_into="")


def _together(known: ModelReport, other: ModelReport) -> ModelReport:
    strictness = known.conclusion.license_class.strictness
    is_stricter = other.conclusion.license_class.strictness > strictness
    speaking = other if is_stricter else known
    return speaking._replace(references=(*known.references, *other.references))
