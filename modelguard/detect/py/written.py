"""What is written at a telling name: a text, the elements of a list, the values of a table."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from modelguard.detect.py import calls, loader_rules
from modelguard.detect.py.module import Named, text_of
from modelguard.detect.py.resolve import Place, Resolver
from modelguard.detect.py.texts import Text, texts
from modelguard.detect.py.words import words_of

_CHANGES = frozenset((
    "lower", "upper", "strip", "lstrip", "rstrip", "removeprefix", "removesuffix", "replace",
))  # fmt: skip


def written(entry: Named, place: Place, resolver: Resolver) -> Iterator[Text]:
    """Only what is written at the name itself; what other names stand for is told at those."""
    node = _with_braces(_unchanged(entry.value))
    lists = set(words_of(entry.name)) & loader_rules.load().names.lists
    match node:
        case ast.Dict():
            if not lists:
                yield from _registry(node, place, resolver, depth=0)
        case (
            ast.List(elts=elements)
            | ast.Tuple(elts=elements)
            | ast.BinOp(left=ast.List(elts=elements), op=ast.Mult())
        ):
            if not lists and not any("*" in (text_of(element) or "") for element in elements):
                yield from listed(elements, place, resolver)
        case ast.Name() | ast.Attribute() | ast.Subscript():
            if not entry.is_assigned:
                yield from texts(resolver, place)
        case ast.Set() | ast.Lambda():
            return  # sets are there to be looked in
        case ast.Call(keywords=[_, *_]) if entry.table is not None:
            yield from _chosen(node, place, resolver)
        case _:
            yield from texts(resolver, place)


def _chosen(node: ast.Call, place: Place, resolver: Resolver) -> Iterator[Text]:
    """`"Model": Setting(value="org/name", values=[…])`: a field of a form, and what it offers."""
    yield from texts(resolver, place)
    for name in ("value", "values", "choices"):
        passed = calls.argument(node, -1, name)
        if passed is not None:
            yield from texts(resolver, place._replace(node=passed))


def _unchanged(node: ast.expr) -> ast.expr:
    """Of `model.strip().lower()` the name that is changed."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr not in _CHANGES:
            break
        node = node.func.value
    return node


def _with_braces(node: ast.expr) -> ast.expr:
    """`dict(a=1)` and `OrderedDict([("a", 1)])` as `{"a": 1}`."""
    match node:
        case ast.Call(func=ast.Name(id="dict" | "OrderedDict")):
            entries = list(calls.entries(node))
            keys: list[ast.expr | None] = [ast.Constant(value=name) for name, _ in entries]
            return ast.Dict(keys=keys, values=[value for _, value in entries])
    return node


def listed(elements: list[ast.expr], place: Place, resolver: Resolver) -> Iterator[Text]:
    for element in elements:
        if isinstance(element, ast.Constant | ast.JoinedStr | ast.Name):
            yield from texts(resolver, place._replace(node=element))
        elif isinstance(element, ast.Tuple):
            yield from _in_tuple(element, place)


def _in_tuple(node: ast.Tuple, place: Place) -> Iterator[Text]:
    for element in node.elts:
        if (text := text_of(element)) and "/" in text:
            yield Text(text, element, place.module)


def _registry(node: ast.Dict, place: Place, resolver: Resolver, depth: int) -> Iterator[Text]:
    """Values of a table of models; in the tables inside, those whose key says so."""
    ids = loader_rules.load().names.ids
    keys = {name for key in node.keys if (name := text_of(key))}
    for key, value in zip(node.keys, node.values, strict=True):
        name = text_of(key) or ""
        if is_alias(name, keys):
            continue
        if isinstance(value, ast.Dict) and depth < 3:
            yield from _registry(value, place, resolver, depth + 1)
        elif depth == 0 or name.lower() in ids:
            if isinstance(value, ast.Constant | ast.JoinedStr | ast.BinOp):
                yield from texts(resolver, place._replace(node=value))
            elif isinstance(value, ast.Tuple | ast.List):
                yield from _in_tuple(ast.Tuple(elts=value.elts, ctx=ast.Load()), place)


def is_alias(name: str, siblings: set[str]) -> bool:
    """Ray Serve says what a model is served as beside where it comes from."""
    return name == "model_id" and "model_source" in siblings
