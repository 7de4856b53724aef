"""Questions about expressions that lead to other questions: bounded work, each answered once."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import TypeVar

from modelguard.detect.py.module import Module, Scope
from modelguard.namedtuple import NamedTuple

_MOST_STEPS = 500  # questions that one from outside may lead to
_MOST_IN_FILE = 40_000
_FEWEST_STEPS = 40
_DEEPEST = 60
_NEVER = 1_000  # deeper than any

_Key = tuple[int, int | str]  # of an expression or a binding, and what is asked of it
_What = TypeVar("_What")


class Place(NamedTuple):
    """An expression and where its names are looked up."""

    node: ast.AST
    scope: Scope
    module: Module


class Questions:
    """Those under way, those answered, and how much work is left for a file."""

    def __init__(self) -> None:
        self._active: dict[_Key, int] = {}  # what is under way, and how deep
        self._known: dict[_Key, tuple[object, list[Place]]] = {}
        self._gap = _NEVER  # the highest question whose answers the current one lacks
        self._left = 0
        self._total = _MOST_IN_FILE

    def begin(self) -> None:
        """A question from outside may take as long as any."""
        self._total -= _MOST_STEPS - self._left if self._left else 0
        self._left = _MOST_STEPS if self._total > 0 else _FEWEST_STEPS

    def ask(
        self, key: _Key, what: _What, answer: Callable[[_What], Iterator[Place]]
    ) -> list[Place]:
        """Each answer once; none to a question that is under way, which is answered up there."""
        depth = len(self._active)
        self._left -= 1  # what is known costs too: who asks goes through all of the answers
        if self._left >= 0 and key in self._known:
            return self._known[key][1]
        if self._left < 0 or depth > _DEEPEST or key in self._active:
            self._gap = min(self._gap, self._active.get(key, 0))
            return []
        outer, self._gap = self._gap, _NEVER
        self._active[key] = depth
        found = list({id(place.node): place for place in answer(what)}.values())
        del self._active[key]
        if self._gap >= depth:
            # `what` stays alive with the answers: the id of what is gone may be given anew.
            self._known[key] = what, found
            self._gap = outer
        else:
            self._gap = min(outer, self._gap)
        return found
