"""Expressions to the texts that they can be: literals, compositions, what names stand for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, product

from modelguard.detect.py.module import Module
from modelguard.detect.py.resolve import Place, Resolver
from modelguard.namedtuple import NamedTuple

_MOST_TEXTS = 200
_MOST_ADDED = 20  # operands of one sum that are looked at
_LONGEST = 300  # characters of a text that can still be a model's name


class Text(NamedTuple):
    """A text, and the expression that says where it is written."""

    text: str
    node: ast.expr
    module: Module


def texts(resolver: Resolver, place: Place) -> list[Text]:
    """Every text that an expression may be; none for a part that is not known."""
    resolver.begin()
    found = []
    for text in _texts(resolver, place, 0):
        found.append(text)
        if len(found) >= _MOST_TEXTS:
            break
    return found


def _texts(resolver: Resolver, place: Place, depth: int) -> Iterator[Text]:
    if depth > 12:
        return
    for result in resolver.resolve(place):
        node = result.node
        match node:
            case ast.Constant(value=str() as text):
                if len(text) <= _LONGEST:
                    yield Text(text, node, result.module)
            case ast.BinOp(left=left, op=ast.Add()) if _is_list(resolver, result, left):
                for part in resolver.parts(result, "*"):
                    yield from _texts(resolver, part, depth + 1)
            case ast.JoinedStr() | ast.BinOp() | ast.Call():
                yield from _once(resolver, result, depth)
            case ast.List() | ast.Tuple() | ast.Set() | ast.ListComp() | ast.GeneratorExp():
                yield from _once(resolver, result, depth)


def _is_list(resolver: Resolver, place: Place, node: ast.expr) -> bool:
    """Whether the first of what is added up is a list that is written out."""
    for _ in range(_MOST_ADDED):
        if not isinstance(node, ast.BinOp):
            break
        node = node.left
    results = resolver.resolve(place._replace(node=node)) if isinstance(node, ast.Name) else []
    return isinstance(node, ast.List) or any(isinstance(each.node, ast.List) for each in results)


def _once(resolver: Resolver, place: Place, depth: int) -> Iterator[Text]:
    """`name = name.lower()` is made of itself; what is under way is not begun again."""
    key = id(place.node)
    if key in resolver.open:
        return
    resolver.open.add(key)
    try:
        match place.node:
            case ast.Call():
                yield from _changed(resolver, place.node, place, depth)
            case ast.JoinedStr() | ast.BinOp():
                yield from _composed(resolver, place, depth)
            case _:
                for part in resolver.parts(place, "*"):
                    yield from _texts(resolver, part, depth + 1)
    finally:
        resolver.open.discard(key)


def _composed(resolver: Resolver, place: Place, depth: int) -> Iterator[Text]:
    """f-strings, `a + b`, `a % b`."""
    node = place.node
    match node:
        case ast.JoinedStr(values=values):
            plain = [_value(part) for part in values]
            if all(part is not None for part in plain):
                parts = [part for part in plain if part is not None]
                yield from _joined(resolver, parts, place, depth)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from _joined(resolver, [left, right], place, depth)
        case ast.BinOp(left=left, op=ast.Mod(), right=right):
            values = right.elts if isinstance(right, ast.Tuple) else [right]
            yield from _filled(resolver, left, values, place, depth)


def _value(part: ast.expr) -> ast.expr | None:
    """What an f-string fills in; None where a format changes it."""
    if isinstance(part, ast.FormattedValue):
        return part.value if part.format_spec is None and part.conversion in (-1, 115) else None
    return part


def _joined(
    resolver: Resolver, parts: Sequence[ast.expr], place: Place, depth: int
) -> Iterator[Text]:
    columns = [_plain(resolver, place._replace(node=part), depth) for part in parts]
    if not all(columns) or not isinstance(place.node, ast.expr):
        return
    for row in islice(product(*columns), _MOST_TEXTS):
        told = [part for part in row if part.text]
        text = "".join(part.text for part in row)
        # A composition of one part is written where that part is.
        if len(told) == 1:
            yield told[0]
        elif len(text) <= _LONGEST:
            yield Text(text, place.node, place.module)


def _plain(resolver: Resolver, place: Place, depth: int) -> list[Text]:
    """Texts, with numbers written out; at most 20 alternatives."""
    if isinstance(place.node, ast.Constant) and isinstance(place.node.value, str):
        return [Text(place.node.value, place.node, place.module)]
    found = list(_limited(_texts(resolver, place, depth + 1), 20))
    return found or [
        Text(str(result.node.value)[:40], result.node, result.module)
        for result in resolver.resolve(place)
        if isinstance(result.node, ast.Constant) and type(result.node.value) in (int, float)
    ]


def _limited(found: Iterator[Text], most: int) -> Iterator[Text]:
    for _, text in zip(range(most), found, strict=False):
        yield text


def _filled(
    resolver: Resolver, pattern: ast.expr, values: Sequence[ast.expr], place: Place, depth: int
) -> Iterator[Text]:
    """`"org/%s" % name` and `"org/{}".format(name)`."""
    node = place.node
    columns = [_plain(resolver, place._replace(node=value), depth) for value in values]
    if not all(columns) or not isinstance(node, ast.expr):
        return
    holes = _braces() if isinstance(node, ast.Call) else _percents()
    for form in _plain(resolver, place._replace(node=pattern), depth):
        pieces = holes.split(form.text)
        # Widths, names and conversions are not read: the pieces would be no literal text.
        if len(pieces) != len(columns) + 1 or any(mark in "".join(pieces) for mark in "{}%"):
            continue
        for row in islice(product(*columns), _MOST_TEXTS):
            filled = [piece + part.text for piece, part in zip(pieces, row, strict=False)]
            text = "".join([*filled, pieces[-1]])
            if len(text) <= _LONGEST:
                yield Text(text, node, place.module)


@cache
def _braces() -> re.Pattern[str]:
    return re.compile(r"\{\d?\}")


@cache
def _percents() -> re.Pattern[str]:
    return re.compile(r"%[sd]")


def _changed(resolver: Resolver, call: ast.Call, place: Place, depth: int) -> Iterator[Text]:
    """Methods of a text whose result is known."""
    if not isinstance(call.func, ast.Attribute):
        return
    name, base = call.func.attr, place._replace(node=call.func.value)
    if name == "format" and not call.keywords:
        yield from _filled(resolver, call.func.value, call.args, place, depth)
    elif name in ("lower", "upper", "strip", "rstrip", "lstrip") and not call.args:
        for text in _texts(resolver, base, depth + 1):
            changed: str = getattr(text.text, name)()
            yield text._replace(text=changed)
    elif name in ("removeprefix", "removesuffix", "replace"):
        passed = [_plain(resolver, place._replace(node=value), depth) for value in call.args]
        if all(passed) and len(passed) == (2 if name == "replace" else 1):
            for text in _texts(resolver, base, depth + 1):
                result: str = getattr(text.text, name)(*(column[0].text for column in passed))
                yield text._replace(text=result[:_LONGEST])
    elif name == "join" and call.args:
        yield from _with_separator(resolver, call, place, depth)


def _with_separator(resolver: Resolver, call: ast.Call, place: Place, depth: int) -> Iterator[Text]:
    """`"/".join([org, name])`."""
    assert isinstance(call.func, ast.Attribute)
    separators = _plain(resolver, place._replace(node=call.func.value), depth)
    elements = list(resolver.parts(place._replace(node=call.args[0]), "*"))
    columns = [_plain(resolver, element, depth) for element in elements[:8]]
    if len(separators) == 1 and columns and all(columns):
        text = separators[0].text.join(column[0].text for column in columns)
        if len(text) <= _LONGEST:
            yield Text(text, call, place.module)


def truth(resolver: Resolver, place: Place) -> bool:
    """Whether an expression may be true, as far as it is written out."""
    resolver.begin()
    return any(
        isinstance(result.node, ast.Constant) and bool(result.node.value)
        for result in resolver.resolve(place)
    )
