"""Globs over paths as `.gitignore` reads them; a name without `/` is met at any depth."""

from __future__ import annotations

import re
from functools import cache


def any_names(path: str, globs: tuple[str, ...]) -> bool:
    """Whether a glob names the file at `path` or a folder above it."""
    return any(_compiled(glob).match(path) for glob in globs)


@cache
def _compiled(glob: str) -> re.Pattern[str]:
    plain = glob.removeprefix("./").rstrip("/")
    start = "" if "/" in plain else "(?:.*/)?"
    # `folder/**` names what is below the folder; so does the folder itself.
    plain = plain.removesuffix("/**").lstrip("/")
    return re.compile(f"{start}{_expression(plain)}(?:/.*)?\\Z", re.DOTALL)


def _expression(glob: str) -> str:
    found, position = [], 0
    while position < len(glob):
        if glob.startswith("**/", position):
            found.append("(?:.*/)?")
            position += 3
        elif glob.startswith("**", position):
            found.append(".*")
            position += 2
        elif glob[position] == "[" and (end := glob.find("]", position + 2)) > 0:
            inner = glob[position + 1 : end].replace("\\", "\\\\").replace("[", "\\[")
            found.append(f"[{'^' + inner[1:] if inner.startswith('!') else inner}]")
            position = end + 1
        else:
            found.append({"*": "[^/]*", "?": "[^/]"}.get(glob[position], re.escape(glob[position])))
            position += 1
    return "".join(found)
