"""Why a model is judged as it is: evidence, lineage, terms and findings of one model together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from modelguard import audit, ids, inheritance, judging, sections
from modelguard.checks import allowance, weighing
from modelguard.checks.case import Case
from modelguard.checks.words import money
from modelguard.domain import License, ModelReport, Purpose, Reference, Report, Usage
from modelguard.domain.explanation import Descended, Explanation, Quote, Use
from modelguard.evidence import weigh
from modelguard.judging import Job
from modelguard.resolve import binding


def explain(job: Job, report: Report) -> list[Explanation]:
    """One explanation for each model and revision of the report, which is the job's."""
    return [_explanation(job, model, report) for model in report.models]


def _explanation(job: Job, model: ModelReport, report: Report) -> Explanation:
    licenses = binding(model, job.rules)
    found = tuple(each for each in report.findings if each.model == str(model.id))
    uses = tuple(_use(case) for case in judging.cases(job, model))
    return Explanation(
        report=report._replace(models=(model,), findings=found),
        model=model,
        licenses=licenses,
        said=weigh(model, job.rules),
        lineage=_lineage(model, job),
        uses=uses,
        quotes=tuple(_quotes(_texts(job, model), licenses)),
    )


def _lineage(model: ModelReport, job: Job) -> tuple[Descended, ...]:
    """Each base with what is dropped by the model that was made from it."""
    own = {base.id: base.licenses for base in model.lineage}
    granted = model.conclusion.granted
    told = {each.says.partition(": ")[0]: each for each in model.conclusion.evidence}
    return tuple(
        Descended(base, _dropped(base.licenses, own.get(base.via, granted), job), told.get(base.id))
        for base in model.lineage
    )


def _dropped(of_base: tuple[str, ...], kept_by: tuple[str, ...], job: Job) -> tuple[str, ...]:
    """The terms that none of the licenses keeps; nothing where no license is declared."""
    kept = [job.rules.license(each) for each in kept_by]
    lost = (inheritance.dropped(job.rules.license(each), *kept) for each in of_base if kept)
    return tuple(dict.fromkeys(name for names in lost for name in names))


def _use(case: Case) -> Use:
    terms = weighing.weigh(case)
    return Use(
        references=case.references,
        policy=case.policy.name,
        facts=tuple(_facts(case.usage)),
        assumed=tuple(_assumed(case)),
        asks=tuple(dict.fromkeys(each.ask for each in terms if each.ask)),
        terms=terms,
    )


def _facts(usage: Usage) -> Iterator[str]:
    """What is stated of the use, key by key, and where."""
    for key, told in _told(usage):
        place = usage.places.get(key.partition(" ")[0])
        yield f"{key}: {told} ({place})" if place else f"{key}: {told}"


def _told(usage: Usage) -> Iterator[tuple[str, str]]:
    if usage.purpose is not None:
        yield "purpose", usage.purpose.value
    if usage.activities is not None:
        yield "activities", ", ".join(sorted(usage.activities)) or "none"
    yield from ((key, f"{number:,}") for key, number in sorted(usage.numbers.items()))
    yield from ((key, money(*amount)) for key, amount in sorted(usage.money.items()))
    yield from ((f"users_at {day}", f"{count:,}") for day, count in sorted(usage.users_at.items()))
    if usage.includes_affiliates is not None:
        yield "includes_affiliates", "yes" if usage.includes_affiliates else "no"
    if usage.domicile is not None:
        yield "domicile", usage.domicile
    for key, names in (("territories", usage.territories), ("competitor_of", usage.competitor_of)):
        if names is not None:
            yield key, ", ".join(names) or "none"


def _assumed(case: Case) -> Iterator[str]:
    """What counts where nothing is stated, and who says so."""
    assumed, by = case.policy.assumed, f"assumed by {allowance.named(case.policy)}"
    if case.usage.purpose is None:
        by_whom = by if assumed.purpose is not None else "assumed"
        yield f"purpose: {(assumed.purpose or Purpose.COMMERCIAL).value} ({by_whom})"
    if case.usage.activities is None and assumed.activities is not None:
        yield f"activities: {', '.join(sorted(assumed.activities))} ({by})"


def _quotes(texts: Mapping[str, tuple[str, bytes]], licenses: Iterable[License]) -> Iterator[Quote]:
    """What stands under the sections that the terms name, where the very text is at hand."""
    for license_ in licenses:
        path, content = texts.get(license_.id, ("", b""))
        text = content.decode("utf-8", "replace")
        named = (each.section for each in license_.terms.values() if each.section and text)
        for section in dict.fromkeys(part for each in named for part in each.split(", ")):
            if found := sections.locate(text, section):
                yield Quote(license_.id, section, path, found.line, found.text)


def _texts(job: Job, model: ModelReport) -> dict[str, tuple[str, bytes]]:
    """The files of the model, and then of its bases, that are one license, by its id."""
    own = {str(model.id): model}
    bases = {str(each.id): each for each in _gathered_bases(job, model)}
    found: dict[str, tuple[str, bytes]] = {}
    for name, report in (own | bases).items():
        for text in report.card.texts if report.card else ():
            license_ = text.identified.license if text.identified else None
            if license_ and text.content:
                path = text.path if report is model else f"{name}/{text.path}"
                found.setdefault(license_, (path, text.content))
    return found


def _gathered_bases(job: Job, model: ModelReport) -> list[ModelReport]:
    """The bases as models of their own; the job's look-up has their answers already."""
    parsed = [ids.parse(base.id) for base in model.lineage if base.problem is None]
    named = tuple(
        Reference(each.id, str(each.id), 0, 0, str(each.id), "lineage") for each in parsed
    )
    return audit.gather(job._replace(references=named)) if named else []
