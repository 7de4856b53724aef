"""TOML text to plain data with places."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time
from typing import Any

from modelguard.documents.document import Place, Pointer
from modelguard.documents.yaml_text import MAX_DEPTH
from modelguard.errors import ConfigError

_MANY_DOTS = re.compile(r"""(?<![\w"'-])(?:[\w"'-]+[ \t]*\.[ \t]*){101}""")


def parse(text: str, label: str) -> tuple[Any, dict[Pointer, Place], dict[Pointer, Place]]:
    """Data ({} for an empty file), places of keys and items, places of values."""
    import tomllib

    from modelguard.documents.toml_places import places

    if _MANY_DOTS.search(text):  # tomllib would copy such a key over and over
        raise _too_deep(label)
    try:
        data = _plain(tomllib.loads(text), label, depth=0)
    except (tomllib.TOMLDecodeError, ValueError) as error:
        line, column, explained = _explained(str(error), text, label)
        if "Cannot" in str(error):  # a key written twice; its first line is found here
            places(_start(text, line, column), label)
        raise explained from error
    except RecursionError as error:
        raise _too_deep(label) from error
    keys, values = places(text, label)
    return data, keys, values


def _plain(value: Any, label: str, *, depth: int) -> Any:
    """Dates as text, no numbers that JSON lacks."""
    if depth > MAX_DEPTH:
        raise _too_deep(label)
    if isinstance(value, dict):
        return {key: _plain(item, label, depth=depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, label, depth=depth + 1) for item in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def _too_deep(label: str) -> ConfigError:
    return ConfigError(f"nested more than {MAX_DEPTH} levels deep", path=label)


def _explained(problem: str, text: str, label: str) -> tuple[int, int, ConfigError]:
    """tomllib ends its message with `(at line 4, column 10)` or `(at end of document)`."""
    found = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", problem)
    what = problem[: found.start()] if found else problem
    line, column = text.count("\n") + 1, 0
    if found and found.group(1):
        line, column = int(found.group(1)), int(found.group(2))
    message = f"not TOML: {what[:1].lower()}{what[1:]}"
    return line, column, ConfigError(message, path=label, line=line)


def _start(text: str, line: int, column: int) -> str:
    """The text before a place; column 0 for the end of the text."""
    if not column:
        return text
    lines = text.split("\n")
    return "\n".join([*lines[: line - 1], lines[line - 1][: column - 1]])
