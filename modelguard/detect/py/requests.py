"""Models that are named in the body of a request to a host whose models are known."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from modelguard.detect.py import clients
from modelguard.detect.py.calls import argument
from modelguard.detect.py.loads import Found
from modelguard.detect.py.module import SENDS, Module, callee, text_of
from modelguard.detect.py.resolve import Place, Resolver
from modelguard.detect.py.texts import texts

_BODIES = ("json", "data", "content")


def find(module: Module, resolver: Resolver) -> Iterator[Found]:
    """`requests.post("http://localhost:11434/api/chat", json={"model": "llama3"})`."""
    for site in SENDS:
        for call, scope in module.sites.get(site, ()):
            place = Place(call, scope, module)
            carrier = _carrier(call, place, resolver)
            for model in _models(call, place, resolver) if carrier else ():
                for text in texts(resolver, model):
                    yield Found(text, call, carrier)


def _carrier(call: ast.Call, place: Place, resolver: Resolver) -> str:
    """Whose names a host has; empty where any server may run."""
    addresses = [argument(call, -1, "url"), *call.args[:2]]
    for address in addresses:
        if address is not None:
            for text in texts(resolver, place._replace(node=address)):
                told = clients.host(text.text)
                if told not in (None, "none", "hub-only-slash"):
                    return told
    return ""


def _models(call: ast.Call, place: Place, resolver: Resolver) -> Iterator[Place]:
    """What stands under `model` in the body, which may be written out by `json.dumps`."""
    for name in _BODIES:
        passed = argument(call, -1, name)
        if isinstance(passed, ast.Call) and callee(passed.func)[1][-1:] == ("dumps",):
            passed = passed.args[0] if passed.args else None
        resolver.begin()
        for body in resolver.resolve(place._replace(node=passed)) if passed else ():
            if isinstance(body.node, ast.Dict):
                for key, value in zip(body.node.keys, body.node.values, strict=True):
                    if text_of(key) == "model":
                        yield body._replace(node=value)
