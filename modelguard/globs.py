"""Globs over ids and names, in any case; without `re`, which costs more to compile than to run."""

from __future__ import annotations


def matches(text: str, glob: str) -> bool:
    """`*` is any run of characters; `?` and `[…]` are as in `fnmatch`."""
    text, glob = text.lower(), glob.lower()
    if "?" in glob or "[" in glob:
        from fnmatch import fnmatchcase

        return fnmatchcase(text, glob)
    start, star, after = glob.partition("*")
    if not star:
        return text == start
    if not text.startswith(start):
        return False
    *middle, end = after.split("*")
    position = len(start)
    for literal in middle:
        position = text.find(literal, position)
        if position < 0:
            return False
        position += len(literal)
    return len(text) - len(end) >= position and text.endswith(end)


def any_matches(text: str, globs: tuple[str, ...] | list[str]) -> bool:
    return any(matches(text, glob) for glob in globs)
