"""Lines of a templated or broken file to nodes: plain `key: value` lines, nested by indentation."""

from __future__ import annotations

import re
from functools import cache

from modelguard.detect.configuration.nodes import MAX_DEPTH, Mapping, Node, Sequence, Text


def parse(text: str) -> Node:
    """What can be read line by line; lines of a template's own statements are passed over."""
    root = Mapping()
    open_at: list[tuple[int, Mapping]] = [(-1, root)]
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > 2000:
            continue
        if (found := _line().match(line)) is None:
            _plain_item(line, number, open_at)
            continue
        indent = len(found["indent"]) + len(found["dash"] or "")
        while open_at[-1][0] >= indent and len(open_at) > 1:
            open_at.pop()
        parent = open_at[-1][1]
        if found["dash"]:
            parent = _item(parent)
            open_at.append((indent - 1, parent))
        key = Text(found["key"].strip("\"'"), number, found.start("key") + 1)
        value = _value(found["value"], number, found.start("value") + 1)
        if value is not None:
            parent.add(key, value)
        elif len(open_at) < MAX_DEPTH:
            inner = Mapping()
            parent.add(key, inner)
            open_at.append((indent, inner))
    return root


@cache
def _line() -> re.Pattern[str]:
    return re.compile(
        r"(?P<indent>[ \t]*)(?P<dash>(?:-[ \t]+)+)?"
        r"(?P<key>[A-Za-z_][\w.-]{0,80}|\"[\w.-]{1,80}\"|'[\w.-]{1,80}')"
        r"[ \t]*[:=](?:[ \t]+|(?=[\"'])|$)"
        r"(?P<value>[^\r\n]*)"
    )


def _plain_item(line: str, number: int, open_at: list[tuple[int, Mapping]]) -> None:
    """`- --model` and the like, as an item of the innermost key that can hold it."""
    text = line.strip()
    indent = len(line) - len(line.lstrip())
    if not text.startswith("- ") or "{{" in text:
        return
    while open_at[-1][0] > indent and len(open_at) > 1:
        open_at.pop()
    value = _value(text[2:], number, indent + 3)
    if isinstance(value, Text):
        open_at[-1][1].add(Text("[]", 0, 0), value)


def _item(parent: Mapping) -> Mapping:
    item = Mapping()
    parent.add(Text("[]", 0, 0), item)
    return item


def _value(written: str, line: int, column: int) -> Node | None:
    """The text without quotes and comment; None where a block may follow."""
    text = written.strip()
    if not text or text[0] in "#|>&":
        return None
    column += len(written) - len(written.lstrip())
    if text[0] in "\"'":
        return Text(text[1:].partition(text[0])[0], line, column + 1)
    text = text.partition(" #")[0].rstrip(" ,")
    is_template = text.startswith("{{")
    is_flow = text[:1] in ("{", "[", "!") and not is_template
    return Sequence() if is_flow else Text(text, line, column)
