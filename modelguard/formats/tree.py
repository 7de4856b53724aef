"""A tree as lines, each text folded to the width beside its branch."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.formats import escape
from modelguard.formats.style import Style, paint
from modelguard.formats.wrap import wrap
from modelguard.namedtuple import NamedTuple


class Node(NamedTuple):
    """A label in its look, a text behind it, and what hangs below."""

    label: str
    text: str = ""
    children: tuple[Node, ...] = ()
    look: str = ""


def lines(root: Node, style: Style) -> Iterator[str]:
    """The root without a branch, then everything below it."""
    yield from _folded(root, "", "", style)
    yield from _below(root, "", style)


def _below(node: Node, guide: str, style: Style) -> Iterator[str]:
    branch, last, stem = ("|- ", "`- ", "|  ") if style.ascii else ("├─ ", "└─ ", "│  ")
    for child in node.children:
        is_last = child is node.children[-1]
        own, deeper = (last, "   ") if is_last else (branch, stem)
        hanging = stem if child.children else "   "
        yield from _folded(child, guide + own, guide + deeper + hanging, style)
        yield from _below(child, guide + deeper, style)


def _folded(node: Node, first: str, rest: str, style: Style) -> Iterator[str]:
    """The look is that of the label, and of the whole text where there is no label."""
    label, text = escape.line(node.label), escape.line(node.text)
    folded = wrap(f"{label} {text}".strip(), style.width, first=first, rest=rest)
    for number, line in enumerate(folded):
        before = rest if number else first
        words = line.removeprefix(before)
        head = "" if number and label else label or words
        shown = paint(head, node.look, style) if node.look else head
        yield f"{before}{shown}{words.removeprefix(head)}"
