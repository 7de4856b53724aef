"""What may stand round a license and in its open places: names, years and titles, told by shape."""

from __future__ import annotations

import re
from collections.abc import Set

from modelguard.identify.spelling import Spelling, code_of
from modelguard.namedtuple import NamedTuple

_WORD = re.compile(r"[^\W_]+")
#: A file name or a program's name such as "gemma.cpp" is one name.
_JOINED = re.compile(r"[^\W_]+(?:[._][^\W_]+)?")
_YEAR = re.compile(r"(?:19|20)\d[\dx]")
_NUMBERED = re.compile(r"\d+|[^\W\d_]+")
_PRODUCT = re.compile(r"([A-Z][A-Za-z]{2,}?[a-z])[A-Z][A-Za-z0-9]*")
_CAMEL = re.compile(r"[A-Z]+(?![a-z])[0-9]*|[A-Z][a-z]+[0-9]*")
_SHORTEST_FAMILY = 4
_LONGEST = 20
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
# Compiled when they are needed, as ranges so wide take their time.
_CHINESE = "[\u3400-\u9fff]+"
_CHINESE_HOLDER = (
    "[\u3400-\u9fff]{2,16}(?:公司|大学|大學|学院|研究院|研究所|实验室|團隊|团队)(?![\u3400-\u9fff])"
)
_LONGEST_CHINESE = 3
#: An end of a sentence; abbreviations such as "Inc." and "Corp." have fewer small letters.
_FULL_STOP = re.compile(r"[^\W\dA-Z_]{4}[.!?](?:\s|$)|。")
#: A file with other terms, such as LICENSE-MODEL; cleaning takes hyphens out of words.
_OTHER_FILE = re.compile(r"\b(?:licen[cs]e|copying|terms)[-_]?[a-z]{3}", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@")
_MOST_STRANGERS = 1
_MOST_IN_LOWER_CASE = 2


class Names(NamedTuple):
    """`titles` holds the words of the license's own names, a character each."""

    spelling: Spelling
    titles: str = ""

    def is_holder(self, line: str) -> bool:
        """Says who and when, as copyright lines do."""
        if self.spelling.telling.search(line):
            return False
        if not line.isascii():
            line = re.sub(_CHINESE_HOLDER, " ", line)
        return self._has_shape(line, self.spelling.particles)

    def is_preface(self, passage: str) -> bool:
        """Says whose text this is and what it is called; a sentence has to name the license."""
        is_sentence = _FULL_STOP.search(passage) is not None
        if is_sentence and not any(map(self.is_title, _WORD.findall(passage))):
            return False
        if _OTHER_FILE.search(passage) or self.spelling.telling.search(passage):
            return False
        rest = self.spelling.sayings.sub(" ", passage)
        return self._has_shape(rest, self.spelling.harmless, is_sentence=is_sentence)

    def is_title(self, word: str) -> bool:
        """Stands in one of the license's own names, perhaps with its number behind it."""
        parts = _NUMBERED.findall(word)
        return all(code_of(self.spelling.plain(part)) in self.titles for part in parts)

    def is_title_or_product(self, word: str) -> bool:
        """A name of a product may stand behind the name of its family, as in "AcmeVideo"."""
        family = _PRODUCT.fullmatch(word)
        if self.is_title(word) or family is None:
            return self.is_title(word)
        parts = _CAMEL.findall(word[family.end(1) :])
        return self.is_title(family.group(1)) and not any(map(self.spelling.is_risky, parts))

    def is_product(self, word: str, owed: str) -> bool:
        """The reference has the same name with a part less: "AcmeChat" for "AcmeVisionChat".

        Or it has another one of the family that stands in its title: "Acme Chat 2".
        """
        parts = _CAMEL.findall(word)
        if word.isupper() or "".join(parts) != word:
            return False
        shorter = (
            "".join((*parts[:start], *parts[end:]))
            for start in range(1, len(parts))
            for end in range(start + 1, len(parts) + 1)
        )
        known = {
            code_of(self.spelling.plain(name)) for name in shorter if len(name) >= _SHORTEST_FAMILY
        }
        return owed[:1] in known and (len(owed) == 1 or owed in self.titles)

    def _has_shape(self, text: str, harmless: Set[str], *, is_sentence: bool = False) -> bool:
        strangers = set()
        for joined in _JOINED.findall(_MAIL.sub(" ", text)):
            words = [word for word in _WORD.findall(joined) if not self._is_known(word, harmless)]
            if any(map(self._is_never_name, words)):
                return False
            if not all(map(self._is_name, words)):
                strangers.add(joined)
        if is_sentence:
            return not strangers
        return len(strangers) <= (_MOST_IN_LOWER_CASE if text.islower() else _MOST_STRANGERS)

    def _is_known(self, word: str, harmless: Set[str]) -> bool:
        return word.lower() in harmless or bool(_YEAR.fullmatch(word)) or self.is_title(word)

    def _is_never_name(self, word: str) -> bool:
        if len(word) > _LONGEST:
            return True
        if word.lower() in self.spelling.in_names and word[0].isupper():
            return False
        return self.spelling.is_risky(word) or word.lower() in self.spelling.no_names

    def _is_name(self, word: str) -> bool:
        """Capitalised and in one script; a letter; or a few Chinese characters."""
        if not word.isascii() and re.fullmatch(_CHINESE, word):
            risky = any(map(self.spelling.is_risky, word))
            return len(word) <= _LONGEST_CHINESE and not risky
        return len(word) == 1 or (word[0].isupper() and bool(_LATIN.fullmatch(word)))
