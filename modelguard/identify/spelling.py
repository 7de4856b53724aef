"""Words to characters: one for each word, the same for its other spellings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from zlib import crc32

from modelguard.namedtuple import NamedTuple

#: In a reference, a place where names, years or products stand; and how cleaning marks it.
VARIABLE = "\x01"
VARIABLE_MARK = "\ue000"
#: The characters of words: none of them is a surrogate or a control character.
_CODES = 55_000
_FIRST_CODE = 32


class Spelling(NamedTuple):
    """The word lists of `rules/fingerprints/words.yaml`, ready for use.

    `joined` finds words in a row, as characters, that are read as one word or as none; `replaced`
    says as which. A word is risky that is one of `risky` or begins like one of `risky_starts`;
    `norms` has `risky`, a character each.
    """

    same: Mapping[str, str]
    neutral: frozenset[str]
    joined: re.Pattern[str]
    replaced: Mapping[str, str]
    risky: frozenset[str]
    risky_starts: tuple[str, ...]
    norms: frozenset[str]
    harmless: frozenset[str]
    in_names: frozenset[str]
    no_names: frozenset[str]
    particles: frozenset[str]
    placeholders: frozenset[str]
    sayings: re.Pattern[str]
    telling: re.Pattern[str]

    def plain(self, word: str) -> str:
        lower = word.lower()
        return self.same.get(lower, lower)

    def is_risky(self, word: str) -> bool:
        lower = word.lower()
        return lower in self.risky or lower.startswith(self.risky_starts)


def code_of(word: str) -> str:
    if word == VARIABLE_MARK:
        return VARIABLE
    return chr(_FIRST_CODE + crc32(word.encode("utf-8", "surrogatepass")) % _CODES)


def spelling_of(lists: Mapping[str, object]) -> Spelling:
    """The compiled table `license_words` as the patterns that reading needs."""
    neutral = frozenset(_strings(lists["neutral"]))
    placeholders = frozenset(_strings(lists["placeholders"]))
    same = lists["spellings"]
    assert isinstance(same, dict)
    words = _strings(lists["risky"])
    risky = frozenset(word for word in words if not word.endswith("*"))
    replaced = dict.fromkeys(map(_codes, _strings(lists["ignored"])), "")
    for pair in _strings(lists["joined"]):
        replaced[_codes(pair)] = code_of(pair.replace(" ", ""))
    return Spelling(
        same,
        neutral,
        re.compile("|".join(map(re.escape, replaced))),
        replaced,
        risky,
        tuple(word.removesuffix("*") for word in words if word not in risky),
        frozenset(map(code_of, risky)),
        neutral.union(_strings(lists["harmless"])),
        frozenset(_strings(lists["in_names"])),
        frozenset(_strings(lists["no_names"])),
        (neutral | placeholders).union(_strings(lists["particles"])),
        placeholders,
        _phrases(lists["sayings"]),
        _phrases(lists["telling"]),
    )


def _phrases(entries: object) -> re.Pattern[str]:
    """The longest first; between their words stands whatever is no word, or nothing."""
    phrases = sorted(_strings(entries), key=len, reverse=True)
    either = "|".join(r"[\W_]*".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)


def _codes(phrase: str) -> str:
    return "".join(map(code_of, phrase.split()))


def _strings(entries: object) -> list[str]:
    assert isinstance(entries, list)
    return entries
