"""Commands that Python code runs: `subprocess.run(["vllm", "serve", …])`, `os.system("…")`."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from modelguard.detect.commandline import commands
from modelguard.detect.commandline.words import Word
from modelguard.detect.py.module import Module, Scope, callee, text_of
from modelguard.detect.py.resolve import Place, Resolver
from modelguard.detect.py.texts import texts
from modelguard.detect.source import Hit

_TEXTS = frozenset(
    ("system", "popen", "run", "call", "check_call", "check_output", "Popen", "getoutput", "sh",
     "create_subprocess_shell", "run_command", "run_commands", "run_cmd", "execute", "shell",
     "exec_run")
)  # fmt: skip
_UNKNOWN = "$"
_SHORT = ("-m", "-hf")  # options of a program that is named elsewhere

Placer = Callable[[ast.AST], tuple[int, int]]


def find(module: Module, resolver: Resolver, place: Placer) -> Iterator[Hit]:
    for node, scope in module.lists:
        first, second = map(text_of, node.elts[:2])
        if first in _SHORT and second and "/" in second:
            yield Hit(second, *place(node.elts[1]), "hub-only-slash")
        elif _is_command(elements := _program(node.elts)):
            yield from commands.find(_words(elements, scope, module, resolver, place))
    for name in sorted(_TEXTS):
        for call, scope in module.sites.get(name, ()):
            yield from _text_command(call, scope, module, place)
    for name in ("create_subprocess_exec", "execvp", "execv"):
        for call, scope in module.sites.get(name, ()):
            yield from commands.find(_words(call.args, scope, module, resolver, place))


def _program(elements: list[ast.expr]) -> list[ast.expr]:
    """Of `[sys.executable, "-m", "spacy", …]` what begins with the program."""
    is_interpreter = text_of(elements[0]) is None and text_of(elements[1]) == "-m"
    return elements[2:] if is_interpreter else elements


def _is_command(elements: list[ast.expr]) -> bool:
    """Tables are full of pairs of names, which are no program and its model."""
    first = text_of(elements[0]) if elements else None
    if first is None or not 0 < len(first) < 200 or " " in first:
        return False
    return len(elements) != 2 or not (text_of(elements[1]) or "").isidentifier()


def _words(
    nodes: list[ast.expr], scope: Scope, module: Module, resolver: Resolver, place: Placer
) -> list[Word]:
    """One word for each element; what is not known stays unknown."""
    words = []
    for node in nodes[:500]:
        text, where = text_of(node), node
        if text is None:
            known = texts(resolver, Place(node, scope, module))[:1]
            text = known[0].text if known else _UNKNOWN
            where = known[0].node if known and known[0].module is module else node
        words.append(Word(text, *place(where)))
    return words


def _text_command(call: ast.Call, scope: Scope, module: Module, place: Placer) -> Iterator[Hit]:
    _, parts = callee(call.func)
    for passed in call.args[:20]:
        node = _unsplit(passed)
        text = text_of(node)
        if text is None and isinstance(node, ast.JoinedStr):
            text = "".join(text_of(part) or _UNKNOWN for part in node.values)
        if text and " " in text and len(text) < 5000 and parts:
            line, column = place(node)
            yield from commands.find(commands.split(text, line, column + 1))


def _unsplit(node: ast.expr) -> ast.expr:
    """`"ollama pull llama3.2".split()` and `shlex.split("…")` are the text."""
    match node:
        case ast.Call(func=ast.Attribute(attr="split", value=text), args=passed):
            return passed[0] if passed else text
    return node
