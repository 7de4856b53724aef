"""Two locks to what changed between them, model by model."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.lock import comparing, evidence
from modelguard.lock.comparing import Judged, Order
from modelguard.lock.types import Change, Direction, Lock, Row
from modelguard.namedtuple import NamedTuple


class Entry(NamedTuple):
    """One model. `before` is None for an added one, `after` for a removed one."""

    model: str
    before: Row | None
    after: Row | None
    changes: tuple[Change, ...] = ()

    @property
    def kind(self) -> str:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def direction(self) -> Direction | None:
        """Of a changed model: that of its class, else tighter if anything is, else looser."""
        of_class = [change.direction for change in self.changes if change.what == "class"]
        directions = of_class or [change.direction for change in self.changes]
        return next((each for each in Direction if each in directions), None)

    @property
    def is_tighter_somewhere(self) -> bool:
        return any(change.direction is Direction.TIGHTER for change in self.changes)


class Difference(NamedTuple):
    """`entries` by model. `old` and `new` are the locks that were compared."""

    old: Lock
    new: Lock
    entries: tuple[Entry, ...]


def difference(old: Lock, new: Lock, ranks: Order) -> Difference:
    """Models that are the same in both are left out."""
    return Difference(old, new, tuple(_entries(old, new, ranks)))


def _entries(old: Lock, new: Lock, ranks: Order) -> Iterator[Entry]:
    for key in sorted(old.models.keys() | new.models.keys()):
        before, after = old.models.get(key), new.models.get(key)
        if before is None or after is None:
            yield Entry(key, before, after)
            continue
        then, now = Judged(before, old.licenses), Judged(after, new.licenses)
        changes = (*_origin(before, after), *comparing.verdict(then, now, ranks))
        if changes:
            yield Entry(key, before, after, changes)


def _origin(before: Row, after: Row) -> Iterator[Change]:
    if before.revision != after.revision:
        was, now = before.revision or "none", after.revision or "none"
        yield Change("revision", was, now, Direction.SIDEWAYS)
    if before.card is not None and after.card is not None:
        yield from evidence.between(before.card, after.card)
    if before.use_policy != after.use_policy:
        was, now = before.use_policy or "none", after.use_policy or "none"
        yield Change("use policy", was, now, Direction.SIDEWAYS)
    if before.stated != after.stated:
        was, now = ", ".join(before.stated) or "nothing", ", ".join(after.stated) or "nothing"
        yield Change("stated by the project", was, now, Direction.SIDEWAYS)
