"""From PATHS to the references of each project that governs a part of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from modelguard import project, rulebase
from modelguard.cli import loading, session
from modelguard.domain import Reference
from modelguard.errors import ConfigError, UsageError
from modelguard.namedtuple import NamedTuple
from modelguard.project import Project

if TYPE_CHECKING:
    from modelguard.detect import Skipped
    from modelguard.detect.diff import Since
    from modelguard.detect.files.reading import Selected
    from modelguard.detect.files.selection import Request, Selection

# Variables that git sets for its hooks: they speak of one repository, a run may read several.
_OF_ONE_REPOSITORY = frozenset((
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS", "GIT_DIR", "GIT_EXTERNAL_DIFF", "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE", "GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_WORK_TREE",
))  # fmt: skip

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
        found = parallel.find(selected.files, skipped)
    else:
        from modelguard.detect import diff

        base = diff.since(os.path.abspath(first.root), filters.diff_base, request.environment)
        found = list(diff.added(selected.files, base, rulebase.load(), skipped))
    notices: tuple[str, ...] = ()
    if filters.isolated:
        from modelguard.cli import isolation

        found, notices = isolation.laid_bare(found, places, request, choice)
    is_whole = not (filters.include or filters.diff_base) and any(map(os.path.isdir, places))
    is_alone = choice.config is not None or filters.isolated
    nested = [] if is_alone else _nested(first, found, selected, places)
    parts = tuple(
        part._replace(
            references=(*_manifest(part.project, selected, is_whole, base), *part.references)
        )
        for part in _governed(first, found, nested, choice)
    )
    return Scan(parts, tuple(skipped), is_whole, notices)


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


def _manifest(
    governing: Project, selected: Selection, is_whole: bool, base: Since | None
) -> Iterator[Reference]:
    """The manifest's own references, where the project file is among the files of the run."""
    if governing.file is None:
        return
    place = os.path.abspath(governing.file)
    named = [each for each in selected.project_files if each.place == place]
    if not named and not is_whole:
        return
    from modelguard.detect import manifest

    lines = None if base is None else _added_lines(named[0], base)
    for reference in manifest.references(governing):
        if lines is None or reference.line in lines:
            yield reference


def _added_lines(file: Selected, base: Since) -> frozenset[int] | None:
    from modelguard.detect import diff

    return diff.added_lines(file, base)


def _governed(
    first: Project, found: list[Reference], nested: list[tuple[str, str]], choice: loading.Choice
) -> list[loading.Part]:
    """The references by the nearest project file; without others, all are the first one's."""
    parts, rest = [], found
    for prefix, file in sorted(nested, key=lambda each: -len(each[0])):
        inner = [each for each in rest if each.path.startswith(prefix)]
        rest = [each for each in rest if not each.path.startswith(prefix)]
        governing = _loaded(file, prefix, choice)
        parts.append(loading.Part(governing, _inside(inner, prefix, governing), prefix))
    return [loading.Part(first, tuple(rest)), *reversed(parts)]


def _loaded(file: str, prefix: str, choice: loading.Choice) -> Project:
    """What is wrong in the file is told with the way to it."""
    try:
        return loading.load_file(file, choice)
    except ConfigError as error:
        if error.path != os.path.basename(file):
            raise
        path = prefix + error.path
        message = error.message.replace(f"\n{error.path}:", f"\n{path}:")
        raise ConfigError(message, path=path, line=error.line, hint=error.hint) from error


def _nested(
    first: Project, found: list[Reference], selected: Selection, places: tuple[str, ...]
) -> list[tuple[str, str]]:
    """Project files below the first one's root: (its folder with a `/` behind, file).

    Those that were selected, and those that lie above what was named.
    """
    folders = {os.path.dirname(each.place) for each in selected.project_files}
    files = [project.in_folder(folder) for folder in folders]
    referenced = {each.path for each in found}
    starts = {os.path.abspath(place) for place in places if os.path.isdir(place)}
    starts |= {
        os.path.dirname(each.place)
        for each in selected.files
        if each.is_named and each.path in referenced
    }
    root = os.path.abspath(first.root)
    files += [project.find(start)[1] for start in starts - {root}]
    prefixes = {_way(root, file): file for file in files if file is not None}
    return [(prefix, file) for prefix, file in prefixes.items() if prefix]


def _way(root: str, file: str) -> str:
    """From the root down to the folder of a file, with a `/` behind; empty if it is not below."""
    way = os.path.relpath(os.path.abspath(os.path.dirname(file)), root).replace(os.sep, "/")
    return "" if way == "." or way.startswith("..") else f"{way}/"


def _inside(found: list[Reference], prefix: str, governing: Project) -> tuple[Reference, ...]:
    from modelguard.detect.files import path_globs

    moved = (each._replace(path=each.path[len(prefix) :]) for each in found)
    return tuple(each for each in moved if not path_globs.any_names(each.path, governing.exclude))
