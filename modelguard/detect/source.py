"""What a detector is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Protocol

from modelguard.namedtuple import NamedTuple

Neighbour = Callable[[str], bytes | None]


class Hit(NamedTuple):
    """A text in a file that names a model, before it is known which.

    `text` is the id as composed (constants joined, placeholders resolved), `line` and `column` are
    where it is written, from 1. `carrier` says how to read the text: `hub` for a loader of the
    Hub, `ollama`, `litellm`, `openai`, …; see `naming`.
    """

    text: str
    line: int
    column: int
    carrier: str
    type: str = "model"
    revision: str | None = None


class SourceFile:
    """One file of the project, read once. `path` is relative to the root, with `/`.

    `neighbour` gives the bytes of another file of the project by such a path, None where there is
    none to be read.
    """

    def __init__(self, path: str, data: bytes, neighbour: Neighbour | None = None) -> None:
        self.path = path
        self.data = data
        self.neighbour = neighbour

    @cached_property
    def text(self) -> str:
        """Decoded by its BOM, else as UTF-8; what cannot be decoded is replaced."""
        for mark, encoding in _MARKS:
            if self.data.startswith(mark):
                return self.data[len(mark) :].decode(encoding, errors="replace")
        return self.data.decode("utf-8", errors="replace")

    @cached_property
    def line_starts(self) -> list[int]:
        """Where each line begins in the text."""
        starts, place = [0], self.text.find("\n")
        while place >= 0:
            starts.append(place + 1)
            place = self.text.find("\n", place + 1)
        return starts

    @cached_property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


# UTF-32 before UTF-16: its mark starts with the same bytes.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


class Detector(Protocol):
    """A module that finds references in one kind of file.

    `claims` decides by name alone; `may_hold` by a cheap look at the bytes, and never says no to a
    file in which `find` would find something.
    """

    NAME: str
    __doc__: str | None

    def claims(self, path: str) -> bool: ...

    def may_hold(self, data: bytes) -> bool: ...

    def find(self, file: SourceFile) -> Iterator[Hit]: ...


class Unparsable(Exception):
    """A file that is not what its name says; other detectors still read it."""
