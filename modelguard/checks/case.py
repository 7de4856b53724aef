"""What a check is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Protocol

from modelguard.domain import (
    Finding,
    License,
    ModelReport,
    Purpose,
    Reference,
    Severity,
    Usage,
    Weighed,
)
from modelguard.globs import any_matches
from modelguard.namedtuple import NamedTuple
from modelguard.policy import Policy
from modelguard.project import Agreement, Project

if TYPE_CHECKING:
    from modelguard.displayed import Displayed
    from modelguard.lock.types import Lock, Locked


class Case(NamedTuple):
    """One model under the settings that hold for `references`.

    `usage` is what was stated (project, overrides by path, the manifest entry), `policy.assumed`
    what counts otherwise. `licenses` are the files whose terms bind, the strictest first.
    `displayed` is None where only some files are looked at.
    """

    model: ModelReport
    references: tuple[Reference, ...]
    usage: Usage
    policy: Policy
    licenses: tuple[License, ...]
    project: Project
    today: date
    locked: Locked | None = None
    displayed: Displayed | None = None

    @property
    def purpose(self) -> Purpose:
        """The stated purpose, else the policy's, else commercial."""
        return self.usage.purpose or self.policy.assumed.purpose or Purpose.COMMERCIAL

    @property
    def activities(self) -> frozenset[str]:
        """The stated activities, else the policy's; empty when neither says."""
        if self.usage.activities is not None:
            return self.usage.activities
        return self.policy.assumed.activities or frozenset()

    def agreement(self, covers: str) -> Agreement | None:
        """The agreement in force that covers `covers` (an activity or a purpose) for this model."""
        for agreement in self.project.agreements:
            in_force = agreement.until is None or agreement.until >= self.today
            if in_force and covers in agreement.covers and self.is_named_by(agreement.models):
                return agreement
        return None

    def is_named_by(self, globs: tuple[str, ...]) -> bool:
        """Whether a glob names the model: the id that was asked, the one it has now, or its
        repository."""
        model = self.model
        names = (str(model.id), model.renamed_to, model.repository)
        return any(any_matches(name, globs) for name in names if name)


class Whole(NamedTuple):
    """The whole project, for checks that no single model answers for.

    `findings` are those of all models, waived ones included; `checks` are the ids that ran.
    `sources` is `rules/sources.yaml`. With `is_locked`, nothing but the lock answered; without
    `is_whole`, only some files were looked at.
    """

    project: Project
    models: tuple[ModelReport, ...]
    findings: tuple[Finding, ...]
    checks: frozenset[str]
    today: date
    sources: Mapping[str, Mapping[str, str]]
    lock: Lock | None = None
    is_locked: bool = False
    is_whole: bool = True


class Draft(NamedTuple):
    """A finding before severity, waivers and references are settled.

    `severity` None takes the check's own; a check states one where the case is milder or graver
    than usual. `references` None means: all of the case.
    """

    message: str
    how_to_fix: str
    license: str | None = None
    severity: Severity | None = None
    paste: str = ""
    model: str | None = None
    references: tuple[Reference, ...] | None = None


class ModelCheck(Protocol):
    """A module that judges one model at a time."""

    ID: str
    SEVERITY: Severity
    __doc__: str | None

    def find(self, case: Case) -> Iterator[Draft]: ...


class TermCheck(ModelCheck, Protocol):
    """A check that holds terms against the use, and can say what each comes to."""

    def weigh(self, case: Case) -> Iterator[Weighed]: ...


class ProjectCheck(Protocol):
    """A module that judges the project as a whole."""

    ID: str
    SEVERITY: Severity
    __doc__: str | None

    def find(self, whole: Whole) -> Iterator[Draft]: ...
