"""Which other copies of a license say the same, and where the names in it stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from fingerprint_sources import Source

from modelguard.identify.alignment import Gap, align, gaps
from modelguard.identify.fingerprints import Entry
from modelguard.identify.residue import Judge
from modelguard.identify.spelling import VARIABLE
from modelguard.identify.words import Words

_LEAST_SHARED = 0.85
_MOST_CHANGED = 12
_LONGEST_NAME = 10
#: So many different words in one place make it a place of names.
_LEAST_NAMES = 3


def with_variants(
    texts: Iterable[tuple[Source, Words]], make: Callable[[Source, Words, str], Entry]
) -> Iterator[tuple[Source, Entry, str]]:
    """Every text with its entry and its words; places of names are marked in them.

    A variant is left out where it says something else, or is known as clean without it.
    """
    plain: defaultdict[str, list[tuple[Source, Words]]] = defaultdict(list)
    variants: defaultdict[str, list[tuple[Source, Words]]] = defaultdict(list)
    for source, words in texts:
        (variants if source.variant else plain)[source.id].append((source, words))
    for license_id in sorted(plain):
        same = [
            (source, words)
            for source, words in variants[license_id]
            if any(_says_the_same(words, known) for _, known in plain[license_id])
        ]
        texts_of_one = [*plain[license_id], *same]
        yield from _kept(texts_of_one, make)


def _kept(
    texts: list[tuple[Source, Words]],
    make: Callable[[Source, Words, str], Entry],
) -> Iterator[tuple[Source, Entry, str]]:
    kept: list[tuple[Entry, str]] = []
    for source, words in texts:
        if source.variant and any(_is_clean(words, code, entry) for entry, code in kept):
            continue
        code = _with_names(words, [other for _, other in texts])
        entry = make(source, words, code)
        kept.append((entry, code))
        yield source, entry, code


def _is_clean(words: Words, code: str, entry: Entry) -> bool:
    runs = align(words.code, code)
    if not runs:
        return False
    start, end = runs[0].text, runs[-1].text + runs[-1].size
    judge = Judge(words, code, entry, words.reader.spelling)
    around = judge.is_preface(0, start) and judge.is_preface(end, len(words.code))
    return around and next(judge.changes(runs, start, end), None) is None


def _says_the_same(words: Words, known: Words) -> bool:
    runs = align(words.code, known.code)
    shared = sum(run.size for run in runs)
    if not runs or shared < _LEAST_SHARED * max(len(words.code), len(known.code)):
        return False
    first, last = runs[0], runs[-1]
    edges = [
        Gap(0, first.text, 0, first.ref),
        Gap(last.text + last.size, len(words.code), last.ref + last.size, len(known.code)),
    ]
    return all(
        _is_mild(words, gap.text_start, gap.text_end)
        and _is_mild(known, gap.ref_start, gap.ref_end)
        for gap in (*gaps(runs, words.code, known.code), *edges)
    )


def _is_mild(words: Words, start: int, end: int) -> bool:
    changed = words.words(start, end)
    is_risky = words.reader.spelling.is_risky
    return len(changed) <= _MOST_CHANGED and all(not is_risky(word.text) for word in changed)


def _with_names(words: Words, others: list[Words]) -> str:
    """The code, with a mark in each place where copies have different names."""
    names: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for other in others:
        runs = align(other.code, words.code)
        for gap in gaps(runs, other.code, words.code):
            if _is_naming(words, gap.ref_start, gap.ref_end) and _is_naming(
                other, gap.text_start, gap.text_end
            ):
                found = other.code[gap.text_start : gap.text_end]
                names[gap.ref_start, gap.ref_end].add(found)
    code = words.code
    taken = len(code)
    for start, end in sorted(names, reverse=True):
        if len(names[start, end]) >= _LEAST_NAMES and end <= taken:
            code = code[:start] + VARIABLE + code[end:]
            taken = start
    return code


def _is_naming(words: Words, start: int, end: int) -> bool:
    """Numbers, which may be versions or amounts, and risky words are no names."""
    texts = [word.text for word in words.words(start, end)]
    is_risky = words.reader.spelling.is_risky
    return 0 < len(texts) <= _LONGEST_NAME and all(
        not (is_risky(text) or text.isdigit()) for text in texts
    )
