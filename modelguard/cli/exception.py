"""`modelguard exception add`: a complete exception, written into the project file or printed."""

from __future__ import annotations

import os
from datetime import date, timedelta

import click

from modelguard.cli import loading, options, session
from modelguard.errors import ConfigError, UsageError
from modelguard.project import PolicyException, Project, writer

_DAYS = 90


@click.group("exception", cls=options.Group)
def command() -> None:
    """Accept findings for a time, with a reason."""


@command.command("add", short_help="Accept findings of a check for a model")
@click.argument("model")
@click.option(
    "--check",
    "accepted",
    multiple=True,
    required=True,
    metavar="CHECK",
    help="Check whose finding is accepted; may be repeated",
)
@click.option("--reason", required=True, help="Why this is acceptable")
@click.option("--until", metavar="DATE", help=f"Last day it holds [default: in {_DAYS} days]")
@click.option("--approved-by", metavar="NAME", help="Who approved it")
@click.option("--requested-by", metavar="NAME", help="Who asked for it")
@click.option("--ticket", metavar="ID", help="Where it was discussed")
@click.option(
    "--path",
    "paths",
    multiple=True,
    metavar="GLOB",
    help="Only for references in these files; may be repeated",
)
@click.option("--print", "only_print", is_flag=True, help="Print the block, change no file")
@options.project
def add(
    model: str,
    accepted: tuple[str, ...],
    reason: str,
    until: str | None,
    approved_by: str | None,
    requested_by: str | None,
    ticket: str | None,
    paths: tuple[str, ...],
    only_print: bool,
    config: str | None,
    policy: str | None,
) -> int:
    """Accept findings of CHECK for MODEL, an id or a glob such as `acme/*`.

    The exception is written into modelguard.yaml; the rest of the file stays as it is. For a
    pyproject.toml, the block is printed to be pasted.
    """
    choice = loading.Choice(config=config, policy=policy)
    project = loading.load_project((".",), choice)
    exception = PolicyException(
        models=(model,),
        checks=accepted,
        reason=reason,
        approved_by=approved_by,
        until=session.parse_date(until) if until else _default_end(project),
        paths=paths,
        ticket=ticket,
        requested_by=requested_by,
    )
    _require_valid(exception, project, choice)
    return _add(exception, project, only_print=only_print)


def _default_end(project: Project) -> date:
    days = min(_DAYS, project.policy.require.exception_max_days or _DAYS)
    return session.today() + timedelta(days=days)


def _require_valid(exception: PolicyException, project: Project, choice: loading.Choice) -> None:
    """The block is read as the project file would be, so what is written can be loaded."""
    from modelguard import documents
    from modelguard.project.accepted import exception as read_exception

    block = writer.yaml_block(exception).encode()
    (item,) = documents.parse(block, label="exception", kind="yaml").node().items("exceptions")
    try:
        read_exception(item, project.policy, loading.context(choice))
    except ConfigError as error:
        raise UsageError(error.message, hint=error.hint) from error


def _add(exception: PolicyException, project: Project, *, only_print: bool) -> int:
    if only_print:
        click.echo(writer.yaml_block(exception), nl=False)
        return 0
    file = project.file or os.path.join(project.root, "modelguard.yaml")
    label = project.label or os.path.basename(file)
    added = writer.add(file, exception, label=label)
    if added.is_written:
        session.say(f"added to {label}")
    else:
        session.say(f"{added.why}; paste this block")
    click.echo(added.block, nl=False)
    return 0
