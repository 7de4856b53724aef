"""The project files that govern a run, and the references that are each one's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelguard import project
from modelguard.cli import loading
from modelguard.domain import Reference
from modelguard.errors import ConfigError
from modelguard.project import Project

if TYPE_CHECKING:
    from modelguard.detect.diff import Since
    from modelguard.detect.files.reading import Selected
    from modelguard.detect.files.selection import Selection


def parts(
    first: Project,
    found: list[Reference],
    inner_files: list[tuple[str, str]],
    choice: loading.Choice,
) -> list[loading.Part]:
    """The references by the nearest project file; without others, all are the first one's."""
    found_parts, rest = [], found
    for prefix, file in sorted(inner_files, key=lambda each: (len(each[0]), each[0]), reverse=True):
        inner = [each for each in rest if each.path.startswith(prefix)]
        rest = [each for each in rest if not each.path.startswith(prefix)]
        governing = _loaded(file, prefix, choice)
        found_parts.append(loading.Part(governing, _inside(inner, prefix, governing), prefix))
    return [loading.Part(first, tuple(rest)), *reversed(found_parts)]


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


def nested(
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


def manifest(
    governing: Project, selected: Selection, is_whole: bool, base: Since | None
) -> Iterator[Reference]:
    """The manifest's own references, where the project file is among the files of the run."""
    if governing.file is None:
        return
    place = os.path.abspath(governing.file)
    named = [each for each in selected.project_files if each.place == place]
    if not named and not is_whole:
        return
    from modelguard.detect.manifest import references

    lines = None if base is None else _added_lines(named[0], base)
    for reference in references(governing):
        if lines is None or reference.line in lines:
            yield reference


def _added_lines(file: Selected, base: Since) -> frozenset[int] | None:
    from modelguard.detect import diff

    return diff.added_lines(file, base)
