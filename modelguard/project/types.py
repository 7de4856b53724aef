"""What a project file says, checked and typed. Lines count from 1."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from modelguard.domain import Base, ModelId, Severity, Usage
from modelguard.namedtuple import NamedTuple
from modelguard.policy import Policy


class ManifestEntry(NamedTuple):
    """A model under `models`. `text` is the id as written, which `line` and `column` point at.

    `license`, `bases` and `datasets` are statements of the user about the model, `reason` is why.
    No statement of bases is None; none at all says that it was trained from scratch.
    """

    id: ModelId
    line: int
    column: int
    text: str
    revision: str | None = None
    use: frozenset[str] | None = None
    license: str | None = None
    bases: tuple[Base, ...] | None = None
    datasets: tuple[str, ...] = ()
    reason: str = ""


class Override(NamedTuple):
    """Other use, severities or policy for `paths` (globs). None: as in the rest of the project."""

    paths: tuple[str, ...]
    usage: Usage | None
    severities: Mapping[str, Severity]
    policy: Policy | None
    line: int


class Agreement(NamedTuple):
    """A signed license: `covers` holds activities and purposes; it ends with the day `until`."""

    models: tuple[str, ...]
    covers: frozenset[str]
    reference: str
    until: date | None
    line: int


class PolicyException(NamedTuple):
    """Findings that are accepted. `models` and `paths` are globs; no paths means everywhere."""

    models: tuple[str, ...]
    checks: tuple[str, ...]
    reason: str
    approved_by: str | None = None
    until: date | None = None
    paths: tuple[str, ...] = ()
    ticket: str | None = None
    requested_by: str | None = None
    line: int = 0


class Clarification(NamedTuple):
    """What is true of the models that the glob `model` names, where cards are wrong or silent.

    `license` is an id, or an expression as written. Bound to `revision` or `text_sha256`, if given.
    `bases` are as in `ManifestEntry`.
    """

    model: str
    license: str | None
    bases: tuple[Base, ...] | None
    datasets: tuple[str, ...]
    revision: str | None
    text_sha256: str | None
    reason: str
    line: int


class Publish(NamedTuple):
    """A model that the project publishes; `path` is relative to the project's root, with `/`.

    `bases` are as in `ManifestEntry`.
    """

    path: str
    id: ModelId
    license: str | None
    bases: tuple[Base, ...] | None
    line: int


class Project(NamedTuple):
    """`label` is what messages call the file: its path relative to `root`; empty without a file.

    `content` is the file as it was. `notices` are sentences for the user that change no verdict.
    """

    root: str
    file: str | None
    label: str
    models: tuple[ManifestEntry, ...]
    datasets: tuple[ManifestEntry, ...]
    first_party: tuple[str, ...]
    usage: Usage
    overrides: tuple[Override, ...]
    publishes: tuple[Publish, ...]
    policy: Policy
    agreements: tuple[Agreement, ...]
    exceptions: tuple[PolicyException, ...]
    clarifications: tuple[Clarification, ...]
    exclude: tuple[str, ...]
    content: bytes | None = None
    notices: tuple[str, ...] = ()

    def policies(self) -> tuple[Policy, ...]:
        """That of the project, and those of its overrides."""
        return (self.policy, *(each.policy for each in self.overrides if each.policy))
