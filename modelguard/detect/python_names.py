"""Constants, fields, keywords and options whose name says that they hold a model."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from modelguard.detect import python_calls, python_rules
from modelguard.detect.python_loads import Found
from modelguard.detect.python_module import Module, Named, callee, text_of
from modelguard.detect.python_resolve import Place, Resolver
from modelguard.detect.python_texts import Text, texts
from modelguard.detect.python_words import name_reading, words_of


def named(module: Module, resolver: Resolver) -> Iterator[Found]:
    """Texts under telling names, whether or not a loader is seen that takes them."""
    for entry in module.named:
        place = Place(entry.value, entry.scope, module)
        reading = _entry_reading(entry)
        if reading and not (entry.call is not None and is_quiet(entry.call)):
            for text in _written(entry, place, resolver):
                yield Found(text, entry.value, *reading)
    for option, default, place in python_calls.options(module):
        if reading := name_reading(option):
            for text in texts(resolver, place):
                yield Found(text, default, *reading)
    yield from _environment(module, resolver)
    yield from _positional(module, resolver)
    yield from _data_rows(module, resolver)


def _entry_reading(entry: Named) -> tuple[str, str] | None:
    reading = name_reading(entry.name)
    if reading is None and entry.call is not None:
        # `StarterModel(source="org/name")`: the callee says what the keyword does not.
        names = python_rules.load().names
        if entry.name in names.ids and _words_of(entry.call) & names.model:
            return "hub-only-slash", "model"
    return reading


def is_quiet(call: ast.Call) -> bool:
    """Calls that say, save or send a name, but load nothing by it."""
    rules = python_rules.load()
    _, parts = callee(call.func)
    last = parts[-1] if parts else ""
    words = set(words_of(last.strip("_")))
    if parts[:1] in (("logger",), ("logging",), ("log",), ("warnings",)):
        return True
    return bool(words & rules.quiet) or last in rules.quiet_whole


def _words_of(call: ast.Call) -> set[str]:
    _, parts = callee(call.func)
    return set(words_of(parts[-1])) if parts else set()


def _written(entry: Named, place: Place, resolver: Resolver) -> Iterator[Text]:
    """Only what is written at the name itself; what other names stand for is told at those."""
    node = entry.value
    lists = set(words_of(entry.name)) & python_rules.load().names.lists
    match node:
        case ast.Dict():
            if not lists:
                yield from _registry(node, place, resolver, depth=0)
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            if not lists and not any("*" in (text_of(element) or "") for element in elements):
                yield from _listed(elements, place, resolver)
        case ast.Name() | ast.Attribute() | ast.Subscript():
            if entry.kind != "name":
                yield from texts(resolver, place)
        case ast.Set() | ast.Lambda():
            return  # sets are there to be looked in
        case _:
            yield from texts(resolver, place)


def _listed(elements: list[ast.expr], place: Place, resolver: Resolver) -> Iterator[Text]:
    for element in elements:
        if isinstance(element, ast.Constant | ast.JoinedStr):
            yield from texts(resolver, place._replace(node=element))
        elif isinstance(element, ast.Tuple):
            yield from _in_tuple(element, place)


def _in_tuple(node: ast.Tuple, place: Place) -> Iterator[Text]:
    for element in node.elts:
        if (text := text_of(element)) and "/" in text:
            yield Text(text, element, place.module)


def _registry(node: ast.Dict, place: Place, resolver: Resolver, depth: int) -> Iterator[Text]:
    """Values of a table of models; in the tables inside, those whose key says so."""
    ids = python_rules.load().names.ids
    for key, value in zip(node.keys, node.values, strict=True):
        name = text_of(key) or ""
        if isinstance(value, ast.Dict) and depth < 3:
            yield from _registry(value, place, resolver, depth + 1)
        elif depth == 0 or name.lower() in ids:
            if isinstance(value, ast.Constant | ast.JoinedStr | ast.BinOp):
                yield from texts(resolver, place._replace(node=value))
            elif isinstance(value, ast.Tuple | ast.List):
                yield from _in_tuple(ast.Tuple(elts=value.elts, ctx=ast.Load()), place)


def _environment(module: Module, resolver: Resolver) -> Iterator[Found]:
    """`os.getenv("CHAT_MODEL", "gpt-4o")`."""
    for site in ("getenv", "get", "env", "setdefault"):
        for call, scope in module.sites.get(site, ()):
            _, parts = callee(call.func)
            name = text_of(call.args[0]) if call.args else None
            if name is None or not (site in ("getenv", "env") or "environ" in parts):
                continue
            if reading := name_reading(name):
                default = python_calls.argument(call, 1, "default")
                if default is not None:
                    place = Place(default, scope, module)
                    for text in texts(resolver, place):
                        yield Found(text, default, *reading)


def _positional(module: Module, resolver: Resolver) -> Iterator[Found]:
    """`load_model("org/name")` where nothing is known of the callee but its name."""
    names = python_rules.load().names
    for call, scope in module.calls:
        first = call.args[0] if call.args else None
        if not isinstance(first, ast.JoinedStr) and "/" not in (text_of(first) or ""):
            continue
        words = _words_of(call)
        if not words & names.loads or words & names.never or is_quiet(call):
            continue
        for text in texts(resolver, Place(call.args[0], scope, module)):
            yield Found(text, call, "hub-only-slash")


def _data_rows(module: Module, resolver: Resolver) -> Iterator[Found]:
    """`{"datasets": [{"path": "org/name"}]}`, as training configurations are written."""
    for entry in module.named:
        if entry.kind == "name" or not isinstance(entry.value, ast.List | ast.Tuple):
            continue
        if name_reading(entry.name) != ("hub-only-slash", "dataset"):
            continue
        for row in entry.value.elts:
            for key, value in (
                zip(row.keys, row.values, strict=True) if isinstance(row, ast.Dict) else ()
            ):
                if text_of(key) in ("path", "name", "id", "dataset"):
                    for text in texts(resolver, Place(value, entry.scope, module)):
                        yield Found(text, value, "hub-only-slash", "dataset")
