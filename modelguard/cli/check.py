"""`modelguard check`: the main job."""

from __future__ import annotations

import os

import click

from modelguard.cli import judging, loading, options, scanning
from modelguard.cli.loading import Choice
from modelguard.cli.scanning import Filters, Scan
from modelguard.errors import UsageError
from modelguard.lock import NAME


@click.command("check", cls=options.Command)
@click.argument("paths", nargs=-1, metavar="[PATHS]…")
@click.option(
    "--fix",
    is_flag=True,
    help="First write the commits of unpinned models into the project file and the lock",
)
@options.project
@options.scan
@options.sources
@options.report
@options.baseline
@options.style
def command(
    paths: tuple[str, ...],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    diff_base: str | None,
    isolated: bool,
    fix: bool,
    **given: object,
) -> int:
    """Check the models that the project at PATHS uses (default: the current folder).

    Finds the references, looks up what publishers declare, concludes a license for each model and
    holds it against the policy and the stated use.
    """
    choice = Choice(**given)  # type: ignore[arg-type]
    if isolated and choice.locked:
        raise UsageError("`--isolated` does not heed the lock", hint="leave `--locked` out")
    filters = scanning.Filters(include, exclude, diff_base, isolated)
    scan = _scan(paths, choice, filters)
    if fix and not isolated:
        scan = _fixed(scan, paths, choice, filters)
    scanning.tell(scan, choice.verbose)
    return judging.judge(scan.parts, choice, whole_project=scan.is_whole, is_isolated=isolated)


def _scan(paths: tuple[str, ...], choice: Choice, filters: Filters) -> Scan:
    scan = scanning.scan(scanning.existing(paths or (".",)), choice, filters)
    if filters.isolated:
        return scan
    for place in paths:
        if os.path.basename(place) == NAME:
            from modelguard.lock import reading

            reading.require_whole(place)
    parts = (
        loading.with_lock(part, choice) if part.references or scan.is_whole else part
        for part in scan.parts
    )
    return scan._replace(parts=tuple(parts))


def _fixed(scan: Scan, paths: tuple[str, ...], choice: Choice, filters: Filters) -> Scan:
    """What is there after the commits were written."""
    from modelguard.cli import fixing

    if not fixing.pin(scan.parts, choice):
        return scan
    if scan.is_whole:
        fixing.renew_locks(_scan(paths, choice, filters).parts, choice)
    return _scan(paths, choice, filters)
