"""References in Python source: arguments of loaders, and the names and values that reach them."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.detect.py import gate
from modelguard.detect.source import Hit, SourceFile, Unparsable

NAME = "python"
_SUFFIXES = (".py", ".pyi", ".pyw")
# Larger files are generated, and their trees take fifty times their size.
_LARGEST = 2_000_000


def claims(path: str) -> bool:
    return path.endswith(_SUFFIXES)


def may_hold(data: bytes) -> bool:
    return gate.may_hold(data)


def find(file: SourceFile) -> Iterator[Hit]:
    """Raises `Unparsable` after what plain calls of loaders say, where the syntax is broken."""
    from modelguard.detect.py import hits

    text = file.text
    problem = "larger than 2 MB" if len(text) > _LARGEST else ""
    if not problem:
        try:
            yield from hits.find(text, file.path, file.neighbour)
            return
        except Unparsable as error:
            problem = str(error)
    from modelguard.detect.py import fallback

    yield from fallback.find(text)
    raise Unparsable(problem)
