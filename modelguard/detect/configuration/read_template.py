"""A template of YAML to YAML: statements left out, values filled in, every place kept."""

from __future__ import annotations

import re
from functools import cache

_MARKS = ("{{", "{%")


def is_template(text: str) -> bool:
    return any(mark in text for mark in _MARKS)


def filled(text: str) -> str:
    """As long as `text`: a value that the template computes is its default, or a variable."""
    return _expression().sub(_value, _statement().sub(_blank, _without_comments(text)))


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while found := _comment().search(text, at):
        end = text.find("*/", found.end())
        end = text.find("}}", end) if end >= 0 else -1
        if end < 0:
            break
        kept += [text[at : found.start()], _blanks(text[found.start() : end + 2])]
        at = end + 2
    return "".join((*kept, text[at:]))


def _blank(found: re.Match[str]) -> str:
    return _blanks(found[0])


def _blanks(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _value(found: re.Match[str]) -> str:
    """`$____` is a variable of a shell too, so commands with it are read as far as they are known.

    A default stands where it stood, which keeps its place.
    """
    length = len(found[0])
    default = _default().search(found[0])
    if default is None:
        return "$" + "_" * (length - 1)
    before = " " * default.start("value")
    return before + default["value"] + " " * (length - default.end("value"))


@cache
def _comment() -> re.Pattern[str]:
    return re.compile(r"\{\{-?\s{0,9}/\*")


@cache
def _statement() -> re.Pattern[str]:
    """Lines that hold nothing but statements."""
    return re.compile(
        r"^[ \t]*(?:\{\{[^{}\n]{0,400}\}\}|\{%[^{}\n]{0,400}%\})[ \t]*(?:#[^\n]*)?$",
        re.MULTILINE,
    )


@cache
def _expression() -> re.Pattern[str]:
    return re.compile(r"\{\{[^{}\n]{0,400}\}\}|\{%[^{}\n]{0,400}%\}")


@cache
def _default() -> re.Pattern[str]:
    return re.compile(r"\bdefault\s{0,9}\(?\s{0,9}['\"](?P<value>[^{}'\"\n]{1,300})['\"]")
