"""`modelguard identify`: which license a text is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from modelguard import rulebase
from modelguard.cards import files, license_files
from modelguard.cli import options, session
from modelguard.domain import Identified, LicenseClass, LicenseText
from modelguard.errors import UsageError


@click.command("identify", cls=options.Command)
@click.argument("paths", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the answers",
)
@click.option("--no-color", is_flag=True, help="No colors, whatever the terminal can do")
def command(paths: tuple[str, ...], format_name: str, no_color: bool) -> int:
    """Say which license the text in each FILE is, and what was changed in it.

    `-` reads standard input; a folder stands for its license files. Exit 0 when every file was
    read, 2 when one was not.
    """
    from modelguard.formats import identified

    texts = [_identified(name) for name in dict.fromkeys(_expanded(paths))]
    if format_name == "json":
        click.echo(identified.render_json(texts), nl=False)
    else:
        click.echo(identified.render_text(texts, session.style(no_color=no_color)), nl=False)
    return 0 if all(text.sha256 for text in texts) else 2


def _expanded(paths: tuple[str, ...]) -> Iterator[str]:
    for path in paths:
        if path == "-":
            yield path
        elif not _exists(path):
            raise UsageError(
                f"`{path}` does not exist", hint="name license files, folders or `-` for a pipe"
            )
        elif Path(path).is_dir():
            yield from _of_folder(path)
        else:
            yield path


def _exists(path: str) -> bool:
    """A link that leads nowhere is there, and can't be read."""
    try:
        return Path(path).exists() or Path(path).is_symlink()
    except (OSError, ValueError):
        return False


def _of_folder(path: str) -> list[str]:
    found = license_files.select(files.names(Path(path)))
    if not found:
        raise UsageError(f"`{path}` holds no license file", hint="name the file itself")
    return [(Path(path) / name).as_posix() for name in found]


def _identified(path: str) -> LicenseText:
    """A file that could not be read has no sha256, and says why."""
    from modelguard.identify import identify

    try:
        text = _read(path)
    except files.UnreadableFile as error:
        nothing = Identified(None, LicenseClass.UNKNOWN, kind="nothing", reason=str(error))
        return LicenseText(path, b"", "", nothing)
    return text._replace(identified=identify(text.content, rulebase.load()))


def _read(path: str) -> LicenseText:
    if path != "-":
        return files.license_text(Path(path), path)
    content = sys.stdin.buffer.read(license_files.MAX_BYTES + 1)
    if len(content) > license_files.MAX_BYTES:
        raise files.UnreadableFile(f"longer than {license_files.MAX_BYTES:,} bytes")
    return files.text_of(content, path)
