"""The code cells of a notebook, and where their characters stand in its JSON."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from modelguard.detect.source import Hit, Unparsable
from modelguard.namedtuple import NamedTuple

_DEEPEST = 60


class Piece(NamedTuple):
    """One JSON string of a cell's source: where its content begins in the file, and as written."""

    start: int
    written: str
    text: str


class Cell:
    """The source of one cell; `skip` lines at its top are left out."""

    def __init__(self, pieces: list[Piece], lines: list[int], skip: int = 0) -> None:
        self._pieces = pieces
        self._lines = lines
        self._skip = skip
        whole = "".join(piece.text for piece in pieces)
        self._whole = whole
        self.text = whole.split("\n", skip)[-1] if whole.count("\n") >= skip else ""

    def without_first_line(self) -> Cell:
        return Cell(self._pieces, self._lines, self._skip + 1)

    def placed(self, hit: Hit) -> Hit:
        """The hit where its character stands in the file."""
        offset = self._offset(hit.line + self._skip, hit.column)
        line = bisect_right(self._lines, offset)
        return hit._replace(line=line, column=offset - self._lines[line - 1] + 1)

    def _offset(self, line: int, column: int) -> int:
        position = 0
        for _ in range(line - 1):
            position = self._whole.find("\n", position) + 1
        position += column - 1
        for piece in self._pieces:
            if position < len(piece.text):
                return piece.start + _raw_length(piece.written, position)
            position -= len(piece.text)
        return self._pieces[-1].start if self._pieces else 0


def cells(text: str) -> Iterator[Cell]:
    """Code cells in their order; raises `Unparsable` for what is no JSON."""
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    for kind, pieces in _Reader(text).cells():
        if kind == "code":
            yield Cell(pieces, lines)


def _raw_length(written: str, count: int) -> int:
    """How many characters of a JSON string's content stand for its first `count`."""
    position = 0
    for found in _unit().finditer(written):
        if count <= 0:
            break
        count -= 1
        position = found.end()
    return position


@cache
def _unit() -> re.Pattern[str]:
    """One character as JSON writes it; a surrogate pair is one."""
    return re.compile(r"\\u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|\\u\w{4}|\\.|.", re.DOTALL)


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r'"((?:[^"\\]++|\\.)*+)"|[{}\[\]:,]|[^\s"{}\[\]:,]+|"', re.DOTALL)


class _Reader:
    """Follows the keys down to `cells[].cell_type`, `cells[].source` and, in old files, `input`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._path: list[str] = []  # a key for each open object, "[" for each open list
        self._kind = ""
        self._pieces: list[Piece] = []

    def cells(self) -> Iterator[tuple[str, list[Piece]]]:
        key: str | None = None
        is_value = False
        for found in _token().finditer(self._text):
            mark = found.group()
            if mark in ("{", "["):
                self._open(mark, key)
                key, is_value = None, mark == "["
            elif mark in ("}", "]"):
                yield from self._close(mark)
                key, is_value = None, False
            elif mark == ":":
                is_value = True
            elif mark == ",":
                is_value = bool(self._path) and self._path[-1].endswith("[")
                key = key if is_value else None
            elif found.group(1) is not None:
                if is_value:
                    self._value(key, found)
                else:
                    key = found.group(1)
            elif mark == '"' or not self._path:
                raise Unparsable("no JSON")
        if self._path:
            raise Unparsable("its JSON ends too early")

    def _open(self, mark: str, key: str | None) -> None:
        self._path.append((key or "") + mark)
        if len(self._path) > _DEEPEST:
            raise Unparsable("nested too deeply")
        if self._is_cell():
            self._kind, self._pieces = "", []

    def _is_cell(self) -> bool:
        return len(self._path) >= 3 and self._path[-2:] == ["cells[", "{"]

    def _close(self, mark: str) -> Iterator[tuple[str, list[Piece]]]:
        if not self._path or self._path[-1][-1] != {"}": "{", "]": "["}[mark]:
            raise Unparsable("no JSON")
        if self._is_cell():
            yield self._kind, self._pieces
        self._path.pop()

    def _value(self, key: str | None, found: re.Match[str]) -> None:
        if self._is_cell():
            if key == "cell_type":
                self._kind = found.group(1)
            elif key in ("source", "input"):
                self._piece(found)
        elif self._path[-1:] in (["source["], ["input["]) and self._path[-3:-1] == ["cells[", "{"]:
            self._piece(found)

    def _piece(self, found: re.Match[str]) -> None:
        try:
            text = json.loads(found.group(), strict=False)
        except ValueError as error:
            raise Unparsable("no JSON") from error
        self._pieces.append(Piece(found.start(1), found.group(1), text))
