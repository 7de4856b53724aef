"""Calls that load models: which loader a call is, and the texts it is given."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from modelguard.detect.py import clients, loader_rules
from modelguard.detect.py.calls import argument
from modelguard.detect.py.loader_rules import Loader, Where
from modelguard.detect.py.module import Module, Scope, callee
from modelguard.detect.py.resolve import Place, Resolver
from modelguard.detect.py.texts import Text, texts, truth
from modelguard.namedtuple import NamedTuple

_DISTINCT = 8  # characters of a name that no other library is likely to have


class Found(NamedTuple):
    """A text that a call or a name says is a model; `use` is where it is used."""

    text: Text
    use: ast.AST
    carrier: str
    type: str = "model"
    revision: str | None = None


def loads(module: Module, resolver: Resolver) -> Iterator[Found]:
    """What the calls of a module load."""
    rules = loader_rules.load()
    for call, scope in module.calls:
        base, parts = callee(call.func)
        if not parts:
            continue
        name = clients.dotted(parts, module)[-1]
        if name in rules.loaders and (call.args or call.keywords):
            place = Place(call, scope, module)
            loader = _loader(rules.loaders[name], base, parts, place, resolver)
            if loader is not None and _counts(loader, call, place, resolver):
                yield from _given(loader, call, place, resolver)
        elif parts[-1] == "load" and not call.args:
            yield from _package(parts, call, scope, module)


def _package(
    parts: tuple[str, ...], call: ast.Call, scope: Scope, module: Module
) -> Iterator[Found]:
    """`en_core_web_sm.load()`: an installed pipeline of spaCy is a module."""
    dotted = clients.dotted(parts, module)
    if len(dotted) == 2 and dotted[0].count("_") >= 2:
        yield Found(Text(dotted[0], call, module), call, "spacy")


def _loader(
    candidates: tuple[Loader, ...],
    base: ast.expr,
    parts: tuple[str, ...],
    place: Place,
    resolver: Resolver,
) -> Loader | None:
    """The first that fits: by the import, by what the receiver is, by any receiver, by the file."""
    dotted = clients.dotted(parts, place.module)
    fitting = [loader for loader in candidates if loader.fits(dotted)]
    if not fitting:
        return None
    # A method of something that comes from a library which the file never names is not followed.
    known = set(clients.roots(place.module))
    is_method = len(parts) > 1 or not isinstance(base, ast.Name)
    if is_method and not any(not each.roots or any(map(each.is_from, known)) for each in fitting):
        return None
    if not fitting[0].roots:
        return fitting[0]
    roots = _roots(base, parts, place, resolver)
    for loader in fitting:
        if not loader.roots or any(loader.is_from(root) for root in roots):
            return loader
    return None


def _roots(
    base: ast.expr, parts: tuple[str, ...], place: Place, resolver: Resolver
) -> tuple[str, ...]:
    """The libraries that a callee may come from."""
    if isinstance(base, ast.Name):
        imported = place.module.imports.get(base.id)
        if imported is not None:
            return (imported.partition(".")[0],)
        if not place.module.lookup(base.id, place.scope) and len(parts) == 1:
            is_distinct = len(base.id) >= _DISTINCT and (
                "_" in base.id or base.id != base.id.lower()
            )
            known = loader_rules.load().roots
            return tuple(known) if is_distinct else tuple(clients.roots(place.module))
    made = clients.constructors(base, place, resolver)
    roots = tuple(names[0] for names, _ in made if names)
    if roots or len(parts) == 1:
        return roots
    return tuple(clients.roots(place.module))


def _counts(loader: Loader, call: ast.Call, place: Place, resolver: Resolver) -> bool:
    if loader.when:
        stated = argument(call, -1, loader.when)
        if stated is None or not truth(resolver, place._replace(node=stated)):
            return False
    return not any(
        text.text == value
        for name, value in loader.unless
        for text in _passed(call, name, place, resolver)
    )


def _passed(call: ast.Call, where: Where, place: Place, resolver: Resolver) -> list[Text]:
    index, name = (where, "") if isinstance(where, int) else (-1, where)
    value = argument(call, index, name)
    if value is None:
        return []
    return texts(resolver, place._replace(node=value)) or _constant(value, place.module)


def _constant(value: ast.expr, module: Module) -> list[Text]:
    """`ModelType.GPT_4O`: a constant of a library, named as its value is."""
    _, parts = callee(value)
    is_model = len(parts) > 1 and parts[-1].isupper() and "Model" in parts[-2]
    return [Text(parts[-1], value, module)] if is_model else []


def _given(loader: Loader, call: ast.Call, place: Place, resolver: Resolver) -> Iterator[Found]:
    carrier = clients.carrier(loader, call, place, resolver)
    if carrier == "none":
        return
    kind = loader.type
    if loader.type_from:
        stated = [text.text for text in _passed(call, loader.type_from, place, resolver)]
        kind = next((text for text in stated if text in ("dataset", "space")), kind)
    revision = next((text.text for text in _passed(call, loader.revision, place, resolver)), None)
    found = _joined(loader, call, place, resolver) if loader.join else [
        text for where in loader.take for text in _passed(call, where, place, resolver)
    ]  # fmt: skip
    for text in found:
        plain = text.text
        for prefix in loader.strip:
            plain = plain.removeprefix(prefix)
        yield Found(text._replace(text=plain), call, carrier, kind, revision)


def _joined(loader: Loader, call: ast.Call, place: Place, resolver: Resolver) -> Iterator[Text]:
    """Two arguments that name one model; the text is written where the positional one is."""
    separator = next(part for part in loader.join if part in (":", "/", "/?"))
    middle = loader.join.index(separator)
    left, right = (
        [text for where in side for text in _passed(call, where, place, resolver)]
        for side in (loader.join[:middle], loader.join[middle + 1 :])
    )
    if not left:
        yield from right if loader.carrier == "pydantic-ai" else ()
    if not right:
        yield from left if separator == "/?" else ()
    for first in left:
        if first.text.startswith("hf-hub:"):
            yield first
        for second in right:
            written = first if isinstance(loader.join[0], int) else second
            yield written._replace(text=f"{first.text}{str(separator)[0]}{second.text}")
