"""What a configuration file holds: texts with their places, in mappings and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from modelguard.namedtuple import NamedTuple

MAX_DEPTH = 100


class Text(NamedTuple):
    """A scalar. `line` and `column` are those of its first character, behind a quote.

    `start` and `end` frame how it is written in the file; -1 where that is not known. `style` is
    the quote, `|` or `>`, or nothing for a plain word. `is_text` is false for numbers,
    true and null.
    """

    value: str
    line: int
    column: int
    start: int = -1
    end: int = -1
    style: str = ""
    is_text: bool = True


class Entry(NamedTuple):
    """A key with its value; `name` is the key in one spelling."""

    name: str
    key: Text
    value: Node


# Keys whose value is the address of a service.
ADDRESSES = (
    "base_url",
    "api_base",
    "api_base_url",
    "endpoint",
    "url",
    "host",
    "baseurl",
    "api_url",
)


class Mapping:
    """`bases` are the mappings that YAML merges in with `<<`; `addresses` its keys of services."""

    __slots__ = ("addresses", "bases", "entries", "named")

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.named: dict[str, Node] = {}
        self.bases: list[Node] = []
        self.addresses: list[tuple[str, Text]] = []

    def add(self, key: Text, value: Node) -> None:
        name = normal(key.value)
        if key.value == "<<":
            self.bases += value.items if isinstance(value, Sequence) else [value]
        elif isinstance(value, Text) and name.endswith(ADDRESSES):
            self.addresses.append((name, value))
        self.entries.append(Entry(name, key, value))
        self.named.setdefault(name, value)

    def get(self, *names: str) -> Node | None:
        """The value of the first of `names` that is there; its own keys before merged ones."""
        for name in names:
            if (found := self.named.get(name)) is not None:
                return found
        for base in self.bases[:10]:
            known = base.named if isinstance(base, Mapping) else {}
            for name in names:
                if name in known:
                    return known[name]
        return None

    def text(self, *names: str) -> str:
        """The text of the first of `names` that is there; empty for none and for anything else."""
        found = self.get(*names)
        return found.value if isinstance(found, Text) else ""

    def has(self, name: str) -> bool:
        """Whether it has the key; of `a.b`, whether its `a` has a `b`."""
        own, dot, inner = name.partition(".")
        found = self.get(own)
        return isinstance(found, Mapping) and found.has(inner) if dot else found is not None

    def is_located(self) -> bool:
        """Whether one of its texts is an address at the Hub, so that others are names for it."""
        return any(
            isinstance(entry.value, Text) and _at_hub().match(entry.value.value) is not None
            for entry in self.entries[:50]
        )


class Sequence:
    __slots__ = ("items",)

    def __init__(self) -> None:
        self.items: list[Node] = []


Node = Text | Mapping | Sequence


class Leaf(NamedTuple):
    """A text and the way to it: normalised keys, `[]` for an item. `parents` run from the root."""

    path: tuple[str, ...]
    key: Text | None
    text: Text
    parents: tuple[Mapping, ...]


class Source(NamedTuple):
    """One document of a file: the file's text, and the root of what it says."""

    text: str
    root: Node


def leaves(root: Node) -> list[Leaf]:
    """Every text once, in the order of the file; what an alias repeats is not repeated."""
    found: list[Leaf] = []
    seen: set[int] = set()
    waiting: list[tuple[Node, tuple[str, ...], Text | None, tuple[Mapping, ...]]]
    waiting = [(root, (), None, ())]
    while waiting:
        node, path, key, parents = waiting.pop()
        if isinstance(node, Text):
            found.append(Leaf(path, key, node, parents))
        elif id(node) in seen or len(path) > 2 * MAX_DEPTH:
            continue
        elif isinstance(node, Sequence):
            seen.add(id(node))
            inner = (*path, "[]")
            waiting += [(item, inner, None, parents) for item in reversed(node.items)]
        else:
            seen.add(id(node))
            around = (*parents, node)
            waiting += [
                (entry.value, path + steps(entry.key.value), entry.key, around)
                for entry in reversed(node.entries)
            ]
    return found


def mappings(node: Node) -> Iterator[tuple[tuple[str, ...], Mapping]]:
    """Every mapping once, with the way to it."""
    waiting: list[tuple[tuple[str, ...], Node]] = [((), node)]
    seen: set[int] = set()
    while waiting:
        path, each = waiting.pop()
        if isinstance(each, Text) or id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, Sequence):
            waiting += [((*path, "[]"), item) for item in reversed(each.items)]
            continue
        yield path, each
        waiting += [((*path, entry.name), entry.value) for entry in reversed(each.entries)]


def texts(node: Node | None) -> list[Text]:
    """The texts of a list, or the one text."""
    if isinstance(node, Text):
        return [node]
    if isinstance(node, Mapping):  # a list that was read line by line
        return [e.value for e in node.entries if e.name == "[]" and isinstance(e.value, Text)]
    if isinstance(node, Sequence):
        return [item for item in node.items if isinstance(item, Text)]
    return []


@lru_cache(maxsize=4096)
def steps(key: str) -> tuple[str, ...]:
    """`spring.ai.chat-model` is three steps; a key of a file is one."""
    parts = key.split(".")
    if len(parts) == 1 or len(key) > 200 or "/" in key or not all(parts):
        return (normal(key),)
    return tuple(normal(part) for part in parts)


@lru_cache(maxsize=4096)
def normal(key: str) -> str:
    """`modelName`, `model-name` and `MODEL_NAME` are `model_name`."""
    if len(key) > 100:
        return key
    spaced = key if key.islower() else _hump().sub("_", key)
    return spaced.replace("-", "_").replace(" ", "_").lower()


@cache
def _at_hub() -> re.Pattern[str]:
    return re.compile(r"(?:hf|huggingface)://|https://(?:huggingface|hf)\.co/[\w.-]+/[\w.-]+")


@cache
def _hump() -> re.Pattern[str]:
    return re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
