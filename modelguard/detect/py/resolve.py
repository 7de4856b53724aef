"""Follow names, attributes, look-ups and calls to the expressions that they stand for."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from modelguard.detect.py import calls
from modelguard.detect.py.module import (
    FUNCTIONS,
    Binding,
    Module,
    Scope,
    Step,
    callee,
    parameters,
    text_of,
)
from modelguard.detect.py.questions import Place, Questions

__all__ = ["Finder", "Place", "Resolver"]

# The module that an import names, as seen from a path; None outside the project.
Finder = Callable[[Module, str], Module | None]


class Resolver:
    """Answers what an expression may be, with bounded work for a question and for a file."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._questions = Questions()
        self.open: set[int] = set()  # compositions that are being put together

    def begin(self) -> None:
        """A new question from outside."""
        self._questions.begin()

    def resolve(self, place: Place) -> list[Place]:
        """Every expression that `place` may stand for; names that lead nowhere are left out."""
        return self._questions.ask((id(place.node), id(place.scope)), place, self._dispatch)

    def _dispatch(self, place: Place) -> Iterator[Place]:
        match place.node:
            case ast.Name(id=name):
                yield from self._name(name, place)
            case ast.Attribute():
                yield from self._attribute(place.node, place)
            case ast.Subscript():
                yield from self._subscript(place.node, place)
            case ast.IfExp(body=body, orelse=orelse):
                yield from self._each((body, orelse), place)
            case ast.BoolOp(values=values):
                yield from self._each(values, place)
            case ast.NamedExpr(value=value) | ast.Await(value=value) | ast.Starred(value=value):
                yield from self._each((value,), place)
            case ast.Call():
                yield from self._call(place.node, place)
            case _:
                yield place

    def _each(self, nodes: list[ast.expr] | tuple[ast.expr, ...], place: Place) -> Iterator[Place]:
        for node in nodes:
            yield from self.resolve(place._replace(node=node))

    def _name(self, name: str, place: Place) -> Iterator[Place]:
        for binding in place.module.lookup(name, place.scope):
            yield from self._binding(binding, place.module)

    def _binding(self, binding: Binding, module: Module) -> list[Place]:
        return self._questions.ask((id(binding), "bound"), (binding, module), self._bound)

    def _bound(self, bound: tuple[Binding, Module]) -> Iterator[Place]:
        binding, module = bound
        if binding.imported:
            yield from self._imported(binding.imported, module)
        elif binding.parameter:
            yield from self._parameter(binding, module)
        elif isinstance(binding.node, (*FUNCTIONS, ast.ClassDef)):
            yield Place(binding.node, binding.scope, module)
        else:
            yield from self._stepped(Place(binding.node, binding.scope, module), binding.steps)

    def _stepped(self, place: Place, steps: tuple[Step, ...]) -> Iterator[Place]:
        if not steps:
            yield from self.resolve(place)
            return
        for part in self.parts(place, steps[0]):
            yield from self._stepped(part, steps[1:])

    def _imported(self, dotted: str, module: Module) -> Iterator[Place]:
        home, _, name = dotted.rpartition(".")
        other = self._finder(module, home or ".") if dotted.strip(".") else None
        if other is not None and name in other.top.bindings:
            for binding in other.top.bindings[name]:
                yield from self._binding(binding, other)
            return
        whole = self._finder(module, dotted)
        if whole is not None:
            yield Place(whole.top.node, whole.top, whole)

    def _parameter(self, binding: Binding, module: Module) -> Iterator[Place]:
        """The default, and what the calls of the same file pass."""
        function, name = binding.node, binding.parameter
        if isinstance(function, ast.Lambda):
            return
        assert isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        names = [argument for argument, _ in parameters(function.args)]
        for argument, default in parameters(function.args):
            if argument == name and default is not None:
                yield from self.resolve(Place(default, binding.scope, module))
        for value, steps in calls.decorated(function, name):
            yield from self._stepped(Place(value, binding.scope, module), steps)
        in_class = isinstance(binding.scope.node, ast.ClassDef)
        offset = int(in_class and names[:1] in (["self"], ["cls"]))
        known_as = function.name
        if known_as == "__init__" and isinstance(binding.scope.node, ast.ClassDef):
            known_as = binding.scope.node.name
        for call, scope in module.sites.get(known_as, ()):
            passed = calls.argument(call, names.index(name) - offset, name)
            if passed is not None:
                yield from self.resolve(Place(passed, scope, module))

    def _attribute(self, node: ast.Attribute, place: Place) -> Iterator[Place]:
        first, parts = callee(node)
        imported = place.module.imports.get(parts[0]) if isinstance(first, ast.Name) else None
        if imported and len(parts) > 2:  # `import app.settings`
            yield from self._imported(".".join((imported, *parts[1:])), place.module)
        bases = self.resolve(place._replace(node=node.value))
        found = False
        for base in bases:
            for result in self._member(base, node.attr):
                found = True
                yield result
        if found:
            return
        if isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"):
            own = place.scope.owner
            yield from self._attributes(node.attr, place.module, own)
        elif node.attr in ("value", "name", "id") and bases:
            yield from bases
        elif not any(isinstance(base.node, ast.Module) for base in bases):
            yield from self._attributes(node.attr, place.module, None)
            yield from calls.option_defaults(place, node.attr, self.resolve)

    def _member(self, base: Place, name: str) -> Iterator[Place]:
        node = base.node
        if isinstance(node, ast.Call):
            passed = calls.argument(node, -1, name)
            if passed is not None:
                yield from self.resolve(base._replace(node=passed))
            for made in self.resolve(base._replace(node=node.func)):
                if isinstance(made.node, ast.ClassDef):
                    yield from self._member(made, name)
            return
        scope = base.module.scopes.get(node)
        if scope is None or not isinstance(node, ast.Module | ast.ClassDef):
            return
        for binding in scope.bindings.get(name, ()):
            yield from self._binding(binding, base.module)
        if isinstance(node, ast.ClassDef):
            yield from self._attributes(name, base.module, scope, strict=True)

    def _attributes(
        self, name: str, module: Module, owner: Scope | None, *, strict: bool = False
    ) -> Iterator[Place]:
        """What is assigned to an attribute: of this class, else of any in the file."""
        entries = module.attributes.get(name, [])
        own = [entry for entry in entries if entry.owner is owner and owner is not None]
        for entry in own if own or strict else entries:
            yield from self.resolve(Place(entry.value, entry.scope, module))

    def _subscript(self, node: ast.Subscript, place: Place) -> Iterator[Place]:
        step: Step = "*"
        match node.slice:
            case ast.Constant(value=str() | int() as key):
                step = key if isinstance(key, int) else "." + key
            case ast.Slice():
                yield from self._each((node.value,), place)
                return
        for container in self.resolve(place._replace(node=node.value)):
            yield from self._entries(container, step)

    def _entries(self, container: Place, step: Step) -> Iterator[Place]:
        """The values of a dictionary, or the elements of a list."""
        if isinstance(container.node, ast.Dict):
            pairs = list(zip(container.node.keys, container.node.values, strict=True))
            chosen = [v for k, v in pairs if text_of(k) is not None and f".{text_of(k)}" == step]
            yield from self._each(chosen or [v for k, v in pairs if k is not None], container)
        elif isinstance(container.node, ast.Call):
            for name, value in calls.entries(container.node):
                if step in ("*", f".{name}"):
                    yield from self._each((value,), container)
        else:
            known = step if isinstance(step, int) else "*"
            for part in calls.parts(self, container, known):
                yield from self.resolve(part)

    def parts(self, place: Place, step: Step) -> list[Place]:
        """What `place` holds: the element at an index, or with `*` every element."""
        key = (id(place.node), f"part {step}")
        return self._questions.ask(key, (place, step), self._parts)

    def _parts(self, asked: tuple[Place, Step]) -> Iterator[Place]:
        place, step = asked
        for container in self.resolve(place):
            yield from calls.parts(self, container, step)

    def _call(self, node: ast.Call, place: Place) -> Iterator[Place]:
        handled = calls.results(self, node, place)
        if handled is None:
            yield place
            return
        yield from handled
