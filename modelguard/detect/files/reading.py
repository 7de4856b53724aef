"""Reading one file, and saying what stands in it as it is written."""

from __future__ import annotations

import os
import stat

from modelguard.detect.source import Hit, Neighbour, SourceFile
from modelguard.domain import Reference
from modelguard.namedtuple import NamedTuple

# Notebooks with pictures and lock files are large; larger files hold data.
MAX_BYTES = 16 * 1024 * 1024
_HEAD = 8192
_LONGEST = 500  # characters of a line that an id and the quotes around it can take
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)


# What lies in the folders that imports lead to: most are of libraries, and sought in vain.
Folders = dict[str, frozenset[str]]


class Selected(NamedTuple):
    """A file to read: `path` as reports show it, `place` where it lies.

    `is_named`: the user named this very file, so a link is followed.
    """

    path: str
    place: str
    is_named: bool = False


def neighbour(selected: Selected, folders: Folders, asked: dict[str, None]) -> Neighbour | None:
    """Reads other files of the project; None for a file that lies outside of its root.

    `folders` is kept between the files of one run; the paths that were read or sought go to
    `asked`.
    """
    place = selected.place.replace(os.sep, "/")
    if not place.endswith(f"/{selected.path}"):
        return None
    root = place.removesuffix(selected.path)

    def read_other(path: str) -> bytes | None:
        if path.startswith("/") or ".." in path.split("/"):
            return None
        asked[path] = None
        folder, _, name = (root + path).rpartition("/")
        if folder not in folders:
            folders[folder] = _names_in(folder)
        return read(Selected(path, root + path), []) if name in folders[folder] else None

    return read_other


def _names_in(folder: str) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder or "/"))
    except (OSError, ValueError):
        return frozenset()


class Skipped(NamedTuple):
    """A file or folder that was not read, and why."""

    path: str
    why: str


class Outcome(NamedTuple):
    """What a file holds, what of it was not read, and which other files it was followed to."""

    references: tuple[Reference, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    beside: tuple[str, ...] = ()


NOTHING = Outcome()


def read(selected: Selected, skipped: list[Skipped]) -> bytes | None:
    """The bytes of a text file; None, with a word in `skipped`, for everything else.

    A file that is gone by now is passed over without a word.
    """
    try:
        opened = os.open(selected.place, _FLAGS | (0 if selected.is_named else _NO_FOLLOW))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        skipped.append(Skipped(selected.path, _why(error, selected.place)))
        return None
    try:
        content = _content(opened)
    except OSError as error:
        content = _why(error, selected.place)
    finally:
        os.close(opened)
    if isinstance(content, str):
        skipped.append(Skipped(selected.path, content))
        return None
    return content


def _content(opened: int) -> bytes | str:
    """The bytes, or the reason why there are none."""
    status = os.fstat(opened)
    if not stat.S_ISREG(status.st_mode):
        return "is no regular file"
    if status.st_size > MAX_BYTES:
        return f"is larger than {MAX_BYTES >> 20} MiB"
    data = os.read(opened, status.st_size + 1)
    if b"\0" in data[:_HEAD] and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return "is binary"
    while len(data) < status.st_size and (more := os.read(opened, status.st_size - len(data))):
        data += more
    return as_utf8(data)


def as_utf8(data: bytes) -> bytes:
    """UTF-16 and UTF-32, which begin with their mark, as the detectors read all files."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return data
    return SourceFile("", data).text.encode("utf-8", errors="replace")


def _why(error: OSError | ValueError, place: str) -> str:
    if os.path.islink(place):
        return "is a link, which is not followed"
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"cannot be read: {reason}"


def behind_quote(hit: Hit, file: SourceFile) -> Hit:
    """The hit where its text starts, not the quote before it: one place for one text."""
    rest, end = _rest(hit, file), 0
    while rest[end : end + 1] in tuple("rbfuRBFU$@") and end < 3:
        end += 1
    if rest[end : end + 3] in ('"""', "'''"):
        return hit._replace(column=hit.column + end + 3)
    if rest[end : end + 1] in ("'", '"', "`"):
        return hit._replace(column=hit.column + end + 1)
    return hit


def as_written(hit: Hit, file: SourceFile) -> str:
    """The text in the file at the hit's place; the composed one is not always there."""
    rest = _rest(hit, file)
    if not rest or hit.text in rest[: len(hit.text) + 8]:
        return hit.text
    return _literal(rest) or hit.text


def _literal(text: str) -> str:
    """The string that starts here, without its quotes, or the first word."""
    bare = text.lstrip("bfruBFRU$@") if not text.startswith("${") else text
    if bare[:1] in ("'", '"', "`"):
        quote = bare[:3] if bare[:3] in ("'''", '"""') else bare[0]
        return bare[len(quote) :].partition(quote)[0]
    for index, char in enumerate(text):
        if char in " \t,;)]\"'`<>" or (char in "}:" and "${" not in text[:index]):
            return text[:index]
    return text


def _rest(hit: Hit, file: SourceFile) -> str:
    """The line from the hit's place on, as much of it as an id can take."""
    starts = [*file.line_starts[hit.line - 1 : hit.line + 1], len(file.text)]
    place = starts[0] + hit.column - 1
    return file.text[place : min(starts[1], place + _LONGEST)].rstrip("\r\n")
