"""`modelguard audit`: models by id, without a project."""

from __future__ import annotations

import sys

import click

from modelguard.cli import judging, loading, options, subjects
from modelguard.errors import UsageError


@click.command("audit", cls=options.Command)
@click.argument("names", nargs=-1, required=True, metavar="SUBJECT…")
@options.project
@options.usage
@options.sources
@options.report
@options.style
def command(
    names: tuple[str, ...],
    purpose: str | None,
    activities: tuple[str, ...],
    monthly_active_users: int | None,
    annual_revenue: str | None,
    domicile: str | None,
    territories: tuple[str, ...],
    **given: object,
) -> int:
    """Check SUBJECTs: `org/name`, `org/name@revision`, a Hub URL, a purl, a folder, a weights file.

    A folder is read by its card, license files and headers of weights (GGUF, safetensors); anything
    else is `source:name`.

    `-` reads subjects from standard input, one a line. No project file is read unless --config
    names one; the options below state the use.
    """
    choice = loading.Choice(**given)  # type: ignore[arg-type]
    stated = subjects.usage(
        purpose=purpose,
        activities=activities,
        monthly_active_users=monthly_active_users,
        annual_revenue=annual_revenue,
        domicile=domicile,
        territories=territories,
    )
    project = loading.project_for_audit(choice, stated)
    references = tuple(subjects.reference(name) for name in _expanded(names))
    part = loading.Part(project, references)
    if choice.locked:
        part = loading.with_lock(part, choice)
    return judging.judge((part,), choice, whole_project=False)


def _expanded(names: tuple[str, ...]) -> list[str]:
    """`-` stands for the lines of standard input; empty lines and `#` comments do not count."""
    found: list[str] = []
    for name in names:
        found += _lines_of_input() if name == "-" else [name]
    if not found:
        raise UsageError("no subject was given", hint="name a model such as `org/name`")
    return list(dict.fromkeys(found))


def _lines_of_input() -> list[str]:
    text = sys.stdin.buffer.read().decode("utf-8", errors="replace")
    lines = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return [line for line in lines if line]
