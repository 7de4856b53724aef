"""Fill the tables of a module in one walk over its tree, without recursion."""

from __future__ import annotations

import ast
from collections.abc import Callable

from modelguard.detect.py.module import (
    Attribute,
    Binding,
    Module,
    Named,
    Scope,
    callee,
    parameters,
    text_of,
)

# Nodes that hold nothing to look at, and what lists of nodes have between them.
_LEAVES: frozenset[type] = frozenset(
    (str, int, bool, type(None), ast.Name, ast.Constant, ast.Load, ast.Store, ast.Del, ast.alias,
     ast.Pass, ast.Break, ast.Continue, ast.Global, ast.Nonlocal, *ast.operator.__subclasses__(),
     *ast.cmpop.__subclasses__(), *ast.unaryop.__subclasses__(), *ast.boolop.__subclasses__())
)  # fmt: skip
_PLAIN_FIELDS = frozenset(
    ("arg", "asname", "attr", "conversion", "ctx", "id", "is_async", "kind", "level", "module",
     "name", "op", "ops", "rest", "simple", "type_comment")
)  # fmt: skip
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)


class _Fields(dict[type[ast.AST], tuple[str, ...]]):
    """The fields of each kind of node that may hold nodes to look at, the last one first."""

    def __missing__(self, kind: type[ast.AST]) -> tuple[str, ...]:
        every = () if kind in _LEAVES else kind._fields
        found = self[kind] = tuple(name for name in reversed(every) if name not in _PLAIN_FIELDS)
        return found


_FIELDS = _Fields()


def collect(path: str, tree: ast.Module) -> Module:
    module = Module(path, tree)
    _Collector(module).run(tree)
    return module


