"""The parts of a run: each project file that governs some references, and its lock."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from modelguard import checks, project, rulebase
from modelguard.cli import answers, session
from modelguard.domain import Reference, Usage
from modelguard.errors import UsageError
from modelguard.lock import NAME
from modelguard.namedtuple import NamedTuple
from modelguard.policy import Context
from modelguard.project import Project

if TYPE_CHECKING:
    from modelguard.lock.types import Lock


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
    lock: Lock | None = None

    def project_from_top(self) -> Project:
        """The project, with the way to its file where messages say what it states of the use."""

        def moved(usage: Usage) -> Usage:
            places = {name: self.prefix + place for name, place in usage.places.items()}
            return usage._replace(places=places)

        overrides = tuple(
            each._replace(usage=moved(each.usage)) if each.usage else each
            for each in self.project.overrides
        )
        return self.project._replace(usage=moved(self.project.usage), overrides=overrides)


def load_project(places: tuple[str, ...], choice: Choice, *, isolated: bool = False) -> Project:
    """The project file that governs all places, or the one that `--config` names.

    With `isolated`, what the project itself says is not read.
    """
    if choice.config is not None:
        return _configured(choice.config, choice)
    outside = context(choice)
    root, file = project.find(project.common(places))
    if file is None or isolated:
        return project.empty(root, choice.policy, policy_base=os.getcwd(), context=outside)
    return project.load(
        file, root=root, policy_name=choice.policy, policy_base=os.getcwd(), context=outside
    )


def load_file(file: str, choice: Choice, *, is_alone: bool = False) -> Project:
    """The project file that governs a part of the run, or that `--config` names."""
    return project.load(
        file,
        root=os.path.dirname(file),
        policy_name=choice.policy,
        policy_base=os.getcwd(),
        context=context(choice),
        is_alone=is_alone,
    )


def project_for_audit(choice: Choice, usage: Usage) -> Project:
    """No project file is read unless `--config` names one; stated use goes before the file's."""
    from modelguard.settings import merge

    if choice.config is not None:
        loaded = _configured(choice.config, choice)
    else:
        loaded = project.empty(os.getcwd(), choice.policy, context=context(choice))
    return loaded._replace(usage=merge(loaded.usage, usage))


def _configured(config: str, choice: Choice) -> Project:
    file = os.path.join(os.getcwd(), config)
    if not os.path.isfile(file):
        raise UsageError(f"`{config}` is not a file", hint="`--config` names a project file")
    return load_file(file, choice, is_alone=True)


def context(choice: Choice) -> Context:
    """What reading project files and policies needs from outside."""
    rules = rulebase.load()

    def resolve_license(text: str) -> str | None:
        found = rules.find(text)
        return found[0] if len(found) == 1 else None

    return Context(
        known_checks=checks.known(),
        resolve_license=resolve_license,
        license_names=rules.names,
        today=session.today(),
        offline=answers.is_offline(choice.offline),
        cache=session.policies_folder(),
        memo=os.path.join(session.cache_folder(), "valid"),
    )


def with_lock(part: Part, choice: Choice) -> Part:
    """The part with the lock beside its project file; under `--locked`, an empty one for none."""
    path, label = os.path.join(part.project.root, NAME), part.prefix + NAME
    if os.path.lexists(path):
        from modelguard.lock import reading

        return part._replace(lock=reading.read(path, label=label))
    if not choice.locked:
        return part
    from modelguard.lock.types import Lock

    return part._replace(lock=Lock("", "", "", {}, {}, label))
