"""A text as its words, and the way back from them to its lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, compress, count
from operator import add, sub

from modelguard.identify.normal import (
    WORD,
    cleaned,
    hidden_words,
    latin_words,
    shown,
    typed,
    unbroken,
    words_of,
)
from modelguard.identify.spelling import VARIABLE_MARK, Spelling, code_of
from modelguard.namedtuple import NamedTuple

_MOST_WORDS = 100_000
#: Of the lines that are kept, as they were written; they take some four times as much memory.
_MOST_LETTERS = 4_000_000


class Word(NamedTuple):
    """One word of a cleaned text; `start` and `end` are places in it."""

    text: str
    start: int
    end: int


class Line(NamedTuple):
    """A cleaned line; `code` has a character for each of its words but the neutral ones."""

    clean: str
    code: str


class Words:
    """A text as a string of one character per word, and the way back to its lines.

    Places of words are sought line by line, as most of them are never asked for.
    """

    def __init__(self, clean: str, lines: list[Line], reader: Reader) -> None:
        self.clean = clean
        self.reader = reader
        self._lines = lines
        self._found: dict[int, tuple[list[int], list[int]]] = {}
        self._raw = "".join([line.code for line in lines])
        self.code = reader.joined(self._raw)

    def words(self, start: int, end: int) -> list[Word]:
        """The words behind the characters `start` to `end` of `code`."""
        if start >= end:
            return []
        firsts, lasts = (places[start:end] for places in self._outer)
        least = firsts[0]
        starts, ends = self._spans(least, lasts[-1] + 1)
        spans = [(starts[i - least], ends[k - least]) for i, k in zip(firsts, lasts, strict=True)]
        return [Word(self.clean[first:last], first, last) for first, last in spans]

    def list_numbers(self, index: int) -> list[str]:
        """What was read as list numbers before the word `index`."""
        start = self.words(index - 1, index)[0].end if index else 0
        end = self.words(index, index + 1)[0].start if index < len(self.code) else None
        return hidden_words(self.clean[start:end])

    def line(self, index: int) -> int:
        return bisect_right(self._counts, self._outer[0][index]) + 1

    def passage(self, start: int, end: int) -> str:
        """The words as written, without the line breaks between."""
        words = self.words(start, end)
        return shown(" ".join(self.clean[words[0].start : words[-1].end].split()))

    @cached_property
    def _outer(self) -> tuple[Sequence[int], Sequence[int]]:
        """The first and the last word of the text behind each character of `code`."""
        every = range(len(self._raw))
        if len(self.code) == len(self._raw):
            return every, every
        firsts, lasts = [*every], [*every]
        spelling = self.reader.spelling
        for match in reversed([*spelling.joined.finditer(self._raw)]):
            first, last = match.start(), match.end() - 1
            keeps = bool(spelling.replaced[match.group()])
            firsts[first : last + 1] = firsts[first : first + keeps]
            lasts[first : last + 1] = lasts[last : last + keeps]
        return firsts, lasts

    @cached_property
    def _counts(self) -> list[int]:
        """How many words there are up to the end of each line."""
        return [*accumulate(len(line.code) for line in self._lines)]

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins in `clean`."""
        return [0, *accumulate(len(line.clean) + 1 for line in self._lines)]

    def _spans(self, first: int, end: int) -> tuple[list[int], list[int]]:
        """The starts and the ends in `clean` of the words `first` to `end` of the text."""
        at, last = bisect_right(self._counts, first), bisect_right(self._counts, end - 1)
        starts: list[int] = []
        ends: list[int] = []
        for number in range(at, last + 1):
            inner, outer = self._places(number)
            starts += inner
            ends += outer
        before = self._counts[at - 1] if at else 0
        return starts[first - before : end - before], ends[first - before : end - before]

    def _places(self, number: int) -> tuple[list[int], list[int]]:
        """Those of one line."""
        if number not in self._found:
            offset = self._starts[number].__add__
            starts, ends = self.reader.places(self._lines[number].clean)
            self._found[number] = [*map(offset, starts)], [*map(offset, ends)]
        return self._found[number]


class Reader:
    """Text to words by one spelling; keeps what it has seen of lines and words."""

    def __init__(self, spelling: Spelling) -> None:
        self.spelling = spelling
        self._chars = _Chars(spelling)
        self._lines: dict[str, Line] = {}
        self._letters = 0

    def words(self, text: str) -> Words:
        lines = typed(text).split("\n")
        unseen = {*lines}.difference(self._lines)
        if unseen:
            self._learn([*unseen], lines)
        return self._unbroken([*map(self._lines.__getitem__, lines)])

    def reference(self, text: str) -> Words:
        """As `words`, with a mark at the places of names and years."""
        clean = cleaned(typed(text), self.spelling, name=VARIABLE_MARK)
        return self._unbroken(self._coded(clean))

    def code(self, clean: str) -> str:
        return self.joined("".join(map(self._chars.__getitem__, words_of(clean))))

    def joined(self, code: str) -> str:
        return self.spelling.joined.sub(lambda m: self.spelling.replaced[m.group()], code)

    def places(self, line: str) -> tuple[list[int], list[int]]:
        """The starts and the ends of the words of a cleaned line that have a character."""
        words, ends = _words_and_ends(line)
        chars = [*map(self._chars.__getitem__, words)]
        ends = [*compress(ends, chars)]
        return [*map(sub, ends, compress(map(len, words), chars))], ends

    def _learn(self, unseen: list[str], lines: list[str]) -> None:
        """Copies of licenses share most of their lines."""
        self._letters += sum(map(len, unseen))
        if self._letters > _MOST_LETTERS:
            self._lines.clear()
            self._letters, unseen = sum(map(len, lines)), lines
        clean = cleaned("\n".join(unseen), self.spelling, name="")
        self._lines.update(zip(unseen, self._coded(clean), strict=True))

    def _coded(self, clean: str) -> list[Line]:
        char = self._chars.__getitem__
        latin = latin_words(clean)
        lines = clean.split("\n")
        words = map(words_of, lines) if latin is None else map(str.split, latin.split("\n"))
        codes = ["".join(map(char, row)) for row in words]
        return [*map(Line, lines, codes)]

    def _unbroken(self, lines: list[Line]) -> Words:
        clean = "\n".join([line.clean for line in lines])
        whole = unbroken(clean)
        return Words(whole, lines if whole == clean else self._coded(whole), self)


class _Chars(dict[str, str]):
    """Word → its character, empty for a neutral word."""

    def __init__(self, spelling: Spelling) -> None:
        super().__init__()
        self._spelling = spelling

    def __missing__(self, word: str) -> str:
        plain = self._spelling.plain(word)
        char = "" if not plain or plain in self._spelling.neutral else code_of(plain)
        if len(self) > _MOST_WORDS:
            self.clear()
        self[word] = char
        return char


def _words_and_ends(line: str) -> tuple[list[str], list[int]]:
    """The same words, some of them empty, and where each ends."""
    latin = latin_words(line)
    if latin is not None:
        words = latin.split(" ")
        return words, [*map(add, accumulate(map(len, words)), count())]
    found = [*re.finditer(WORD, line)]
    return [match.group() for match in found], [match.end() for match in found]
