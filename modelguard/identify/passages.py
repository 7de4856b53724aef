"""Changes of a text in the form that people read: words, line, section."""

from __future__ import annotations

from modelguard.domain import Passage
from modelguard.identify.fingerprints import Entry
from modelguard.identify.parts import Parts


def added(found: Parts) -> tuple[Passage, ...]:
    places = list(found.rest)
    for match in found.matches:
        places += [(gap.text_start, gap.text_end) for gap in match.changes]
    told = found.matches[0].judge.words
    return tuple(
        Passage(told.passage(start, end), told.line(start))
        for start, end in sorted(set(places))
        if end > start
    )


def missing(found: Parts) -> tuple[Passage, ...]:
    return tuple(
        Passage("", 0, _section(match.entry, gap.ref_start))
        for match in found.matches
        for gap in match.changes
        if gap.ref_end > gap.ref_start
    )


def _section(entry: Entry, place: int) -> str:
    before = [name for start, name in entry.sections if start <= place]
    return before[-1] if before else ""
