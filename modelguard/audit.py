"""The pipeline: references → cards → conclusions → checks → report."""

from __future__ import annotations

import os

from modelguard import __version__, checks, judging, rulebase
from modelguard.checks.allowance import is_allowed
from modelguard.declared import Preference
from modelguard.domain import Finding, License, ModelReport, Report
from modelguard.judging import Job
from modelguard.project import Project
from modelguard.project.find import NAMES
from modelguard.resolve import LookUp, Resolver


def run(job: Job) -> Report:
    """Gather first, then judge; the same input gives the same report."""
    models = gather(job)
    if job.whole_project:
        from modelguard.displayed import Displayed

        job = job._replace(displayed=Displayed(job.project.root))
    findings = [finding for model in models for finding in judging.model_findings(job, model)]
    findings += judging.project_findings(job, tuple(models), tuple(findings))
    findings.sort(key=_order)
    name = os.path.basename(job.project.file or "")
    if name and name != NAMES[0]:
        from modelguard.project import pasting

        findings = list(pasting.fitted(findings, name))
    return Report(
        version=__version__,
        rules_version=rulebase.version(),
        mode=job.mode,
        models=tuple(models),
        findings=tuple(findings),
        checks={check: checks.text(check) for check in sorted({f.check for f in findings})},
        root=str(job.project.root),
    )


def gather(job: Job) -> list[ModelReport]:
    """Every model looked up and concluded, none judged."""
    resolver = Resolver(job.project, job.rules, _look_up(job), _preference(job.project))
    models = resolver.resolve(job.references)
    if job.lock is None:
        return models
    from modelguard.lock.types import pinned

    return pinned(models, job.lock, job.rules.table("sources"))


def _look_up(job: Job) -> LookUp:
    """Models that the project publishes speak for themselves."""
    if not job.project.publishes:
        return job.look_up
    from modelguard import publishing

    return publishing.answering(job.project, job.look_up)


def _preference(project: Project) -> Preference:
    def prefers(license_: License) -> bool:
        return is_allowed(license_, project.policy, project.usage.purpose)

    return prefers


def _order(finding: Finding) -> tuple[int, str, str, str]:
    return (-finding.severity.rank, finding.model or "", finding.check, finding.message)
