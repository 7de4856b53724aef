"""Names and values of the variables that a container or a step is given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modelguard.detect.commandline.words import Word
from modelguard.detect.configuration.nodes import Mapping, Node, Sequence, Text

NAMES = ("environment", "env", "variables", "env_vars", "envs", "build_args", "args")


def variables(mapping: Mapping) -> dict[str, list[Word]]:
    """Name → value of the variables that a container or a step is given."""
    found: dict[str, list[Word]] = {}
    for name in NAMES:
        for key, value in pairs(mapping.get(name)):
            if value.is_text and len(found) < 500:
                found[key] = [Word(value.value, value.line, value.column)]
    return found


def pairs(node: Node | None) -> Iterator[tuple[str, Text]]:
    """`{X: a}`, `[X=a]` and `[{name: X, value: a}]`."""
    if isinstance(node, Mapping):
        for entry in node.entries:
            if isinstance(entry.value, Text):
                yield entry.key.value, entry.value
    for item in node.items if isinstance(node, Sequence) else ():
        if isinstance(item, Text):
            yield from assignment(item)
        elif isinstance(item, Mapping):
            name, value = item.get("name", "key"), item.get("value")
            if isinstance(name, Text) and isinstance(value, Text):
                yield name.value, value


def assignment(item: Text) -> Iterator[tuple[str, Text]]:
    """`X=a` as a name and a value at its place."""
    name, equals, value = item.value.partition("=")
    if equals and re.fullmatch(r"[A-Za-z_]\w*", name):
        yield name, item._replace(value=value, column=item.column + len(name) + 1)
