"""Family patterns over repo ids; they restrict or ask, never clear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from modelguard.domain import FamilyMatch
from modelguard.globs import ByOwner

Family = Mapping[str, str | None]

_MAY = ("restrict", "ask")
_KIND = ("family", "name", "repackager")


class Families:
    """The patterns of `rules/catalog/families.yaml`, ready to be asked many times."""

    def __init__(self, table: Sequence[Family]) -> None:
        self._by_owner = ByOwner((family["pattern"] or "", family) for family in table)

    def match(self, model_id: str) -> FamilyMatch | None:
        """The pattern that says most about a repo id.

        What restricts comes before what asks, a publisher's family before a name before a
        repackager, then the longer literal start. Any case matches; `*` is any run of characters,
        and letters that follow a `*` begin a word, so that `*/*Llama-3-*` does not claim
        `ollama-3-tools`.
        """
        lowered = model_id.lower()
        claims = [
            family
            for family in self._by_owner.candidates(model_id)
            if _longest(family["pattern"] or "") in lowered
            and _claims(family["pattern"] or "", model_id, lowered)
        ]
        return _as_match(min(claims, key=rank)) if claims else None


def match(model_id: str, table: Sequence[Family]) -> FamilyMatch | None:
    """As `Families.match`, for a single id."""
    return Families(table).match(model_id)


def rank(family: Family) -> tuple[int, int, int, int, str]:
    """Sort key of a pattern, the most telling first; `families.yaml` is kept in this order."""
    pattern = family["pattern"] or ""
    start, _, _ = pattern.partition("*")
    literals = len(pattern) - pattern.count("*")
    may, kind = family["may"] or "", family["kind"] or ""
    return _MAY.index(may), _KIND.index(kind), -len(start), -literals, pattern.lower()


@cache
def _longest(pattern: str) -> str:
    # Nearly every pattern is ruled out by this one substring search.
    return max(_literals(pattern), key=len)


@cache
def _literals(pattern: str) -> tuple[str, ...]:
    return tuple(pattern.lower().split("*"))


def _claims(pattern: str, model_id: str, lowered: str) -> bool:
    start, *rest = _literals(pattern)
    if not lowered.startswith(start):
        return False
    if not rest:
        return lowered == start
    *middle, end = rest
    position = len(start)
    for literal in middle:
        position = _find_word(literal, model_id, lowered, position)
        if position < 0:
            return False
        position += len(literal)
    last = len(lowered) - len(end)
    return last >= position and lowered.endswith(end) and _starts_word(end, model_id, last)


def _find_word(literal: str, model_id: str, lowered: str, position: int) -> int:
    position = lowered.find(literal, position)
    while position >= 0 and not _starts_word(literal, model_id, position):
        position = lowered.find(literal, position + 1)
    return position


def _starts_word(literal: str, model_id: str, position: int) -> bool:
    """Whether no word is cut in two; `FastLlama` holds the word `Llama`, `ollama` does not."""
    if not literal[:1].isalpha() or position == 0:
        return True
    before, first = model_id[position - 1], model_id[position]
    return not before.isalpha() or (before.islower() and first.isupper())


def _as_match(family: Family) -> FamilyMatch:
    return FamilyMatch(
        pattern=family["pattern"] or "",
        kind=family["kind"] or "",
        license=family["license"],
        may=family["may"] or "",
        note=family["note"] or "",
        source=family["source"] or "",
    )
