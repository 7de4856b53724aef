"""A file's words cut into the known texts that it holds and what is left over."""

from __future__ import annotations

from modelguard.identify.matching import Match, Matcher
from modelguard.namedtuple import NamedTuple

_MOST_PARTS = 12


class Parts(NamedTuple):
    """`matches` in the order of the text; `rest` are stretches (start, end) that say something."""

    matches: tuple[Match, ...]
    rest: tuple[tuple[int, int], ...]

    @property
    def is_clean(self) -> bool:
        return not self.rest and not any(match.changes for match in self.matches)


def parts(matcher: Matcher) -> Parts:
    matches: list[Match] = []
    rest: list[tuple[int, int]] = []
    stretches = [(0, len(matcher.words.code))]
    while stretches:
        start, end = stretches.pop()
        match = matcher.best(start, end) if len(matches) < _MOST_PARTS else None
        if match is None:
            rest.append((start, end))
        else:
            matches.append(match)
            stretches += [(match.end, end), (start, match.start)]
    matches.sort(key=lambda match: match.start)
    return Parts(tuple(matches), tuple(sorted(_telling(rest, matches))))


def _telling(rest: list[tuple[int, int]], matches: list[Match]) -> list[tuple[int, int]]:
    return [
        (start, end)
        for start, end in rest
        if end > start
        and not any(
            match.judge.is_preface(start, end)
            for match in matches
            if match.start == end or match.end == start
        )
    ]
