"""Models that their own names tell, wherever a call, a table or a constant has one."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator

from modelguard.detect.names import distinct
from modelguard.detect.py import calls, loader_rules, silent
from modelguard.detect.py.loads import Found
from modelguard.detect.py.module import Module, Named
from modelguard.detect.py.texts import Text
from modelguard.detect.py.words import words_of


def named(module: Module, shown: Collection[int]) -> Iterator[Found]:
    """`Backend("org/tiny-bert-base")`, `version="org/clip-large"`; `shown` are examples."""
    for call, _ in module.calls:
        for node in _models(call.args):
            if not silent.is_quiet(call):
                yield _found(node, module)
    for option, default, _ in calls.options(module):
        for node in _models([default]):
            if not _is_other(option):
                yield _found(node, module)
    for entry in module.named:
        for node in _models([entry.value]):
            if id(entry.table) not in shown and not _is_silent(entry):
                yield _found(node, module)


def _models(nodes: Iterable[ast.expr]) -> Iterator[ast.Constant]:
    """Also of `name or "org/name"` and `name if name else "org/name"`."""
    for node in nodes:
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str) and distinct.is_model(node.value):
                yield node
        elif isinstance(node, ast.BoolOp):
            yield from _models(node.values)
        elif isinstance(node, ast.IfExp):
            yield from _models((node.body, node.orelse))


def _is_silent(entry: Named) -> bool:
    return _is_other(entry.name) or (entry.call is not None and silent.is_quiet(entry.call))


def _is_other(name: str) -> bool:
    """Titles and targets."""
    return not loader_rules.load().names.never.isdisjoint(words_of(name.strip("-")))


def _found(node: ast.Constant, module: Module) -> Found:
    return Found(Text(str(node.value), node, module), node, "any")
