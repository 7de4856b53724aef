"""From PATHS to the references of each project that governs a part of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from modelguard import project, rulebase
from modelguard.cli import judging, session
from modelguard.domain import Reference
from modelguard.errors import UsageError
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
    """`parts` starts with the project of the first PATH. `is_whole` is False when only some files
    were looked at. `notices` are sentences for the user."""

    parts: tuple[judging.Part, ...]
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
    """Find the references below `places`, and who governs them."""
    from modelguard.detect import parallel
    from modelguard.detect.files import selection

    first = judging.load_project(list(places), choice, isolated=filters.isolated)
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
    governed = _governed(first, found, selected, choice, filters)
    parts = tuple(
        part._replace(
            references=(*_manifest(part.project, selected, is_whole, base), *part.references)
        )
        for part in governed
    )
    return Scan(parts, tuple(skipped), is_whole, notices)


def found_below(places: tuple[Path, ...]) -> list[Reference]:
    """The references that detection finds, whatever a project file says."""
    from modelguard.detect import parallel
    from modelguard.detect.files import selection

    outside = judging.context(judging.Choice())
    root, _ = project.find(places[0])
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


def _request(places: tuple[Path, ...], first: Project, filters: Filters) -> Request:
    from modelguard.detect.files.selection import Request

    spoken = {first.policy.origin, *first.policy.locked_by.values()}
    own = {os.path.abspath(first.root / name) for name in spoken if name.endswith(_DOCUMENTS)}
    if first.file is not None and first.file.name != "pyproject.toml":
        own.add(os.path.abspath(first.file))
    return Request(
        places=places,
        root=first.root,
        current=Path.cwd(),
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
    from modelguard.detect import manifest

    if governing.file is None:
        return
    place = os.path.abspath(governing.file)
    named = [each for each in selected.project_files if each.place == place]
    if not named and not is_whole:
        return
    lines = None if base is None else _added_lines(named[0], base)
    for reference in manifest.references(governing):
        if lines is None or reference.line in lines:
            yield reference


def _added_lines(file: Selected, base: Since) -> frozenset[int] | None:
    from modelguard.detect import diff

    return diff.added_lines(file, base)


def _governed(
    first: Project,
    found: list[Reference],
    selected: Selection,
    choice: judging.Choice,
    filters: Filters,
) -> list[judging.Part]:
    """The references by the nearest project file; without others, all are the first one's."""
    nested = [] if choice.config is not None or filters.isolated else _nested(first, selected)
    parts, rest = [], found
    for prefix, file in sorted(nested, key=lambda each: -len(each[0])):
        inner = [each for each in rest if each.path.startswith(prefix)]
        rest = [each for each in rest if not each.path.startswith(prefix)]
        governing = judging.load_file(file, choice)
        parts.append(judging.Part(governing, _inside(inner, prefix, governing), prefix))
    return [judging.Part(first, tuple(rest)), *reversed(parts)]


def _nested(first: Project, selected: Selection) -> list[tuple[str, Path]]:
    """Project files below the first one's root: (its folder with a `/` behind, file)."""
    folders = {os.path.dirname(each.place): each.path for each in selected.project_files}
    found = []
    for folder, path in folders.items():
        prefix = path.rpartition("/")[0]
        if not prefix or prefix.startswith(".."):
            continue
        file = project.in_folder(Path(folder))
        if file is not None and (first.file is None or not os.path.samefile(file, first.file)):
            found.append((f"{prefix}/", file))
    return found


def _inside(found: list[Reference], prefix: str, governing: Project) -> tuple[Reference, ...]:
    from modelguard.detect.files import path_globs

    moved = (each._replace(path=each.path[len(prefix) :]) for each in found)
    return tuple(each for each in moved if not path_globs.any_names(each.path, governing.exclude))
