"""Globs over ids and names, in any case; without `re`, which costs more to compile than to run."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Generic, TypeVar

T = TypeVar("T")


def matches(text: str, glob: str) -> bool:
    """`*` is any run of characters; `?` and `[…]` are as in `fnmatch`."""
    return _matches(text.lower(), glob)


def any_matches(text: str, globs: Iterable[str]) -> bool:
    lowered = text.lower()
    return any(_matches(lowered, glob) for glob in globs)


class ByOwner(Generic[T]):
    """Values under globs over repo ids, sorted by owner so that few globs are tried for an id."""

    def __init__(self, values: Iterable[tuple[str, T]]) -> None:
        self._values: dict[str, list[tuple[int, str, T]]] = {}
        for number, (glob, value) in enumerate(values):
            owner, slash, _ = glob.lower().partition("/")
            is_literal = slash and not any(mark in owner for mark in "*?[")
            self._values.setdefault(owner if is_literal else "*", []).append((number, glob, value))

    def candidates(self, text: str) -> list[T]:
        """Values whose glob may match, in their first order."""
        return [value for _, _, value in self._rows(text.lower())]

    def matching(self, text: str) -> list[T]:
        """Values whose glob matches, in their first order."""
        lowered = text.lower()
        return [value for _, glob, value in self._rows(lowered) if _matches(lowered, glob)]

    def _rows(self, lowered: str) -> list[tuple[int, str, T]]:
        owned = self._values.get(lowered.partition("/")[0], [])
        found = self._values.get("*", [])
        return sorted(owned + found, key=_number) if owned else found


def _number(numbered: tuple[int, str, object]) -> int:
    return numbered[0]


def _matches(text: str, glob: str) -> bool:
    start, *rest = _literals(glob)
    if not text.startswith(start):
        return False
    if "?" in glob or "[" in glob:
        from fnmatch import fnmatchcase

        return fnmatchcase(text, glob.lower())
    if not rest:
        return text == start
    *middle, end = rest
    position = len(start)
    for literal in middle:
        position = text.find(literal, position)
        if position < 0:
            return False
        position += len(literal)
    return len(text) - len(end) >= position and text.endswith(end)


@cache
def _literals(glob: str) -> tuple[str, ...]:
    """What stands between the stars; nothing before the first one where `?` or `[…]` is used."""
    if "?" in glob or "[" in glob:
        return ("", "")
    return tuple(glob.lower().split("*"))
