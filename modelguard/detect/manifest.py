"""References that the project file itself states."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.domain import Reference
from modelguard.project import Project

NAME = "manifest"


def references(project: Project) -> Iterator[Reference]:
    """The manifest's models and datasets, in the order of the file."""
    for entry in (*project.models, *project.datasets):
        yield Reference(
            id=entry.id,
            path=project.label,
            line=entry.line,
            column=entry.column,
            text=entry.text,
            detector=NAME,
            revision=entry.revision,
        )
