"""From PATHS to the references of each project that governs a part of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from modelguard import project, rulebase
from modelguard.cli import judging, session
from modelguard.detect import Selected, Skipped
from modelguard.domain import Reference
from modelguard.errors import UsageError
from modelguard.project import Project

# Variables that git sets for its hooks; they speak of one repository, a run may read several.
_OF_ONE_REPOSITORY = frozenset((
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS", "GIT_DIR", "GIT_EXTERNAL_DIFF", "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE", "GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_WORK_TREE",
))  # fmt: skip


class Filters(NamedTuple):
    """The options that narrow what is looked at."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    diff_base: str | None = None
    isolated: bool = False


class Part(NamedTuple):
    """References that one project file governs; their paths are relative to its root."""

    project: Project
    references: tuple[Reference, ...]


class Scan(NamedTuple):
    """`parts` starts with the project of the first PATH. `is_whole` is False when only some files
    were looked at. `notices` are sentences for the user."""

    parts: tuple[Part, ...]
    skipped: tuple[Skipped, ...]
    is_whole: bool
    notices: tuple[str, ...] = ()


def existing(paths: tuple[str, ...]) -> tuple[Path, ...]:
    """The paths, each of which must exist."""
    places = tuple(Path(path) for path in paths)
    for place in places:
        try:
            place.stat()
        except (OSError, ValueError) as error:
            raise UsageError(
                f"`{place}` does not exist or cannot be read",
                hint="name a file or folder of the project",
            ) from error
    return places


def scan(places: tuple[Path, ...], choice: judging.Choice, filters: Filters) -> Scan:
    """Find the references below `places`."""
    from modelguard import detect
    from modelguard.cli import isolation
    from modelguard.detect import selection

    root, hidden = _first_project(places, choice, filters)
    request = _request(places, root, filters)
    skipped: list[Skipped] = []
    selected = selection.select(request, skipped)
    files, base = _since(filters, request, selected.files)
    rules = rulebase.load()
    found = [
        reference
        for reference in detect.find(files, rules, skipped)
        if base is None or base.is_added(reference, rules)
    ]
    if filters.isolated:
        found, notices = isolation.laid_bare(found, hidden, request)
    is_whole = not (filters.include or filters.diff_base) and any(map(os.path.isdir, places))
    return Scan((Part(root, tuple(found)),), tuple(skipped), is_whole)
