"""How a report is to look; decided by the command line, never by a format."""

from __future__ import annotations

from modelguard.domain import Severity
from modelguard.namedtuple import NamedTuple


class Style(NamedTuple):
    """`width` is in columns. `verbose` and `quiet` count the `-v` and `-q` given. With `ascii`,
    the terminal's code page has no lines to draw with.

    `root` leads from the top of the repository to the report's root, with `/`, and is empty where
    they are the same: GitHub and SARIF count paths from the top of the repository.
    """

    color: bool = False
    width: int = 100
    verbose: int = 0
    quiet: int = 0
    root: str = ""
    ascii: bool = False


BOLD, DIM, RED, YELLOW, CYAN, GREEN = "1", "2", "1;31", "1;33", "36", "32"

SEVERITY_LOOK = {
    Severity.ERROR: RED,
    Severity.WARNING: YELLOW,
    Severity.NOTE: CYAN,
    Severity.OFF: DIM,
}


def paint(text: str, look: str, style: Style) -> str:
    return f"\x1b[{look}m{text}\x1b[0m" if style.color and text else text
