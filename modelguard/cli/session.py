"""What the environment says: terminal, variables, the user's folders, the clock."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from modelguard.errors import UsageError
from modelguard.namedtuple import NamedTuple

if TYPE_CHECKING:
    from modelguard.formats.style import Style

_DESCRIPTORS = {"/dev/stdout": 1, "/dev/stderr": 2}


def style(*, no_color: bool = False, quiet: int = 0, verbose: int = 0, root: str = "") -> Style:
    """How output should look here; NO_COLOR, FORCE_COLOR, CLICOLOR and TERM=dumb are honoured."""
    from modelguard.formats.style import Style

    return Style(
        color=_has_color() and not no_color,
        width=_width(),
        verbose=verbose,
        quiet=quiet,
        root=root,
        ascii=not _has_lines(),
    )


def _has_color() -> bool:
    environment = os.environ
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return sys.stdout.isatty() and environment.get("TERM") != "dumb"


def _has_lines() -> bool:
    """Whether what draws a tree can be written in the encoding of the output."""
    try:
        "├─└│".encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _width() -> int:
    """The terminal's width, at most 120 and at least 60; 100 where there is no terminal."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return 100
    import shutil

    return max(60, min(120, shutil.get_terminal_size((100, 24)).columns))


def default_format() -> str:
    """`github` inside GitHub Actions, else `text`."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def today() -> date:
    """The date that exceptions and agreements are held against.

    MODELGUARD_TODAY pins it, so that documented output and audits of the past stay the same.
    """
    pinned = os.environ.get("MODELGUARD_TODAY")
    return parse_date(pinned) if pinned else date.today()


def parse_date(text: str) -> date:
    """A day as users write it; `UsageError` for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"`{text}` is no date", hint="write a date such as 2026-11-22") from error


def cache_folder() -> str:
    """MODELGUARD_CACHE_DIR, else `modelguard` in the user's cache folder of this platform.

    By hand: importing a library for it would cost the hook a tenth of its time.
    """
    chosen = os.environ.get("MODELGUARD_CACHE_DIR")
    return chosen or os.path.join(_user_caches(), "modelguard")


def found_folder() -> str:
    """Where the references of unchanged files are kept."""
    return os.path.join(cache_folder(), "found")


def policies_folder() -> str:
    """Where policies from git and the web are kept."""
    return os.path.join(cache_folder(), "policies")


def _user_caches() -> str:
    """As the XDG base directory specification, Apple and Microsoft have it."""
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches")
    return os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")


class HubSettings(NamedTuple):
    """How to reach the Hub: huggingface-hub's own variables."""

    endpoint: str
    token: str | None
    offline: bool
    is_authoritative: bool | None


def hub_settings() -> HubSettings:
    endpoint = os.environ.get("HF_ENDPOINT", "").rstrip("/") or "https://huggingface.co"
    offline = os.environ.get("HF_HUB_OFFLINE", "").lower() in {"1", "true", "yes", "on"}
    # A company's own Hub may say so: what it does not know then does not exist.
    is_own = os.environ.get("MODELGUARD_AUTHORITATIVE_ENDPOINT") == "1"
    return HubSettings(endpoint, _token(), offline, True if is_own else None)


def _token() -> str | None:
    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"):
        if token := os.environ.get(name, "").strip():
            return token
    path = os.environ.get("HF_TOKEN_PATH") or os.path.join(_hub_home(), "token")
    try:
        with open(path, encoding="utf-8") as file:
            return file.read().strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def _hub_home() -> str:
    caches = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.environ.get("HF_HOME") or os.path.join(caches, "huggingface")


def say(message: str) -> None:
    """A word to the user, apart from the data on stdout."""
    from modelguard.formats import escape

    click.echo(escape.commands(escape.line(message)), err=True)


def write_file(path: str, text: str) -> None:
    """All of it or nothing; folders on the way are made."""
    write_bytes(path, text.encode(errors="replace"))


def write_bytes(path: str, content: bytes) -> None:
    """As `write_file`, for what is no text. Pipes and `/dev/stdout` are written to as they are."""
    from modelguard.documents.writing import replace

    try:
        if (stream := _stream(path)) is not None:
            with open(stream, "wb", closefd=isinstance(stream, str)) as opened:
                opened.write(content)
            return
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"`{path}` cannot be written: {error.strerror}", hint="name a file that can be written"
        ) from error
    replace(path, content, label=path)


def _stream(path: str) -> str | int | None:
    """What cannot be replaced by another file: a device, a pipe, an open file of this process."""
    name = path.replace(os.sep, "/")
    if name in _DESCRIPTORS:
        return _DESCRIPTORS[name]
    if name.startswith("/dev/fd/"):
        number = name.removeprefix("/dev/fd/")
        return int(number) if number.isdecimal() else None
    is_special = os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path))
    return path if is_special else None
