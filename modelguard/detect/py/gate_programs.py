"""A cheap look at Python code for programs that take models, which it may run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from modelguard.detect.commandline import options

# Libraries that run programs; `os` does much else.
RUNNERS = frozenset((b"asyncio", b"docker", b"fabric", b"invoke", b"modal", b"sh", b"subprocess"))


def is_runner(code: bytes, roots: set[bytes]) -> bool:
    """Whether code may run programs."""
    return not roots.isdisjoint(RUNNERS) or (
        b"os" in roots and (b"system(" in code or b"popen(" in code)
    )


def names_program(code: bytes, texts: bytes) -> bool:
    """Whether code has the words of a program that takes models."""
    return any(name in texts and _program(name).search(code) for name in _programs())


@cache
def _programs() -> Mapping[bytes, list[list[str]]]:
    """Programs, each with the words that may follow it."""
    found: dict[bytes, list[list[str]]] = {}
    for words in map(str.split, options.table()["commands"]):
        found.setdefault(words[0].encode(), []).append(words[1:])
    return found


@cache
def _program(name: bytes) -> re.Pattern[bytes]:
    """A program with its sub-commands and more behind, in one text or as the texts of a list.

    The pattern begins with a text, which makes it fast; what must stand before comes behind.
    """
    between, ends = r"[\s\"',]+", r"(?:\s|[\"'](?:\]|\n|,(?!\s*\()))"
    rests = ("".join(between + re.escape(word) for word in words) for words in _programs()[name])
    start = re.escape(name.decode())
    return re.compile(rf"{start}(?<=[\"'\s/]{start})(?:{'|'.join(rests)}){ends}".encode())
