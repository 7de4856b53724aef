"""Constants, fields, keywords and options whose name says that they hold a model."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from modelguard.detect.py import calls, loader_rules
from modelguard.detect.py.loads import Found
from modelguard.detect.py.module import Module, Named, callee, parameters, text_of
from modelguard.detect.py.resolve import Place, Resolver
from modelguard.detect.py.texts import Text, texts
from modelguard.detect.py.words import name_reading, words_of

_DATASET = ("hub-only-slash", "dataset")


def named(module: Module, resolver: Resolver) -> Iterator[Found]:
    """Texts under telling names, whether or not a loader is seen that takes them."""
    counted = _counted(module, resolver)
    for entry in module.named:
        place = Place(entry.value, entry.scope, module)
        reading = _entry_reading(entry, module)
        if reading and not (entry.call is not None and is_quiet(entry.call)):
            for text in _written(entry, place, resolver):
                if entry.kind != "name" or id(text.node) not in counted:
                    yield Found(text, entry.value, *reading)
    for option, default, place in calls.options(module):
        if reading := name_reading(option):
            for text in texts(resolver, place):
                yield Found(text, default, *reading)
    yield from _returned(module)
    yield from _environment(module, resolver)
    yield from _positional(module, resolver)
    yield from _data_rows(module, resolver)
    yield from _data_sources(module, resolver)


def _counted(module: Module, resolver: Resolver) -> set[int]:
    """The texts that reach a call which counts tokens as a model would."""
    found: set[int] = set()
    for site in loader_rules.load().counters:
        for call, scope in module.sites.get(site, ()):
            for passed in call.args[:1]:
                found |= {id(text.node) for text in texts(resolver, Place(passed, scope, module))}
    return found


def _returned(module: Module) -> Iterator[Found]:
    """`def model_id(self): return "org/name"`."""
    for node, values in module.returns.items():
        if isinstance(node, ast.FunctionDef) and (reading := name_reading(node.name)):
            for value, _ in values:
                if (text := text_of(value)) is not None:
                    yield Found(Text(text, value, module), value, *reading)


def _entry_reading(entry: Named, module: Module) -> tuple[str, str] | None:
    reading = name_reading(entry.name)
    if reading is None and _is_choice(entry.scope.node, module):
        return "hub-only-slash", "model"
    if reading is None and entry.call is not None:
        # `StarterModel(source="org/name")`: the callee says what the keyword does not.
        names, words = loader_rules.load().names, _words_of(entry.call)
        if entry.name in names.ids and words & names.model:
            return "hub-only-slash" if words & names.never else "any", "model"
    return reading


def _is_choice(node: ast.AST, module: Module) -> bool:
    """Whether names stand in an enumeration of models: `class ChatModel(StrEnum)`."""
    if not isinstance(node, ast.ClassDef) or name_reading(node.name) is None:
        return False
    bases = {parts[-1] for base in node.bases if (parts := callee(base)[1])}
    own = [each.node for base in bases for each in module.top.bindings.get(base, ())]
    for each in own:
        if isinstance(each, ast.ClassDef):
            bases |= {parts[-1] for base in each.bases if (parts := callee(base)[1])}
    return not bases.isdisjoint(("Enum", "StrEnum"))


def is_quiet(call: ast.Call) -> bool:
    """Calls that say, save or send a name, but load nothing by it."""
    rules = loader_rules.load()
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
    lists = set(words_of(entry.name)) & loader_rules.load().names.lists
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
                default = calls.argument(call, 1, "default")
                if default is not None:
                    place = Place(default, scope, module)
                    for text in texts(resolver, place):
                        yield Found(text, default, *reading)


def _positional(module: Module, resolver: Resolver) -> Iterator[Found]:
    """`load_model("org/name")` where nothing is known of the callee but its name."""
    names = loader_rules.load().names
    for call, scope in module.calls:
        first = call.args[0] if call.args else None
        if not isinstance(first, ast.JoinedStr) and "/" not in (text_of(first) or ""):
            continue
        words = _words_of(call)
        if not words & names.loads or words & names.never or is_quiet(call):
            continue
        for text in texts(resolver, Place(call.args[0], scope, module)):
            yield Found(text, call, "hub-only-slash")


def _data_sources(module: Module, resolver: Resolver) -> Iterator[Found]:
    """`def alpaca_dataset(source="org/name")`, and `alpaca_dataset(source="org/name")`."""
    for name, functions in module.functions.items():
        for function in functions if name_reading(name) == _DATASET else ():
            scope = module.scopes[function].parent
            assert isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
            for argument, default in parameters(function.args):
                if argument == "source" and default is not None and scope is not None:
                    for text in texts(resolver, Place(default, scope, module)):
                        yield Found(text, default, *_DATASET)
    for entry in module.named:
        if entry.name == "source" and entry.call and _data_words(entry.call):
            for text in texts(resolver, Place(entry.value, entry.scope, module)):
                yield Found(text, entry.value, *_DATASET)


def _data_words(call: ast.Call) -> bool:
    """Whether a call is one of data; `partial(f, …)` will be one of `f`."""
    _, parts = callee(call.func)
    if parts[-1:] == ("partial",) and call.args:
        _, parts = callee(call.args[0])
    return bool(parts) and name_reading(parts[-1]) == _DATASET


def _data_rows(module: Module, resolver: Resolver) -> Iterator[Found]:
    """`{"datasets": [{"path": "org/name"}]}`, as training configurations are written."""
    for entry in module.named:
        if entry.kind == "name" or not isinstance(entry.value, ast.List | ast.Tuple):
            continue
        if name_reading(entry.name) != _DATASET:
            continue
        for row in entry.value.elts:
            for key, value in (
                zip(row.keys, row.values, strict=True) if isinstance(row, ast.Dict) else ()
            ):
                if text_of(key) in ("path", "name", "id", "dataset"):
                    for text in texts(resolver, Place(value, entry.scope, module)):
                        yield Found(text, value, "hub-only-slash", "dataset")
