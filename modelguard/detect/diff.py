"""Which references were added since a git revision.

The earlier version of each changed file is read in the same way: a reference that it holds too, on
a line with the same words, is not new, wherever that line stands now. So a reference counts as
added even when the change that makes it one is on another line, or in a module that it takes the
name from.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from modelguard import project
from modelguard.detect import find, ignores, in_file, willing
from modelguard.detect.files import reading, repository, scope
from modelguard.detect.files.reading import Selected, Skipped
from modelguard.detect.source import Neighbour, SourceFile
from modelguard.domain import Reference
from modelguard.errors import UsageError
from modelguard.namedtuple import NamedTuple
from modelguard.rulebase import Rulebase


class Since(NamedTuple):
    """A commit of the repository at `top`. `changed` maps a path to its path at that commit."""

    top: str
    commit: str
    changed: Mapping[str, str]
    known: frozenset[str]
    environment: Mapping[str, str]


def since(root: str, revision: str, environment: Mapping[str, str]) -> Since:
    """What differs from `revision`, or from where this branch left it."""
    top = repository.top_level(root)
    if top is None:
        raise UsageError(
            f"`--diff-base {revision}` needs a git repository", hint="leave `--diff-base` out"
        )
    commit = repository.commit(top, revision, environment)
    if commit is None:
        hint = "name a branch, tag or commit; in CI the checkout may be too shallow"
        unknown = UsageError(f"git does not know the revision `{revision}`", hint=hint)
        raise repository.refusal(top, environment) or unknown
    changed = repository.changed(top, commit, environment)
    known = repository.names_at(top, commit, environment)
    if changed is None or known is None:
        raise UsageError(f"git cannot compare with `{revision}`", hint="see `git diff`")
    return Since(top, commit, changed, known, environment)


def added(
    files: Iterable[Selected], base: Since, rules: Rulebase, skipped: list[Skipped]
) -> Iterator[Reference]:
    """The references in `files` that were not there at the commit."""
    modules = {_module_name(path) for path in base.changed if path.endswith(".py")}
    for file in files:
        earlier = _earlier_path(file, base)
        if earlier is None:
            if not (modules and _speaks_of(modules, file) and _path(file, base) in base.known):
                continue
            earlier = _path(file, base)
        found = list(find([file], rules, skipped))
        if found and earlier:
            found = _not_in(found, file, earlier, base, rules)
        yield from found


def added_lines(file: Selected, base: Since) -> frozenset[int] | None:
    """Numbers of the lines that the earlier version does not have; None for a new file."""
    earlier = _earlier_path(file, base)
    if earlier is None:
        return frozenset()
    old = _content(base, earlier) if earlier else None
    if old is None:
        return None
    left = Counter(_words(old))
    left.subtract(_words(new := reading.read(file, []) or b""))
    numbers = set()
    for number, words in reversed(list(enumerate(_words(new), 1))):
        if left[words] < 0:
            numbers.add(number)
            left[words] += 1
    return frozenset(numbers)


def _module_name(path: str) -> bytes:
    """What an import calls the module."""
    name = path.removesuffix("/__init__.py").rpartition("/")[2]
    return os.fsencode(name.removesuffix(".py"))


def _speaks_of(modules: set[bytes], file: Selected) -> bool:
    data = reading.read(file, []) if file.path.endswith(".py") else None
    return data is not None and any(name in data for name in modules)


def _path(file: Selected, base: Since) -> str:
    return os.path.relpath(file.place, base.top).replace(os.sep, "/")


def _earlier_path(file: Selected, base: Since) -> str | None:
    """Its path at the commit, empty for a new file, None for one that did not change."""
    path = _path(file, base)
    if path in base.changed:
        earlier = base.changed[path]
        return earlier if _are_judged_alike(earlier, path, base.top) else ""
    if path in base.known:
        return None
    folder = path
    while folder := folder.rpartition("/")[0]:
        if folder in base.known:  # a submodule: one entry of its own
            return "" if folder in base.changed else None
    return ""


def _are_judged_alike(earlier: str, path: str, top: str) -> bool:
    """A file that moves out of the tests, or to another project file, is judged anew."""
    if earlier in ("", path):
        return True
    governing = {project.find(os.path.join(top, each))[1] for each in (earlier, path)}
    return scope.of(earlier) == scope.of(path) and len(governing) == 1


def _not_in(
    found: list[Reference], file: Selected, earlier: str, base: Since, rules: Rulebase
) -> list[Reference]:
    old = _content(base, earlier)
    if old is None:
        return found
    source = SourceFile(file.path, old, _neighbour(file, base))
    before = in_file(source, willing(file.path, old), rules, [])
    left = Counter(_key(reference, _words(old)) for reference in before)
    now, fresh = _words(reading.read(file, []) or b""), []
    for reference in found:
        key = _key(reference, now)
        if left[key] > 0:
            left[key] -= 1
        else:
            fresh.append(reference)
    return fresh


def _neighbour(file: Selected, base: Since) -> Neighbour:
    """Reads other files of the project as they were at the commit."""
    today = reading.neighbour(file, {}, {})
    way = _path(file, base).removesuffix(file.path)

    def read_then(path: str) -> bytes | None:
        there = way + path
        if there in base.changed:
            earlier = base.changed[there]
            return _content(base, earlier) if earlier else None
        if there not in base.known:
            return None
        same = today(path) if today else None
        return _content(base, there) if same is None else same

    return read_then


def _key(reference: Reference, lines: list[str]) -> tuple[object, ...]:
    words = lines[reference.line - 1] if reference.line <= len(lines) else ""
    return reference.id, reference.revision, words


def _words(data: bytes) -> list[str]:
    """Lines without what moves them: blanks around them."""
    return [line.strip() for line in ignores.lines(SourceFile("", data).text)]


def _content(base: Since, path: str) -> bytes | None:
    return repository.content(base.top, base.commit, path, base.environment)
