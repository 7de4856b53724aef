"""Files below a folder where git does not say which: `.gitignore` files hold here too."""

from __future__ import annotations

import os
from collections.abc import Iterator

from modelguard.detect.files import gitignore
from modelguard.detect.files.reading import Skipped

_IGNORE = ".gitignore"
_MAX_IGNORE_BYTES = 1024 * 1024
# Rules of the folders from the top down to the one being read: (folder, rules).
_Rules = tuple[tuple[str, tuple[gitignore.Rule, ...]], ...]


def files(top: str, skipped: list[Skipped], *, honour_ignores: bool = True) -> Iterator[str]:
    """Paths of the regular files below `top`, relative to it with `/`, in the order of their names.

    Links are not followed, so there are no loops.
    """
    yield from _below(top, "", (), skipped, honour_ignores)


def _below(
    top: str, folder: str, rules: _Rules, skipped: list[Skipped], honour_ignores: bool
) -> Iterator[str]:
    pending = [(folder, rules)]
    while pending:
        folder, rules = pending.pop()
        found = _scan(top, folder, skipped)
        if folder and (why := left_out(folder, {entry.name for entry in found})):
            skipped.append(Skipped(folder.rstrip("/"), why))
            continue
        if honour_ignores and any(entry.name == _IGNORE for entry in found):
            rules = _with_rules(top, folder, rules)
        below = []
        for entry in found:
            path = folder + entry.name
            if entry.is_symlink():
                skipped.append(Skipped(path, "is a link, which is not followed"))
            elif entry.is_dir(follow_symlinks=False):
                if entry.name != ".git" and not _is_ignored(path, rules, is_folder=True):
                    below.append((path + "/", rules))
            elif not entry.is_file(follow_symlinks=False):
                skipped.append(Skipped(path, "is no regular file"))
            elif not (rules and _is_ignored(path, rules, is_folder=False)):
                yield path
        pending += reversed(below)


def left_out(folder: str, names: set[str]) -> str:
    """Why a folder with these names in it is not looked into; empty for most."""
    if folder.rstrip("/").rpartition("/")[2] == "node_modules":
        return "holds installed packages"
    return "is a virtual environment" if "pyvenv.cfg" in names else ""


def _scan(top: str, folder: str, skipped: list[Skipped]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(os.path.join(top, folder)) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        skipped.append(Skipped(folder.rstrip("/") or ".", f"cannot be read: {error.strerror}"))
        return []


def _with_rules(top: str, folder: str, rules: _Rules) -> _Rules:
    try:
        with open(os.path.join(top, folder, _IGNORE), "rb") as file:
            text = file.read(_MAX_IGNORE_BYTES).decode("utf-8", "replace")
    except OSError:
        return rules
    return (*rules, (folder, gitignore.rules(text)))


def _is_ignored(path: str, rules: _Rules, *, is_folder: bool) -> bool:
    """The nearest `.gitignore` that speaks of the path decides."""
    for folder, own in reversed(rules):
        said = gitignore.is_ignored(path[len(folder) :], own, is_folder=is_folder)
        if said is not None:
            return said
    return False
