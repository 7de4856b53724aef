"""`modelguard check`: the main job."""

from __future__ import annotations

import click

from modelguard.cli import judging, options, scanning


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATHS]…")
@options.project
@options.scan
@options.sources
@options.report
@options.style
def command(
    paths: tuple[str, ...],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    diff_base: str | None,
    isolated: bool,
    **given: object,
) -> int:
    """Check the models that the project at PATHS uses (default: the current folder).

    Finds the references, looks up what publishers declare, concludes a license for each model and
    holds it against the policy and the stated use.
    """
    choice = judging.Choice(**given)  # type: ignore[arg-type]
    filters = scanning.Filters(include, exclude, diff_base, isolated)
    scan = scanning.scan(scanning.existing(paths or (".",)), choice, filters)
    scanning.tell(scan, choice.verbose)
    return judging.judge(scan.parts, choice, whole_project=scan.is_whole)
