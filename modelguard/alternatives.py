"""What to use instead: other models of the catalog, judged as the one that a finding is about."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard import audit, kinds
from modelguard.domain import (
    Alternative,
    CardSource,
    Finding,
    ModelId,
    ModelReport,
    Reference,
    Report,
    Severity,
)
from modelguard.globs import any_matches
from modelguard.judging import Job
from modelguard.kinds import Offer
from modelguard.resolve import LookUp
from modelguard.settings import Setting, settle

_MOST = 3
# Judged at once, and how often: most of what is offered is open, so that one round nearly always
# is enough.
_ROUND, _ROUNDS = 6, 8
# What another model would mend. The rest is about the project's own files, revisions and entries.
MENDED = frozenset(
    {
        "license-not-allowed",
        "model-not-allowed",
        "noncommercial-use",
        "user-threshold",
        "revenue-threshold",
        "territory-excluded",
        "hosting-restricted",
        "redistribution-restricted",
        "output-training-restricted",
        "acceptable-use",
        "copyleft-redistribution",
        "copyleft-network",
        "registration-required",
        "license-missing",
        "license-unknown",
        "license-family",
        "license-text-mismatch",
        "license-text-modified",
        "base-license-dropped",
        "base-license-conflict",
        "dataset-restricted",
        "not-open-source-ai",
        "gpai-exemption-doubtful",
    }
)
# A model that is only offered has no commit yet.
_NOT_ASKED = frozenset({"unpinned-revision"})


def offered(job: Job, report: Report, catalog: LookUp) -> Report:
    """The report with alternatives at each error and warning that another model would mend."""
    if not any(_is_asked(job, finding) for finding in report.findings):
        return report
    bench = _Bench(job, report, catalog)
    findings = tuple(
        finding._replace(alternatives=bench.alternatives(finding))
        if _is_asked(job, finding)
        else finding
        for finding in report.findings
    )
    return report._replace(findings=findings)


def _is_asked(job: Job, finding: Finding) -> bool:
    return (
        finding.check in MENDED
        and finding.severity.rank >= Severity.WARNING.rank
        and finding.waived is None
        and not any_matches(finding.model or "", job.project.first_party)
    )


class _Bench:
    """Judges what is offered; each model once for each setting, however many findings ask."""

    def __init__(self, job: Job, report: Report, catalog: LookUp) -> None:
        self._job = job
        self._catalog = catalog
        self._models = {str(model.id): model for model in report.models}
        self._wrong = {finding.model for finding in report.findings if _is_asked(job, finding)}
        self._kinds = kinds.Kinds(job.rules.table("kinds"))
        self._settings: list[Setting] = []
        self._verdicts: dict[tuple[str, int], Alternative | None] = {}

    def alternatives(self, finding: Finding) -> tuple[Alternative, ...]:
        model = self._models[finding.model or ""]
        settings = self._settings_of(finding)
        ranked = [each for each in self._kinds.offers(model) if each.id not in self._wrong]
        found: list[Alternative] = []
        for start in range(0, min(len(ranked), _ROUND * _ROUNDS), _ROUND):
            found += self._passing(ranked[start : start + _ROUND], settings)
            if len(found) >= _MOST:
                break
        return tuple(found[:_MOST])

    def _settings_of(self, finding: Finding) -> list[int]:
        """The numbers of the settings that hold where the finding was made."""
        project = self._job.project
        settings = [settle(project, each) for each in finding.references]
        settings = settings or [Setting(project.usage, project.policy, project.policy.severities)]
        self._settings += [each for each in settings if each not in self._settings]
        return sorted({self._settings.index(each) for each in settings})

    def _passing(self, offers: list[Offer], settings: list[int]) -> Iterator[Alternative]:
        for setting in settings:
            self._judge([each.id for each in offers], setting)
        for offer in offers:
            verdicts = [self._verdicts[offer.id, setting] for setting in settings]
            if verdicts[0] is not None and None not in verdicts:
                yield verdicts[0]

    def _judge(self, ids: list[str], setting: int) -> None:
        """The whole judgment, as if the models were used wherever the setting holds.

        Only what the project's documents show is left open: that is mended there.
        """
        unknown = [each for each in ids if (each, setting) not in self._verdicts]
        if not unknown:
            return
        report = audit.run(self._job_for(unknown, self._settings[setting]))
        wrong = {each.model for each in report.findings if each.severity is not Severity.NOTE}
        for model in report.models:
            name = str(model.id)
            passes = name not in wrong and _is_known(model)
            self._verdicts[name, setting] = _alternative(model) if passes else None

    def _job_for(self, ids: list[str], setting: Setting) -> Job:
        policy = setting.policy._replace(severities=setting.severities)
        project = self._job.project._replace(
            usage=setting.usage,
            policy=policy,
            models=(),
            datasets=(),
            overrides=(),
            publishes=(),
            exceptions=(),
        )
        return self._job._replace(
            project=project,
            references=tuple(_nowhere(each) for each in ids),
            look_up=self._catalog,
            select=frozenset(),
            ignore=_NOT_ASKED,
            whole_project=False,
            lock=None,
            displayed=None,
        )


def _nowhere(name: str) -> Reference:
    """Line 0 says that the project does not name the model."""
    model = ModelId("huggingface", name)
    return Reference(id=model, path="", line=0, column=0, text=name, detector="catalog")


def _is_known(model: ModelReport) -> bool:
    """Whether somebody read its card, and all of it was understood."""
    card = model.card
    is_read = card is not None and card.source is CardSource.CATALOG and card.confirmed
    return is_read and model.conclusion.problem is None


def _alternative(model: ModelReport) -> Alternative:
    assert model.card is not None
    conclusion = model.conclusion
    return Alternative(
        id=str(model.id),
        license=conclusion.license or conclusion.expression,
        license_class=conclusion.license_class,
        as_of=model.card.as_of,
    )
