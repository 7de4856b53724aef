"""The tokens of one file and the brackets around them; ranges are half-open indices of tokens."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from modelguard.detect.braces.languages import Language
from modelguard.detect.braces.lexing import MARK, NAME, STRING, tokens
from modelguard.namedtuple import NamedTuple

_CLOSING = {")": "(", "]": "[", "}": "{"}
_BRACKETS = frozenset("()[]{}")
# A line that begins or ends so goes on.
_GOES_ON = frozenset((
    ".", "?.", "::", "?", ":", "||", "&&", "??", "?:", "+", "=>", "->", "=", ":=", "|", "&", "*",
))  # fmt: skip


class Argument(NamedTuple):
    """`name` is None for a positional argument."""

    name: str | None
    start: int
    end: int


class Shape:
    """`partner` is the other bracket of a pair, `parent` the opening one around a token, or -1."""

    def __init__(self, text: str, language: Language) -> None:
        self.language = language
        self.text = text
        self.kinds, self.texts, self._starts, self._ends = tokens(text, language)
        self.count = len(self.kinds)
        self.partner: list[int] = [-1] * self.count
        self.parent: list[int] = [-1] * self.count
        self._standing: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._arrange()

    def _arrange(self) -> None:
        """Sorts the tokens by kind and text, and pairs the brackets."""
        standing, parent, around, opened = self._standing, self.parent, -1, list[int]()
        for index, (kind, text) in enumerate(zip(self.kinds, self.texts, strict=True)):
            standing[kind][text].append(index)
            parent[index] = around
            if kind == MARK and text in _BRACKETS:
                if text in _CLOSING:
                    self._close(index, _CLOSING[text], opened)
                else:
                    opened.append(index)
                around = opened[-1] if opened else -1

    def _close(self, index: int, wanted: str, opened: list[int]) -> None:
        """One bracket too few or too many spoils its own surroundings only."""
        last_two = [self.texts[one] for one in opened[-2:]]
        if len(last_two) > 1 and last_two[1] != wanted == last_two[0]:
            opened.pop()
        if wanted in last_two:
            start = opened.pop()
            self.partner[start], self.partner[index] = index, start
            self.parent[index] = self.parent[start]

    def distinct(self, kind: str) -> Iterable[str]:
        """Everything that tokens of a kind read, each once."""
        return self._standing[kind].keys()

    def standing(self, kind: str, texts: Iterable[str]) -> list[int]:
        """Where tokens of a kind stand that read one of `texts`, in the order of the file."""
        known = self._standing[kind]
        return sorted(index for text in texts if text in known for index in known[text])

    def mark(self, index: int) -> str:
        """The mark at `index`, empty for every other token."""
        is_mark = 0 <= index < self.count and self.kinds[index] == MARK
        return self.texts[index] if is_mark else ""

    def name(self, index: int) -> str:
        """The name at `index`, empty for every other token."""
        is_name = 0 <= index < self.count and self.kinds[index] == NAME
        return self.texts[index] if is_name else ""

    def string(self, index: int) -> str:
        """The content of the literal at `index`, empty for every other token."""
        is_string = 0 <= index < self.count and self.kinds[index] == STRING
        return self.texts[index] if is_string else ""

    def closing(self, index: int, limit: int) -> int:
        """The partner of an opening bracket, or `limit` where it has none before."""
        partner = self.partner[index]
        return partner if index < partner < limit else limit

    def place(self, index: int) -> tuple[int, int]:
        """Line and column of a token, from 1."""
        offset = self._starts[index]
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    @cached_property
    def _lines(self) -> list[int]:
        starts, place = [0], self.text.find("\n")
        while place >= 0:
            starts.append(place + 1)
            place = self.text.find("\n", place + 1)
        return starts

    def expression_end(self, start: int, longest: int = 400) -> int:
        """Where the expression that begins at `start` ends; at most `longest` tokens are read."""
        index, count = start, self.count
        for _ in range(longest):
            if index >= count:
                break
            mark = self.mark(index)
            if mark in (",", ";") or mark in _CLOSING:
                return index
            if index > start and self.language.newline_ends and self._line_ends(index):
                return index
            index = self.closing(index, count - 1) + 1 if mark in ("(", "[", "{") else index + 1
        return min(index, count)

    def _line_ends(self, index: int) -> bool:
        between = self.text[self._ends[index - 1] : self._starts[index]]
        is_open = self.mark(index - 1) in _GOES_ON or self.mark(index) in _GOES_ON
        return "\n" in between and not is_open

    def split(self, start: int, end: int, marks: frozenset[str]) -> list[tuple[int, int]]:
        """The parts of a range between `marks` that lie outside of brackets."""
        parts, begin, index = [], start, start
        if self._standing[MARK].keys().isdisjoint(marks):
            return [(start, end)]
        while index < end:
            mark = self.mark(index)
            if mark in ("(", "[", "{"):
                index = self.closing(index, end)
            elif mark in marks:
                parts.append((begin, index))
                begin = index + 1
            index += 1
        parts.append((begin, min(index, end)))
        return parts

    def entries(self, opening: int) -> Iterator[Argument]:
        """The arguments of a call, the items of a list, the properties of an object."""
        end = self.closing(opening, self.count)
        for start, stop in self.split(opening + 1, end, frozenset((",", ";"))):
            if start >= stop:
                continue
            kind, text = self.kinds[start], self.texts[start]
            is_named = kind in (NAME, STRING) and self.mark(start + 1) in (":", "=")
            if is_named and start + 2 < stop:
                yield Argument(text, start + 2, stop)
            elif stop == start + 1 and kind == NAME and self.mark(opening) == "{":
                yield Argument(text, start, stop)
            else:
                yield Argument(None, start, stop)

    def arguments(self, opening: int) -> Iterator[Argument]:
        """As `entries`, with the properties of objects that are passed taken as named."""
        for entry in self.entries(opening):
            yield entry
            if entry.name is None and self.mark(entry.start) == "{":
                yield from (one for one in self.entries(entry.start) if one.name is not None)