class _Collector:
    def __init__(self, module: Module) -> None:
        self._module = module
        self._stack: list[tuple[ast.AST, Scope]] = []

    def run(self, tree: ast.Module) -> None:
        self._stack = [(node, self._module.top) for node in reversed(tree.body)]
        while self._stack:
            node, scope = self._stack.pop()
            handler = _HANDLERS.get(type(node))
            inner = handler(self, node, scope) if handler else scope
            if inner is not None:
                self._push(node, inner)

    def _push(self, node: ast.AST, scope: Scope) -> None:
        """`ast.iter_child_nodes` without the leaves, which are most of the nodes."""
        stack = self._stack
        for field in _FIELDS[type(node)]:
            value = getattr(node, field)
            if type(value) is list:
                stack += [(child, scope) for child in reversed(value) if type(child) not in _LEAVES]
                continue
            while type(value) is ast.Attribute:
                value = value.value
            if type(value) not in _LEAVES:
                stack.append((value, scope))

    def _inner(self, node: ast.AST, scope: Scope) -> Scope:
        inner = self._module.scopes[node] = Scope(node, scope)
        return inner

    def _bind(self, name: str, binding: Binding, scope: Scope) -> None:
        scope.bindings.setdefault(name, []).append(binding)

    def _target(self, target: ast.expr, binding: Binding, scope: Scope) -> None:
        match target:
            case ast.Name():
                self._bind(target.id, binding, scope)
            case ast.Tuple() | ast.List():
                for index, part in enumerate(target.elts):
                    self._target(part, binding._replace(steps=(*binding.steps, index)), scope)
            case ast.Starred():
                self._target(target.value, binding, scope)

    def _assign(self, target: ast.expr, value: ast.expr, scope: Scope) -> None:
        name = ""
        match target:
            case ast.Name():
                name = target.id
                if isinstance(scope.node, ast.ClassDef):
                    self._attribute(name, scope, value, scope)
            case ast.Attribute():
                name = _attribute_name(target)
                of_self = isinstance(target.value, ast.Name) and target.value.id in ("self", "cls")
                self._attribute(target.attr, scope.owner if of_self else None, value, scope)
            case ast.Subscript():
                name = text_of(target.slice) or ""
        if name:
            self._module.named.append(Named(name, value, scope))
        self._target(target, Binding(value, scope), scope)

    def _attribute(self, name: str, owner: Scope | None, value: ast.expr, scope: Scope) -> None:
        self._module.attributes.setdefault(name, []).append(Attribute(owner, value, scope))

    def assignment(self, node: ast.AST, scope: Scope) -> Scope:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                self._assign(target, node.value, scope)
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
            self._assign(node.target, node.value, scope)
        return scope

    def annotated(self, node: ast.AST, scope: Scope) -> None:
        """An annotation names types, never models."""
        assert isinstance(node, ast.AnnAssign)
        self.assignment(node, scope)
        if node.value is not None:
            self._stack.append((node.value, scope))

    def loop(self, node: ast.AST, scope: Scope) -> Scope:
        assert isinstance(node, ast.For | ast.AsyncFor)
        self._target(node.target, Binding(node.iter, scope, ("*",)), scope)
        return scope

    def using(self, node: ast.AST, scope: Scope) -> Scope:
        assert isinstance(node, ast.withitem)
        if node.optional_vars is not None:
            self._target(node.optional_vars, Binding(node.context_expr, scope), scope)
        return scope

    def comprehension(self, node: ast.AST, scope: Scope) -> Scope:
        assert isinstance(node, _COMPREHENSIONS)
        inner = self._inner(node, scope)
        for generator in node.generators:
            self._target(generator.target, Binding(generator.iter, inner, ("*",)), inner)
        return inner

    def importing(self, node: ast.AST, scope: Scope) -> None:
        assert isinstance(node, ast.Import | ast.ImportFrom)
        prefix = ""
        if isinstance(node, ast.ImportFrom):
            prefix = "." * node.level + (node.module or "")
            prefix += "" if prefix.endswith(".") else "."
        for alias in node.names:
            dotted = prefix + alias.name
            name = alias.asname or (alias.name if prefix else alias.name.partition(".")[0])
            if not prefix and not alias.asname:
                dotted = name
            self._module.imports[name] = dotted
            self._bind(name, Binding(node, scope, imported=dotted), scope)

    def define(self, node: ast.AST, scope: Scope) -> None:
        """Defaults and decorators belong outside, the body inside; annotations nowhere."""
        assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        self._bind(node.name, Binding(node, scope), scope)
        self._module.functions.setdefault(node.name, []).append(node)
        inner = self._inner(node, scope)
        for argument, default in parameters(node.args):
            self._bind(argument, Binding(node, scope, parameter=argument), inner)
            if default is not None:
                self._module.named.append(Named(argument, default, scope))
                self._stack.append((default, scope))
        self._stack.extend((child, inner) for child in reversed(node.body))
        self._stack.extend((child, scope) for child in node.decorator_list)

    def lambda_(self, node: ast.AST, scope: Scope) -> Scope:
        assert isinstance(node, ast.Lambda)
        inner = self._inner(node, scope)
        for argument, _ in parameters(node.args):
            self._bind(argument, Binding(node, scope, parameter=argument), inner)
        return inner

    def class_(self, node: ast.AST, scope: Scope) -> None:
        assert isinstance(node, ast.ClassDef)
        self._bind(node.name, Binding(node, scope), scope)
        inner = self._inner(node, scope)
        self._stack.extend((child, inner) for child in reversed(node.body))
        self._stack.extend((child, scope) for child in node.decorator_list)

    def return_(self, node: ast.AST, scope: Scope) -> Scope:
        assert isinstance(node, ast.Return)
        if node.value is not None:
            self._module.returns.setdefault(scope.node, []).append((node.value, scope))
        return scope

    def call(self, node: ast.AST, scope: Scope) -> Scope:
        assert isinstance(node, ast.Call)
        self._module.calls.append((node, scope))
        _, parts = callee(node.func)
        if parts:
            self._module.sites.setdefault(parts[-1], []).append((node, scope))
        for keyword in node.keywords:
            if keyword.arg:
                self._module.named.append(Named(keyword.arg, keyword.value, scope, call=node))
        return scope

    def dictionary(self, node: ast.AST, scope: Scope) -> Scope:
        assert isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True):
            if name := text_of(key):
                self._module.named.append(Named(name, value, scope, table=node))
        return scope

    def sequence(self, node: ast.AST, scope: Scope) -> Scope:
        assert isinstance(node, ast.List | ast.Tuple)
        if any(isinstance(each, ast.Constant) for each in node.elts[:2]) and node.elts[1:]:
            self._module.lists.append((node, scope))
        return scope


def _attribute_name(target: ast.Attribute) -> str:
    """Of `config.model.name` the last two parts: `name` alone says nothing."""
    if target.attr == "name" and isinstance(target.value, ast.Attribute):
        return f"{target.value.attr}_name"
    return target.attr


_Handler = Callable[[_Collector, ast.AST, Scope], Scope | None]
_HANDLERS: dict[type[ast.AST], _Handler] = {
    ast.Assign: _Collector.assignment,
    ast.NamedExpr: _Collector.assignment,
    ast.AnnAssign: _Collector.annotated,
    ast.For: _Collector.loop,
    ast.AsyncFor: _Collector.loop,
    ast.withitem: _Collector.using,
    ast.ListComp: _Collector.comprehension,
    ast.SetComp: _Collector.comprehension,
    ast.GeneratorExp: _Collector.comprehension,
    ast.DictComp: _Collector.comprehension,
    ast.Import: _Collector.importing,
    ast.ImportFrom: _Collector.importing,
    ast.FunctionDef: _Collector.define,
    ast.AsyncFunctionDef: _Collector.define,
    ast.Lambda: _Collector.lambda_,
    ast.ClassDef: _Collector.class_,
    ast.Return: _Collector.return_,
    ast.Call: _Collector.call,
    ast.Dict: _Collector.dictionary,
    ast.List: _Collector.sequence,
    ast.Tuple: _Collector.sequence,
}
