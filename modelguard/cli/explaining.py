"""What `explain MODEL` prints: one model under the usage and policy of the project around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from modelguard import explaining
from modelguard.cards.sources import Answer, Answers, Wanted
from modelguard.cli import judging, loading, scanning, session, subjects
from modelguard.cli.loading import Choice, Part
from modelguard.displayed import Displayed
from modelguard.domain import Reference
from modelguard.formats import explanation, explanation_json
from modelguard.gathering import LookUp
from modelguard.judging import Job
from modelguard.settings import merge

# Options of `audit` that state the use.
_USAGE = (
    "purpose",
    "activities",
    "monthly_active_users",
    "annual_revenue",
    "domicile",
    "territories",
)


def chosen(given: Mapping[str, object]) -> Choice:
    """The options that `check` has as well."""
    shared = {name: value for name, value in given.items() if name not in _USAGE}
    return Choice(**shared)  # type: ignore[arg-type]


def page(subject: str, format_name: str, given: Mapping[str, object]) -> str:
    """The explanation of a model; `given` are the options as click names them."""
    choice = chosen(given)
    stated = subjects.usage(**{name: given[name] for name in _USAGE})  # type: ignore[arg-type]
    parts = [
        part._replace(project=part.project._replace(usage=merge(part.project.usage, stated)))
        for part in _parts(subjects.reference(subject), choice)
    ]
    for notice in (part.prefix + each for part in parts for each in part.project.notices):
        session.say(notice)
    with judging.answering(choice) as sources:
        jobs = [
            _prepared(judging.job(part, choice, sources, whole_project=False)) for part in parts
        ]
        found = [each for job in jobs for each in explaining.explain(job, judging.judged(job))]
    if format_name == "json":
        return explanation_json.document(found)
    style = session.style(no_color=choice.no_color, verbose=choice.verbose)
    return explanation.page(found, style)


def _parts(asked: Reference, choice: Choice) -> list[Part]:
    """The places of the project that name the model, by the file that governs them; else `asked`.

    Without a project file the model stands alone, as for `audit`.
    """
    project = loading.load_project((".",), choice)
    alone = Part(project, (asked,))
    if project.file is None:
        return [loading.with_lock(alone, choice) if choice.locked else alone]
    scan = scanning.scan(scanning.existing((str(project.root),)), choice, scanning.Filters())
    scanning.tell(scan, 0)
    named = (part._replace(references=_named(part.references, asked)) for part in scan.parts)
    found = [part for part in named if part.references] or [alone]
    return [loading.with_lock(part, choice) for part in found]


def _named(references: tuple[Reference, ...], asked: Reference) -> tuple[Reference, ...]:
    """Those to the same model, at the revision that was asked for, if one was."""
    return tuple(
        each
        for each in references
        if str(each.id).lower() == str(asked.id).lower() and asked.revision in {None, each.revision}
    )


def _prepared(job: Job) -> Job:
    """What a project shows counts for its models, as when the whole of it is checked."""
    job = job._replace(look_up=_asked_once(job.look_up))
    if job.project.file is None:
        return job
    return job._replace(displayed=Displayed(job.project.root))


def _asked_once(look_up: LookUp) -> LookUp:
    """Bases are looked up twice, the second time for their texts: from what was heard at first."""
    heard: dict[Wanted, Answer] = {}

    def look_up_once(wanted: Iterable[Wanted]) -> Answers:
        asked = list(wanted)
        heard.update(look_up([each for each in asked if each not in heard]))
        return {each: heard[each] for each in asked if each in heard}

    return look_up_once
