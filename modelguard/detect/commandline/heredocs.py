"""Documents inside shell scripts: what follows `<<EOF`, up to the line that says so."""

from __future__ import annotations

import re
from functools import cache

from modelguard.namedtuple import NamedTuple


class Heredoc(NamedTuple):
    """`command` is the line that reads the document; `line` is where the document begins."""

    command: str
    text: str
    line: int


def cut(text: str, line: int = 1) -> tuple[str, list[Heredoc]]:
    """The script with empty lines in place of its documents, and the documents."""
    if "<<" not in text:
        return text, []
    kept: list[str] = []
    found: list[Heredoc] = []
    lines = text.split("\n")
    index = 0
    while index < len(lines):
        command = lines[index]
        kept.append(command)
        index += 1
        for end, tabs in _ends(command):
            start = index
            while index < len(lines) and _is_other(lines[index], end, tabs=tabs):
                index += 1
            found.append(Heredoc(command, "\n".join(lines[start:index]), line + start))
            kept += [""] * (min(index + 1, len(lines)) - start)
            index += 1
    return "\n".join(kept), found


def _ends(command: str) -> list[tuple[str, bool]]:
    """The words that end the documents of a line, and whether tabs before them do not count."""
    if "<<" not in command or command.lstrip().startswith("#") or len(command) > 5000:
        return []
    return [(match[2], match[1] == "-") for match in _start().finditer(command)]


@cache
def _start() -> re.Pattern[str]:
    return re.compile(r"(?<![<\w])<<(-?)[ \t]{0,4}\\?['\"]?([A-Za-z_]\w{0,60})['\"]?", re.ASCII)


def _is_other(line: str, end: str, *, tabs: bool) -> bool:
    line = line.rstrip("\r")
    return (line.lstrip("\t") if tabs else line) != end and line.strip() != end
