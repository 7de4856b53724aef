"""References in Python source: arguments of loaders, and the names and values that reach them."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.detect import python_gate
from modelguard.detect.source import Hit, SourceFile, Unparsable

NAME = "python"
_SUFFIXES = (".py", ".pyi", ".pyw")
# Larger files are generated, and their trees take fifty times their size.
_LARGEST = 2_000_000


def claims(path: str) -> bool:
    return path.endswith(_SUFFIXES)


def may_hold(data: bytes) -> bool:
    return python_gate.may_hold(data)


def find(file: SourceFile) -> Iterator[Hit]:
    """Raises `Unparsable` after what plain calls of loaders say, where the syntax is broken."""
    from modelguard.detect import python_fallback, python_hits

    text = file.text
    problem = "larger than 2 MB" if len(text) > _LARGEST else ""
    if not problem:
        try:
            yield from python_hits.find(text, file.path, file.neighbour)
            return
        except Unparsable as error:
            problem = str(error)
    yield from python_fallback.find(text)
    raise Unparsable(problem)
