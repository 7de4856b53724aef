"""Fits text to a width without ever cutting a word, an id or a path."""

from __future__ import annotations

import textwrap

_NARROWEST = 40


def wrap(text: str, width: int, *, first: str, rest: str | None = None) -> list[str]:
    """The text's lines, the first after `first`, the others after `rest` (default: `first`)."""
    folded = textwrap.wrap(
        text,
        width=max(width, _NARROWEST),
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return folded or [first.rstrip()]


def pad(text: str, columns: int) -> str:
    return text + " " * (columns - columns_of(text))


def columns_of(text: str) -> int:
    """How many columns a terminal needs: Chinese and Japanese characters take two."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    wide = sum(1 for character in text if east_asian_width(character) in "WF")
    return len(text) + wide - sum(1 for character in text if combining(character))
