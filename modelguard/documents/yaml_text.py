"""YAML text to plain data with places, from parser events: no objects, no alias bombs.

Plain words are read as in YAML 1.2: `no`, `off` and a country's `NO` stay text, and so do dates.
"""

from __future__ import annotations

import math
import re
from typing import Any

from modelguard.documents.document import Place, Pointer
from modelguard.errors import ConfigError

MAX_DEPTH = 100
_MAX_FROM_ALIASES = 10_000
_WORDS: dict[str, Any] = dict.fromkeys(("", "~", "null", "Null", "NULL"))
_WORDS |= dict.fromkeys(("true", "True", "TRUE"), True)
_WORDS |= dict.fromkeys(("false", "False", "FALSE"), False)
_INTEGER = r"[-+]?(?:0|[1-9](?:_?[0-9]){0,300})"
_FLOAT = r"[-+]?[0-9](?:_?[0-9])*(?:\.[0-9]*)?(?:[eE][-+]?[0-9]{1,5})?"
_QUOTES = ("'", '"')
_TAG = "tag:yaml.org,2002:"
_PLAIN_TAGS = frozenset(("int", "float", "bool", "null"))
_TEXT_TAGS = frozenset(("str", "timestamp"))
_CONTAINER_TAGS = frozenset(("map", "seq"))


def parse(text: str, label: str) -> tuple[Any, dict[Pointer, Place], dict[Pointer, Place]]:
    """Data (None for an empty file), places of keys and items, places of values."""
    import yaml

    builder = _Builder(label)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event, type(event).__name__)
    except yaml.YAMLError as error:
        from modelguard.documents.yaml_errors import explained

        raise explained(error, text, label) from error
    return builder.data, builder.keys, builder.values


class _Frame:
    """A mapping or list that is still open. `key` is the key that waits for its value."""

    __slots__ = ("anchor", "data", "height", "key", "lines", "merged", "pointer", "size")

    def __init__(self, data: Any, pointer: Pointer, anchor: str | None) -> None:
        self.data = data
        self.pointer = pointer
        self.anchor = anchor
        self.key: str | None = None
        self.lines: dict[str, int] = {}
        self.merged: list[Any] = []
        self.size = 1
        self.height = 1


