"""A text as its words, and the way back from them to its lines."""

from __future__ import annotations

from modelguard.identify.normal import WORD, cleaned, hidden_words, shown, without_list_numbers
from modelguard.identify.spelling import VARIABLE_MARK, Spelling, code_of
from modelguard.namedtuple import NamedTuple

_NO_WORD = {code: " " for code in range(128) if not chr(code).isalnum()}
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
        self._places: list[tuple[int, int]] = []

    def words(self, start: int, end: int) -> list[Word]:
        """The words behind the characters `start` to `end` of `code`."""
        if start >= end:
            return []
        spans = self._spans()[start:end]
        return [Word(self.clean[first:last], first, last) for first, last in spans]

    def list_numbers(self, index: int) -> list[str]:
        """What was read as list numbers before the word `index`."""
        spans = self._spans()
        start = spans[index - 1][1] if index else 0
        return hidden_words(self.clean[start : spans[index][0] if index < len(spans) else None])

    def line(self, index: int) -> int:
        return self.clean.count("\n", 0, self._spans()[index][0]) + 1

    def passage(self, start: int, end: int) -> str:
        """The words as written, without the line breaks between."""
        spans = self._spans()
        return shown(" ".join(self.clean[spans[start][0] : spans[end - 1][1]].split()))

    def _spans(self) -> list[tuple[int, int]]:
        if not self._places:
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
        chars = self._chars
        raw = "".join([chars[word] for word in _split(clean)])
        return self.spelling.joined.sub(lambda m: self.spelling.replaced[m.group()], raw)

    def places(self, clean: str) -> list[tuple[int, int]]:
        """Start and end of each word that has a character in `code`."""
        spans: list[tuple[int, int]] = []
        chars: list[str] = []
        end = 0
        for word in _split(clean):
            start = clean.index(word, end)
            end = start + len(word)
            if char := self._chars[word]:
                spans.append((start, end))
                chars.append(char)
        for match in reversed(list(self.spelling.joined.finditer("".join(chars)))):
            merged = (spans[match.start()][0], spans[match.end() - 1][1])
            keeps = bool(self.spelling.replaced[match.group()])
            spans[match.start() : match.end()] = [merged] if keeps else []
        return spans


class _Chars(dict[str, str]):
    """Word → its character, empty for a neutral word."""

    def __init__(self, spelling: Spelling) -> None:
        super().__init__()
        self._spelling = spelling

    def __missing__(self, word: str) -> str:
        plain = self._spelling.plain(word)
        char = "" if plain in self._spelling.neutral else code_of(plain)
        if len(self) > _MOST_WORDS:
            self.clear()
        self[word] = char
        return char


def _split(clean: str) -> list[str]:
    """As `WORD` finds them, by the faster way where there is one."""
    text = clean if clean.isascii() else without_list_numbers(clean)
    return text.translate(_NO_WORD).split() if text.isascii() else WORD.findall(text)
