"""One Python source to its hits: parse, collect, follow, and keep the best word for each text."""

from __future__ import annotations

import ast
import gc
import re
import warnings
from collections.abc import Callable, Iterator

from modelguard.detect.py import commands, loads, names
from modelguard.detect.py.collect import collect
from modelguard.detect.py.loads import Found
from modelguard.detect.py.module import SENDS, Module, release
from modelguard.detect.py.project import Project
from modelguard.detect.py.resolve import Place, Resolver
from modelguard.detect.py.texts import texts
from modelguard.detect.source import Hit, Unparsable

Reader = Callable[[str], bytes | None]


def find(text: str, path: str, reader: Reader | None) -> Iterator[Hit]:
    """`reader` gives other files of the project by their paths, for constants that are imported."""
    module = parse(text, path)
    project = Project(reader, parse)
    resolver = Resolver(project.find)
    lines = _Lines(text)
    own = _Own(module, resolver)
    seen: set[Hit] = set()
    try:
        for found in _found(module, resolver):
            hit = _hit(found, module, lines)
            if hit not in seen and not hit.text.isspace() and hit.text not in own:
                seen.add(hit)
                yield hit
        yield from commands.find(module, resolver, lines.place)
    finally:
        project.close()
        release(module)


def _sent(module: Module, resolver: Resolver) -> Iterator[Found]:
    if not module.sites.keys().isdisjoint(SENDS):
        from modelguard.detect.py import requests

        yield from requests.find(module, resolver)


def _found(module: Module, resolver: Resolver) -> Iterator[Found]:
    """What calls load, then what names tell of texts that no call was seen to load.

    A constant of another file is told where it is used, unless that file tells it by itself.
    """
    loaded: set[int] = set()
    elsewhere = _Elsewhere(resolver)
    for found in (*loads.loads(module, resolver), *_sent(module, resolver)):
        if found.carrier != "uri" or "://" in found.text.text:  # what takes files reads no ids
            loaded.add(id(found.text.node))
        if found.text.module is module or found.revision or not elsewhere.tells(found):
            yield found
    for found in names.named(module, resolver):
        is_new = id(found.text.node) not in loaded and found.text.module is module
        if is_new and _is_plain(found):
            yield found


class _Elsewhere:
    """Which texts of other files are references there."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._told: dict[str, set[int]] = {}

    def tells(self, found: Found) -> bool:
        other = found.text.module
        if other.path not in self._told:
            every = [
                *loads.loads(other, self._resolver),
                *names.named(other, self._resolver),
            ]
            self._told[other.path] = {id(each.text.node) for each in every}
        return id(found.text.node) in self._told[other.path]


def parse(text: str, path: str) -> Module:
    return collect(path, tree(text))


def tree(text: str) -> ast.Module:
    """Raises `Unparsable` for what is no Python 3."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        raise Unparsable(f"line {error.lineno or 1}: {error.msg}") from error
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        raise Unparsable(str(error) or type(error).__name__) from error
    finally:
        if was_on:
            gc.enable()


def _hit(found: Found, module: Module, lines: _Lines) -> Hit:
    line, column = lines.place(found.text.node if found.text.module is module else found.use)
    return Hit(found.text.text, line, column, found.carrier, found.type, found.revision)


def _is_plain(found: Found) -> bool:
    """Addresses are found by their own detector; a bare word under `dataset` says too little."""
    text = found.text.text
    return "://" not in text and (found.type != "dataset" or "/" in text)


class _Lines:
    """Places in characters; `ast` counts bytes, and takes a lone return for the end of a line."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._is_plain = text.isascii() and text.count("\r") == text.count("\r\n")
        self._starts: list[int] = []

    def place(self, node: ast.AST) -> tuple[int, int]:
        line = int(getattr(node, "lineno", 1))
        column = int(getattr(node, "col_offset", 0))
        if self._is_plain:
            return line, column + 1
        if not self._starts:
            self._starts = [0, *(end.end() for end in re.finditer(r"\r\n?|\n", self._text))]
        start = self._starts[line - 1]
        written = self._text[start : self._starts[line] if line < len(self._starts) else None]
        before = written.encode("utf-8", errors="replace")[:column]
        start += len(before.decode("utf-8", errors="replace"))
        return self._text.count("\n", 0, start) + 1, start - self._text.rfind("\n", 0, start)


_OUTPUTS = (
    "output_dir",
    "output_path",
    "save_directory",
    "save_dir",
    "local_dir",
    "local_save_dir",
)
_SAVES = ("save_pretrained", "save_model", "save_to_disk", "save_pretrained_merged")


class _Own:
    """What the module itself writes is no dependency when it reads it back."""

    def __init__(self, module: Module, resolver: Resolver) -> None:
        self._module, self._resolver = module, resolver
        self._texts: set[str] | None = None

    def __contains__(self, text: str) -> bool:
        if self._texts is None:
            self._texts = _outputs(self._module, self._resolver)
        return text in self._texts


def _outputs(module: Module, resolver: Resolver) -> set[str]:
    found: set[str] = set()
    for entry in module.named:
        if entry.name in _OUTPUTS:
            place = Place(entry.value, entry.scope, module)
            found.update(text.text for text in texts(resolver, place))
    for site in _SAVES:
        for call, scope in module.sites.get(site, ()):
            if call.args:
                place = Place(call.args[0], scope, module)
                found.update(text.text for text in texts(resolver, place))
    return found
