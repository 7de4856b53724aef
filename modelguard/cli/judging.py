"""From options to a judged, printed report: what `check` and `audit` share."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from modelguard import __version__, rulebase
from modelguard.cli import answers, printing, session
from modelguard.cli.loading import Choice, Part
from modelguard.domain import Problem, Report, Severity
from modelguard.errors import UsageError

if TYPE_CHECKING:
    from modelguard.cards.sources import Sources
    from modelguard.cli.past import Past
    from modelguard.judging import Job
    from modelguard.lock.types import Lock

_CARD = "README.md"  # what may say that the project publishes a model
# Exit code 3: nothing is wrong but that these models could not be looked up.
_UNRESOLVED = (Problem.NOT_FOUND.value, Problem.UNVERIFIED.value)


def judge(
    parts: tuple[Part, ...], choice: Choice, *, whole_project: bool, is_isolated: bool = False
) -> int:
    """Look up, judge, print, and the exit code."""
    for part in parts:
        if choice.select or choice.ignore:
            from modelguard.cli import naming

            naming.require_known(choice, part.project)
        for notice in part.project.notices:
            session.say(part.prefix + notice)
        if part.lock is not None and part.lock.rules > rulebase.version():
            session.say(_newer(part.lock))
    files = printing.outputs(choice)
    locks = frozenset(lock for part in parts for lock in part.project.policy.locks)
    past = _past(choice, locks, whole_project=whole_project, is_isolated=is_isolated)
    report = _as_one(_reports(parts, choice, past, whole_project=whole_project))
    report = past.settled(report) if past else report
    printing.show(report, choice, files)
    return exit_code(report, choice.fail_on)


def _newer(lock: Lock) -> str:
    return (
        f"`{lock.label}` was made with the license data of {lock.rules}, this version's is of"
        f" {rulebase.version()}; upgrade modelguard"
    )


def _past(
    choice: Choice, locks: frozenset[str], *, whole_project: bool, is_isolated: bool
) -> Past | None:
    """The findings of a baseline, read before anything is looked up; None without one."""
    if choice.baseline is None and choice.write_baseline is None:
        return None
    from modelguard.cli import past

    known = past.read(choice.baseline)
    return past.Past(known, choice.write_baseline, locks, whole_project, is_isolated)


def _as_one(reports: list[tuple[str, Report]]) -> Report:
    if len(reports) == 1:
        return reports[0][1]
    from modelguard.cli import merging

    return merging.merged(reports)


def _reports(
    parts: tuple[Part, ...], choice: Choice, past: Past | None, *, whole_project: bool
) -> list[tuple[str, Report]]:
    """Each part's. Most commits name no model: for them, nothing that judges is loaded."""
    asked = answering(choice)
    if not whole_project and not any(part.references for part in parts):
        return [(part.prefix, _nothing(part, choice)) for part in parts]
    with asked as sources:
        jobs = [job(part, choice, sources, whole_project=whole_project) for part in parts]
        if past is not None:
            root = parts[0].project.root
            olds = [past.is_old(root, part.prefix) for part in parts]
            jobs = [job._replace(is_old=old) for job, old in zip(jobs, olds, strict=True)]
        return [(part.prefix, judged(job)) for part, job in zip(parts, jobs, strict=True)]


def judged(job: Job) -> Report:
    """What would do instead is looked for where something is wrong; `--locked` asks no catalog."""
    from modelguard import audit

    report = audit.run(job)
    if report.is_right or job.mode["locked"] is True:
        return report
    from modelguard import alternatives

    return alternatives.offered(job, report, answers.catalog())


def _nothing(part: Part, choice: Choice) -> Report:
    return Report(
        version=__version__,
        rules_version=rulebase.version(),
        mode=_mode(part, choice),
        models=(),
        findings=(),
        checks={},
        root=str(part.project.root),
    )


def answering(choice: Choice) -> AbstractContextManager[Sources]:
    """The sources that the options name."""
    if choice.locked and choice.offline is False:
        raise UsageError("`--locked` asks nobody, `--online` the Hub", hint="leave one of them out")
    return answers.sources(offline=choice.offline, no_cache=choice.no_cache, locked=choice.locked)


def job(part: Part, choice: Choice, sources: Sources, *, whole_project: bool) -> Job:
    from modelguard.judging import Job

    project, references = part.project_from_top(), part.references
    if whole_project or any(each.path.endswith(_CARD) for each in references):
        from modelguard import publishing

        project, references = publishing.with_cards(project, references, is_whole=whole_project)
    # `--online`: what the Hub does not say now, an earlier answer does not say either.
    heard = None if choice.offline is False and not choice.locked else part.lock
    return Job(
        project=project,
        references=references,
        look_up=answers.look_up(sources, heard, locked=choice.locked),
        rules=rulebase.load(),
        today=session.today(),
        mode=_mode(part, choice),
        select=frozenset(choice.select),
        ignore=frozenset(choice.ignore),
        unresolved_is_error=choice.unresolved == "error",
        whole_project=whole_project,
        lock=part.lock,
    )


def _mode(part: Part, choice: Choice) -> Mapping[str, object]:
    return {
        "offline": choice.locked or answers.is_offline(choice.offline),
        "locked": choice.locked,
        "policy": part.project.policy.name,
    }


def exit_code(report: Report, fail_on: str) -> int:
    """0, 1 or 3 as DESIGN section 2 has them: 3 when nothing but look-ups failed."""
    if fail_on == "never":
        return 0
    least = Severity(fail_on).rank
    failing = [f for f in report.findings if not f.waived and f.severity.rank >= least]
    if not failing:
        return 0
    return 3 if all(finding.check in _UNRESOLVED for finding in failing) else 1
