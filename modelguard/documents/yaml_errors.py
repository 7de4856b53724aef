"""What the YAML parser could not read, in words that say what to do."""

from __future__ import annotations

import re
from typing import Any

from modelguard.errors import ConfigError

_QUOTE = "put the value in quotes"
_STAR = "put a pattern that starts with `*` in quotes"
_ESCAPE = r"write `\\` for a backslash, or use single quotes"
_COLON = "check the indentation, or put a value that holds `: ` in quotes"
_STARTS_WITH_STAR = re.compile(r"(?:^|[-:,\[])\s*\*(?:\S*[^\s\w-]|\S*\s+\S)")
# Words of the parser's message; what is said; the hint. The place is where the part opens.
_UNFINISHED = (
    ("quoted scalar", "a quote that opens here is never closed", "close the quote"),
    ("flow sequence", "a list that opens here is never closed", "write `]` after its last item"),
    ("flow mapping", "a brace that opens here is never closed", "write `}` after its last value"),
    ("flow node", "a bracket that opens here is never closed", "close it"),
    ("could not find expected ':'", "a key without `:`", "write `key: value`"),
)


def explained(error: Any, text: str, label: str) -> ConfigError:
    """`error` is a `yaml.YAMLError`; its mark, where it has one, counts lines from 0."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        position = getattr(error, "position", 0)
        # The C reader counts bytes, the Python one characters.
        line = text.encode()[:position].count(b"\n") + 1
        return ConfigError("a control character", path=label, line=line, hint="remove it")
    message, hint, at_context = _message(error, text)
    if at_context and error.context_mark is not None:
        mark = error.context_mark
    line = min(mark.line, text.count("\n")) + 1
    return ConfigError(message, path=label, line=line, hint=hint)


def _message(error: Any, text: str) -> tuple[str, str, bool]:
    """Message, hint, and whether the place is where the broken part starts."""
    problem, context = error.problem or "", error.context or ""
    lines = text.splitlines()
    line = lines[error.problem_mark.line] if error.problem_mark.line < len(lines) else ""
    character = line[error.problem_mark.column : error.problem_mark.column + 1]
    if "tab character" in problem or character == "\t":
        return "a tab in the indentation", "indent with spaces", False
    if _STARTS_WITH_STAR.search(line):
        return "`*` starts an alias in YAML", _STAR, False
    if "cannot start any token" in problem:
        return f"a value cannot start with `{character}`", _QUOTE, False
    if "escape" in problem:
        return "not an escape sequence", _ESCAPE, False
    for part, message, hint in _UNFINISHED:
        if part in context or part in problem:
            return message, hint, True
    if "mapping values are not allowed" in problem:
        return "a `:` where none can stand", _COLON, False
    if "block" in context:
        return "the indentation does not fit", "start keys of one level in one column", False
    return f"not YAML: {problem}", "", False
