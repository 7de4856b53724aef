"""Which usage, policy and severities hold for a reference: the project's, narrowed by path."""

from __future__ import annotations

from collections.abc import Mapping

from modelguard.domain import ModelId, Reference, Severity, Usage
from modelguard.namedtuple import NamedTuple
from modelguard.policy import Policy
from modelguard.project import ManifestEntry, Project


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
    entry = _entry_with_use(project, reference.id)
    return Setting(_narrowed(usage, entry, project) if entry else usage, policy, severities)


def merge(below: Usage, above: Usage) -> Usage:
    """`above` where it states something, else `below`."""
    stated = {
        name: value for name, value in above._asdict().items() if value is not None and value != {}
    }
    for name in ("numbers", "money", "users_at", "places"):
        if name in stated:
            stated[name] = {**getattr(below, name), **stated[name]}
    return below._replace(**stated)


def matches(path: str, globs: tuple[str, ...]) -> bool:
    """Whether a glob of the project file names `path` or a folder above it, from the root on."""
    return any(_matches(path, glob) for glob in globs)


def _matches(path: str, glob: str) -> bool:
    from fnmatch import fnmatchcase

    plain = glob.removeprefix("./").rstrip("/")
    if path.startswith(f"{plain}/"):
        return True
    if plain.endswith("/**"):
        return path.startswith(plain[:-2]) or fnmatchcase(path, plain)
    if plain.startswith("**/") and fnmatchcase(path, plain[3:]):
        return True
    return fnmatchcase(path, plain)


def _entry_with_use(project: Project, model: ModelId) -> ManifestEntry | None:
    asked = str(model).lower()
    entries = [each for each in project.models if each.use is not None]
    return next((each for each in reversed(entries) if str(each.id).lower() == asked), None)


def _narrowed(usage: Usage, entry: ManifestEntry, project: Project) -> Usage:
    places = {**usage.places, "activities": f"{project.label}:{entry.line}"}
    return usage._replace(activities=entry.use, places=places)
