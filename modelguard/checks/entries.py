"""Entries of the project file as places that a finding can point at."""

from __future__ import annotations

from modelguard.domain import ModelId, Reference
from modelguard.project import Agreement, PolicyException, Project


def reference(project: Project, entry: PolicyException | Agreement) -> Reference:
    """The line of the entry; its id is the first pattern."""
    glob = entry.models[0]
    source, colon, name = glob.partition(":")
    is_elsewhere = bool(colon) and "/" not in source
    return Reference(
        id=ModelId(source, name) if is_elsewhere else ModelId("huggingface", glob),
        path=project.label,
        line=entry.line,
        column=1,
        text=glob,
        detector="project-file",
    )


def described(exception: PolicyException) -> str:
    """`the exception for … (check ids)`."""
    return f"the exception for {_named(exception.models)} ({', '.join(exception.checks)})"


def described_agreement(agreement: Agreement) -> str:
    return f"agreement {agreement.reference} for {_named(agreement.models)}"


def _named(globs: tuple[str, ...]) -> str:
    more = f" and {len(globs) - 2} more" if len(globs) > 2 else ""
    return ", ".join(f"`{glob}`" for glob in globs[:2]) + more
