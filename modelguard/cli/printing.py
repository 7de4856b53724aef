"""A report to the terminal and to files, as the options say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from modelguard.cli import session
from modelguard.domain import Report
from modelguard.errors import UsageError

if TYPE_CHECKING:
    from modelguard.cli.loading import Choice


def outputs(choice: Choice) -> Mapping[Path, str]:
    """Path → format; checked before any work is done."""
    from modelguard import formats

    found: dict[Path, str] = {}
    for output in choice.outputs:
        name, separator, path = output.partition("=")
        if not separator or not path:
            hint = f"write `--output {name if name in formats.names() else 'sarif'}=FILE`"
            raise UsageError(f"`--output {output}` names no file", hint=hint)
        found[Path(path)] = name
    for name in (*found.values(), _format(choice)):
        if name not in formats.names():
            raise UsageError(
                f"there is no format `{name}`", hint=f"formats: {', '.join(formats.names())}"
            )
    return found


def _format(choice: Choice) -> str:
    return session.default_format() if choice.format_name == "auto" else choice.format_name


def show(report: Report, choice: Choice, files: Mapping[Path, str]) -> None:
    from modelguard import formats

    look = session.style(
        no_color=choice.no_color,
        quiet=choice.quiet,
        verbose=choice.verbose,
        root=inside_repository(Path(report.root)),
    )
    for path, name in files.items():
        session.write_file(path, formats.render(name, report, look._replace(color=False)))
    click.echo(formats.render(_format(choice), report, look), nl=False)


def inside_repository(root: Path) -> str:
    """The way from the git top level down to `root`; empty where they are one, or without git."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            return "" if folder == root else root.relative_to(folder).as_posix()
    return ""
