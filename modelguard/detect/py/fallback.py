"""Plain calls of loaders in text that no parser reads: Python 2, templates, half a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from modelguard.detect.py import loader_rules, mask
from modelguard.detect.source import Hit

_LARGEST = 16_000_000


def find(text: str) -> Iterator[Hit]:
    """`loader("literal")` and `loader(keyword="literal")` outside comments and docstrings."""
    if len(text) > _LARGEST:
        return
    rules = loader_rules.load()
    code = _masked(text)
    for found in _call().finditer(code):
        name, keyword, _, literal = found.groups()
        for loader in rules.loaders.get(name, ()):
            is_plain = not loader.roots or any(root.strip("*") in code for root in loader.roots)
            is_taken = (keyword or 0) in loader.take and not (loader.when or loader.join)
            if is_plain and is_taken:
                start = found.start(3)
                line = code.count("\n", 0, start) + 1
                column = start - code.rfind("\n", 0, start)
                carrier = "any" if loader.carrier == "client" else loader.carrier
                yield Hit(literal, line, column, carrier, loader.type)
                break


def _masked(text: str) -> str:
    """Blanks in place of comments and docstrings, so that places stay what they are."""

    def blank(found: re.Match[str]) -> str:
        token = found.group()
        if token.startswith(("#", '"""', "'''")):
            return "".join(char if char == "\n" else " " for char in token)
        return token

    return re.compile(mask.TOKENS, re.DOTALL).sub(blank, text)


@cache
def _call() -> re.Pattern[str]:
    return re.compile(
        r"\b([A-Za-z_]\w{1,60})\(\s{0,200}(?:(\w{1,60})\s{0,5}=\s{0,5})?([\"'])([^\"'\n]{1,200})\3"
    )
