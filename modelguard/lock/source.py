"""Answers out of a lock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from modelguard.cards.sources import Answer, Wanted
from modelguard.domain import Card, ModelId, Reason, Unresolved
from modelguard.lock.types import Lock


def known(lock: Lock, wanted: list[Wanted]) -> dict[Wanted, Answer]:
    """What the lock has; the rest is left out."""
    return dict(_cards(lock, wanted))


def only(lock: Lock, wanted: Iterable[Wanted]) -> dict[Wanted, Answer]:
    """What the lock lacks is not to be had."""
    every = list(wanted)
    found = known(lock, every)
    return {each: found.get(each) or _lacking(lock, each) for each in every}


def _lacking(lock: Lock, wanted: Wanted) -> Unresolved:
    return Unresolved(wanted.repo, Reason.NOT_LOCKED, f"`{lock.label}` has no row for it")


def _cards(lock: Lock, wanted: Iterable[Wanted]) -> Iterator[tuple[Wanted, Card]]:
    for each in wanted:
        name = str(ModelId("huggingface", each.repo, each.type))
        row = lock.find(name, each.revision)
        if row is not None and row.card is not None:
            yield each, row.card
