"""Datasets that a function, a call or a row of a configuration names."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from modelguard.detect.py.loads import Found
from modelguard.detect.py.module import Module, callee, parameters, text_of
from modelguard.detect.py.resolve import Place, Resolver
from modelguard.detect.py.texts import texts
from modelguard.detect.py.words import name_reading

DATASET = ("hub-only-slash", "dataset")


def named(module: Module, resolver: Resolver) -> Iterator[Found]:
    yield from _data_rows(module, resolver)
    yield from _data_sources(module, resolver)


def _data_sources(module: Module, resolver: Resolver) -> Iterator[Found]:
    """`def alpaca_dataset(source="org/name")`, and `alpaca_dataset(source="org/name")`."""
    for name, functions in module.functions.items():
        for function in functions if name_reading(name) == DATASET else ():
            scope = module.scopes[function].parent
            assert isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
            for argument, default in parameters(function.args):
                if argument == "source" and default is not None and scope is not None:
                    for text in texts(resolver, Place(default, scope, module)):
                        yield Found(text, default, *DATASET)
    for entry in module.named:
        if entry.name == "source" and entry.call and _data_words(entry.call):
            for text in texts(resolver, Place(entry.value, entry.scope, module)):
                yield Found(text, entry.value, *DATASET)


def _data_words(call: ast.Call) -> bool:
    """Whether a call is one of data; `partial(f, …)` will be one of `f`."""
    _, parts = callee(call.func)
    if parts[-1:] == ("partial",) and call.args:
        _, parts = callee(call.args[0])
    return bool(parts) and name_reading(parts[-1]) == DATASET


def _data_rows(module: Module, resolver: Resolver) -> Iterator[Found]:
    """`{"datasets": [{"path": "org/name"}]}`, as training configurations are written."""
    for entry in module.named:
        if entry.is_assigned or not isinstance(entry.value, ast.List | ast.Tuple):
            continue
        if name_reading(entry.name) != DATASET:
            continue
        for row in entry.value.elts:
            for key, value in (
                zip(row.keys, row.values, strict=True) if isinstance(row, ast.Dict) else ()
            ):
                if text_of(key) in ("path", "name", "id", "dataset"):
                    for text in texts(resolver, Place(value, entry.scope, module)):
                        yield Found(text, value, "hub-only-slash", "dataset")
