"""Constants, fields, keywords and options whose name says that they hold a model."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from modelguard.detect.py import beside, calls, data, evident, loader_rules, silent
from modelguard.detect.py.loader_rules import Names
from modelguard.detect.py.loads import Found
from modelguard.detect.py.module import Module, Named, callee, text_of
from modelguard.detect.py.resolve import Place, Resolver
from modelguard.detect.py.texts import Text, texts
from modelguard.detect.py.words import kind_reading, name_reading, words_of
from modelguard.detect.py.written import is_alias, listed, written

# Readings that take only what looks like a model.
_CAREFUL = frozenset(("any", "checkpoint", "hub-only-slash", "old-with-size"))
_MARKS = frozenset("-.:/")
_READERS = (("getenv",), ("env",))
_ONLY_A_REPOSITORY = frozenset(("hf", "huggingface", "hub", "repo", "id", "name", "path"))


def named(module: Module, resolver: Resolver) -> Iterator[Found]:
    """Texts under telling names, whether or not a loader is seen that takes them.

    Under a name such as `ollama_model` any word may stand; one with a mark in it is a model's.
    """
    for found in (*beside.named(module, resolver), *_named(module, resolver)):
        if found.carrier in _CAREFUL or not _MARKS.isdisjoint(found.text.text):
            yield found


def _named(module: Module, resolver: Resolver) -> Iterator[Found]:
    kept_out, shown = silent.assigned(module, resolver), silent.shown(module)
    for entry in module.named:
        if id(entry.table) in shown or (entry.call is not None and silent.is_quiet(entry.call)):
            continue
        if reading := _entry_reading(entry, module):
            place = Place(entry.value, entry.scope, module)
            for text in written(entry, place, resolver):
                if not entry.is_assigned or id(text.node) not in kept_out:
                    yield Found(text, entry.value, *reading)
    for option, default, place in calls.options(module):
        if reading := name_reading(option):
            for text in texts(resolver, place):
                yield Found(text, default, *reading)
    yield from _returned(module)
    yield from _added(module, resolver)
    yield from _offered(module, resolver)
    yield from _environment(module, resolver)
    yield from _positional(module, resolver)
    yield from data.named(module, resolver)
    yield from evident.named(module, shown)


def _returned(module: Module) -> Iterator[Found]:
    """`def model_id(self): return "org/name"`."""
    for node, values in module.returns.items():
        if isinstance(node, ast.FunctionDef) and (reading := name_reading(node.name)):
            for value, _ in values:
                if (text := text_of(value)) is not None:
                    yield Found(Text(text, value, module), value, *reading)


def _added(module: Module, resolver: Resolver) -> Iterator[Found]:
    """`models.append("org/name")`, `models.extend(["org/name"])`."""
    for site in loader_rules.load().names.added:
        for call, scope in module.sites.get(site, ()):
            _, parts = callee(call.func)
            reading = name_reading(parts[-2]) if len(parts) > 1 and len(call.args) == 1 else None
            if reading is None:
                continue
            passed = call.args[0]
            elements = passed.elts if isinstance(passed, ast.List | ast.Tuple) else [passed]
            for text in listed(elements, Place(passed, scope, module), resolver):
                yield Found(text, call, *reading)


def _offered(module: Module, resolver: Resolver) -> Iterator[Found]:
    """`st.selectbox("Model", ["org/name"])`, `gr.Radio(["org/name"], label="Model")`."""
    for site in loader_rules.load().choices:
        for call, scope in module.sites.get(site, ()):
            label = text_of(calls.argument(call, -1, "label")) or text_of(
                next(iter(call.args), None)
            )
            if label and (reading := name_reading(label.strip(" :").replace(" ", "_"))):
                for text in texts(resolver, Place(call, scope, module)):
                    yield Found(text, call, *reading)


def _entry_reading(entry: Named, module: Module) -> tuple[str, str] | None:
    reading = _variable_reading(entry.value) or name_reading(entry.name)
    names = loader_rules.load().names
    if reading is None and _is_choice(entry.scope.node, module):
        return "hub-only-slash", "model"
    if reading is None and entry.call is not None:
        # `StarterModel(source="org/name")`: the callee says what the keyword does not.
        words = silent.called(entry.call)
        if entry.name in names.ids and words & names.model:
            return "hub-only-slash" if words & names.never else "any", "model"
    if reading is None:
        is_own = entry.is_assigned and _is_of_model(entry, names)
        return ("any", "model") if is_own else kind_reading(entry.name)
    if entry.is_assigned:
        return reading
    siblings = entry.siblings()
    if is_alias(entry.name, siblings) or siblings & names.answers:
        return None
    if _ONLY_A_REPOSITORY.issuperset(words_of(entry.name)) and _is_of_data(entry):
        return data.DATASET
    return reading


def _variable_reading(node: ast.expr) -> tuple[str, str] | None:
    """`os.getenv("OLLAMA_MODEL") or "llama3.2"`: the variable says what its default is."""
    match node:
        case ast.BoolOp(op=ast.Or(), values=[ast.Call(func=called, args=[variable]), *_]):
            _, parts = callee(called)
            is_reader = parts[-1:] in _READERS or "environ" in parts
            return name_reading(text_of(variable) or "") if is_reader else None
    return None


def _is_of_model(entry: Named, names: Names) -> bool:
    """`class CohereEmbedder: id = "embed-english-v3.0"`: of what, the class says."""
    node = entry.scope.node
    if not isinstance(node, ast.ClassDef) or entry.name not in names.fields:
        return False
    return not names.model.isdisjoint(words_of(node.name))


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


def _environment(module: Module, resolver: Resolver) -> Iterator[Found]:
    """`os.getenv("CHAT_MODEL", "gpt-4o")`; a helper's `read("model_id", default="org/name")`."""
    for call, scope in module.calls:
        name = text_of(call.args[0]) if call.args else None
        if name is None or not (reading := name_reading(name)) or silent.is_quiet(call):
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
        words = silent.called(call)
        if not words & names.loads or words & names.never or silent.is_quiet(call):
            continue
        for text in texts(resolver, Place(call.args[0], scope, module)):
            yield Found(text, call, "hub-only-slash")
