"""Models whose source stands beside them: an address, a provider, the key of a table."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from modelguard.detect.names.providers import SOURCES
from modelguard.detect.py import clients, loader_rules
from modelguard.detect.py.loads import Found
from modelguard.detect.py.module import Module, Named, text_of
from modelguard.detect.py.resolve import Place, Resolver
from modelguard.detect.py.words import name_reading
from modelguard.detect.py.written import written

_MODEL = ("any", "model")

Outer = Mapping[int, Named]  # the names of tables, by the tables


def named(module: Module, resolver: Resolver) -> Iterator[Found]:
    """`{"provider": "groq", "model": "x-1"}`, `LLM(model="x-1", base_url="https://…")`."""
    outer = {id(each.value): each for each in module.named if isinstance(each.value, ast.Dict)}
    for entry in module.named:
        source = None if entry.is_assigned else _source(entry, outer)
        if source is not None:
            for text in written(entry, Place(entry.value, entry.scope, module), resolver):
                yield Found(text, entry.value, source)


def _source(entry: Named, outer: Outer) -> str | None:
    """The provider in the same table or call, in the one outside, or as the key of this one."""
    around = outer.get(id(entry.table))
    if name_reading(entry.name) == _MODEL:
        return _stated(entry) or (around and (_source_of(around.name) or _stated(around))) or None
    is_default = around is not None and name_reading(around.name) == _MODEL
    return _source_of(entry.name) if is_default else None


def _stated(entry: Named) -> str | None:
    rules = loader_rules.load()
    for name, value in _beside(entry):
        text = text_of(value) or ""
        if name in rules.addresses and (told := clients.host(text)):
            return told
        if name in rules.names.providers and (told := _source_of(text)):
            return told
    return None


def _source_of(word: str) -> str | None:
    return SOURCES.get(word.lower())


def _beside(entry: Named) -> Iterator[tuple[str, ast.expr]]:
    for keyword in entry.call.keywords if entry.call else ():
        yield keyword.arg or "", keyword.value
    if entry.table is not None:
        for key, value in zip(entry.table.keys, entry.table.values, strict=True):
            yield text_of(key) or "", value
