"""Which usage, policy and severities hold for a reference: the project's, narrowed by path."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import NamedTuple

from modelguard.domain import ModelId, Reference, Severity, Usage
from modelguard.policy import Policy
from modelguard.project import Project


class Setting(NamedTuple):
    """What holds for some references of a model. `severities` are overrides by check id."""

    usage: Usage
    policy: Policy
    severities: Mapping[str, Severity]


def settle(project: Project, reference: Reference) -> Setting:
    """Overrides apply in the order of the file, later on top; an entry's own use comes last."""
    usage, policy = project.usage, project.policy
    severities = dict(policy.severities)
    for override in project.overrides:
        if not matches(reference.path, override.paths):
            continue
        if override.policy is not None:
            policy = override.policy
            severities = dict(policy.severities)
        severities.update(override.severities)
        usage = merge(usage, override.usage) if override.usage else usage
    use = _use_of(project, reference.id)
    usage = usage._replace(activities=use) if use is not None else usage
    return Setting(usage, policy, severities)


def merge(below: Usage, above: Usage) -> Usage:
    """`above` where it states something, else `below`."""
    stated = {
        name: value for name, value in above._asdict().items() if value is not None and value != {}
    }
    for name in ("numbers", "money", "users_at"):
        if name in stated:
            stated[name] = {**getattr(below, name), **stated[name]}
    return below._replace(**stated)


def matches(path: str, globs: tuple[str, ...]) -> bool:
    """Whether a glob of the project file names `path`; `**` crosses folders, as in `.gitignore`."""
    return any(_matches(path, glob) for glob in globs)


def _matches(path: str, glob: str) -> bool:
    plain = glob.removeprefix("./")
    if plain.endswith("/**"):
        return path.startswith(plain[:-2]) or fnmatchcase(path, plain)
    if plain.startswith("**/") and fnmatchcase(path, plain[3:]):
        return True
    return fnmatchcase(path, plain)


def _use_of(project: Project, model: ModelId) -> frozenset[str] | None:
    uses = [entry.use for entry in project.models if entry.id == model and entry.use is not None]
    return uses[-1] if uses else None
