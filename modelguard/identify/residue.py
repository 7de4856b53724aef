"""What two texts do not share: harmless, or a change of what the license says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from modelguard.identify.alignment import Gap, Run, gaps
from modelguard.identify.fingerprints import Entry
from modelguard.identify.names import Names
from modelguard.identify.spelling import VARIABLE, Spelling, code_of
from modelguard.identify.words import Word, Words
from modelguard.namedtuple import NamedTuple

_LONGEST_NAME = 15
_LONGEST_PREFACE = 60
_LINE = 12
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = frozenset(code_of(str(year)) for year in range(1980, 2100))
_MONTH = "(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber"
_DATE = re.compile(
    rf"\b(?:{_MONTH})\W+(?:\d{{1,2}}\W+)?(?:19|20)\d\d\b"
    rf"|(?<![\w.])\d{{1,2}} (?:{_MONTH})\W+(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_LEAST_TITLE = 3
#: So many words of its names make a line with a number a title.
_LEAST_NAMED = 2
#: So few words are no passage.
_FEW = 3
#: Share of a preamble that makes it all but the title.
_WHOLE = 0.9
_LONGEST_DATE = 20
_COPYRIGHT = code_of("copyright")
#: What stands before a name, and is left out with it: "the name of Acme", "the name Acme".
_OF = code_of("of")
_LICENSE_NOUN = re.compile(r"(?:licen[cs]e|agreement|eula|terms|version)$", re.IGNORECASE)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Judge(NamedTuple):
    """One text against one known text. All places are in words."""

    words: Words
    ref: str
    entry: Entry
    spelling: Spelling

    def changes(self, runs: list[Run], start: int, end: int) -> Iterator[Gap]:
        """The gaps that matter between the runs, and what the reference has before and after."""
        first, last = runs[0], runs[-1]
        every = chain(
            [Gap(start, start, 0, first.ref)],
            gaps(runs, self.words.code, self.ref),
            [Gap(end, end, last.ref + last.size, len(self.ref))],
        )
        return (gap for gap in every if not self._is_harmless(gap))

    def is_preface(self, start: int, end: int) -> bool:
        """Words round the license that say nothing: names, titles, dates."""
        if end - start > _LONGEST_PREFACE:
            return False
        return self._is_preface(start, end) and not self._names_another(start, end)

    def _is_harmless(self, gap: Gap) -> bool:
        size = gap.text_end - gap.text_start
        if self._are_years(gap):
            return True
        if size > _LONGEST_PREFACE and gap.ref_end > self.entry.title:
            return False
        owed = self._owed(gap)
        if not size:
            return owed not in self.spelling.norms and (
                not owed
                or self._may_be_missing(gap)
                or self._is_preamble(gap)
                or self._is_list_number(gap, owed)
            )
        if owed and not self._may_be_missing(gap) and size > 1:
            return False
        words = self.words.words(gap.text_start, gap.text_end)
        if not owed and len(words) <= 2 and all(map(self._is_enumerator, words)):
            return True
        if self._may_be_missing(gap):
            return self._is_other_edge(gap, words, owed)
        if len(words) == 1 and owed:
            names, word = Names(self.spelling, self.entry.names), words[0].text
            return self._is_typo(word, owed) or names.is_product(word, owed)
        return not owed and (self._repeats_title(gap) or self._adds_nothing(gap, words))

    def _owed(self, gap: Gap) -> str:
        """What the reference has there beside places of names."""
        owed = self.ref[gap.ref_start : gap.ref_end]
        return owed.replace(_OF + VARIABLE, "").replace(VARIABLE, "")

    def _are_years(self, gap: Gap) -> bool:
        """Other years in a notice that the license quotes: behind a year, or "Copyright"."""
        before = _YEARS | {_COPYRIGHT, VARIABLE}
        return (
            gap.ref_start > 0
            and gap.text_start > 0
            and self.words.code[gap.text_start - 1] in before
            and self.ref[gap.ref_start - 1] in before
            and _YEARS.issuperset(self.words.code[gap.text_start : gap.text_end])
            and _YEARS.issuperset(self.ref[gap.ref_start : gap.ref_end])
        )

    def _repeats_title(self, gap: Gap) -> bool:
        """The license's own name once more, as printed above the first section."""
        said = self.words.code[gap.text_start : gap.text_end]
        return len(said) >= _LEAST_TITLE and said in self.entry.names

    def _is_list_number(self, gap: Gap, owed: str) -> bool:
        """A number of the license that stands at the start of a line, as those of lists do."""
        return "".join(map(code_of, self.words.list_numbers(gap.text_start))) == owed

    def _may_be_missing(self, gap: Gap) -> bool:
        """In the title, or round the terms; there a passage rather than a single "not"."""
        entry = self.entry
        if gap.ref_end <= entry.title:
            return True
        owed = self.ref[gap.ref_start : gap.ref_end]
        if len(owed) <= _FEW and not self.spelling.norms.isdisjoint(owed):
            return False
        return gap.ref_end <= entry.head or gap.ref_start >= entry.tail

    def _is_preamble(self, gap: Gap) -> bool:
        """The reference's preamble as a whole, but for a title and a notice before it."""
        most = self.entry.preamble
        return gap.ref_end <= most and gap.ref_end - gap.ref_start >= _WHOLE * most

    def _is_other_edge(self, gap: Gap, words: list[Word], owed: str) -> bool:
        """Other words in the title are its names; in what goes before or after, nothing risky."""
        if gap.ref_end <= self.entry.title:
            texts = [word.text for word in words if not self._is_in_date(word)]
            if owed and any(map(str.isdigit, texts)):
                return False
            names = Names(self.spelling, self.entry.names)
            return all(map(names.is_title_or_product, texts)) and self._has_numbers(texts)
        return len(words) <= _LONGEST_PREFACE and self._is_preface(gap.text_start, gap.text_end)

    def _adds_nothing(self, gap: Gap, words: list[Word]) -> bool:
        if VARIABLE in self.ref[max(0, gap.ref_start - 1) : gap.ref_end + 1]:
            return len(words) <= _LONGEST_NAME and self._is_preface(gap.text_start, gap.text_end)
        return self._is_copyright(words)

    def _is_preface(self, start: int, end: int) -> bool:
        words = self.words.words(start, end)
        if not words:
            return True
        passage = self.words.clean[words[0].start : words[-1].end + 1]
        return Names(self.spelling, self.entry.names).is_preface(passage)

    def _is_enumerator(self, word: Word) -> bool:
        """A list's number or letter as its punctuation shows; short, so that no amount is one."""
        if not re.fullmatch(r"\d{1,2}|[a-z]|[ivx]{1,5}", word.text, re.IGNORECASE):
            return False
        around = self.words.clean[max(0, word.start - 1) : word.end + 1]
        return around.endswith(")") or (around.endswith(".") and not around[:1].isalnum())

    def _is_copyright(self, words: list[Word]) -> bool:
        said = words[0].text.lower() in {"copyright", "c"}
        dated = any(re.fullmatch(r"(?:19|20)\d\d", word.text) for word in words)
        return said and dated and len(words) <= 20 and self._is_holder(words)

    def _is_holder(self, words: list[Word]) -> bool:
        line = self.words.clean[words[0].start : words[-1].end]
        return Names(self.spelling).is_holder(line)

    def _is_typo(self, word: str, owed: str) -> bool:
        """One letter more, less, other or swapped inside makes it the word of the reference."""
        if len(word) < 6 or not word.isascii() or not word.isalpha():
            return False
        if not word.islower() or self.spelling.is_risky(word):
            return False
        return any(
            code_of(near) == owed and not self.spelling.is_risky(near)
            for near in _neighbors(word)
            if near[:2] == word[:2] and near[-2:] == word[-2:]
        )

    def _is_in_date(self, word: Word) -> bool:
        around = self.words.clean[max(0, word.start - _LONGEST_DATE) : word.end + _LONGEST_DATE]
        place = word.start - max(0, word.start - _LONGEST_DATE)
        return any(date.start() <= place < date.end() for date in _DATE.finditer(around))

    def _is_title(self, word: str) -> bool:
        return Names(self.spelling, self.entry.names).is_title(word)

    def _names_another(self, start: int, end: int) -> bool:
        """A line with words of this stretch that names some license, but not this one."""
        lines: dict[int, list[Word]] = {}
        for word in self.words.words(max(0, start - _LINE), end + _LINE):
            lines.setdefault(self.words.clean.count("\n", 0, word.start), []).append(word)
        stretch = self.words.words(start, end)
        return any(self._is_other_title(line) for line in lines.values() if {*line} & {*stretch})

    def _is_other_title(self, line: list[Word]) -> bool:
        texts = [word.text for word in line]
        nouns = [at for at, text in enumerate(texts) if _LICENSE_NOUN.match(text)]
        numbers = [text for text in texts if not _YEAR.fullmatch(text)]
        if not nouns:
            named = [text for text in texts if not text.isdigit()]
            is_named = len(named) >= _LEAST_NAMED and all(map(self._is_title, named))
            return is_named and not self._has_numbers(numbers)
        return not (self._has_numbers(numbers) and all(self._is_own(texts, at) for at in nouns))

    def _is_own(self, line: list[str], noun: int) -> bool:
        """What stands before a noun such as "License" is of this license's names.

        It may be whose license it is where the name follows, as in "Acme License (MIT)".
        """
        kind = line[noun - 1] if noun else ""
        if kind.lower() in self.spelling.in_names:
            return all(map(self._says_nothing, line[:noun]))
        if not kind or self._says_nothing(kind):
            return True
        behind = "".join(line[noun + 1 : noun + 2])
        is_named = behind.isalpha() and self._is_title(behind)
        return is_named and not self.spelling.is_risky(kind)

    def _says_nothing(self, word: str) -> bool:
        return word.lower() in self.spelling.harmless or self._is_title(word)

    def _has_numbers(self, texts: list[str]) -> bool:
        """The numbers of a version stand in the license's names in just this order."""
        version = "".join(code_of(word) for word in texts if word.isdigit())
        return version in self.entry.names


def _neighbors(word: str) -> set[str]:
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {left + right[1:] for left, right in splits if right}
    found |= {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    found |= {left + letter + right for left, right in splits for letter in _LETTERS}
    return found | {
        left + letter + right[1:] for left, right in splits if right for letter in _LETTERS
    }
