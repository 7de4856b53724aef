"""Base models as a list of steps: who descends from whom, nearest first, without cycles."""

from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from modelguard.domain import Base, Relation

MAX_DEPTH = 8
MAX_BASES = 64


class Step(NamedTuple):
    """One base, `depth` generations up, named by `via`."""

    id: str
    relation: Relation
    depth: int
    via: str


def walk(model: str, bases_of: Callable[[str], tuple[Base, ...]]) -> tuple[Step, ...]:
    """Every base once, breadth first; a cycle ends where it closes, the caps where they stand."""
    seen = {model.lower()}
    steps: list[Step] = []
    waiting = deque([(model, 1)])
    while waiting and len(steps) < MAX_BASES:
        via, depth = waiting.popleft()
        for base in bases_of(via):
            if base.id.lower() in seen:
                continue
            seen.add(base.id.lower())
            steps.append(Step(base.id, base.relation, depth, via))
            if depth < MAX_DEPTH:
                waiting.append((base.id, depth + 1))
    return tuple(steps[:MAX_BASES])
