"""Paths as code hosts count them: from the top of the repository, and never out of it."""

from __future__ import annotations

from collections.abc import Iterable

from modelguard.domain import Reference
from modelguard.formats import summary
from modelguard.formats.style import Style

PROJECT_FILE = "modelguard.yaml"


def in_repository(path: str, style: Style) -> str:
    """The path with `/` from the top of the repository; empty where it leads out of it."""
    from posixpath import normpath

    slashed = path.replace("\\", "/")
    is_absolute = slashed.startswith("/") or slashed[1:3] == ":/"
    if not path or is_absolute:
        return ""
    whole = normpath(f"{style.root}/{slashed}" if style.root else slashed)
    outside = whole in (".", "..") or whole.startswith(("../", "/"))
    return "" if outside else whole


def anchor(found: Iterable[Reference], style: Style) -> tuple[str, int]:
    """Path and line of the first place in the repository, else of the project file."""
    for reference in summary.references(found):
        if path := in_repository(reference.path, style):
            return path, max(reference.line, 1)
    return in_repository(PROJECT_FILE, style) or PROJECT_FILE, 1
