"""Constants, fields, keywords and options whose name says that they hold a model."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from modelguard.detect.py import calls, data, loader_rules
from modelguard.detect.py.loads import Found
from modelguard.detect.py.module import Module, Named, callee, text_of
from modelguard.detect.py.resolve import Place, Resolver
from modelguard.detect.py.texts import Text, texts
from modelguard.detect.py.words import name_reading, words_of

_CHANGES = frozenset((
    "lower", "upper", "strip", "lstrip", "rstrip", "removeprefix", "removesuffix", "replace",
))  # fmt: skip
_MARKS = frozenset("-.:/")
_READERS = (("getenv",), ("env",))
_ONLY_A_REPOSITORY = frozenset(("hf", "huggingface", "hub", "repo", "id", "name", "path"))


def named(module: Module, resolver: Resolver) -> Iterator[Found]:
    """Texts under telling names, whether or not a loader is seen that takes them.

    Under a name such as `ollama_model` any word may stand; one with a mark in it is a model's.
    """
    owned = frozenset(loader_rules.load().owners.values())
    for found in _named(module, resolver):
        if found.carrier not in owned or not _MARKS.isdisjoint(found.text.text):
            yield found


def _named(module: Module, resolver: Resolver) -> Iterator[Found]:
    kept_out = _counted(module, resolver) | _published(module, resolver)
    for entry in module.named:
        place = Place(entry.value, entry.scope, module)
        reading = _entry_reading(entry, module)
        if reading and not (entry.call is not None and is_quiet(entry.call)):
            for text in _written(entry, place, resolver):
                if not entry.is_assigned or id(text.node) not in kept_out:
                    yield Found(text, entry.value, *reading)
    for option, default, place in calls.options(module):
        if reading := name_reading(option):
            for text in texts(resolver, place):
                yield Found(text, default, *reading)
    yield from _returned(module)
    yield from _environment(module, resolver)
    yield from _positional(module, resolver)
    yield from data.named(module, resolver)


def _counted(module: Module, resolver: Resolver) -> set[int]:
    """The texts that reach a call which counts tokens as a model would."""
    found: set[int] = set()
    for site in loader_rules.load().counters:
        for call, scope in module.sites.get(site, ()):
            for passed in call.args[:1]:
                found |= {id(text.node) for text in texts(resolver, Place(passed, scope, module))}
    return found


def _published(module: Module, resolver: Resolver) -> set[int]:
    """The texts that a repository of the project's own is made or filled by."""
    found: set[int] = set()
    for site in loader_rules.load().publishers:
        for call, scope in module.sites.get(site, ()):
            passed = calls.argument(call, 0, "repo_id")
            if passed is not None:
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
    reading = _variable_reading(entry.value) or name_reading(entry.name)
    names = loader_rules.load().names
    if reading is None and _is_choice(entry.scope.node, module):
        return "hub-only-slash", "model"
    if reading is None and entry.call is not None:
        # `StarterModel(source="org/name")`: the callee says what the keyword does not.
        words = _words_of(entry.call)
        if entry.name in names.ids and words & names.model:
            return "hub-only-slash" if words & names.never else "any", "model"
    if reading is None or entry.is_assigned:
        return reading
    if _ONLY_A_REPOSITORY.issuperset(words_of(entry.name)) and _is_of_data(entry):
        return data.DATASET
    return None if _is_alias(entry.name, entry.siblings()) else reading


def _variable_reading(node: ast.expr) -> tuple[str, str] | None:
    """`os.getenv("OLLAMA_MODEL") or "llama3.2"`: the variable says what its default is."""
    match node:
        case ast.BoolOp(op=ast.Or(), values=[ast.Call(func=called, args=[variable]), *_]):
            _, parts = callee(called)
            is_reader = parts[-1:] in _READERS or "environ" in parts
            return name_reading(text_of(variable) or "") if is_reader else None
    return None


def _is_alias(name: str, siblings: set[str]) -> bool:
    """Ray Serve says what a model is served as beside where it comes from."""
    return name == "model_id" and "model_source" in siblings


def _is_of_data(entry: Named) -> bool:
    """`Task(hf_repo="org/name", hf_subset="easy")`: a repository of models has no subsets."""
    parts = loader_rules.load().names.parts
    return any(not parts.isdisjoint(words_of(name)) for name in entry.siblings())


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
    node = _unchanged(entry.value)
    lists = set(words_of(entry.name)) & loader_rules.load().names.lists
    match node:
        case ast.Dict():
            if not lists:
                yield from _registry(node, place, resolver, depth=0)
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            if not lists and not any("*" in (text_of(element) or "") for element in elements):
                yield from _listed(elements, place, resolver)
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
    keys = {name for key in node.keys if (name := text_of(key))}
    for key, value in zip(node.keys, node.values, strict=True):
        name = text_of(key) or ""
        if _is_alias(name, keys):
            continue
        if isinstance(value, ast.Dict) and depth < 3:
            yield from _registry(value, place, resolver, depth + 1)
        elif depth == 0 or name.lower() in ids:
            if isinstance(value, ast.Constant | ast.JoinedStr | ast.BinOp):
                yield from texts(resolver, place._replace(node=value))
            elif isinstance(value, ast.Tuple | ast.List):
                yield from _in_tuple(ast.Tuple(elts=value.elts, ctx=ast.Load()), place)


def _environment(module: Module, resolver: Resolver) -> Iterator[Found]:
    """`os.getenv("CHAT_MODEL", "gpt-4o")`; a helper's `read("model_id", default="org/name")`."""
    for call, scope in module.calls:
        name = text_of(call.args[0]) if call.args else None
        if name is None or not (reading := name_reading(name)) or is_quiet(call):
            continue
        _, parts = callee(call.func)
        is_reader = parts[-1:] in _READERS or "environ" in parts
        default = calls.argument(call, 1 if is_reader else -1, "default")
        if default is not None:
            for text in texts(resolver, Place(default, scope, module)):
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
