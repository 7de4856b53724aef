"""Calls, and texts under telling names, that load nothing."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Collection

from modelguard.detect.py import calls, loader_rules
from modelguard.detect.py.module import Module, callee, text_of
from modelguard.detect.py.resolve import Place, Resolver
from modelguard.detect.py.texts import texts
from modelguard.detect.py.words import name_reading, words_of


def is_quiet(call: ast.Call) -> bool:
    """Calls that say, save or send a name, but load nothing by it."""
    rules = loader_rules.load()
    _, parts = callee(call.func)
    last = parts[-1] if parts else ""
    words = set(words_of(last.strip("_")))
    if parts[:1] in (("logger",), ("logging",), ("log",), ("warnings",)):
        return True
    return bool(words & rules.quiet) or last in rules.quiet_whole


def called(call: ast.Call) -> set[str]:
    _, parts = callee(call.func)
    return set(words_of(parts[-1])) if parts else set()


def assigned(module: Module, resolver: Resolver) -> set[int]:
    """The nodes of texts that a constant holds only to be counted, published or looked in."""
    return _counted(module, resolver) | _published(module, resolver) | _looked_in(module)


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


def _looked_in(module: Module) -> set[int]:
    """Bare names in a list that the file only asks for a name: `model in NO_TEMPERATURE_MODELS`."""
    lists = {
        entry.name: entry.value.elts
        for entry in module.named
        if entry.is_assigned and isinstance(entry.value, ast.List | ast.Tuple)
        if name_reading(entry.name)
    }
    asked = _asked(module, lists.keys()) if lists else set()
    bare = (each for name in asked for each in lists[name] if "/" not in (text_of(each) or "/"))
    return set(map(id, bare))


def _asked(module: Module, names: Collection[str]) -> set[str]:
    """The names that stand nowhere but behind an `in`."""
    asked: set[str] = set()
    used: Counter[str] = Counter()
    for node in ast.walk(module.top.node):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
            used[node.id] += 1
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
            held = node.comparators[0]
            if isinstance(held, ast.Name) and held.id in names:
                asked.add(held.id)
                used[held.id] -= 1
    return {name for name in asked if not used[name]}


def shown(module: Module) -> set[int]:
    """The tables that only show what a request may look like: `openapi_examples={…}`."""
    names = loader_rules.load().names.shown
    return {
        id(node)
        for entry in module.named
        if entry.name in names
        for node in ast.walk(entry.value)
        if isinstance(node, ast.Dict)
    }
