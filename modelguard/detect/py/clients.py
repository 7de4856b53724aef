"""Where a client sends its requests, and so whose names its models have."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from modelguard.detect.py import loader_rules
from modelguard.detect.py.calls import argument
from modelguard.detect.py.loader_rules import Loader
from modelguard.detect.py.module import Module, callee
from modelguard.detect.py.resolve import Place, Resolver
from modelguard.detect.py.texts import texts

_METHODS = frozenset(("with_options", "copy", "bind_tools", "with_structured_output"))
# Functions that return the client they are given.
_WRAPPERS = frozenset(("from_openai", "from_anthropic", "patch", "wrap_openai", "from_litellm"))


def dotted(parts: tuple[str, ...], module: Module) -> tuple[str, ...]:
    """The name of a callee with its import written out."""
    imported = module.imports.get(parts[0])
    return (*imported.split("."), *parts[1:]) if imported else parts


def roots(module: Module) -> Iterator[str]:
    """The libraries that a module imports, in order."""
    yield from dict.fromkeys(path.partition(".")[0] for path in module.imports.values())


def constructors(
    node: ast.expr, place: Place, resolver: Resolver, depth: int = 0
) -> list[tuple[tuple[str, ...], Place]]:
    """Dotted names of the calls that made a receiver, and the calls."""
    found: list[tuple[tuple[str, ...], Place]] = []
    if depth > 3:
        return found
    resolver.begin()
    for result in resolver.resolve(place._replace(node=_receiver(node, place, resolver))):
        if not isinstance(result.node, ast.Call):
            continue
        base, parts = callee(result.node.func)
        if parts and parts[-1] in _WRAPPERS and result.node.args:
            found += constructors(result.node.args[0], result, resolver, depth + 1)
        elif parts and parts[-1] in _METHODS:
            found += constructors(base, result, resolver, depth + 1)
        elif parts:
            found.append((dotted(parts, result.module), result))
    return found


def _receiver(node: ast.expr, place: Place, resolver: Resolver) -> ast.expr:
    """Of `self.client.chat.completions.create` the part that is a client."""
    call = place.node
    if not isinstance(call, ast.Call) or not isinstance(node, ast.Name):
        return node
    chain: ast.expr = call.func
    while isinstance(chain, ast.Attribute):
        chain = chain.value
        results = resolver.resolve(place._replace(node=chain))
        if any(isinstance(result.node, ast.Call) for result in results):
            return chain
    return node


def carrier(loader: Loader, call: ast.Call, place: Place, resolver: Resolver) -> str:
    """How to read the names of a call, `none` where its address says that nobody can."""
    if loader.host:
        return _by_address(call, place, resolver, loader.host) or loader.carrier
    if loader.carrier != "client":
        return loader.carrier
    rules = loader_rules.load()
    base, parts = callee(call.func)
    for names, made in constructors(base, place, resolver):
        if names[-1] in rules.clients and isinstance(made.node, ast.Call):
            told = _by_address(made.node, made, resolver, rules.addresses)
            return told or rules.clients[names[-1]]
        if names[0] in rules.imports:
            return rules.imports[names[0]]
    return _by_import(dotted(parts, place.module)[0], place.module, resolver)


def _by_address(
    call: ast.Call, place: Place, resolver: Resolver, keywords: tuple[str, ...]
) -> str | None:
    """None where no address is given, `any` where nothing is known of it."""
    for keyword in keywords:
        value = argument(call, -1, keyword)
        if value is None or (isinstance(value, ast.Constant) and value.value is None):
            continue
        addresses = [text.text for text in texts(resolver, place._replace(node=value))]
        return next((told for text in addresses if (told := host(text))), "any")
    return None


def host(address: str) -> str | None:
    rules = loader_rules.load()
    return next((told for part, told in rules.hosts.items() if part in address), None)


def _by_import(root: str, module: Module, resolver: Resolver) -> str:
    """The address of the whole file, else the library called, else the only one imported."""
    rules = loader_rules.load()
    for name in ("api_base", "base_url"):
        for attribute in module.attributes.get(name, ()):
            place = Place(attribute.value, attribute.scope, module)
            for text in texts(resolver, place):
                if told := host(text.text):
                    return told
    if root in rules.imports:
        return rules.imports[root]
    imported = [rules.imports[root] for root in roots(module) if root in rules.imports]
    return imported[0] if len(set(imported)) == 1 else "any"
