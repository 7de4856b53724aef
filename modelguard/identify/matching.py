"""The known text that a stretch of words is nearest to, with what was changed."""

from __future__ import annotations

from collections import Counter
from heapq import heappop, heappush

from modelguard.identify.alignment import Gap, Run, align
from modelguard.identify.fingerprints import Entry, Fingerprints
from modelguard.identify.residue import Judge
from modelguard.identify.spelling import Spelling
from modelguard.identify.words import Words
from modelguard.namedtuple import NamedTuple

_CANDIDATES = 8
_COPIES = 4
_FAR_BEHIND = 20
#: Candidates with less of the best one's votes are not looked at; of the aligned ones a few are.
_CLOSE = 0.4
_JUDGED = 5
_WHOLE = 0.98
_CHANGE_WEIGHT = 20
_CLEAN = 2.0
_LONG_END = 40
#: Clean copies that share about as much are equally good, changed ones only where it is the same.
_EQUAL = 0.05
_SAME = 0.005
#: More than any license has, and few enough for any text.
_MOST_WORDS = 15_000
#: Share of a known text's indexed grams that makes it worth a look.
_LEAST_VOTED = 0.25
#: A text that is a small part of a file counts as if it were this part.
_PART = 0.2
#: Below this share of the known text or of the text, they have nothing to do with each other.
_LEAST_SHARED = 0.5
_LEAST_COVERED = 0.2
_LEAST_WORDS = 12


#: How unlike, whether aligned, the candidate, the words that it shares (at most, until aligned).
_Queued = tuple[float, bool, int, int, list[Run]]


class Match(NamedTuple):
    """`start` and `end` are the stretch of the text that belongs to the known text.

    `changes` are the gaps that matter; none means a clean copy. `shared` counts words; of two
    matches the one with the higher `rank` says more about the text.
    """

    number: int
    entry: Entry
    judge: Judge
    start: int
    end: int
    shared: int
    changes: tuple[Gap, ...]
    rank: float


