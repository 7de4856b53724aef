"""What a model is for, and which models of the catalog are for the same, the nearest first."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NotRequired, TypedDict

from modelguard.domain import ModelReport
from modelguard.globs import ByOwner, matches
from modelguard.namedtuple import NamedTuple

# How names tell the number of parameters: `Llama-3.1-8B`, `Mixtral-8x7B`, `gemma-4-E4B`.
_SIZE = re.compile(r"(?<![^\W_])(?<!\.)(?:(\d+)x|E)?(\d+(?:\.\d+)?)([BM])(?![^\W_])", re.I)
# Doublings that a model of unknown size is away from one of known size.
_UNKNOWN_SIZE = 4


class Family(TypedDict):
    """An entry of `families` in `rules/catalog/kinds.yaml`."""

    family: NotRequired[str]
    models: Sequence[str]
    offered: NotRequired[Sequence[str]]


class Kind(TypedDict):
    """An entry of `rules/catalog/kinds.yaml`; see `kinds.schema.json`."""

    kind: str
    tasks: NotRequired[Sequence[str]]
    families: Sequence[Family]


class Offer(NamedTuple):
    """A model of the catalog that is for the same, and how near it comes."""

    id: str
    is_other_family: bool
    doublings: int


class Kinds:
    """The table, ready to be asked many times."""

    def __init__(self, table: Sequence[Kind]) -> None:
        self._table = table
        self._by_owner = ByOwner(
            (glob, (glob, kind, entry.get("family")))
            for kind in table
            for entry in kind["families"]
            for glob in entry["models"]
        )

    def offers(self, model: ModelReport) -> list[Offer]:
        """Models for the same: of the family first, then by size, then as the table has them."""
        place = self._place(model)
        if place is None:
            return []
        kind, family = place
        own = size(str(model.id))
        found = [
            Offer(each, family is None or entry.get("family") != family, _doublings(own, each))
            for entry in kind["families"]
            for each in entry.get("offered", ())
        ]
        return sorted(found, key=lambda each: (each.is_other_family, each.doublings))

    def _place(self, model: ModelReport) -> tuple[Kind, str | None] | None:
        """By the model's name, else by those of its bases, else by its task on the Hub."""
        names = (str(model.id), model.renamed_to or "", *(each.id for each in model.lineage))
        places = (self._named(each) for each in names)
        return next((each for each in places if each), None) or self._for_task(model)

    def _named(self, name: str) -> tuple[Kind, str | None] | None:
        for glob, kind, family in self._by_owner.candidates(name):
            if matches(name, glob):
                return kind, family
        return None

    def _for_task(self, model: ModelReport) -> tuple[Kind, None] | None:
        task = model.card.task if model.card else None
        fitting = (kind for kind in self._table if task in kind.get("tasks", ()))
        return next(((kind, None) for kind in fitting), None)


def _doublings(own: float | None, other: str) -> int:
    """How often the smaller of two models has to be doubled; 0 where the first one's is unknown."""
    if own is None:
        return 0
    known = size(other)
    return _UNKNOWN_SIZE if known is None else round(abs(math.log2(known / own)))


def size(model: str) -> float | None:
    """Millions of parameters, as the name tells them."""
    found = _SIZE.search(model.rpartition("/")[2])
    if found is None or not float(found[2]):
        return None
    return int(found[1] or 1) * float(found[2]) * (1000 if found[3] in "bB" else 1)
