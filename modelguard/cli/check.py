"""`modelguard check`: the main job."""

from __future__ import annotations

from pathlib import Path

import click

from modelguard.cli import judging, options
from modelguard.errors import UsageError


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATHS]…")
@options.project
@options.sources
@options.report
@options.style
def command(paths: tuple[str, ...], **given: object) -> int:
    """Check the models that the project at PATHS uses (default: the current folder).

    Finds the references, looks up what publishers declare, concludes a license for each model and
    holds it against the policy and the stated use.
    """
    from modelguard.detect import manifest

    choice = judging.Choice(**given)  # type: ignore[arg-type]
    places = existing(paths or (".",))
    project = judging.load_project(places, choice)
    whole = any(place.is_dir() for place in places)
    named = project.file is not None and project.file.resolve() in {
        place.resolve() for place in places
    }
    references = tuple(manifest.references(project)) if whole or named else ()
    return judging.judge(project, references, choice, whole_project=whole)


def existing(paths: tuple[str, ...]) -> list[Path]:
    """The paths, each of which must exist."""
    places = [Path(path) for path in paths]
    for place in places:
        try:
            place.stat()
        except (OSError, ValueError) as error:
            raise UsageError(
                f"`{place}` does not exist or cannot be read",
                hint="name a file or folder of the project",
            ) from error
    return places
