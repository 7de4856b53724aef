"""What calls give back, and what containers hold."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from modelguard.detect.py import loader_rules
from modelguard.detect.py.module import Module, Step, callee, text_of

if TYPE_CHECKING:
    from modelguard.detect.py.resolve import Place, Resolver

_SAME = frozenset(("list", "tuple", "set", "frozenset", "sorted", "reversed", "iter", "deepcopy"))
_ONE = frozenset(("next", "choice", "max", "min", "cycle"))
_MAPPING = frozenset(("get", "pop", "setdefault"))


def argument(call: ast.Call, index: int, name: str) -> ast.expr | None:
    """The argument at a position or of a name; -1 for keywords only."""
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    if 0 <= index < len(call.args) and not any(
        isinstance(passed, ast.Starred) for passed in call.args[: index + 1]
    ):
        return call.args[index]
    return None


def option_names(call: ast.Call) -> list[str]:
    """`--model-name` is `model_name` in Python; a name without dashes is one too."""
    texts = [text_of(passed) for passed in call.args]
    names = [text.lstrip("-").replace("-", "_") for text in texts if text]
    stated = text_of(argument(call, -1, "dest"))
    return [stated, *names] if stated else names


def options(module: Module) -> Iterator[tuple[str, ast.expr, Place]]:
    """Command-line options with a default: argparse, click and absl."""
    from modelguard.detect.py.resolve import Place

    for site, position in _OPTIONS.items():
        for call, scope in module.sites.get(site, ()):
            default = argument(call, position, "default")
            if default is not None:
                for name in option_names(call)[:3]:
                    yield name, default, Place(default, scope, module)


_OPTIONS = {"add_argument": -1, "add_option": -1, "option": -1, "DEFINE_string": 1, "argument": -1}


def option_defaults(
    place: Place, name: str, follow: Callable[[Place], Iterable[Place]]
) -> Iterator[Place]:
    for option, _, default in options(place.module):
        if option == name:
            yield from follow(default)


def decorated(
    function: ast.FunctionDef | ast.AsyncFunctionDef, name: str
) -> Iterator[tuple[ast.expr, tuple[Step, ...]]]:
    """`@click.option("--name", default=…)`, `@pytest.mark.parametrize("name", […])`."""
    for decorator in function.decorator_list:
        _, names = callee(decorator.func) if isinstance(decorator, ast.Call) else (None, ())
        if not isinstance(decorator, ast.Call) or not names:
            continue
        if names[-1] == "parametrize":
            listed = argument(decorator, 1, "argvalues")
            given = (text_of(argument(decorator, 0, "argnames")) or "").split(",")
            plain = [part.strip() for part in given]
            if name in plain and listed is not None:
                yield listed, ("*", plain.index(name)) if len(plain) > 1 else ("*",)
        elif names[-1] in ("option", "argument"):
            default = argument(decorator, -1, "default")
            if name in option_names(decorator) and default is not None:
                yield default, ()


def entries(call: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    """What `dict(a=1)` and `OrderedDict([("a", 1)])` hold."""
    yield from ((keyword.arg or "", keyword.value) for keyword in call.keywords)
    rows = call.args[0] if call.args else None
    for row in rows.elts if isinstance(rows, ast.List | ast.Tuple) else ():
        if isinstance(row, ast.Tuple) and len(row.elts) == 2:
            yield text_of(row.elts[0]) or "", row.elts[1]


def parts(resolver: Resolver, container: Place, step: Step) -> Iterator[Place]:
    """The element at an index, or with `*` every element; a dictionary has its keys."""
    match container.node:
        case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
            yield from _elements(resolver, elements, container, step)
        case ast.Dict(keys=keys) if step == "*":
            yield from (container._replace(node=key) for key in keys if key is not None)
        case ast.ClassDef() if step == "*":
            yield from _members(container)
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
            if step == "*":
                scope = container.module.scopes[container.node]
                yield container._replace(node=container.node.elt, scope=scope)
        case ast.BinOp(left=left, op=ast.Add(), right=right) if step == "*":
            for side in (left, right):
                yield from resolver.parts(container._replace(node=side), step)
        case ast.Call():
            yield from _produced(resolver, container.node, container, step)


def _elements(
    resolver: Resolver, elements: list[ast.expr], container: Place, step: Step
) -> Iterator[Place]:
    if isinstance(step, int):
        if -len(elements) <= step < len(elements):
            yield container._replace(node=elements[step])
        return
    for element in elements:
        place = container._replace(node=element)
        if isinstance(element, ast.Starred):
            yield from resolver.parts(place._replace(node=element.value), step)
        else:
            yield place


def _members(container: Place) -> Iterator[Place]:
    """What a class body assigns: the members of an enumeration."""
    scope = container.module.scopes[container.node]
    for bindings in scope.bindings.values():
        for binding in bindings:
            if isinstance(binding.node, ast.expr) and not binding.steps:
                yield container._replace(node=binding.node, scope=binding.scope)


def _produced(resolver: Resolver, call: ast.Call, place: Place, step: Step) -> Iterator[Place]:
    """`d.items()`, `enumerate(x)`, `zip(x, y)`: their elements, made up where they are pairs."""
    _, names = callee(call.func)
    name = names[-1] if names else ""
    if name in ("items", "values", "keys") and isinstance(call.func, ast.Attribute):
        for mapping in resolver.resolve(place._replace(node=call.func.value)):
            if isinstance(mapping.node, ast.Dict):
                yield from _mapping(mapping.node, mapping, name)
    elif name in ("enumerate", "zip", "product") and call.args and step == "*":
        columns = [list(resolver.parts(place._replace(node=passed), "*")) for passed in call.args]
        if name == "enumerate":
            for element in columns[0]:
                pair = ast.Tuple(elts=[ast.Constant(value=0), _expression(element)], ctx=ast.Load())
                yield element._replace(node=pair)
        elif all(columns) and len({id(column[0].module) for column in columns}) == 1:
            for row in zip(*columns, strict=False):
                pair = ast.Tuple(elts=[_expression(part) for part in row], ctx=ast.Load())
                yield row[0]._replace(node=pair)


def _expression(place: Place) -> ast.expr:
    return place.node if isinstance(place.node, ast.expr) else ast.Constant(value=None)


def _mapping(node: ast.Dict, place: Place, name: str) -> Iterator[Place]:
    for key, value in zip(node.keys, node.values, strict=True):
        if key is not None:
            pair = ast.Tuple(elts=[key, value], ctx=ast.Load())
            yield place._replace(node={"items": pair, "keys": key, "values": value}[name])


def results(resolver: Resolver, call: ast.Call, place: Place) -> Iterable[Place] | None:
    """The expressions that a call returns; None where the call itself is all there is to say."""
    _, names = callee(call.func)
    name = names[-1] if names else ""
    rules = loader_rules.load()
    if name == "str" and len(call.args) == 1:
        return resolver.parts(_pack(place, call.args), "*")
    if name in rules.defaults:
        return _defaults(resolver, call, place, rules.defaults[name])
    if name in rules.choices and (call.args or call.keywords):
        return _choices(resolver, call, place, rules.choices[name])
    if name in _SAME and call.args:
        return resolver.resolve(place._replace(node=call.args[0]))
    if name in _ONE and call.args:
        return _followed(resolver, resolver.parts(place._replace(node=call.args[0]), "*"))
    functions = [
        made
        for made in resolver.resolve(place._replace(node=call.func))
        if made.node in made.module.scopes and not isinstance(made.node, ast.ClassDef | ast.Module)
    ] or [
        place._replace(node=function)
        for function in place.module.functions.get(name, ())
        if isinstance(call.func, ast.Attribute) and names[:1] in (("self",), ("cls",))
    ]
    return _returned(resolver, functions) if functions else None


def _pack(place: Place, arguments: list[ast.expr]) -> Place:
    return place._replace(node=ast.Tuple(elts=arguments, ctx=ast.Load()))


def _followed(resolver: Resolver, places: Iterable[Place]) -> Iterator[Place]:
    for place in places:
        yield from resolver.resolve(place)


def _returned(resolver: Resolver, functions: list[Place]) -> Iterator[Place]:
    for function in functions:
        for value, scope in function.module.returns.get(function.node, ()):
            yield from resolver.resolve(function._replace(node=value, scope=scope))


def _defaults(
    resolver: Resolver, call: ast.Call, place: Place, index: int | None
) -> Iterator[Place]:
    _, names = callee(call.func)
    if names[-1:] == ("getattr",) and len(call.args) > 1 and (attribute := text_of(call.args[1])):
        made = ast.Attribute(value=call.args[0], attr=attribute, ctx=ast.Load())
        yield from resolver.resolve(place._replace(node=made))
    if isinstance(call.func, ast.Attribute) and names and names[-1] in _MAPPING and call.args:
        look = ast.Subscript(value=call.func.value, slice=call.args[0], ctx=ast.Load())
        if "environ" not in names:
            yield from resolver.resolve(place._replace(node=look))
    for name in ("default", "default_value"):
        passed = argument(call, -1 if index is None else index, name)
        if passed is not None:
            yield from resolver.resolve(place._replace(node=passed))
            break
    factory = argument(call, -1, "default_factory")
    if isinstance(factory, ast.Lambda):
        yield from resolver.resolve(place._replace(node=factory.body))


def _choices(
    resolver: Resolver, call: ast.Call, place: Place, where: list[int | str]
) -> Iterator[Place]:
    positions = [entry for entry in where if isinstance(entry, int)]
    for name in (entry for entry in where if isinstance(entry, str)):
        passed = argument(call, positions[0] if positions else -1, name)
        if passed is not None:
            whole = place._replace(node=passed)
            yield from _followed(resolver, resolver.parts(whole, "*"))
            yield from resolver.resolve(whole)
