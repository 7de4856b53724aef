"""Answers out of a lock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from modelguard.cards.sources import Answer, Wanted
from modelguard.domain import Card, ModelId, Reason, Unresolved
from modelguard.lock.types import Lock


def known(lock: Lock, wanted: list[Wanted]) -> dict[Wanted, Answer]:
    """What the lock has; the rest is left out."""
    return dict(_cards(lock, wanted))


def absent(lock: Lock, wanted: Iterable[Wanted]) -> dict[Wanted, Answer]:
    """What was not to be found when the lock was made."""
    detail = f"the Hub did not know it when `{lock.label}` was made"
    return {
        each: Unresolved(each.repo, Reason.NOT_FOUND, detail)
        for each in wanted
        if each.revision is None and _name(each) in lock.absent
    }


def only(lock: Lock, wanted: Iterable[Wanted]) -> dict[Wanted, Answer]:
    """What the lock lacks is not to be had."""
    every = list(wanted)
    lacking = {each: _lacking(lock, each) for each in every}
    return {**lacking, **absent(lock, every), **known(lock, every)}


def _name(wanted: Wanted) -> str:
    return str(ModelId("huggingface", wanted.repo, wanted.type))


def _lacking(lock: Lock, wanted: Wanted) -> Unresolved:
    return Unresolved(wanted.repo, Reason.NOT_LOCKED, f"`{lock.label}` has no row for it")


def _cards(lock: Lock, wanted: Iterable[Wanted]) -> Iterator[tuple[Wanted, Card]]:
    for each in wanted:
        row = lock.find(_name(each), each.revision)
        if row is not None and row.card is not None:
            yield each, row.card
