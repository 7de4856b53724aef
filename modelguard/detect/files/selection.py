"""Which files of a project are read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from modelguard.detect.files import path_globs
from modelguard.detect.files.reading import Selected, Skipped
from modelguard.namedtuple import NamedTuple

if TYPE_CHECKING:
    from modelguard.detect.files.repository import Entry

# What modelguard itself reads or writes: it speaks of models, the project does not use them there.
PROJECT_FILES = frozenset(("modelguard.yaml", "modelguard.yml"))
_OWN_FILES = PROJECT_FILES | {"modelguard.lock"}


class Request(NamedTuple):
    """What to look at. `environment` is what git gets; `own` are further files of modelguard.

    Globs are relative to `root`. With `honour_ignores` False, `.gitignore` files leave nothing out.
    """

    places: tuple[str, ...]
    root: str
    current: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    environment: Mapping[str, str] = {}
    own: frozenset[str] = frozenset()
    honour_ignores: bool = True


class Selection(NamedTuple):
    """`project_files` are files that may govern a part of the project, its own among them."""

    files: tuple[Selected, ...]
    project_files: tuple[Selected, ...]


def select(request: Request, skipped: list[Skipped]) -> Selection:
    """Each file once, in the order of the paths."""
    files: dict[str, Selected] = {}
    project_files: dict[str, Selected] = {}
    for place in request.places:
        for selected in _at(os.path.abspath(place), request, skipped):
            name = selected.path.rpartition("/")[2]
            if name in PROJECT_FILES or name == "pyproject.toml":
                project_files[selected.place] = selected
            if name not in _OWN_FILES and selected.place not in request.own:
                files.setdefault(selected.place, selected)
    return Selection(_by_path(files), _by_path(project_files))


def idle(globs: tuple[str, ...], selection: Selection) -> list[str]:
    """Globs that name none of the files, such as one with a typo."""
    paths = [each.path for each in selection.files]
    return [
        glob for glob in globs if not any(path_globs.any_names(path, (glob,)) for path in paths)
    ]


def _by_path(found: dict[str, Selected]) -> tuple[Selected, ...]:
    return tuple(sorted(found.values(), key=lambda selected: selected.path))


def _at(place: str, request: Request, skipped: list[Skipped]) -> Iterator[Selected]:
    """A file that was named, or the files below a folder that was."""
    name = _naming(request)
    if not os.path.isdir(place):
        path = name(place)
        if _is_wanted(path, request):
            yield Selected(path, place, is_named=True)
        elif path_globs.any_names(path, request.exclude):
            skipped.append(Skipped(path, "is excluded"))
        return
    start = place.rstrip(os.sep) + os.sep
    shown = name(start + "x").removesuffix("x")
    passed_over: list[Skipped] = []
    for inner in _below(place, request, passed_over):
        if _is_wanted(shown + inner, request):
            yield Selected(shown + inner, start + inner)
    skipped += [Skipped(shown + each.path, each.why) for each in passed_over]


def _is_wanted(path: str, request: Request) -> bool:
    if request.exclude and path_globs.any_names(path, request.exclude):
        return False
    return not request.include or path_globs.any_names(path, request.include)


def _naming(request: Request) -> Callable[[str], str]:
    """Paths for reports: relative to the root, else to the current folder."""
    root, current = os.path.abspath(request.root), os.path.abspath(request.current)
    start = root.rstrip(os.sep) + os.sep

    def name(place: str) -> str:
        if place.startswith(start):
            return place[len(start) :].replace(os.sep, "/")
        return os.path.relpath(place, current).replace(os.sep, "/")

    return name


def _below(top: str, request: Request, skipped: list[Skipped]) -> Iterator[str]:
    """Paths below a folder, relative to it: as git lists them, else as they lie there."""
    from modelguard.detect.files import repository, walk

    found = None
    if request.honour_ignores and repository.top_level(top) is not None:
        found = repository.entries(top, request.environment)
    if found is None:
        yield from walk.files(top, skipped, honour_ignores=request.honour_ignores)
        return
    left_out = _left_out(found, skipped)
    for entry in found:
        if _is_below(entry.path, left_out):
            continue
        if entry.is_link:
            skipped.append(Skipped(entry.path, "is a link, which is not followed"))
        elif entry.is_repository:
            inner = f"{top}{os.sep}{entry.path}"
            if os.path.lexists(f"{inner}{os.sep}.git"):
                start = len(skipped)
                yield from (f"{entry.path}/{path}" for path in _below(inner, request, skipped))
                skipped[start:] = [
                    Skipped(f"{entry.path}/{each.path}", each.why) for each in skipped[start:]
                ]
        else:
            yield entry.path


def _left_out(found: list[Entry], skipped: list[Skipped]) -> frozenset[str]:
    """Folders with installed packages that git lists all the same."""
    folders: dict[str, str] = {}
    for entry in found:
        folder, _, name = entry.path.rpartition("/")
        if name == "pyvenv.cfg" and folder:
            folders[folder] = "is a virtual environment"
        elif "node_modules/" in entry.path:
            before, packages, _ = f"/{entry.path}".partition("/node_modules/")
            if packages:
                folders[f"{before}/node_modules"[1:]] = "holds installed packages"
    skipped += [Skipped(folder, why) for folder, why in sorted(folders.items())]
    return frozenset(folders)


def _is_below(path: str, folders: frozenset[str]) -> bool:
    if not folders:
        return False
    while path:
        path = path.rpartition("/")[0]
        if path in folders:
            return True
    return False
