"""One reference text to its entry: which of its words may be missing, where its sections begin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from fingerprint_sources import Source

from modelguard.identify.fingerprints import Entry, digest, indexed
from modelguard.identify.spelling import VARIABLE, code_of
from modelguard.identify.words import Reader, Words

_LONGEST_TITLE_LINE = 12
_LONGEST_TITLE = 30
#: Ends the ids of some licenses, and says much where it stands beside a license.
_ONLY = code_of("only")
_SECTION = re.compile(
    r"^[^\w\n]*(?:section[ \t]+)?((?:\d{1,2}|[ivx]{1,5})(?:\.(?:\d{1,2}|[a-z]))*)"
    r"[.):]?[ \t*]+[\"\u201c*]*[A-Z\u4e00-\u9fff]",
    re.MULTILINE | re.IGNORECASE,
)


class Marks(NamedTuple):
    """Words behind what goes before a license, or behind its preamble; words before its end."""

    heads: tuple[str, ...]
    preambles: tuple[str, ...]
    tails: tuple[str, ...]

    @classmethod
    def of(cls, lists: Mapping[str, list[str]], reader: Reader) -> Marks:
        return cls(*(tuple(map(reader.code, lists[name])) for name in cls._fields))


def entry(source: Source, words: Words, code: str, marks: Marks, reader: Reader) -> Entry:
    """`pack` sets where its words lie."""
    # An "or later" begins with saying so.
    preambles = () if source.id.endswith("-or-later") else marks.preambles
    title = _title(words)
    return Entry(
        id=source.id,
        kind=source.kind,
        block=0,
        start=0,
        size=len(code),
        grams=len(indexed(code)),
        digest=digest(code),
        title=title,
        head=min(_places(code, marks.heads), default=0),
        preamble=min(_places(code, preambles), default=0),
        tail=min(_places(code, marks.tails), default=len(code)),
        names=(code[:title] + VARIABLE + reader.words(source.names).code).replace(_ONLY, ""),
        sections=tuple(_sections(source.text, words)) if code == words.code else (),
    )


def _places(code: str, marks: tuple[str, ...]) -> list[int]:
    return [place for place in map(code.find, marks) if place > 0]


def _title(words: Words) -> int:
    """The short lines at the start that are headings and no sentence."""
    size = 0
    for line in words.clean.split("\n"):
        count = len(words.reader.code(line))
        if (count and not _is_heading(line)) or size + count > _LONGEST_TITLE:
            break
        size += count
    return size


def _is_heading(line: str) -> bool:
    found = re.findall(r"[^\W_]+", line)
    longest = 8 if line.isupper() else _LONGEST_TITLE_LINE
    capital = sum(not word.islower() for word in found)
    return capital >= 0.6 * len(found) and len(found) <= longest and line.rstrip()[-1] not in ".,;"


def _sections(text: str, words: Words) -> list[tuple[int, str]]:
    """Headings with numbers; places are found by line, which cleaning leaves as it was."""
    lines = text.split("\n")
    found: list[tuple[int, str]] = []
    last = 0
    for index, place in enumerate(words.words(0, len(words.code))):
        number = words.clean.count("\n", 0, place.start)
        if number + 1 == last or number >= len(lines):
            continue
        last = number + 1
        match = _SECTION.match(lines[number])
        if match:
            found.append((index, match[1]))
    return found
