"""License files of the test hub, made at run time: no license text lies among the tests.

A first line `text: MPL-2.0` stands for the whole license as an installed package carries it; what
follows is appended, so that a case shows only what was changed.
"""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path

_OWN = Path(__file__).parent.parent.parent / "LICENSE"
# Packages that modelguard needs anyway, with their license.
_CARRIED_BY = {"MPL-2.0": "pathspec", "MIT": "pyyaml", "BSD-3-Clause": "click"}


def read(folder: Path) -> dict[str, bytes]:
    """The files below `folder` by path; none where it does not exist."""
    return {
        path.relative_to(folder).as_posix(): filled(path.read_text(encoding="utf-8")).encode()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def filled(text: str) -> str:
    head, _, rest = text.partition("\n")
    name = head.removeprefix("text: ")
    return license_text(name) + rest if name != head else text


def license_text(name: str) -> str:
    """The text of Apache-2.0, MPL-2.0, MIT or BSD-3-Clause."""
    if name == "Apache-2.0":
        return _OWN.read_text(encoding="utf-8")
    for file in distribution(_CARRIED_BY[name]).files or ():
        if file.name.upper().startswith("LICENSE"):
            return Path(str(file.locate())).read_text(encoding="utf-8")
    raise LookupError(f"no package carries {name}")
