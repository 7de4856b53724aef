"""One Python module as tables: what is bound to which name, and what is called."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from modelguard.namedtuple import NamedTuple

Step = int | str
SENDS = ("post", "request", "stream")  # what sends a request
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Scope:
    """A function, class, comprehension or module; `owner` is the class that a function is in."""

    __slots__ = ("bindings", "node", "owner", "parent")

    def __init__(self, node: ast.AST, parent: Scope | None) -> None:
        self.node = node
        self.parent = parent
        self.bindings: dict[str, list[Binding]] = {}
        self.owner: Scope | None = parent.owner if parent else None
        if parent is not None and isinstance(parent.node, ast.ClassDef):
            self.owner = parent


class Binding(NamedTuple):
    """What a name stands for: `node` in `scope`, then `steps` into it.

    A step is an index of a tuple, or `*` for any element. `imported` is the dotted path of an
    import, `parameter` the name of a parameter of `node`.
    """

    node: ast.AST
    scope: Scope
    steps: tuple[Step, ...] = ()
    imported: str = ""
    parameter: str = ""


class Named(NamedTuple):
    """A name that stands beside a value; `call` and `table` are what it is a keyword or key of."""

    name: str
    value: ast.expr
    scope: Scope
    call: ast.Call | None = None
    table: ast.Dict | None = None

    @property
    def is_assigned(self) -> bool:
        return self.call is None and self.table is None

    def siblings(self) -> set[str]:
        """The names that stand in the same call or table."""
        keywords = self.call.keywords if self.call else ()
        keys = self.table.keys if self.table else ()
        every = (*(keyword.arg for keyword in keywords), *map(text_of, keys))
        return {name for name in every if name}


class Attribute(NamedTuple):
    owner: Scope | None
    value: ast.expr
    scope: Scope


class Module:
    """The tables of one file. `path` is relative to the root of the project, with `/`."""

    def __init__(self, path: str, tree: ast.Module) -> None:
        self.path = path
        self.top = Scope(tree, None)
        self.calls: list[tuple[ast.Call, Scope]] = []
        self.sites: dict[str, list[tuple[ast.Call, Scope]]] = {}
        self.attributes: dict[str, list[Attribute]] = {}
        self.named: list[Named] = []
        self.lists: list[tuple[ast.List | ast.Tuple, Scope]] = []
        self.functions: dict[str, list[ast.AST]] = {}
        self.returns: dict[ast.AST, list[tuple[ast.expr, Scope]]] = {}
        self.scopes: dict[ast.AST, Scope] = {tree: self.top}
        self.imports: dict[str, str] = {}
        self.nodes = 0

    def lookup(self, name: str, scope: Scope) -> list[Binding]:
        """Bindings of `name` as seen from `scope`; a class body is not seen from its functions."""
        current: Scope | None = scope
        while current is not None:
            hidden = isinstance(current.node, ast.ClassDef) and current is not scope
            if not hidden and name in current.bindings:
                return current.bindings[name]
            current = current.parent
        return []


def callee(node: ast.expr) -> tuple[ast.expr, tuple[str, ...]]:
    """`a.b().c.d` is (`a.b()`, (c, d)); `a.b` is (Name a, (a, b))."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        parts.append(node.id)
    return node, tuple(reversed(parts))


def text_of(node: ast.AST | None) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def release(module: Module) -> None:
    """Undo the cycles between scopes and bindings, since detection runs without the collector."""
    for scope in module.scopes.values():
        scope.bindings.clear()
    module.scopes.clear()


def parameters(arguments: ast.arguments) -> Iterator[tuple[str, ast.expr | None]]:
    """All parameters by name, with their defaults."""
    plain = [*arguments.posonlyargs, *arguments.args]
    missing = len(plain) - len(arguments.defaults)
    for index, argument in enumerate(plain):
        yield argument.arg, arguments.defaults[index - missing] if index >= missing else None
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield argument.arg, default
