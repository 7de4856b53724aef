"""From options to a judged, printed report: what `check` and `audit` share."""

import os
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from modelguard import __version__, checks, project, rulebase
from modelguard.cli import answers, naming, past, printing, session
from modelguard.domain import Problem, Reference, Report, Severity, Usage
from modelguard.errors import UsageError
from modelguard.lock import NAME
from modelguard.namedtuple import NamedTuple
from modelguard.policy import Context
from modelguard.project import Project

if TYPE_CHECKING:
    from modelguard.cards.sources import Sources
    from modelguard.judging import Job
    from modelguard.lock.types import Lock

# Exit code 3: nothing is wrong but that these models could not be looked up.
_UNRESOLVED = (Problem.NOT_FOUND.value, Problem.UNVERIFIED.value)


class Choice(NamedTuple):
    """The options that `check` and `audit` share, as the user gave them."""

    config: str | None = None
    policy: str | None = None
    offline: bool | None = None
    no_cache: bool = False
    locked: bool = False
    format_name: str = "auto"
    outputs: tuple[str, ...] = ()
    fail_on: str = "error"
    unresolved: str = "error"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: str | None = None
    write_baseline: str | None = None
    no_color: bool = False
    quiet: int = 0
    verbose: int = 0


class Part(NamedTuple):
    """What one project file governs. Paths of references are relative to its root; `prefix` is the
    way there from the root of the run, empty or with a `/` behind. `lock` is None where there is
    none, or where it is not heeded."""

    project: Project
    references: tuple[Reference, ...]
    prefix: str = ""
    lock: "Lock | None" = None


def load_project(places: list[Path], choice: Choice, *, isolated: bool = False) -> Project:
    """The project file that governs all places, or the one that `--config` names.

    With `isolated`, what the project itself says is not read.
    """
    if choice.config is not None:
        return _configured(choice.config, choice)
    outside = context(choice)
    root, file = project.find(project.common(places))
    if file is None or isolated:
        return project.empty(root, choice.policy, policy_base=Path.cwd(), context=outside)
    return project.load(
        file, root=root, policy_name=choice.policy, policy_base=Path.cwd(), context=outside
    )


def load_file(file: Path, choice: Choice) -> Project:
    """The project file that governs a part of the run, or that `--config` names."""
    return project.load(
        file,
        root=file.parent,
        policy_name=choice.policy,
        policy_base=Path.cwd(),
        context=context(choice),
    )


def project_for_audit(choice: Choice, usage: Usage) -> Project:
    """No project file is read unless `--config` names one; stated use goes before the file's."""
    from modelguard.settings import merge

    if choice.config is not None:
        loaded = _configured(choice.config, choice)
    else:
        loaded = project.empty(Path.cwd(), choice.policy, context=context(choice))
    return loaded._replace(usage=merge(loaded.usage, usage))


def _configured(config: str, choice: Choice) -> Project:
    file = Path(config).absolute()
    if not file.is_file():
        raise UsageError(f"`{config}` is not a file", hint="`--config` names a project file")
    return load_file(file, choice)


def context(choice: Choice) -> Context:
    """What reading project files and policies needs from outside."""
    rules = rulebase.load()
    cache = session.cache_folder()

    def resolve_license(text: str) -> str | None:
        found = rules.find(text)
        return found[0] if len(found) == 1 else None

    return Context(
        known_checks=checks.known(),
        resolve_license=resolve_license,
        license_names=rules.names,
        today=session.today(),
        offline=answers.is_offline(choice.offline),
        cache=cache / "policies",
        memo=cache / "valid",
    )


def with_lock(part: Part, choice: Choice) -> Part:
    """The part with the lock beside its project file; under `--locked`, an empty one for none."""
    path, label = part.project.root / NAME, part.prefix + NAME
    if os.path.lexists(path):
        from modelguard.lock import reading

        return part._replace(lock=reading.read(path, label=label))
    if not choice.locked:
        return part
    from modelguard.lock.types import Lock

    return part._replace(lock=Lock("", "", "", {}, {}, label))


def judge(
    parts: tuple[Part, ...], choice: Choice, *, whole_project: bool, is_isolated: bool = False
) -> int:
    """Look up, judge, print, and the exit code."""
    from modelguard.cli import merging

    for part in parts:
        naming.require_known(choice, part.project)
        for notice in part.project.notices:
            session.say(part.prefix + notice)
    files, known = printing.outputs(choice), past.read(choice.baseline)
    report = merging.merged(_reports(parts, choice, whole_project=whole_project))
    locks = frozenset(lock for part in parts for lock in part.project.policy.locks)
    before = past.Past(known, choice.write_baseline, locks, whole_project, is_isolated)
    report = before.settled(report)
    printing.show(report, choice, files)
    return exit_code(report, choice.fail_on)


def _reports(
    parts: tuple[Part, ...], choice: Choice, *, whole_project: bool
) -> list[tuple[str, Report]]:
    """Each part's. Most commits name no model: for them, nothing that judges is loaded."""
    asked = answering(choice)
    if not whole_project and not any(part.references for part in parts):
        return [(part.prefix, _nothing(part, choice)) for part in parts]
    with asked as sources:
        jobs = [job(part, choice, sources, whole_project=whole_project) for part in parts]
        return [(part.prefix, judged(job)) for part, job in zip(parts, jobs, strict=True)]


def judged(job: "Job") -> Report:
    """What would do instead is looked for where something is wrong; `--locked` asks no catalog."""
    from modelguard import audit

    report = audit.run(job)
    is_right = all(found.waived or found.severity is Severity.NOTE for found in report.findings)
    if is_right or job.mode["locked"] is True:
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


def answering(choice: Choice) -> "AbstractContextManager[Sources]":
    """The sources that the options name."""
    if choice.locked and choice.offline is False:
        raise UsageError("`--locked` asks nobody, `--online` the Hub", hint="leave one of them out")
    return answers.sources(offline=choice.offline, no_cache=choice.no_cache, locked=choice.locked)


def job(part: Part, choice: Choice, sources: "Sources", *, whole_project: bool) -> "Job":
    from modelguard import publishing
    from modelguard.judging import Job

    project, references = publishing.with_cards(
        part.project, part.references, is_whole=whole_project
    )
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
