"""The pipeline: references → cards → conclusions → checks → report."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from modelguard import __version__, checks, rulebase
from modelguard.checks.case import Case, Draft, Whole
from modelguard.domain import (
    Finding,
    License,
    ModelReport,
    Problem,
    Reference,
    Report,
    Severity,
)
from modelguard.project import Project
from modelguard.resolve import LookUp, Resolver, binding
from modelguard.rulebase import Rulebase
from modelguard.settings import Setting, settle
from modelguard.waivers import waive


class Job(NamedTuple):
    """What to judge, and how. `whole_project` is False when only some files were looked at.

    With `unresolved_is_error` False, models that could not be looked up are worth a warning.
    """

    project: Project
    references: tuple[Reference, ...]
    look_up: LookUp
    rules: Rulebase
    today: date
    mode: Mapping[str, object]
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    unresolved_is_error: bool = True
    whole_project: bool = True


def run(job: Job) -> Report:
    """Gather first, then judge; the same input gives the same report."""
    resolver = Resolver(job.project, job.rules, job.look_up, _preference(job.project))
    models = resolver.resolve(job.references)
    findings = [finding for model in models for finding in _judge_model(job, model)]
    if job.whole_project:
        findings += _judge_project(job, tuple(models), tuple(findings))
    findings.sort(key=_order)
    return Report(
        version=__version__,
        rules_version=rulebase.version(),
        mode=job.mode,
        models=tuple(models),
        findings=tuple(findings),
        checks={check: checks.text(check) for check in sorted({f.check for f in findings})},
        root=str(job.project.root),
    )


def _preference(project: Project) -> checks.Preference:
    def prefers(license_: License) -> bool:
        return checks.is_allowed(license_, project.policy, project.usage.purpose)

    return prefers


def _judge_model(job: Job, model: ModelReport) -> list[Finding]:
    """One finding per check, with all the references that it holds for."""
    merged: dict[str, Finding] = {}
    for setting, references in _by_setting(job.project, model):
        case = Case(
            model=model,
            references=references,
            usage=setting.usage,
            policy=setting.policy,
            licenses=binding(model, job.rules),
            project=job.project,
            today=job.today,
        )
        in_product = tuple(each for each in references if each.scope == "product")
        for check in _enabled(checks.MODEL_CHECKS, job):
            if check in checks.PRODUCT_ONLY and references and not in_product:
                continue
            module = checks.load_model_check(check)
            if setting.severities.get(check, module.SEVERITY) is Severity.OFF:
                continue
            judged = in_product if check in checks.PRODUCT_ONLY else references
            for draft in module.find(case._replace(references=judged)):
                finding = _finding(check, module.SEVERITY, draft, case, setting)
                finding = finding if job.unresolved_is_error else _softened(finding)
                merged[check] = _merge(merged.get(check), finding)
    return [part for finding in merged.values() for part in waive(finding, job.project, job.today)]


def _by_setting(
    project: Project, model: ModelReport
) -> Iterator[tuple[Setting, tuple[Reference, ...]]]:
    """References that share usage, policy and severities are judged together."""
    if not model.references:
        yield Setting(project.usage, project.policy, project.policy.severities), ()
        return
    groups: list[tuple[Setting, list[Reference]]] = []
    for reference in model.references:
        setting = settle(project, reference)
        for known, references in groups:
            if known == setting:
                references.append(reference)
                break
        else:
            groups.append((setting, [reference]))
    for setting, references in groups:
        yield setting, tuple(references)


def _enabled(known: Iterable[str], job: Job) -> Iterator[str]:
    for check in known:
        if (not job.select or check in job.select) and check not in job.ignore:
            yield check


def _finding(check: str, default: Severity, draft: Draft, case: Case, setting: Setting) -> Finding:
    configured = setting.severities.get(check)
    return Finding(
        check=check,
        severity=_severity(default, configured, draft.severity),
        model=str(case.model.id),
        license=draft.license or case.model.conclusion.license,
        message=draft.message,
        how_to_fix=draft.how_to_fix,
        references=case.references if draft.references is None else draft.references,
        paste=draft.paste,
    )


def _severity(default: Severity, configured: Severity | None, drafted: Severity | None) -> Severity:
    """The policy's word, else the check's; a milder case stays milder, an `off` stays off."""
    base = configured if configured is not None else default
    if drafted is None or base is Severity.OFF:
        return base
    return min(base, drafted, key=_rank) if configured else drafted


def _softened(finding: Finding) -> Finding:
    if finding.check not in {Problem.NOT_FOUND, Problem.UNVERIFIED}:
        return finding
    return finding._replace(severity=min(finding.severity, Severity.WARNING, key=_rank))


def _rank(severity: Severity) -> int:
    return severity.rank


def _merge(known: Finding | None, new: Finding) -> Finding:
    """The more severe finding speaks; the places of both count."""
    if known is None:
        return new
    worse, other = (new, known) if new.severity.rank > known.severity.rank else (known, new)
    if worse.severity is not other.severity:
        return worse
    return worse._replace(references=tuple(dict.fromkeys((*known.references, *new.references))))


def _judge_project(
    job: Job, models: tuple[ModelReport, ...], findings: tuple[Finding, ...]
) -> list[Finding]:
    ran = frozenset(_enabled(checks.ids(), job))
    whole = Whole(job.project, models, findings, ran, job.today)
    found = []
    for check in _enabled(checks.PROJECT_CHECKS, job):
        module = checks.load_project_check(check)
        severity = job.project.policy.severities.get(check)
        for draft in module.find(whole):
            level = _severity(module.SEVERITY, severity, draft.severity)
            if level is not Severity.OFF:
                found.append(_project_finding(check, level, draft))
    return found


def _project_finding(check: str, severity: Severity, draft: Draft) -> Finding:
    return Finding(
        check=check,
        severity=severity,
        model=draft.model,
        license=draft.license,
        message=draft.message,
        how_to_fix=draft.how_to_fix,
        references=draft.references or (),
        paste=draft.paste,
    )


def _order(finding: Finding) -> tuple[int, str, str, str]:
    return (-finding.severity.rank, finding.model or "", finding.check, finding.message)