class _Builder:
    """Takes parser events, holds the data and places they make."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.data: Any = None
        self.keys: dict[Pointer, Place] = {}
        self.values: dict[Pointer, Place] = {}
        self._stack: list[_Frame] = []
        self._anchors: dict[str, tuple[Any, int, int]] = {}
        self._from_aliases = 0
        self._documents = 0

    def take(self, event: Any, kind: str) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        match kind:
            case "ScalarEvent":
                self._scalar(event, line, column)
            case "MappingStartEvent" | "SequenceStartEvent":
                self._check_tag(event.tag, _CONTAINER_TAGS, line)
                self._open({} if kind == "MappingStartEvent" else [], event.anchor, line, column)
            case "MappingEndEvent" | "SequenceEndEvent":
                self._close(line)
            case "AliasEvent":
                self._alias(event.anchor, line, column)
            case "DocumentStartEvent":
                self._documents += 1
                if self._documents > 1:
                    raise self._error("a second document starts here", line, "remove the `---`")

    def _scalar(self, event: Any, line: int, column: int) -> None:
        frame = self._stack[-1] if self._stack else None
        if frame and frame.key is None and isinstance(frame.data, dict):
            self._key(frame, event.value, line, column)
            return
        tag = self._check_tag(event.tag, _PLAIN_TAGS | _TEXT_TAGS, line)
        is_plain = event.implicit[0] if not tag else tag in _PLAIN_TAGS
        value = _plain(event.value) if is_plain else event.value
        if event.anchor:
            self._anchors[event.anchor] = (value, 1, 0)
        self._add(value, line, column + (event.style in _QUOTES))

    def _key(self, frame: _Frame, key: str, line: int, column: int) -> None:
        if key in frame.lines:
            message = f"`{key}` is written twice, on lines {frame.lines[key]} and {line}"
            raise self._error(message, line, "keep one, with all that belongs to it")
        frame.key = key
        frame.lines[key] = line
        self.keys[(*frame.pointer, key)] = (line, column)

    def _open(self, data: Any, anchor: str | None, line: int, column: int) -> None:
        self._require_depth(len(self._stack) + 1, line)
        pointer: Pointer = ()
        if self._stack:
            frame = self._stack[-1]
            step: str | int = len(frame.data)
            if isinstance(frame.data, dict):
                if frame.key is None:
                    raise self._error("a key must be text", line, "a value in `{}` needs quotes")
                step = frame.key
            pointer = (*frame.pointer, step)
        if anchor:
            self._anchors.pop(anchor, None)
        self._note(pointer, line, column)
        self._stack.append(_Frame(data, pointer, anchor))

    def _close(self, line: int) -> None:
        frame = self._stack.pop()
        for source in frame.merged:
            frame.data |= {key: value for key, value in source.items() if key not in frame.data}
        if frame.anchor:
            self._anchors[frame.anchor] = (frame.data, frame.size, frame.height)
        self._add(frame.data, line, 0, size=frame.size, height=frame.height)

    def _alias(self, anchor: str, line: int, column: int) -> None:
        if anchor not in self._anchors:
            hint = f'put a pattern that starts with `*` in quotes: "*{anchor}…"'
            raise self._error(f"`*{anchor}` refers to nothing", line, hint)
        value, size, height = self._anchors[anchor]
        self._from_aliases += size
        if self._from_aliases > _MAX_FROM_ALIASES:
            raise self._error("aliases make this file too large", line, "write the values out")
        self._require_depth(len(self._stack) + height, line)
        if self._stack and self._stack[-1].key is None and isinstance(self._stack[-1].data, dict):
            raise self._error("an alias cannot be a key", line)
        self._add(value, line, column, size=size, height=height)

    def _add(self, value: Any, line: int, column: int, *, size: int = 1, height: int = 0) -> None:
        """Column 0 for what has its place already."""
        if not self._stack:
            self.data = value
            self.keys.setdefault((), (line, column or 1))
            return
        frame = self._stack[-1]
        frame.size += size
        frame.height = max(frame.height, height + 1)
        if isinstance(frame.data, list):
            if column:
                self._note((*frame.pointer, len(frame.data)), line, column)
            frame.data.append(value)
            return
        key, frame.key = frame.key or "", None
        if key == "<<":
            self._merge(frame, value, line)
            return
        if column:
            self._note((*frame.pointer, key), line, column)
        frame.data[key] = value

    def _merge(self, frame: _Frame, value: Any, line: int) -> None:
        sources = value if isinstance(value, list) else [value]
        if not all(isinstance(source, dict) for source in sources):
            raise self._error("`<<` needs a mapping", line)
        frame.merged.extend(sources)

    def _note(self, pointer: Pointer, line: int, column: int) -> None:
        if pointer and isinstance(pointer[-1], str):
            self.values[pointer] = (line, column)
        else:
            self.keys[pointer] = (line, column)

    def _check_tag(self, tag: str | None, allowed: frozenset[str], line: int) -> str:
        short = (tag or "").removeprefix(_TAG)
        if short not in allowed and short not in ("", "!"):
            raise self._error(f"the tag `!!{short}` is not allowed", line, "remove it")
        return "str" if short == "!" and allowed is not _CONTAINER_TAGS else short

    def _require_depth(self, depth: int, line: int) -> None:
        if depth > MAX_DEPTH:
            raise self._error(f"nested more than {MAX_DEPTH} levels deep", line)

    def _error(self, message: str, line: int, hint: str = "") -> ConfigError:
        return ConfigError(message, path=self.label, line=line, hint=hint)


def _plain(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-0123456789":
        return text
    if re.fullmatch(_INTEGER, text):
        return int(text)
    if re.fullmatch(_FLOAT, text) and not re.match(r"[-+]?0[0-9]", text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text
