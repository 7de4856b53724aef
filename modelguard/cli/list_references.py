"""`modelguard list`: the references found, without looking up a license."""

from __future__ import annotations

import click

from modelguard.cli import loading, options, scanning


@click.command("list", cls=options.Command)
@click.argument("paths", nargs=-1, metavar="[PATHS]…")
@options.project
@options.scan
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the list",
)
@options.no_cache
@click.option("-v", "--verbose", count=True, help="Name what was not read, and why")
def command(
    paths: tuple[str, ...],
    config: str | None,
    policy: str | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    diff_base: str | None,
    isolated: bool,
    format_name: str,
    no_cache: bool,
    verbose: int,
) -> int:
    """List the references to models in the project at PATHS (default: the current folder)."""
    from modelguard.formats import references as format_references

    choice = loading.Choice(config=config, policy=policy, no_cache=no_cache)
    filters = scanning.Filters(include, exclude, diff_base, isolated)
    scan = scanning.scan(scanning.existing(paths or (".",)), choice, filters)
    scanning.tell(scan, verbose)
    found = scan.references()
    if format_name == "json":
        click.echo(format_references.render_json(found), nl=False)
    else:
        click.echo(format_references.render_text(found), nl=False)
    return 0
