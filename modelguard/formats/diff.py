"""What changed between two locks, for people and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from modelguard.formats import escape
from modelguard.formats.plain_json import dumps
from modelguard.formats.style import DIM, GREEN, RED, YELLOW, Style, paint
from modelguard.formats.summary import revision
from modelguard.lock.differing import Difference, Entry
from modelguard.lock.types import Change, Direction, Lock, Row

SCHEMA = "modelguard/diff/1"
_MARKS = {"added": "+", "removed": "-", "changed": "~"}
_LOOKS = {Direction.TIGHTER: RED, Direction.LOOSER: GREEN, Direction.SIDEWAYS: YELLOW}


def render_json(found: Difference) -> str:
    return dumps(
        {
            "schema": SCHEMA,
            "old": _lock(found.old),
            "new": _lock(found.new),
            "models": [_entry(entry) for entry in found.entries],
            "summary": _counts(found),
        }
    )


def _lock(lock: Lock) -> dict[str, object]:
    return {"label": lock.label, "rules": lock.rules, "policy": lock.policy}


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.model,
        "change": entry.kind,
        "direction": entry.direction,
        "before": _judged(entry.before),
        "after": _judged(entry.after),
        "changes": [change._asdict() for change in entry.changes],
    }


def _judged(row: Row | None) -> dict[str, object] | None:
    return None if row is None else {"license": row.license, "class": row.license_class}


def _counts(found: Difference) -> dict[str, int]:
    kinds = Counter(entry.kind for entry in found.entries)
    directions = Counter(entry.direction for entry in found.entries if entry.direction)
    return {
        **{kind: kinds[kind] for kind in _MARKS},
        **{direction.value: directions[direction] for direction in Direction},
    }


def render_text(found: Difference, style: Style) -> str:
    lines = [line for entry in found.entries for line in _lines(entry, style)]
    lines += [""] if lines else []
    return escape.commands("\n".join([*lines, *_frame(found), summary(found)]) + "\n")


def _lines(entry: Entry, style: Style) -> Iterator[str]:
    row = entry.after or entry.before
    direction = entry.direction
    told = paint(_headline(entry, direction), _LOOKS[direction], style) if direction else _of(row)
    yield f"{_MARKS[entry.kind]} {escape.line(entry.model)}: {told}"
    for change in entry.changes:
        yield f"    {_told(change, style)}"


def _headline(entry: Entry, direction: Direction) -> str:
    is_mixed = direction is not Direction.TIGHTER and entry.is_tighter_somewhere
    return f"{direction}, but tighter in some terms" if is_mixed else direction


def _of(row: Row | None) -> str:
    return f"{escape.line(row.license or 'no known license')} ({row.license_class})" if row else ""


def _told(change: Change, style: Style) -> str:
    moved = " → ".join(escape.line(revision(each)) for each in (change.before, change.after))
    is_plain = change.direction is Direction.SIDEWAYS
    look = DIM if is_plain else _LOOKS[change.direction]
    return f"{escape.line(change.what)}: {moved} {paint(f'({change.direction})', look, style)}"


def _frame(found: Difference) -> Iterator[str]:
    """What both locks were judged by, where it is not the same."""
    old, new = found.old, found.new
    for what, was, now in (
        ("license data", old.rules, new.rules),
        ("policy", old.policy, new.policy),
    ):
        if was != now:
            yield f"{what} {escape.line(was)} → {escape.line(now)}"


def summary(found: Difference) -> str:
    """One line of counts."""
    counts = _counts(found)
    if not found.entries:
        return "no model changed"
    kinds = ", ".join(f"{counts[kind]} {kind}" for kind in _MARKS if counts[kind])
    ways = ", ".join(f"{counts[each]} {each}" for each in Direction if counts[each])
    return f"{kinds}: {ways}" if ways else kinds
