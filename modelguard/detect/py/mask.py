"""Python code without its docstrings, cheaply: nearly all model names in source stand in them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

_DOCSTRING = b'"""'
# Comments and strings. Every loop is possessive and every closing quote optional, so that what
# never ends costs one pass.
TOKENS = (
    r'#[^\n]*+|"""(?:[^"\\]++|\\.|"(?!""))*+(?:""")?'
    r"|'''(?:[^'\\]++|\\.|'(?!''))*+(?:''')?"
    r'|"(?:[^"\\\n]++|\\.)*+"?'
    r"|'(?:[^'\\\n]++|\\.)*+'?"
)


# One file at a time is looked at, by more than one detector.
@lru_cache(maxsize=1)
def without_docstrings(data: bytes) -> bytes:
    """The code between the docstrings, in place of each an empty one."""
    parts = data.split(_DOCSTRING)
    if len(parts) & 1 == 0:
        return masked(data)
    for index in range(0, len(parts) - 1, 2):
        code = parts[index]
        line = code[code.rfind(b"\n") + 1 :]
        # Quotes in a comment or in a string open no docstring; nor do escaped ones close it.
        if parts[index + 1][-1:] == b"\\":
            return masked(data)
        if not line.isspace() and (b"#" in line or b'"' in line or b"'" in line):
            return masked(data)
    code = b'""'.join(parts[::2])
    return masked(data) if b"'''" in code else code


@lru_cache(maxsize=1)
def texts(code: bytes) -> bytes:
    """What stands between the first and the last quote of each line: every text of one line.

    A fifteenth of most code, in which each further search costs next to nothing.
    """
    found = _double().findall(code)
    return b"\n".join([*found, *_single().findall(code)] if b"'" in code else found)


@cache
def _double() -> re.Pattern[bytes]:
    return re.compile(rb'"[^\n]*"')


@cache
def _single() -> re.Pattern[bytes]:
    return re.compile(rb"'[^\n]*'")


def masked(data: bytes) -> bytes:
    """Comments and triple-quoted strings blanked, line by line where they were."""

    def blank(found: re.Match[bytes]) -> bytes:
        token = found.group()
        if token[:1] == b"#" or token[:3] in (b'"""', b"'''"):
            return b"\n" * token.count(b"\n")
        return token

    return tokens().sub(blank, data)


@cache
def tokens() -> re.Pattern[bytes]:
    return re.compile(TOKENS.encode(), re.DOTALL)
