"""What was found in the files of a project, kept for the next run: most of them stay as they are.

A file counts as unchanged while size, inode and the times of its content and of its inode are the
same, as git's index has it; nobody can set the last of these. So do the files that it led to.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from modelguard import rulebase
from modelguard.detect.files.reading import NOTHING, Outcome, Selected, Skipped
from modelguard.domain import ModelId, Reference

# How a file stands: size, time of the content, time of the inode, inode.
Signature = tuple[int, int, int, int]

# A file that changed so shortly before a run may change again within one tick of the clock.
_TOO_FRESH = 2_000_000_000  # nanoseconds
_MOST_PROJECTS = 50


class Memory:
    """The files of one `root`; a folder that cannot be read or written costs time alone."""

    def __init__(self, folder: str, root: str) -> None:
        import zlib

        self._root = root
        self._file = os.path.join(folder, f"{zlib.crc32(os.fsencode(root)):08x}.json")
        self._head = [root, _program()]
        self._begun = time.time_ns()
        self._kept = self._read()
        self._is_new = False

    def recall(self, file: Selected) -> Outcome | None:
        """What the file held, if nothing has changed since; None where it has to be read."""
        row = self._kept.pop(file.path, None)
        if row is None or file.is_named or file.place != self._place(file.path):
            return None
        try:
            outcome = self._outcome(file, row)
        except (TypeError, ValueError, LookupError, AttributeError):  # somebody edited the memory
            return None
        if outcome is not None:
            self._kept[file.path] = row
        return outcome

    def _outcome(self, file: Selected, row: Any) -> Outcome | None:
        seen, *rest = row if isinstance(row[0], list) else (row,)
        if not self._stands(file.path, seen):
            return None
        if not rest:
            return NOTHING
        references, skipped, beside = rest
        if not all(self._stands(path, stood) for path, stood in beside.items()):
            return None
        unread = tuple(Skipped(*each) for each in skipped)
        return Outcome(tuple(map(_reference, references)), unread)

    def signatures(self, files: Iterable[Selected]) -> Mapping[str, Signature | None]:
        """How files stand, by their paths."""
        return {file.path: _signature(file.place) for file in files}

    def keep(self, file: Selected, before: Signature | None, found: Outcome) -> None:
        """`before` is how the file stood before it was read."""
        if before is None or file.is_named or file.place != self._place(file.path):
            return
        beside = {path: _signature(self._place(path)) for path in found.beside}
        if any(map(self._is_too_fresh, (before, *beside.values()))):
            return
        row = (before, found.references, found.skipped, beside)
        self._kept[file.path] = row if any(row[1:]) else before
        self._is_new = True

    def save(self) -> None:
        from modelguard.documents.writing import replace
        from modelguard.errors import ConfigError

        if not self._is_new:
            return
        gone = [path for path in self._kept if _signature(self._place(path)) is None]
        for path in gone:
            del self._kept[path]
        text = json.dumps({"of": self._head, "files": self._kept}, separators=(",", ":"))
        folder = os.path.dirname(self._file)
        try:
            os.makedirs(folder, mode=0o700, exist_ok=True)
            replace(self._file, text.encode(), label=self._file)
            _forget(sorted(_memories(folder), key=os.path.getmtime)[:-_MOST_PROJECTS])
        except (OSError, ConfigError):
            return

    def _read(self) -> dict[str, Any]:
        try:
            with open(self._file, "rb") as file:
                content = json.load(file)
        except (OSError, ValueError, RecursionError):
            return {}
        is_ours = isinstance(content, dict) and content.get("of") == self._head
        rows = content.get("files") if is_ours else None
        return rows if isinstance(rows, dict) else {}

    def _stands(self, path: str, before: list[int] | None) -> bool:
        return _signature(self._place(path)) == (None if before is None else tuple(before))

    def _place(self, path: str) -> str:
        return os.path.join(self._root, *path.split("/"))

    def _is_too_fresh(self, seen: Signature | None) -> bool:
        return seen is not None and max(seen[1:3]) > self._begun - _TOO_FRESH


def clear(folder: str) -> None:
    """Forget all projects."""
    _forget(_memories(folder))


def _signature(place: str) -> Signature | None:
    try:
        found = os.lstat(place)
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _reference(row: list[Any]) -> Reference:
    found = Reference(ModelId(*row[0]), *row[1:])
    return found._replace(ignored_checks=tuple(found.ignored_checks))


def _program() -> str:
    """Changes with the program and its rules, so that an update starts anew."""
    from modelguard import __file__ as package

    compiled = rulebase.load().folder
    files = [os.path.join(compiled, "index.json"), *_sources(os.path.dirname(package))]
    return repr([compiled, *map(_signature, files)])


def _sources(folder: str) -> Iterator[str]:
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in sorted(folders) if name != "__pycache__"]
        yield from (os.path.join(where, name) for name in sorted(names) if name.endswith(".py"))


def _memories(folder: str) -> list[str]:
    try:
        return [os.path.join(folder, name) for name in os.listdir(folder) if name[-5:] == ".json"]
    except OSError:
        return []


def _forget(files: Iterable[str]) -> None:
    import contextlib

    for file in files:
        with contextlib.suppress(OSError):
            os.unlink(file)
