"""Makefiles: variables, and the commands of the recipes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from modelguard.detect.commandline.script import Script
from modelguard.detect.commandline.words import Word, split
from modelguard.detect.shell import may_hold, without_data
from modelguard.detect.source import Hit, SourceFile

NAME = "makefile"
__all__ = ["NAME", "claims", "find", "may_hold"]
_NAMES = ("makefile", "gnumakefile", "bsdmakefile")


def claims(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return name.startswith(_NAMES) or name.endswith((".mk", ".mak"))


def find(file: SourceFile) -> Iterator[Hit]:
    lines = without_data(file.text).split("\n")
    script = Script()
    recipes: list[str] = []
    is_continued = False
    for number, line in enumerate(lines, 1):
        is_recipe = line.startswith("\t") or (is_continued and bool(recipes) and recipes[-1] != "")
        found = None if is_recipe else _assignment().match(line)
        if found:
            _set(script, found, number)
        recipes.append(_recipe(line, is_first=not is_continued) if is_recipe else "")
        is_continued = line.rstrip().endswith("\\")
    yield from script.hits("\n".join(recipes), 1, 1)


def _set(script: Script, found: re.Match[str], number: int) -> None:
    """Variables are filled in when they are used, so what a value names may be set later."""
    value = _shell(found[2]).rstrip().removesuffix("\\")
    words = split(value, number, found.start(2) + 1, script.known)
    if len(words) == 1:
        script.set(found[1], words[0])
    elif words:
        script.known[found[1]] = [Word(value, number, found.start(2) + 1)]


def _recipe(line: str, *, is_first: bool) -> str:
    """A recipe line as the shell gets it."""
    return _shell(re.sub(r"^(\t\s*)[@+-]{1,3}", r"\1 ", line) if is_first else line)


def _shell(text: str) -> str:
    return _variable().sub(lambda found: "$" if found[0] == "$$" else f"${{{found[1]}}}", text)


@cache
def _assignment() -> re.Pattern[str]:
    return re.compile(
        r"\s{0,20}(?:(?:export|override|private)\s{1,20})*([A-Za-z_][\w.-]{0,80})"
        r"\s{0,20}(?:::?:?|\?|\+|!)?=[ \t]*(.*)",
        re.ASCII,
    )


@cache
def _variable() -> re.Pattern[str]:
    return re.compile(r"\$\$|\$\(([A-Za-z_]\w*)\)", re.ASCII)
