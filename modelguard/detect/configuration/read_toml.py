"""TOML to nodes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from modelguard.detect.configuration.nodes import Mapping, Node, Sequence, Text
from modelguard.detect.source import Unparsable
from modelguard.documents.document import Place, Pointer
from modelguard.errors import ConfigError

Places = dict[Pointer, Place]


def parse(text: str) -> Iterator[Node]:
    from modelguard.documents import toml_text

    try:
        data, keys, values = toml_text.parse(text, "")
    except (ConfigError, RecursionError, ValueError, IndexError) as error:
        raise Unparsable("not TOML") from error
    yield _node(data, (), keys, values)


def _node(data: Any, pointer: Pointer, keys: Places, values: Places) -> Node:
    if isinstance(data, dict):
        mapping = Mapping()
        for key, value in data.items():
            inner = (*pointer, key)
            place = keys.get(inner, (1, 1))
            mapping.add(Text(key, *place), _node(value, inner, keys, values))
        return mapping
    if isinstance(data, list):
        sequence = Sequence()
        for index, item in enumerate(data):
            sequence.items.append(_node(item, (*pointer, index), keys, values))
        return sequence
    line, column = values.get(pointer) or keys.get(pointer) or (1, 1)
    is_text = isinstance(data, str)
    if is_text and "\n" in data:  # a text over several lines starts after its three quotes
        column += 2
    return Text(str(data), line, column, is_text=is_text)
