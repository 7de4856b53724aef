"""Two texts side by side: which words they share in order, and the gaps between."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain, compress, count, pairwise
from operator import ne

from modelguard.namedtuple import NamedTuple

#: Shared words in a row that count as the same passage.
GRAM = 5
_MOST_RUNS = 200
_FINE = 20_000
_MOST_STEPS = 60
_WINDOW = 80
#: Words that are compared at once.
_STEP = 64
#: A walk is for copies that share so much of the longer one.
_NEAR = 0.9


class Run(NamedTuple):
    """`size` words that stand in the text from `text` on and in the reference from `ref` on."""

    text: int
    ref: int
    size: int


#: A run while many of them are made.
_Row = tuple[int, int, int]


class Gap(NamedTuple):
    """Words of the text and of the reference between two runs; either may be none."""

    text_start: int
    text_end: int
    ref_start: int
    ref_end: int


def align(text: str, ref: str) -> list[Run]:
    """The heaviest chain of shared passages, in order in both."""
    if text == ref:
        return [Run(0, 0, len(text))]
    return _walk(text, ref) or _chain(_runs(text, ref))


def gaps(runs: list[Run], text: str, ref: str) -> Iterator[Gap]:
    """What the runs leave over inside, from the first run to the last; small gaps word by word."""
    for before, after in pairwise(runs):
        gap = Gap(before.text + before.size, after.text, before.ref + before.size, after.ref)
        yield from _fine(gap, text, ref)


def _walk(text: str, ref: str) -> list[Run]:
    """For near copies: step over each difference to the nearest place where both go on alike.

    None where that leaves more than a tenth of the reference or of the text.
    """
    runs: list[Run] = []
    at = place = lost = 0
    most_lost = min(len(text), len(ref)) - _NEAR * max(len(text), len(ref))
    while len(runs) < _MOST_STEPS and lost <= most_lost:
        size = _common_after(text, ref, at, place)
        if size:
            runs.append(Run(at, place, size))
        step = _nearest(text, ref, at + size, place + size)
        if not step:
            break
        lost += min(step[0] - at, step[1] - place) - size
        at, place = step
    near = sum(run.size for run in runs) >= _NEAR * max(len(text), len(ref))
    return runs if near else []


def _nearest(text: str, ref: str, at: int, place: int) -> tuple[int, int] | None:
    best, cost = None, 2 * _WINDOW
    for skipped in range(_WINDOW):
        gram = text[at + skipped : at + skipped + GRAM]
        if skipped >= cost or len(gram) < GRAM:
            break
        found = ref.find(gram, place, place + cost - skipped + GRAM)
        if found >= 0:
            best, cost = (at + skipped, found), skipped + found - place
    return best


def _runs(text: str, ref: str) -> list[_Row]:
    grams, places = _grams(text), _unique_grams(ref)
    known = bytes(map(places.__contains__, grams))
    runs = []
    at = covered = 0
    while (at := known.find(1, at)) >= 0:
        place = places[grams[at]]
        back = _common_before(text, ref, at, place, least=covered)
        size = back + GRAM + _common_after(text, ref, at + GRAM, place + GRAM)
        runs.append((at - back, place - back, size))
        at = covered = at - back + size
    return runs


@lru_cache(maxsize=1)
def _grams(text: str) -> list[str]:
    return [text[at : at + GRAM] for at in range(len(text) - GRAM + 1)]


@lru_cache(maxsize=64)
def _unique_grams(ref: str) -> dict[str, int]:
    """Gram → its place, of those that the reference has once; 64 of them take 30 MB or so."""
    grams = [ref[at : at + GRAM] for at in range(len(ref) - GRAM + 1)]
    places = dict(zip(grams, count(), strict=False))
    if len(places) < len(grams):
        repeats = map(ne, map(places.__getitem__, grams), count())
        for gram in {*compress(grams, repeats)}:
            del places[gram]
    return places


def _common_after(text: str, ref: str, at: int, place: int) -> int:
    most = min(len(text) - at, len(ref) - place)
    size = 0
    while size < most:
        left = text[at + size : at + size + _STEP]
        right = ref[place + size : place + size + _STEP]
        if left != right:
            return size + next(compress(count(), map(ne, left, right)), min(len(left), len(right)))
        size += _STEP
    return max(0, most)


def _common_before(text: str, ref: str, at: int, place: int, *, least: int) -> int:
    size = 0
    while at - size > least and place - size > 0 and text[at - size - 1] == ref[place - size - 1]:
        size += 1
    return size


def _chain(runs: list[_Row]) -> list[Run]:
    if len(runs) > _MOST_RUNS:
        runs = sorted(sorted(runs, key=_size, reverse=True)[:_MOST_RUNS])
    places = [*chain.from_iterable((place, place + size) for _, place, size in runs)]
    if places != sorted(places):
        runs = _heaviest(runs)
    return [Run(*run) for run in runs]


def _size(run: _Row) -> int:
    return run[2]


def _heaviest(runs: list[_Row]) -> list[_Row]:
    """Of runs in the order of the text those in the order of the reference, without overlaps."""
    weights: list[int] = []
    before: list[int] = []
    ends = [place + size for _, place, size in runs]
    for index, (_, place, size) in enumerate(runs):
        best, link = size, -1
        for earlier in range(index):
            if runs[earlier][1] < place and weights[earlier] + size > best:
                overlap = max(0, ends[earlier] - place)
                if overlap < size and weights[earlier] + size - overlap > best:
                    best, link = weights[earlier] + size - overlap, earlier
        weights.append(best)
        before.append(link)
    return _unrolled(runs, weights, before)


def _unrolled(runs: list[_Row], weights: list[int], before: list[int]) -> list[_Row]:
    links: list[_Row] = []
    at = max(range(len(runs)), key=weights.__getitem__, default=-1)
    while at >= 0:
        start, place, size = runs[at]
        at = before[at]
        cut = max(0, runs[at][1] + runs[at][2] - place) if at >= 0 else 0
        links.append((start + cut, place + cut, size - cut))
    return links[::-1]


def _fine(gap: Gap, text: str, ref: str) -> list[Gap]:
    left, right = text[gap.text_start : gap.text_end], ref[gap.ref_start : gap.ref_end]
    if not left and not right:
        return []
    if not left or not right or len(left) * len(right) > _FINE:
        return [gap]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return [
        Gap(gap.text_start + i, gap.text_start + j, gap.ref_start + k, gap.ref_start + m)
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
    ]
