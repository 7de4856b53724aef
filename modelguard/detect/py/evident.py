"""Models that their own names tell, wherever a call, a table or a constant has one."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from modelguard.detect.names import distinct
from modelguard.detect.py import calls, loader_rules, silent
from modelguard.detect.py.loads import Found
from modelguard.detect.py.module import Module, Named, text_of
from modelguard.detect.py.texts import Text
from modelguard.detect.py.words import words_of


def named(module: Module, shown: Collection[int]) -> Iterator[Found]:
    """`Backend("org/tiny-bert-base")`, `version="org/clip-large"`; `shown` are examples."""
    for node in _given(module, shown):
        for choice in _choices(node):
            if distinct.is_model(text := text_of(choice) or ""):
                yield Found(Text(text, choice, module), choice, "any")


def _given(module: Module, shown: Collection[int]) -> Iterator[ast.expr]:
    """What calls are given and what names stand for, but for titles and targets."""
    for call, _ in module.calls:
        if call.args and not silent.is_quiet(call):
            yield from call.args
    for option, default, _ in calls.options(module):
        if not _is_other(option):
            yield default
    for entry in module.named:
        if id(entry.table) not in shown and not _is_silent(entry):
            yield entry.value


def _choices(node: ast.expr) -> Iterator[ast.expr]:
    """`name or "org/name"`, `name if name else "org/name"`."""
    match node:
        case ast.BoolOp(values=values):
            yield from values
        case ast.IfExp(body=body, orelse=orelse):
            yield from (body, orelse)
        case _:
            yield node


def _is_silent(entry: Named) -> bool:
    return _is_other(entry.name) or (entry.call is not None and silent.is_quiet(entry.call))


def _is_other(name: str) -> bool:
    return not loader_rules.load().names.never.isdisjoint(words_of(name.strip("-")))
