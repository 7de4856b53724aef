"""`modelguard list`: the references found, without looking up a license."""

from __future__ import annotations

import click

from modelguard.cli import judging, options
from modelguard.cli.check import existing


@click.command("list")
@click.argument("paths", nargs=-1, metavar="[PATHS]…")
@options.project
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the list",
)
def command(
    paths: tuple[str, ...], config: str | None, policy: str | None, format_name: str
) -> int:
    """List the references to models in the project at PATHS (default: the current folder)."""
    from modelguard.detect import manifest
    from modelguard.formats import references as format_references

    choice = judging.Choice(config=config, policy=policy)
    project = judging.load_project(existing(paths or (".",)), choice)
    found = list(manifest.references(project))
    if format_name == "json":
        click.echo(format_references.render_json(found), nl=False)
    else:
        click.echo(format_references.render_text(found), nl=False)
    return 0
