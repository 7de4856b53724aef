"""From PATHS to the references of each project that governs a part of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from modelguard import project, rulebase
from modelguard.cli import governing, loading, session
from modelguard.domain import Reference
from modelguard.errors import UsageError
from modelguard.namedtuple import NamedTuple
from modelguard.project import Project

if TYPE_CHECKING:
    from modelguard.detect import Skipped
    from modelguard.detect.files.selection import Request, Selection
    from modelguard.detect.remembered import Memory

# Variables that git sets for its hooks: they speak of one repository, a run may read several.
_OF_ONE_REPOSITORY = frozenset((
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS", "GIT_DIR", "GIT_EXTERNAL_DIFF", "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE", "GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_WORK_TREE",
))  # fmt: skip

_MANY = 200  # files
_DOCUMENTS = (".yaml", ".yml", ".json")


class Filters(NamedTuple):
    """The options that narrow what is looked at."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    diff_base: str | None = None
    isolated: bool = False


class Scan(NamedTuple):
    """`parts` starts with the project that governs all PATHs. `is_whole` is False when only some
    files were looked at. `notices` are sentences for the user."""

    parts: tuple[loading.Part, ...]
    skipped: tuple[Skipped, ...]
    is_whole: bool
    notices: tuple[str, ...] = ()

    def references(self) -> list[Reference]:
        """Those of all parts, with paths relative to the root of the run."""
        return [
            reference._replace(path=part.prefix + reference.path)
            for part in self.parts
            for reference in part.references
        ]


def existing(paths: tuple[str, ...]) -> tuple[str, ...]:
    """The paths, each of which must exist and be open to us: what was named is not skipped."""
    for place in paths:
        if not _can_be_read(place):
            raise UsageError(
                f"`{place}` does not exist or cannot be read",
                hint="name a file or folder of the project",
            )
    return paths


def _can_be_read(place: str) -> bool:
    try:
        return os.access(place, os.R_OK)
    except ValueError:  # a NUL in the name
        return False


def scan(places: tuple[str, ...], choice: loading.Choice, filters: Filters) -> Scan:
    """Find the references below `places`, and who governs them."""
    from modelguard.detect import parallel
    from modelguard.detect.files import selection

    first = loading.load_project(places, choice, isolated=filters.isolated)
    request = _request(places, first, filters)
    skipped: list[Skipped] = []
    selected = selection.select(request, skipped)
    base = None
    if filters.diff_base is None:
        memory = _memory(first, selected, choice)
        found = parallel.find(selected.files, skipped, memory=memory)
    else:
        from modelguard.detect import diff

        base = diff.since(os.path.abspath(first.root), filters.diff_base, request.environment)
        found = list(diff.added(selected.files, base, rulebase.load(), skipped))
    notices: tuple[str, ...] = ()
    if filters.isolated:
        from modelguard.cli import isolation

        found, notices = isolation.laid_bare(found, places, request, choice)
    has_folder = any(map(os.path.isdir, places))
    if has_folder:  # of single files, a hook's for instance, often none is included
        idle = selection.idle(filters.include, selected)
        notices = (*notices, *(f"`--include {glob}` names no file" for glob in idle))
    is_whole = has_folder and not (filters.include or filters.diff_base)
    is_alone = choice.config is not None or filters.isolated
    nested = [] if is_alone else governing.nested(first, found, selected, places)
    parts = tuple(
        part._replace(
            references=(
                *governing.manifest(part.project, selected, is_whole, base),
                *part.references,
            )
        )
        for part in governing.parts(first, found, nested, choice)
    )
    return Scan(parts, tuple(skipped), is_whole, notices)


def _memory(first: Project, selected: Selection, choice: loading.Choice) -> Memory | None:
    """What earlier runs found in a tree; a few files are read faster than it is."""
    if choice.no_cache or len(selected.files) < _MANY:
        return None
    from modelguard.detect.remembered import Memory

    return Memory(session.found_folder(), os.path.abspath(first.root))


def found_below(places: tuple[str, ...]) -> list[Reference]:
    """The references that detection finds, whatever a project file says."""
    from modelguard.detect import parallel
    from modelguard.detect.files import selection

    outside = loading.context(loading.Choice())
    root, _ = project.find(project.common(places))
    nobody = project.empty(root, None, context=outside)
    files = selection.select(_request(places, nobody, Filters()), []).files
    return parallel.find(files, [])


def tell(scan: Scan, verbose: int) -> None:
    """What was not heeded, and under `-v` what was not read."""
    if verbose:
        for path, why in sorted(set(scan.skipped)):
            session.say(f"skipped `{path}`: {why}")
    for notice in scan.notices:
        session.say(notice)


def _request(places: tuple[str, ...], first: Project, filters: Filters) -> Request:
    from modelguard.detect.files.selection import Request

    spoken = {first.policy.origin, *first.policy.locked_by.values()}
    own = {
        os.path.abspath(os.path.join(first.root, name))
        for name in spoken
        if name.endswith(_DOCUMENTS)
    }
    if first.file is not None and os.path.basename(first.file) != "pyproject.toml":
        own.add(os.path.abspath(first.file))
    return Request(
        places=places,
        root=first.root,
        current=os.getcwd(),
        include=filters.include,
        exclude=(*first.exclude, *filters.exclude),
        environment=git_environment(),
        own=frozenset(own),
        honour_ignores=not filters.isolated,
    )


def git_environment() -> Mapping[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _OF_ONE_REPOSITORY}
