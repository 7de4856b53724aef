"""YAML to nodes, from parser events: several documents, no objects, no alias bombs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from modelguard.detect.configuration.nodes import MAX_DEPTH, Mapping, Node, Sequence, Text
from modelguard.detect.source import Unparsable

_QUOTES = ("'", '"')
_NO_TEXT = frozenset(("", "~", "null", "true", "false", "yes", "no", "on", "off"))
_MAX_NODES = 400_000


def parse(text: str) -> Iterator[Node]:
    """One node for each document. Raises `Unparsable` where the text stops being YAML.

    An alias is the very node that its anchor marks, so a file cannot grow by them.
    """
    yield from _documents(text, _Builder())


def begun(text: str) -> Node | None:
    """The document in which the text stops being YAML, as far as it goes."""
    builder = _Builder()
    with suppress(Unparsable):
        for _ in _documents(text, builder):
            pass
    return builder.root


def _documents(text: str, builder: _Builder) -> Iterator[Node]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            if (root := builder.take(event, type(event).__name__)) is not None:
                yield root
    except (yaml.YAMLError, UnicodeError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f" at line {mark.line + 1}" if mark else ""
        raise Unparsable(f"not YAML{place}") from error


class _Builder:
    def __init__(self) -> None:
        self._stack: list[Mapping | Sequence] = []
        self._keys: list[Text | None] = []
        self._anchors: dict[str, Node] = {}
        self.root: Node | None = None
        self._count = 0

    def take(self, event: Any, kind: str) -> Node | None:
        """The root, once its document ends."""
        match kind:
            case "ScalarEvent":
                self._add(_text(event), event.anchor)
            case "MappingStartEvent":
                self._open(Mapping(), event)
            case "SequenceStartEvent":
                self._open(Sequence(), event)
            case "MappingEndEvent" | "SequenceEndEvent":
                self._stack.pop()
                self._keys.pop()
            case "AliasEvent":
                self._add(self._anchors.get(event.anchor, _nothing(event)), None)
            case "DocumentStartEvent":
                self._anchors, self.root = {}, None
            case "DocumentEndEvent":
                return self.root
        return None

    def _open(self, node: Mapping | Sequence, event: Any) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise Unparsable(f"nested more than {MAX_DEPTH} levels deep")
        self._add(node, event.anchor)
        self._stack.append(node)
        self._keys.append(None)

    def _add(self, node: Node, anchor: str | None) -> None:
        self._count += 1
        if self._count > _MAX_NODES:
            raise Unparsable("too many values")
        if anchor:
            self._anchors[anchor] = node
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif (key := self._keys[-1]) is None:
            self._keys[-1] = node if isinstance(node, Text) else Text("", 0, 0)
        else:
            self._keys[-1] = None
            parent.add(key, node)


def _text(event: Any) -> Text:
    mark, style = event.start_mark, event.style or ""
    column = mark.column + 1 + (style in _QUOTES)
    plain = style not in ("|", ">", *_QUOTES)
    is_text = not plain or (event.value.lower() not in _NO_TEXT and not _is_number(event.value))
    return Text(
        event.value, mark.line + 1, column, mark.index, event.end_mark.index, style, is_text
    )


def _nothing(event: Any) -> Text:
    return Text("", event.start_mark.line + 1, event.start_mark.column + 1, is_text=False)


def _is_number(text: str) -> bool:
    return text[0] in "+-.0123456789" and text.replace(".", "", 1).lstrip("+-").isdecimal()
