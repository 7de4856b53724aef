"""What the checks say of a model, and of the whole project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from modelguard import checks
from modelguard.checks import causes
from modelguard.checks.case import Case, Draft, Whole
from modelguard.domain import Finding, License, ModelReport, Problem, Reference, Severity
from modelguard.namedtuple import NamedTuple
from modelguard.project import Project
from modelguard.resolve import LookUp, binding
from modelguard.rulebase import Rulebase
from modelguard.settings import Setting, settle
from modelguard.waivers import waive

if TYPE_CHECKING:
    from modelguard.displayed import Displayed
    from modelguard.lock.types import Lock, Locked


class Job(NamedTuple):
    """What to judge, and how. `whole_project` is False when only some files were looked at.

    With `unresolved_is_error` False, models that could not be looked up are worth a warning.
    `is_old` tells of findings that will not speak, since a baseline has all their places.
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
    lock: Lock | None = None
    displayed: Displayed | None = None
    is_old: Callable[[Finding], bool] | None = None


def model_findings(job: Job, model: ModelReport) -> list[Finding]:
    """One finding per check, with all the references that it holds for; more where some of them
    are waived."""
    locked = _locked(job, model)
    found = _findings(job, model, binding(model, job.rules), locked)
    if locked is not None and locked.grace_ends is not None:
        from modelguard.lock import grace

        earlier = grace.as_it_was(model, locked.row), grace.licenses_then(locked, job.rules)
        found = grace.eased(found, _findings(job, *earlier, None))
    parts = [part for each in _merged(found) for part in waive(each, job.project, job.today)]
    return [part for part in parts if not any(_speaks_for(each, part, job) for each in parts)]


def _locked(job: Job, model: ModelReport) -> Locked | None:
    if job.lock is None:
        return None
    from modelguard.lock import grace

    days = job.project.policy.require.rules_grace_days
    return grace.locked(job.lock, model, job.rules, days=days, today=job.today)


def _findings(
    job: Job, model: ModelReport, licenses: tuple[License, ...], locked: Locked | None
) -> Iterator[Finding]:
    for setting, case in _cases(job, model, licenses, locked):
        in_product = tuple(each for each in case.references if each.scope == "product")
        for check in _applying(job, setting, case, is_product=bool(in_product)):
            module = checks.load_model_check(check)
            if setting.severities.get(check, module.SEVERITY) is Severity.OFF:
                continue
            judged = in_product if check in checks.PRODUCT_ONLY else case.references
            for draft in module.find(case._replace(references=judged)):
                finding = _finding(check, module.SEVERITY, draft, case, setting)
                yield finding if job.unresolved_is_error else _softened(finding)


def _applying(job: Job, setting: Setting, case: Case, *, is_product: bool) -> Iterator[str]:
    """The checks that may find something; no other is worth its import."""
    for check in _enabled(checks.MODEL_CHECKS, job):
        is_off = check in checks.OFF and check not in setting.severities
        is_beside = check in checks.PRODUCT_ONLY and case.references and not is_product
        if not (is_off or is_beside) and causes.concerns(check, case):
            yield check


def cases(job: Job, model: ModelReport) -> list[Case]:
    """The model as the checks see it: once for each setting that holds for some references."""
    licenses = binding(model, job.rules)
    return [case for _, case in _cases(job, model, licenses, _locked(job, model))]


def _cases(
    job: Job, model: ModelReport, licenses: tuple[License, ...], locked: Locked | None
) -> Iterator[tuple[Setting, Case]]:
    for setting, references in _by_setting(job.project, model):
        yield (
            setting,
            Case(
                model=model,
                references=references,
                usage=setting.usage,
                policy=setting.policy,
                licenses=licenses,
                project=job.project,
                today=job.today,
                locked=locked,
                displayed=job.displayed,
            ),
        )


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


def _merged(findings: Iterable[Finding]) -> Iterable[Finding]:
    """One for each check and severity: the first one speaks, the places of all count."""
    merged: dict[tuple[str, Severity], Finding] = {}
    for each in findings:
        known = merged.setdefault((each.check, each.severity), each)
        references = tuple(dict.fromkeys((*known.references, *each.references)))
        merged[each.check, each.severity] = known._replace(references=references)
    return merged.values()


def _speaks_for(graver: Finding, milder: Finding, job: Job) -> bool:
    """Whether the milder one is not told; one that is waived speaks for its own places alone."""
    if graver.check != milder.check or graver.severity.rank <= milder.severity.rank:
        return False
    is_waived = graver.waived is not None or (job.is_old is not None and job.is_old(graver))
    return not is_waived or {*milder.references} <= {*graver.references}


def project_findings(
    job: Job, models: tuple[ModelReport, ...], findings: tuple[Finding, ...]
) -> list[Finding]:
    whole = Whole(
        project=job.project,
        models=models,
        findings=findings,
        checks=frozenset(_enabled(checks.ids(), job)),
        today=job.today,
        sources=job.rules.table("sources"),
        lock=job.lock,
        is_locked=job.mode.get("locked") is True,
        is_whole=job.whole_project,
    )
    found = []
    for check in _enabled(checks.PROJECT_CHECKS, job):
        if not job.whole_project and check not in checks.PARTIAL_CHECKS:
            continue
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