class Matcher(NamedTuple):
    """Finds matches in one text."""

    words: Words
    fingerprints: Fingerprints
    spelling: Spelling

    def best(self, start: int, end: int) -> Match | None:
        """The known text that most of this stretch is taken from."""
        code = self.words.code[start : min(end, start + _MOST_WORDS)]
        if len(code) < _LEAST_WORDS:
            return None
        same = self.fingerprints.exact(code)
        if same is not None:
            return self._match(same, align(code, self.fingerprints.code(same)), start)
        return self._nearest(code, start)

    def _nearest(self, code: str, start: int) -> Match | None:
        """The best of the few that share the most with the text in a row.

        One is aligned when no other can still come before it.
        """
        best: Match | None = None
        judged = 0
        queue = self._queue(code)
        while queue and judged < _JUDGED:
            _, is_aligned, number, shared, runs = heappop(queue)
            if not is_aligned:
                self._align(number, code, queue)
                continue
            judged += 1
            if best is not None and not _may_beat(number, shared, best):
                continue
            best = self._match(number, runs, start, best) or best
            if best and not best.changes and best.shared >= _WHOLE * len(code):
                break
        return best

    def _queue(self, code: str) -> list[_Queued]:
        queue: list[_Queued] = []
        for number in self._candidates(code):
            size = self.fingerprints.entries[number].size
            most = min(len(code), size)
            heappush(queue, (_unlike(size, most), False, number, most, []))
        return queue

    def _align(self, number: int, code: str, queue: list[_Queued]) -> None:
        """Queues the candidate again if it shares enough with the text."""
        ref = self.fingerprints.code(number)
        runs = align(code, ref)
        shared = sum(run.size for run in runs)
        least = max(_LEAST_SHARED * min(len(ref), len(code)), _LEAST_COVERED * len(ref))
        if shared >= max(least, min(_LEAST_WORDS, len(ref) // 2 + 1)):
            unlike = _unlike(len(ref), shared) + _gaps_between(runs, shared)
            heappush(queue, (unlike, True, number, shared, runs))

    def _candidates(self, code: str) -> list[int]:
        """Known texts by how much of them and of the text may be shared, best first."""
        known = self.fingerprints.measures
        scores: list[tuple[float, int]] = []
        found = self.fingerprints.votes(code)
        least = max(1, max(found.values(), default=0) // _FAR_BEHIND)
        for number, votes in [row for row in found.items() if row[1] > least]:
            grams, size = known[number]
            there = votes / grams
            here = there * size / len(code)
            if there > _LEAST_VOTED or here > _LEAST_VOTED:
                scores.append((there * (here if here > _PART else _PART), number))
        top = max(scores, default=(0.0, 0))[0]
        return self._of_each([(-score, n) for score, n in scores if score > _CLOSE * top])

    def _of_each(self, scores: list[tuple[float, int]]) -> list[int]:
        """The first text of each license, and its copies that come close."""
        chosen: dict[int, None] = {}
        seen: Counter[str] = Counter()
        for _, number in sorted(scores):
            license_id = self.fingerprints.entries[number].id
            seen[license_id] += 1
            if seen[license_id] == 1:
                chosen[self.fingerprints.first[license_id]] = None
            if seen[license_id] <= _COPIES:
                chosen[number] = None
        return list(chosen)[:_CANDIDATES]

    def _match(
        self, number: int, runs: list[Run], offset: int, best: Match | None = None
    ) -> Match | None:
        """None where `best` stays the best; gaps are judged until that is sure."""
        entry, ref = self.fingerprints.entries[number], self.fingerprints.code(number)
        if offset:
            runs = [run._replace(text=run.text + offset) for run in runs]
        start, end = runs[0].text, runs[-1].text + runs[-1].size
        judge = Judge(self.words, ref, entry, self.spelling)
        shared, changed = sum(run.size for run in runs), 0.0
        changes: list[Gap] = []
        for gap in judge.changes(runs, start, end):
            changes.append(gap)
            changed += _weight(gap, len(ref))
            if best is not None and not _beats(number, _rank(shared, changed), best, _SAME):
                return None
        rank = _rank(shared, changed)
        equal = _SAME if changes or (best is not None and best.changes) else _EQUAL
        if best is not None and not _beats(number, rank, best, equal):
            return None
        return Match(number, entry, judge, start, end, shared, tuple(changes), rank)


def _unlike(size: int, shared: int) -> float:
    """Less for candidates that share more, of equals for the shorter one."""
    return (size - shared) / 10 - shared


def _gaps_between(runs: list[Run], shared: int) -> int:
    """How many words of both lie between the runs."""
    text = runs[-1].text + runs[-1].size - runs[0].text
    ref = runs[-1].ref + runs[-1].size - runs[0].ref
    return text + ref - 2 * shared


def _may_beat(number: int, shared: int, best: Match) -> bool:
    """No candidate that shares so many words at most ranks higher than as a clean copy."""
    return _beats(number, _rank(shared, 0), best, _EQUAL)


def _beats(number: int, rank: float, best: Match, equal: float) -> bool:
    """Of near equals the first in the list of known texts; those with a license file come first."""
    ratio = rank / best.rank
    return ratio > 1 + equal or (ratio > 1 - equal and number < best.number)


def _rank(shared: int, changed: float) -> float:
    """Shared words, worth less the more was changed among them; a clean copy counts double."""
    return shared / (1 + _CHANGE_WEIGHT * changed / shared) if changed else _CLEAN * shared


def _weight(gap: Gap, size: int) -> float:
    """Words that were put in, and a part of those left out of the `size` words of a known text.

    What was left out says less than what was put in, and of a long end that was cut off the
    length says nothing.
    """
    missing = gap.ref_end - gap.ref_start
    is_end = gap.ref_start == 0 or gap.ref_end == size
    return gap.text_end - gap.text_start + (min(missing, _LONG_END) if is_end else missing) / 5
