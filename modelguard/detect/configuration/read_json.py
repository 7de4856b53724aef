"""JSON to nodes, with comments, single quotes, bare keys and trailing commas let pass."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from modelguard.detect.configuration.nodes import MAX_DEPTH, Mapping, Node, Sequence, Text
from modelguard.detect.source import Unparsable


def parse(text: str) -> Iterator[Node]:
    """The values of the file, one for each where it is JSON Lines.

    What was read before a file breaks off is given too, then `Unparsable` raised.
    """
    builder = _Builder(text)
    for found in _token().finditer(text):
        if (kind := found.lastgroup or "") != "comment":
            builder.take(kind, found)
    yield from builder.roots
    if builder.fault is not None:
        raise Unparsable(f"not JSON at line {builder.place(builder.fault)[0]}")
    if builder.is_open:
        raise Unparsable("not JSON, it ends too early")


@cache
def _token() -> re.Pattern[str]:
    return re.compile(
        r"""(?P<text>"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+')
        |(?P<mark>[{}\[\]:,])
        |(?P<comment>//[^\n]*|\#[^\n]*|/\*.*?(?:\*/|\Z))
        |(?P<word>[^\s{}\[\]:,"'/\#]++)
        |(?P<other>["'/])""",
        re.VERBOSE | re.DOTALL,
    )


class _Builder:
    """`key` of the innermost mapping waits for its value; None where a key comes next."""

    def __init__(self, text: str) -> None:
        self.roots: list[Node] = []
        self.fault: int | None = None
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._stack: list[Mapping | Sequence] = []
        self._keys: list[Text | None] = []
        self._waits: Text | None = None

    @property
    def is_open(self) -> bool:
        return bool(self._stack)

    def place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def take(self, kind: str, found: re.Match[str]) -> None:
        match found.group():
            case "{":
                self._open(Mapping())
            case "[":
                self._open(Sequence())
            case "}" | "]":
                self._close(found.start())
            case ":":
                if self._waits is not None and self._keys:
                    self._keys[-1] = self._waits
                self._waits = None
            case ",":
                self._waits = None
            case written if kind != "other":
                self._scalar(written, found.start(), is_text=kind == "text")
            case _:
                self._fail(found.start())

    def _scalar(self, written: str, start: int, *, is_text: bool) -> None:
        line, column = self.place(start + is_text)
        value = _unescaped(written) if is_text else written
        style = written[0] if is_text else ""
        text = Text(value, line, column, start, start + len(written), style, is_text)
        if self._stack and isinstance(self._stack[-1], Mapping) and self._keys[-1] is None:
            self._waits = text
        else:
            self._add(text)

    def _open(self, node: Mapping | Sequence) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise Unparsable(f"nested more than {MAX_DEPTH} levels deep")
        self._add(node)
        self._stack.append(node)
        self._keys.append(None)
        self._waits = None

    def _fail(self, offset: int) -> None:
        self.fault = offset if self.fault is None else self.fault

    def _close(self, offset: int) -> None:
        if not self._stack:
            self._fail(offset)
            return
        self._stack.pop()
        self._keys.pop()
        self._waits = None

    def _add(self, node: Node) -> None:
        if not self._stack:
            self.roots.append(node)
            return
        parent = self._stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif (key := self._keys[-1]) is not None:
            self._keys[-1] = None
            parent.add(key, node)


def _unescaped(written: str) -> str:
    if "\\" not in written:
        return written[1:-1]
    try:
        return str(json.loads(f'"{written[1:-1]}"', strict=False))
    except ValueError:
        return written[1:-1]
