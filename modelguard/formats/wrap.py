"""Fits text to a width without ever cutting a word, an id or a path."""

from __future__ import annotations

_NARROWEST = 40


def wrap(text: str, width: int, *, first: str, rest: str | None = None) -> list[str]:
    """The text's lines, the first after `first`, the others after `rest` (default: `first`)."""
    width = max(width, _NARROWEST)
    lines = [first]
    is_empty = True
    for word in text.split():
        if not is_empty and len(lines[-1]) + 1 + len(word) > width:
            lines.append(first if rest is None else rest)
            is_empty = True
        lines[-1] += word if is_empty else f" {word}"
        is_empty = False
    return [lines[0].rstrip(), *lines[1:]]


def pad(text: str, columns: int) -> str:
    return text + " " * (columns - columns_of(text))


def columns_of(text: str) -> int:
    """How many columns a terminal needs: Chinese and Japanese characters take two."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    wide = sum(1 for character in text if east_asian_width(character) in "WF")
    return len(text) + wide - sum(1 for character in text if combining(character))
