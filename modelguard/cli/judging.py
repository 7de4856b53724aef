"""From options to a judged, printed report: what `check` and `audit` share."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from modelguard import audit, checks, project, rulebase
from modelguard.cli import answers, session
from modelguard.domain import Problem, Reference, Report, Severity, Usage
from modelguard.errors import UsageError
from modelguard.policy import Context
from modelguard.project import Project
from modelguard.resolve import LookUp

# Exit code 3: nothing is wrong but that these models could not be looked up.
_UNRESOLVED = (Problem.NOT_FOUND.value, Problem.UNVERIFIED.value)


class Choice(NamedTuple):
    """The options that `check` and `audit` share, as the user gave them."""

    config: str | None = None
    policy: str | None = None
    offline: bool | None = None
    no_cache: bool = False
    format_name: str = "auto"
    outputs: tuple[str, ...] = ()
    fail_on: str = "error"
    unresolved: str = "error"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    no_color: bool = False
    quiet: int = 0
    verbose: int = 0


class Part(NamedTuple):
    """What one project file governs. Paths of references are relative to its root; `prefix` is the
    way there from the root of the run, empty or with a `/` behind."""

    project: Project
    references: tuple[Reference, ...]
    prefix: str = ""


def load_project(places: list[Path], choice: Choice, *, isolated: bool = False) -> Project:
    """The project file that governs the first place, or the one that `--config` names.

    With `isolated`, what the project itself says is not read.
    """
    outside = context(choice)
    if choice.config is not None:
        return _configured(choice.config, choice, outside)
    root, file = project.find(places[0])
    if file is None or isolated:
        return project.empty(root, choice.policy, policy_base=Path.cwd(), context=outside)
    return project.load(
        file, root=root, policy_name=choice.policy, policy_base=Path.cwd(), context=outside
    )


def load_nested(file: Path, choice: Choice) -> Project:
    """A project file that governs a part of the run."""
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

    outside = context(choice)
    if choice.config is not None:
        loaded = _configured(choice.config, choice, outside)
    else:
        loaded = project.empty(Path.cwd(), choice.policy, context=outside)
    return loaded._replace(usage=merge(loaded.usage, usage))


def _configured(config: str, choice: Choice, outside: Context) -> Project:
    file = Path(config).absolute()
    if not file.is_file():
        raise UsageError(f"`{config}` is not a file", hint="`--config` names a project file")
    return project.load(
        file,
        root=file.parent,
        policy_name=choice.policy,
        policy_base=Path.cwd(),
        context=outside,
    )


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


def judge(parts: tuple[Part, ...], choice: Choice, *, whole_project: bool) -> int:
    """Look up, judge, print, and the exit code."""
    from modelguard.cli import merging

    for part in parts:
        _require_known(choice, part.project)
        for notice in part.project.notices:
            session.say(part.prefix + notice)
    outputs = _outputs(choice)
    with answers.look_up(offline=choice.offline, no_cache=choice.no_cache) as look_up:
        jobs = [_job(part, choice, look_up, whole_project=whole_project) for part in parts]
        report = merging.merged(
            [(part.prefix, audit.run(job)) for part, job in zip(parts, jobs, strict=True)]
        )
    _print(report, choice, outputs)
    return exit_code(report, choice.fail_on)


def _job(part: Part, choice: Choice, look_up: LookUp, *, whole_project: bool) -> audit.Job:
    return audit.Job(
        project=part.project,
        references=part.references,
        look_up=look_up,
        rules=rulebase.load(),
        today=session.today(),
        mode={
            "offline": answers.is_offline(choice.offline),
            "locked": False,
            "policy": part.project.policy.name,
        },
        select=frozenset(choice.select),
        ignore=frozenset(choice.ignore),
        unresolved_is_error=choice.unresolved == "error",
        whole_project=whole_project,
    )


def exit_code(report: Report, fail_on: str) -> int:
    """0, 1 or 3 as DESIGN section 2 has them: 3 when nothing but look-ups failed."""
    if fail_on == "never":
        return 0
    least = Severity(fail_on).rank
    failing = [f for f in report.findings if not f.waived and f.severity.rank >= least]
    if not failing:
        return 0
    return 3 if all(finding.check in _UNRESOLVED for finding in failing) else 1


def _require_known(choice: Choice, judged: Project) -> None:
    """`--select` and `--ignore` name checks; neither may leave out one that a policy locks."""
    for check in (*choice.select, *choice.ignore):
        if check not in checks.ids():
            raise UsageError(f"there is no check `{check}`", hint=_nearest(check, checks.ids()))
    for check in judged.policy.locks.intersection(checks.ids()):
        if check in choice.ignore or (choice.select and check not in choice.select):
            by = judged.policy.locked_by.get(check, judged.policy.origin)
            raise UsageError(
                f"`{check}` cannot be left out: it is locked by {by}",
                hint="drop `--ignore` or `--select`",
            )


def _nearest(text: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(text, known, n=1)
    return f"did you mean `{near[0]}`?" if near else f"one of {', '.join(known)}"


def _outputs(choice: Choice) -> Mapping[Path, str]:
    """Path → format; checked before any work is done."""
    from modelguard import formats

    outputs: dict[Path, str] = {}
    for output in choice.outputs:
        name, separator, path = output.partition("=")
        if not separator or not path:
            raise UsageError(
                f"`--output {output}` names no file", hint="write `--output sarif=FILE`"
            )
        outputs[Path(path)] = name
    for name in (*outputs.values(), _format(choice)):
        if name not in formats.names():
            raise UsageError(
                f"there is no format `{name}`", hint=f"formats: {', '.join(formats.names())}"
            )
    return outputs


def _format(choice: Choice) -> str:
    return session.default_format() if choice.format_name == "auto" else choice.format_name


def _print(report: Report, choice: Choice, outputs: Mapping[Path, str]) -> None:
    from modelguard import formats

    look = session.style(
        no_color=choice.no_color,
        quiet=choice.quiet,
        verbose=choice.verbose,
        root=_inside_repository(Path(report.root)),
    )
    for path, name in outputs.items():
        session.write_file(path, formats.render(name, report, look._replace(color=False)))
    click.echo(formats.render(_format(choice), report, look), nl=False)


def _inside_repository(root: Path) -> str:
    """The way from the git top level down to `root`; empty where they are one, or without git."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            return "" if folder == root else root.relative_to(folder).as_posix()
    return ""
