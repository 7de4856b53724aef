"""A section of a license text by its number, where the text leaves no doubt which lines it is."""

from __future__ import annotations

import re

from modelguard.namedtuple import NamedTuple

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_STEPS = re.compile(r"\d+(?:\.\d+)*|[a-z]+|[A-Z]+")
_NUMBERED = re.compile(r"(?:\d+(?:\.\d+)*|[IVX]+)(?:[.(][A-Za-z0-9.]+\)?)*")
_TITLE = re.compile(r"[A-Z][^.;]{0,78}[A-Za-z]")
_LONGEST = 4_000


class Found(NamedTuple):
    """The lines of a section, the first of which is `line`; lines count from 1."""

    line: int
    text: str


def locate(text: str, section: str) -> Found | None:
    """None where the section has no number, or where several places or none could be meant."""
    if not _NUMBERED.fullmatch(section):
        return None
    lines = text.splitlines()
    start, end = 0, len(lines)
    for depth, step in enumerate(_STEPS.findall(section)):
        place = _only(lines, start, end, step)
        if place is None:
            return None
        ends = (_only(lines, place + 1, end, each) for each in _following(step))
        after = next((each for each in ends if each is not None), None)
        if after is None and depth == 0:
            return None
        start, end = place, end if after is None else after
    found = "\n".join(_without_next_title(lines[start:end])).strip()
    return Found(start + 1, found) if len(found) <= _LONGEST else None


def _without_next_title(lines: list[str]) -> list[str]:
    """A title without a number of its own that stands before what comes next."""
    while len(lines) > 1 and (not lines[-1].strip() or _TITLE.fullmatch(lines[-1].strip())):
        lines = lines[:-1]
    return lines


def _only(lines: list[str], start: int, end: int, step: str) -> int | None:
    """The one line that opens with this number; None where there is not just one."""
    opening = _opening(step)
    found = [number for number in range(start, end) if opening.match(lines[number])]
    return found[0] if len(found) == 1 else None


def _opening(step: str) -> re.Pattern[str]:
    """A heading such as `2.`, `(b)`, `Section 3:` or `## 4)` at the start of a line."""
    name = re.escape(step)
    numbered = rf"(?:\({name}\)|{name}[.):](?![\w.])|{name}(?=\s+[A-Z]))"
    return re.compile(rf"[\s#*_>-]*(?:(?:Section|SECTION|Article|ARTICLE)\s+)?{numbered}")


def _following(step: str) -> tuple[str, ...]:
    """The numbers that may come next: `3` after `2`, `2.3` after `2.2`, `vi` or `w` after `v`."""
    *before, last = step.split(".")
    if last.isdigit():
        return (".".join((*before, str(int(last) + 1))),)
    letter = (chr(ord(last) + 1),) if len(last) == 1 else ()
    if last.lower() not in _ROMAN[:-1]:
        return letter
    after = _ROMAN[_ROMAN.index(last.lower()) + 1]
    return (after.upper() if last.isupper() else after, *letter)
