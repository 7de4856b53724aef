"""Dates in the project file."""

from __future__ import annotations

from datetime import date

from modelguard.documents import Node
from modelguard.errors import shown


def day(text: str, node: Node) -> date:
    """`text` has the form of a date; `node` is where it stands."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise node.error(f"{shown(text)} is no day of the calendar") from error


def day_at(node: Node, key: str) -> date | None:
    found = node.get(key)
    return None if found is None else day(str(found.data), found)
