"""A report to the terminal and to files, as the options say."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from modelguard.cli import session
from modelguard.domain import Report
from modelguard.errors import UsageError
from modelguard.project.find import upwards

if TYPE_CHECKING:
    from modelguard.cli.loading import Choice


def outputs(choice: Choice) -> Mapping[str, str]:
    """Path → format; checked before any work is done."""
    if not choice.outputs and choice.format_name == "auto":
        return {}
    from modelguard import formats

    found: dict[str, str] = {}
    for output in choice.outputs:
        name, separator, path = output.partition("=")
        if not separator or not path:
            hint = f"write `--output {name if name in formats.names() else 'sarif'}=FILE`"
            raise UsageError(f"`--output {output}` names no file", hint=hint)
        found[path] = name
    for name in (*found.values(), _format(choice)):
        if name not in formats.names():
            raise UsageError(
                f"there is no format `{name}`", hint=f"formats: {', '.join(formats.names())}"
            )
    return found


def _format(choice: Choice) -> str:
    return session.default_format() if choice.format_name == "auto" else choice.format_name


def show(report: Report, choice: Choice, files: Mapping[str, str]) -> None:
    """Quiet text of a report in which nothing is wrong is empty: nothing is loaded to write it."""
    if choice.quiet and report.is_right and not files and _format(choice) == "text":
        return
    from modelguard import formats

    look = session.style(
        no_color=choice.no_color,
        quiet=choice.quiet,
        verbose=choice.verbose,
        root=inside_repository(report.root),
    )
    for path, name in files.items():
        session.write_file(path, formats.render(name, report, look._replace(color=False)))
    click.echo(formats.render(_format(choice), report, look), nl=False)


def inside_repository(root: str) -> str:
    """The way from the git top level down to `root`; empty where they are one, or without git."""
    for folder in upwards(root):
        if os.path.exists(os.path.join(folder, ".git")):
            way = os.path.relpath(root, folder).replace(os.sep, "/")
            return "" if way == "." else way
    return ""
