"""Shell text to words: quotes, escapes, continuations, variables, separators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from modelguard.detect.commandline import syntax
from modelguard.namedtuple import NamedTuple


class Word(NamedTuple):
    """One word of a command line, and where it is written; lines and columns count from 1."""

    text: str
    line: int
    column: int


# How the text of the words between two commands begins; the operator follows it.
SEPARATOR = "\0"
Known = Mapping[str, Sequence[Word]]
_NONE: Known = {}
_SPECIAL = frozenset("'\"\\$`;&|()<>#")
_DEEPEST = 4  # command substitutions inside each other
_ESCAPES = r"\\([\\\"$`])|\\\r?\n"


def split(
    text: str, line: int, column: int, known: Known = _NONE, *, indent: int = 1
) -> list[Word]:
    """The words of `text`, whose first character is at `line` and `column`.

    Further lines start at column `indent`. Commands are told apart by words that begin with
    `SEPARATOR`; redirections and comments are left out. `$X` becomes the words of `known["X"]`,
    which keep their own places; what is not known stays as written, and names nothing. The place
    of a word is that of its first character, behind a quote.
    """
    return [word for word, _ in stream(text, line, column, known, indent=indent)]


def stream(
    text: str, line: int, column: int, known: Known = _NONE, *, indent: int = 1
) -> Iterator[tuple[Word, int]]:
    """As `split`, each word with the offset where it ends; `known` may grow between words."""
    if text.isascii() and text.isprintable() and _SPECIAL.isdisjoint(text):
        return _plain(text, line, column)
    return _Splitter(text, line, column, known, indent).words()


def _plain(text: str, line: int, column: int) -> Iterator[tuple[Word, int]]:
    """Most commands are words between blanks and nothing else."""
    end = 0
    for part in text.split():
        start = text.index(part, end)
        end = start + len(part)
        yield Word(part, line, column + start), end


def filled(text: str, known: Known) -> str:
    """`text` with the variables that are known."""
    return _Splitter("", 1, 1, known, 1).filled(text)


def is_unknown(text: str) -> bool:
    """Whether something in `text` was left to be filled in when the command runs."""
    return any(mark in text for mark in ("$", "`", "{", "}", "<", ">", "*", "\0", "…"))


class _Splitter:
    def __init__(self, text: str, line: int, column: int, known: Known, indent: int) -> None:
        self._text, self._known, self._indent = text, known, indent
        self._line, self._shift = line, column  # column = shift + offset
        self._parts: list[str] = []
        self._place: tuple[int, int] | None = None
        self._origin: tuple[int, int] | None = None  # where the value after `=` comes from
        self._whole: Sequence[Word] | None = None  # the word is one variable and nothing else
        self._skip = False  # the next word is the target of a redirection
        self._inner: list[tuple[str, int, int]] = []

    def words(self, depth: int = 0) -> Iterator[tuple[Word, int]]:
        text, position, match = self._text, 0, syntax.token().match
        while position < len(text):
            found = match(text, position)
            if found is None:
                break
            kind = found.lastgroup or ""
            end = found.end()
            if kind == "plain" and self._place is None and found.group()[0] == "#":
                end = syntax.line_end(text, position)
            elif kind == "command":
                end = self._substitution(position)
            elif kind in ("space", "end", "redirect"):
                for word in self._between(kind, found.group(), position):
                    yield word, end if word.text[:1] == SEPARATOR else position
            else:
                self._part(kind, found.group(kind), position)
            self._newlines(position, end)
            position = end
        yield from ((word, position) for word in self._finish())
        yield from self._substituted(depth)

    def _between(self, kind: str, written: str, position: int) -> Iterator[Word]:
        if kind == "redirect" and "".join(self._parts).isdecimal():
            self._parts, self._place = [], None  # the `2` of `2>file`
        yield from self._finish()
        self._skip = kind == "redirect" or (self._skip and kind == "space")
        if kind == "end":
            yield Word(SEPARATOR + written, self._line, self._shift + position)

    def _part(self, kind: str, written: str, position: int) -> None:
        first = self._place is None
        quotes = kind in ("single", "double")
        if first:
            self._place = (self._line, self._shift + position + quotes)
        self._whole, self._origin = None, None
        values: Sequence[Word] | None = None
        if kind == "double" and (alone := syntax.variable().fullmatch(written)):
            values = self._values(alone, position + 1)
        elif kind in ("brace", "name"):
            values = self._value(written, position + (2 if kind == "brace" else 1))
            values = None if values is None else values if first is False else _fields(values)
        if values:
            self._stand_in(values, first=first)
            return
        if kind in ("brace", "name"):
            written = f"${{{written}}}" if kind == "brace" else f"${written}"
        self._parts.append(self.filled(written) if kind == "double" else written)

    def _stand_in(self, values: Sequence[Word], *, first: bool) -> None:
        """Values in place of a variable; where they are the end of `NAME=$X`, their place holds."""
        prefix = "".join(self._parts)
        self._parts.append(" ".join(word.text for word in values))
        if first:
            self._whole = values
        elif prefix.endswith("="):
            self._origin = (values[0].line, values[0].column - len(prefix))

    def _values(self, found: re.Match[str], offset: int | None) -> Sequence[Word] | None:
        group = 1 if found.group(1) is not None else 2
        inside = found.group(group)
        if not inside:
            return None
        return self._value(inside, None if offset is None else offset + found.start(group))

    def _value(self, inside: str, offset: int | None) -> Sequence[Word] | None:
        """The words that `${inside}` stands for; None when that is not known.

        `offset` is where `inside` is written; None inside of other text.
        """
        found = syntax.parameter().fullmatch(inside)
        if found is None:
            return None
        name, index, default = found.groups()
        values = self._known.get(name)
        if values:
            place = index[1:-1] if index else "0"
            if not place.isdecimal():
                return values
            return values[int(place) :][:1] if len(place) < 4 else None
        if default is None:
            return None
        line, column = self._place or (self._line, self._shift)
        if offset is not None:
            quoted = default[:1] in ("'", '"')
            line, column = self._line, self._shift + offset + found.start(3) + quoted
        return [Word(self.filled(default.strip("\"'")), line, column)]

    def filled(self, quoted: str) -> str:
        """What stands in double quotes, variables filled in."""

        def fill(found: re.Match[str]) -> str:
            if found.group(0)[0] == "\\":
                return re.sub(_ESCAPES, r"\1", found.group(0))
            values = self._values(found, None)
            return found.group(0) if values is None else " ".join(word.text for word in values)

        return syntax.variable().sub(fill, quoted) if "$" in quoted or "\\" in quoted else quoted

    def _finish(self) -> Iterator[Word]:
        if self._place is None:
            return
        if not self._skip:
            yield from self._whole or [Word("".join(self._parts), *(self._origin or self._place))]
        self._parts, self._place, self._whole, self._origin, self._skip = (
            [],
            None,
            None,
            None,
            False,
        )

    def _substitution(self, position: int) -> int:
        """Keep `$(…)` for later; the word itself stays unknown."""
        start = position + (2 if self._text[position] == "$" else 1)
        end = syntax.closing(self._text, start, self._text[start - 1])
        self._part("other", "$", position)
        if end is None:
            return start
        self._inner.append((self._text[start:end], self._line, self._shift + start))
        return end + 1

    def _substituted(self, depth: int) -> Iterator[tuple[Word, int]]:
        for text, line, column in self._inner if depth < _DEEPEST else ():
            yield Word(SEPARATOR, line, column), len(self._text)
            inner = _Splitter(text, line, column, self._known, self._indent)
            yield from ((word, len(self._text)) for word, _ in inner.words(depth + 1))

    def _newlines(self, start: int, end: int) -> None:
        count = self._text.count("\n", start, end)
        if count:
            self._line += count
            self._shift = self._indent - self._text.rfind("\n", start, end) - 1


def _fields(values: Sequence[Word]) -> list[Word]:
    """Unquoted values fall apart at spaces."""
    return [field for value in values for field in _fields_of(value)]


def _fields_of(value: Word) -> Iterator[Word]:
    line, line_start = 0, 0
    for found in re.finditer(r"\S+|\n", value.text):
        if found.group() == "\n":
            line, line_start = line + 1, found.end()
        else:
            column = found.start() - line_start + (1 if line else value.column)
            yield Word(found.group(), value.line + line, column)
