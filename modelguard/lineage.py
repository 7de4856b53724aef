"""Base models as a list of steps: who descends from whom, nearest first, without cycles."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from modelguard.domain import Base, Namer, Relation
from modelguard.namedtuple import NamedTuple

MAX_DEPTH = 8
MAX_BASES = 64


class Step(NamedTuple):
    """One base, `depth` generations up, named by `via`; `named_by` says where there."""

    id: str
    relation: Relation
    depth: int
    via: str
    named_by: Namer = Namer.CARD


class Walk(NamedTuple):
    """The steps up to the caps; `left_out` counts the bases that are named beyond them.

    `loops` are the ids that are named among their own ancestors.
    """

    steps: tuple[Step, ...]
    left_out: int = 0
    loops: tuple[str, ...] = ()


def walk(
    model: str,
    bases_of: Callable[[str], tuple[Base, ...]],
    name_of: Callable[[str], str] = str,
) -> Walk:
    """Every base once, breadth first; a cycle ends where it closes, the caps where they stand.

    `name_of` gives the name that a repository has today: under an old one it is the same model.
    """
    parents = {_key(model, name_of): ""}
    steps: list[Step] = []
    left_out: set[str] = set()
    loops: dict[str, None] = {}
    waiting = deque([(model, 1)])
    while waiting:
        via, depth = waiting.popleft()
        for base in bases_of(via):
            key = _key(base.id, name_of)
            if key in _descendants(_key(via, name_of), parents):
                loops[base.id] = None
            elif key in parents:
                continue
            elif depth > MAX_DEPTH or len(steps) >= MAX_BASES:
                left_out.add(key)
            else:
                parents[key] = _key(via, name_of)
                steps.append(Step(base.id, base.relation, depth, via, base.named_by))
                waiting.append((base.id, depth + 1))
    return Walk(tuple(steps), len(left_out), tuple(loops))


def united(*sources: Iterable[Base]) -> tuple[Base, ...]:
    """The bases of several sources, each once; the first that states a relation decides it."""
    found: dict[str, Base] = {}
    for base in (base for source in sources for base in source):
        known = found.setdefault(base.id.lower(), base)
        if known.relation is Relation.UNSPECIFIED:
            found[base.id.lower()] = known._replace(relation=base.relation)
    return tuple(found.values())


def _key(repo: str, name_of: Callable[[str], str]) -> str:
    return name_of(repo).lower()


def _descendants(key: str, parents: dict[str, str]) -> set[str]:
    """A model and all that descends from it on the way down to where the walk began."""
    found: set[str] = set()
    while key and key not in found:
        found.add(key)
        key = parents[key]
    return found
