"""The known text that a stretch of words is nearest to, with what was changed."""

from __future__ import annotations

from heapq import heappop, heappush

from modelguard.identify.alignment import Gap, Run, align
from modelguard.identify.candidates import candidates
from modelguard.identify.fingerprints import Entry, Fingerprints
from modelguard.identify.residue import Judge
from modelguard.identify.spelling import Spelling
from modelguard.identify.words import Words
from modelguard.namedtuple import NamedTuple

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
#: Weight of a word that a candidate seems to lack; one change takes a few of them along.
_LOST_WEIGHT = 0.25
#: Below this share of the known text or of the text, they have nothing to do with each other.
_LEAST_SHARED = 0.5
_LEAST_COVERED = 0.2
_LEAST_WORDS = 12

#: How unlike (a guess until it is aligned), whether aligned, the candidate, its rank at most.
_Queued = tuple[float, bool, int, float, list[Run]]


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

        One is aligned when no other seems to come before it, and when it may still be the best.
        """
        best: Match | None = None
        judged = 0
        queue = self._queue(code)
        while queue and judged < _JUDGED:
            _, is_aligned, number, highest, runs = heappop(queue)
            if best is not None and not _beats(number, highest, best, _EQUAL):
                judged += 1
            elif not is_aligned:
                self._align(number, code, queue)
            else:
                judged += 1
                best = self._match(number, runs, start, best) or best
                if best and not best.changes and best.shared >= _WHOLE * len(code):
                    break
        return best

    def _queue(self, code: str) -> list[_Queued]:
        queue: list[_Queued] = []
        for number, lost in candidates(code, self.fingerprints):
            size = self.fingerprints.entry(number).size
            most = min(len(code), size)
            highest = _rank(most, _LOST_WEIGHT * lost)
            heappush(queue, (_unlike(size, most) + lost, False, number, highest, []))
        return queue

    def _align(self, number: int, code: str, queue: list[_Queued]) -> None:
        """Queues the candidate again if it shares enough with the text."""
        ref = self.fingerprints.code(number)
        runs = align(code, ref)
        shared = sum(run.size for run in runs)
        least = max(_LEAST_SHARED * min(len(ref), len(code)), _LEAST_COVERED * len(ref))
        if shared >= max(least, min(_LEAST_WORDS, len(ref) // 2 + 1)):
            unlike = _unlike(len(ref), shared) + _gaps_between(runs, shared)
            heappush(queue, (unlike, True, number, _rank(shared, 0), runs))

    def _match(
        self, number: int, runs: list[Run], offset: int, best: Match | None = None
    ) -> Match | None:
        """None where `best` stays the best; gaps are judged until that is sure."""
        entry, ref = self.fingerprints.entry(number), self.fingerprints.code(number)
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
