"""Local files as they lie there: regular ones only, of bounded size, inside their folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from modelguard.cards import license_files
from modelguard.domain import LicenseText

# Entries that are looked at in one folder tree; a folder of weights has a few dozen.
_MAX_ENTRIES = 10_000


class UnreadableFile(Exception):
    """A file that is not read; the message says why, as the end of a sentence."""


def read(path: Path, *, limit: int) -> bytes:
    """The whole file, or `UnreadableFile`."""
    with opened(path) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise UnreadableFile(f"longer than {limit:,} bytes")
    return content


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A regular file; neither waits for a FIFO nor reads a device. Raises `UnreadableFile`."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise UnreadableFile(_why_not(path, error)) from error
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UnreadableFile("not a regular file")
        yield file


def license_text(path: Path, name: str) -> LicenseText:
    """The license file at `path`, called `name`; `UnreadableFile` as `read` has it."""
    return text_of(read(path, limit=license_files.MAX_BYTES), name)


def text_of(content: bytes, name: str) -> LicenseText:
    import hashlib

    return LicenseText(name, content, hashlib.sha256(content).hexdigest())


def names(folder: Path) -> tuple[str, ...]:
    """Files below `folder` relative to it, with `/`, sorted; links are not followed."""
    return tuple(sorted(_names(folder)))


def _names(folder: Path) -> Iterator[str]:
    left = _MAX_ENTRIES
    waiting = [("", 0)]
    while waiting:
        prefix, depth = waiting.pop()
        try:
            entries = sorted(os.scandir(folder / prefix), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries[:left]:
            if entry.is_dir(follow_symlinks=False):
                if depth < license_files.MAX_DEPTH and entry.name != ".git":
                    waiting.append((f"{prefix}{entry.name}/", depth + 1))
            elif entry.is_file(follow_symlinks=False) or _stays_inside(entry, folder):
                yield f"{prefix}{entry.name}"
        left -= min(left, len(entries))


def _stays_inside(entry: os.DirEntry[str], folder: Path) -> bool:
    """A link to a file of the same folder, or of the same repository in the Hub's own cache."""
    if not entry.is_symlink():
        return False
    try:
        target = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return target.is_file() and target.is_relative_to(_home(folder.resolve()))


def _home(folder: Path) -> Path:
    """The Hub's cache keeps contents in `models--ORG--NAME/blobs`, beside `snapshots/COMMIT`."""
    repository = folder.parent.parent
    is_snapshot = folder.parent.name == "snapshots" and repository.name.startswith("models--")
    return repository if is_snapshot else folder


def _why_not(path: Path, error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "a link to a file that does not exist" if path.is_symlink() else "does not exist"
    return getattr(error, "strerror", None) or str(error)
