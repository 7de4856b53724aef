"""Which known texts are worth a look, and how much of each a text may share; by grams alone."""

from __future__ import annotations

from collections import Counter

from modelguard.identify.fingerprints import GRAM, Fingerprints, density
from modelguard.identify.spelling import VARIABLE
from modelguard.namedtuple import NamedTuple

_MOST = 8
_COPIES = 4
_FAR_BEHIND = 20
#: Candidates with less of the best one's votes are not looked at.
_CLOSE = 0.4
#: Share of a known text's indexed grams that makes it worth a look.
_LEAST_VOTED = 0.25
#: A text that is a small part of a file counts as if it were this part.
_PART = 0.2
#: So many indexed grams may lack by chance.
_SPARE = 3


class Candidate(NamedTuple):
    """`lost` is about how many words of its terms the text lacks, where another has them instead.

    None where the text is only shorter, or says something that no candidate has.
    """

    number: int
    lost: int


def candidates(code: str, known: Fingerprints) -> list[Candidate]:
    """Known texts by how much of them and of the text may be shared, best first."""
    votes = known.votes(code)
    chosen = _of_each(_scored(code, votes, known), known)
    covered = [votes[number] * density(known.entry(number).size) for number in chosen]
    most = max(covered, default=0)
    return [
        Candidate(number, max(0, min(most - words, _lacking(words, number, known))))
        for number, words in zip(chosen, covered, strict=True)
    ]


def _scored(code: str, votes: Counter[int], known: Fingerprints) -> list[tuple[float, int]]:
    """The best first, with the lowest score."""
    measures = known.measures
    scores: list[tuple[float, int]] = []
    least = max(1, max(votes.values(), default=0) // _FAR_BEHIND)
    for number, count in [row for row in votes.items() if row[1] > least]:
        grams, size = measures[number]
        there = count / grams
        here = there * size / len(code)
        if there > _LEAST_VOTED or here > _LEAST_VOTED:
            scores.append((-there * (here if here > _PART else _PART), number))
    top = min(scores, default=(0.0, 0))[0]
    return sorted(row for row in scores if row[0] < _CLOSE * top)


def _of_each(scores: list[tuple[float, int]], known: Fingerprints) -> list[int]:
    """The first text of each license, and its copies that come close."""
    chosen: dict[int, None] = {}
    seen: Counter[str] = Counter()
    for _, number in scores:
        license_id = known.entry(number).id
        seen[license_id] += 1
        if seen[license_id] == 1:
            chosen[known.first[license_id]] = None
        if seen[license_id] <= _COPIES:
            chosen[number] = None
    return list(chosen)[:_MOST]


def _lacking(covered: int, number: int, known: Fingerprints) -> int:
    """About how many words of the terms of a known text are not among the covered ones."""
    entry = known.entry(number)
    every = density(entry.size)
    optional = max(entry.title, entry.head, entry.preamble) + entry.size - entry.tail
    open_places = GRAM * known.code(number).count(VARIABLE)
    return (entry.grams - _SPARE) * every - covered - optional - open_places
