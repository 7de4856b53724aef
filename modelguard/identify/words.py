"""A text as its words, and the way back from them to its lines."""

from __future__ import annotations

from itertools import accumulate, compress, count
from operator import add, sub

from modelguard.identify.normal import WORD, cleaned, hidden_words, latin_words, shown
from modelguard.identify.spelling import VARIABLE_MARK, Spelling, code_of
from modelguard.namedtuple import NamedTuple

_MOST_WORDS = 100_000


class Word(NamedTuple):
    """One word of a cleaned text; `start` and `end` are places in it."""

    text: str
    start: int
    end: int


class Words:
    """A text as a string of one character per word, and the way back to its lines."""

    def __init__(self, clean: str, reader: Reader) -> None:
        self.clean = clean
        self.reader = reader
        self.code = reader.code(clean)
        self._places: tuple[list[int], list[int]] | None = None

    def words(self, start: int, end: int) -> list[Word]:
        """The words behind the characters `start` to `end` of `code`."""
        if start >= end:
            return []
        spans = zip(*(places[start:end] for places in self._spans()), strict=True)
        return [Word(self.clean[first:last], first, last) for first, last in spans]

    def list_numbers(self, index: int) -> list[str]:
        """What was read as list numbers before the word `index`."""
        starts, ends = self._spans()
        start = ends[index - 1] if index else 0
        return hidden_words(self.clean[start : starts[index] if index < len(starts) else None])

    def line(self, index: int) -> int:
        return self.clean.count("\n", 0, self._spans()[0][index]) + 1

    def passage(self, start: int, end: int) -> str:
        """The words as written, without the line breaks between."""
        starts, ends = self._spans()
        return shown(" ".join(self.clean[starts[start] : ends[end - 1]].split()))

    def _spans(self) -> tuple[list[int], list[int]]:
        if self._places is None:
            self._places = self.reader.places(self.clean)
        return self._places


class Reader:
    """Text to words by one spelling; keeps the characters of the words that it has seen."""

    def __init__(self, spelling: Spelling) -> None:
        self.spelling = spelling
        self._chars = _Chars(spelling)

    def words(self, text: str) -> Words:
        return Words(cleaned(text, self.spelling, name=""), self)

    def reference(self, text: str) -> Words:
        """As `words`, with a mark at the places of names and years."""
        clean = cleaned(text, self.spelling, name=VARIABLE_MARK)
        return Words(clean, self)

    def code(self, clean: str) -> str:
        raw = "".join(map(self._chars.__getitem__, _words(clean)))
        return self.spelling.joined.sub(lambda m: self.spelling.replaced[m.group()], raw)

    def places(self, clean: str) -> tuple[list[int], list[int]]:
        """The starts and the ends of the words that have a character in `code`."""
        words, ends = _words_and_ends(clean)
        chars = [*map(self._chars.__getitem__, words)]
        ends = [*compress(ends, chars)]
        starts = [*map(sub, ends, compress(map(len, words), chars))]
        for match in reversed([*self.spelling.joined.finditer("".join(chars))]):
            first, last = match.start(), match.end() - 1
            keeps = bool(self.spelling.replaced[match.group()])
            starts[first : last + 1] = starts[first : first + keeps]
            ends[first : last + 1] = ends[last : last + keeps]
        return starts, ends


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


def _words(clean: str) -> list[str]:
    """As `WORD` finds them, by the faster way where there is one."""
    latin = latin_words(clean)
    if latin is not None:
        return latin.split()
    if "\n" in clean:
        return [word for line in clean.split("\n") for word in _words(line)]
    return WORD.findall(clean)


def _words_and_ends(clean: str) -> tuple[list[str], list[int]]:
    """The same words, some of them empty, and where each ends."""
    latin = latin_words(clean)
    if latin is not None:
        words = latin.split(" ")
        return words, [*map(add, accumulate(map(len, words)), count())]
    if "\n" in clean:
        return _of_lines(clean)
    found = [*WORD.finditer(clean)]
    return [match.group() for match in found], [match.end() for match in found]


def _of_lines(clean: str) -> tuple[list[str], list[int]]:
    words: list[str] = []
    ends: list[int] = []
    start = 0
    for line in clean.split("\n"):
        inner, places = _words_and_ends(line)
        words += inner
        ends += map(start.__add__, places)
        start += len(line) + 1
    return words, ends
