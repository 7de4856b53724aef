"""Constants of other files of the project, read when a name leads there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from modelguard.detect.py import gate
from modelguard.detect.py.module import Module, release
from modelguard.detect.source import SourceFile, Unparsable

_MOST_FILES = 12  # files read for one
_LARGEST = 500_000


class Project:
    """`reader` gives the bytes of a file by its path from the root, None where there is none."""

    def __init__(
        self, reader: Callable[[str], bytes | None] | None, parse: Callable[[str, str], Module]
    ) -> None:
        self._reader = reader
        self._parse = parse
        self._modules: dict[str, Module | None] = {}
        self._named: dict[tuple[str, str], Module | None] = {}
        self._left = _MOST_FILES

    def close(self) -> None:
        for module in self._modules.values():
            if module is not None:
                release(module)

    def find(self, module: Module, dotted: str) -> Module | None:
        """The file that an import of `module` names; None for a library."""
        if self._reader is None:
            return None
        key = (module.path, dotted)
        if key not in self._named:
            self._named[key] = self._search(module, dotted)
        return self._named[key]

    def _search(self, module: Module, dotted: str) -> Module | None:
        for path in _paths(module.path, dotted):
            if path == module.path:
                return None
            if found := self._at(path):
                return found
        return None

    def _at(self, path: str) -> Module | None:
        if path not in self._modules:
            self._modules[path] = self._read(path)
        return self._modules[path]

    def _read(self, path: str) -> Module | None:
        data = self._reader(path) if self._reader and self._left > 0 else None
        if data is None or len(data) > _LARGEST or not gate.may_define(data):
            return None
        self._left -= 1
        try:
            return self._parse(SourceFile(path, data).text, path)
        except Unparsable:
            return None


def _paths(importer: str, dotted: str) -> Iterator[str]:
    """Where the module may lie: beside the importer, or below any folder above it, or `src`."""
    folders = importer.split("/")[:-1]
    name = dotted.lstrip(".")
    level = len(dotted) - len(name)
    parts = [part for part in name.split(".") if part]
    if level:
        if level - 1 > len(folders):
            return
        bases = [folders[: len(folders) - level + 1]]
    else:
        bases = [folders[:length] for length in range(len(folders), -1, -1)]
        bases.append(["src"])
    for base in bases:
        path = "/".join([*base, *parts])
        if parts:
            yield f"{path}.py"
        yield f"{path}/__init__.py" if path else "__init__.py"
