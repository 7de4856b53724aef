"""Which project file governs a path, and where its root is."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence

from modelguard.errors import ConfigError

NAMES = ("modelguard.yaml", "modelguard.yml")
PYPROJECT = "pyproject.toml"
# `[tool.modelguard]` and `tool . "modelguard"`, or a table `tool` that may have it as a key.
_MAY_BE_TABLE = rb"tool[\"']?\s*(?:\.\s*[\"']?modelguard|\]|=)"


def find(path: str) -> tuple[str, str | None]:
    """Root and project file for a path, a file or a folder.

    Upwards to the git top level, outside git to the root of the file system. Without a project file
    the root is the git top level, else the folder of the path itself. In one folder,
    `modelguard.yaml` goes before `pyproject.toml`.
    """
    start = os.path.abspath(path)
    if not os.path.isdir(start):
        start = os.path.dirname(start)
    for folder in upwards(start):
        if (file := in_folder(folder)) is not None:
            return folder, file
        if os.path.lexists(os.path.join(folder, ".git")):
            return folder, None
    return start, None


def further_out(root: str) -> Iterator[tuple[str, str]]:
    """Root and project file of each project that lies around this one, the nearest first."""
    folder = os.path.abspath(root)
    while not os.path.lexists(os.path.join(folder, ".git")) and folder != os.path.dirname(folder):
        folder, file = find(os.path.dirname(folder))
        if file is None:
            return
        yield folder, file


def upwards(folder: str) -> Iterator[str]:
    """An absolute folder and those that it lies in, up to the root of the file system."""
    yield folder
    while (above := os.path.dirname(folder)) != folder:
        folder = above
        yield folder


def common(paths: Sequence[str]) -> str:
    """The path itself where there is one, else the folder that holds them all: the order of paths
    decides nothing."""
    if len(paths) == 1:
        return paths[0]
    try:
        return os.path.commonpath([os.path.abspath(each) for each in paths])
    except ValueError:  # several drives
        return paths[0]


def in_folder(folder: str) -> str | None:
    """The project file of this very folder. Broken links and folders of that name count as well, so
    that reading them fails rather than passes."""
    named = [os.path.join(folder, name) for name in NAMES]
    found = [file for file in named if os.path.lexists(file)]
    if len(found) > 1:
        message = f"`{NAMES[0]}` and `{NAMES[1]}` lie in one folder"
        raise ConfigError(message, path=folder, hint="keep one of them")
    if found:
        return found[0]
    pyproject = os.path.join(folder, PYPROJECT)
    return pyproject if has_table(pyproject) else None


def has_table(pyproject: str) -> bool:
    """Whether the file has `[tool.modelguard]`; only a file that may have it is parsed.

    True for one that is broken, so that reading it fails rather than passes.
    """
    try:
        with open(pyproject, "rb") as file:
            content = file.read()
    except OSError:
        return False
    if b"modelguard" not in content or not re.search(_MAY_BE_TABLE, content):
        return False
    from modelguard.documents import read

    try:
        data = read(pyproject).data
    except ConfigError:
        return True
    return "modelguard" in _table(data.get("tool"))


def _table(value: object) -> dict[object, object]:
    return value if isinstance(value, dict) else {}
