"""Plain data together with the line and column of every part of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from modelguard.errors import ConfigError
from modelguard.namedtuple import NamedTuple

Pointer = tuple[str | int, ...]
Place = tuple[int, int]
_NOWHERE: Mapping[Pointer, Place] = MappingProxyType({})


class Document(NamedTuple):
    """One file as read. Lines and columns count from 1; 0 where nothing is known.

    `keys` holds the place of each mapping key and list item, `values` that of each mapping's value.
    Keys are always text and dates stay text. `content` is the file as it was, None where there is
    none.
    """

    label: str
    data: Any
    content: bytes | None = None
    keys: Mapping[Pointer, Place] = _NOWHERE
    values: Mapping[Pointer, Place] = _NOWHERE

    @property
    def digest(self) -> str:
        """The sha256 of the file's bytes; empty where there is no file."""
        import hashlib

        return "" if self.content is None else hashlib.sha256(self.content).hexdigest()

    def place(self, pointer: Pointer) -> Place:
        """Of the part itself, else of the nearest part around it that has one."""
        place = self.keys.get(pointer)
        if place is None and pointer:
            return self.place(pointer[:-1])
        return place or ((1, 1) if self.keys else (0, 0))

    def error(self, message: str, pointer: Pointer, *, hint: str = "") -> ConfigError:
        return ConfigError(message, path=self.label, line=self.place(pointer)[0] or None, hint=hint)

    def node(self, *pointer: str | int) -> Node:
        """The part at `pointer`, which must exist."""
        data = self.data
        for step in pointer:
            data = data[step]
        return Node(self, pointer, data)


class Node(NamedTuple):
    """A part of a document. Accessors give None or nothing for a key that is absent or empty.

    They trust that the document was validated, and only pass over what has another type.
    """

    document: Document
    pointer: Pointer
    data: Any

    @property
    def line(self) -> int:
        return self.document.place(self.pointer)[0]

    @property
    def value_place(self) -> Place:
        """Where the value stands: after the key, behind the quote."""
        return self.document.values.get(self.pointer) or self.document.place(self.pointer)

    def __contains__(self, key: object) -> bool:
        return isinstance(self.data, dict) and key in self.data

    def get(self, key: str) -> Node | None:
        value = self.data.get(key) if isinstance(self.data, dict) else None
        return None if value is None else Node(self.document, (*self.pointer, key), value)

    def text(self, key: str) -> str | None:
        value = self.data.get(key) if isinstance(self.data, dict) else None
        return value if isinstance(value, str) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        return tuple(item.data for item in self.items(key) if isinstance(item.data, str))

    def items(self, key: str) -> list[Node]:
        """The items of the list at `key`; anything but a list counts as a list of one."""
        node = self.get(key)
        if node is None:
            return []
        if not isinstance(node.data, list):
            return [node]
        return [
            Node(self.document, (*node.pointer, index), item)
            for index, item in enumerate(node.data)
        ]

    def members(self) -> Iterator[tuple[str, Node]]:
        if isinstance(self.data, dict):
            for key, value in self.data.items():
                yield key, Node(self.document, (*self.pointer, key), value)

    def error(self, message: str, *, at: str | None = None, hint: str = "") -> ConfigError:
        """An error at this part, or at its member `at`."""
        pointer = self.pointer if at is None else (*self.pointer, at)
        return self.document.error(message, pointer, hint=hint)
