"""What to use instead: other models of the catalog, judged as the one that a finding is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
# How many are judged at once, and how often. Most are open: one round is nearly always enough.
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
    models = {str(each.id): each for each in report.models if _is_replaceable(job, each)}
    asking = frozenset(
        number
        for number, each in enumerate(report.findings)
        if each.model in models and _would_be_mended(each)
    )
    if not asking:
        return report
    wrong = frozenset(report.findings[number].model or "" for number in asking)
    bench = _Bench(job, models, wrong, catalog)
    findings = tuple(
        each._replace(alternatives=bench.alternatives(each)) if number in asking else each
        for number, each in enumerate(report.findings)
    )
    return report._replace(findings=findings)


def _is_replaceable(job: Job, model: ModelReport) -> bool:
    """Neither data nor a model of one's own."""
    is_own = any_matches(str(model.id), job.project.first_party)
    return model.id.type == "model" and not is_own


def _would_be_mended(finding: Finding) -> bool:
    is_grave = finding.severity.rank >= Severity.WARNING.rank
    return finding.check in MENDED and is_grave and finding.waived is None


class _Bench:
    """Judges what is offered; each model once for each setting, however many findings ask.

    `wrong` are the models that are to be replaced: none of them is offered.
    """

    def __init__(
        self, job: Job, models: Mapping[str, ModelReport], wrong: frozenset[str], catalog: LookUp
    ) -> None:
        self._job = job
        self._models = models
        self._wrong = wrong
        self._catalog = catalog
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
    """Whether somebody has read its declaration, and all of it was understood."""
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
