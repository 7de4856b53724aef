"""HCL (Terraform, Nomad), HOCON, Bicep to nodes: blocks, attributes and lists, no expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from modelguard.detect.configuration.nodes import MAX_DEPTH, Mapping, Sequence, Text
from modelguard.namedtuple import NamedTuple

_DECLARED = ("param", "var")


class _Token(NamedTuple):
    kind: str
    text: str
    line: int
    column: int


def parse(text: str) -> Mapping:
    """What can be read; a brace too many or too few ends nothing."""
    reader = _Reader()
    for token in _tokens(text):
        reader.take(token)
    return reader.root


def _tokens(text: str) -> Iterator[_Token]:
    line, line_start = 1, 0
    for found in _pattern().finditer(text):
        kind = found.lastgroup or ""
        start = found.start(kind)
        if kind not in ("comment", "blank"):
            if kind == "heredoc":
                lines = text.count("\n", found.start(), start)
                yield _Token(kind, found["heredoc"], line + lines, 1)
            else:
                column = start - line_start + 1 + (kind == "string")
                written = found.group(kind)
                yield _Token(kind, written[1:-1] if kind == "string" else written, line, column)
        if lines := text.count("\n", found.start(), found.end()):
            line += lines
            line_start = text.rfind("\n", found.start(), found.end()) + 1


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"""(?P<end>\n)
        |(?P<blank>[ \t\r]+)
        |(?P<comment>\#[^\n]*|//[^\n]*|/\*.*?(?:\*/|\Z))
        |<<-?[ ]?"?(?P<mark>[A-Za-z_]\w{0,40})"?[^\n]*\n(?P<heredoc>.*?)(?=\n[ \t]*(?P=mark)\b|\Z)
        |(?P<string>"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+')
        |(?P<word>[A-Za-z_][\w.-]*)
        |(?P<sign>[{}\[\]=:,])
        |(?P<other>.)""",
        re.VERBOSE | re.DOTALL,
    )


class _Reader:
    """`words` are those of the line so far: a block's labels, or the key of an attribute."""

    def __init__(self) -> None:
        self.root = Mapping()
        self._stack: list[Mapping | Sequence] = [self.root]
        self._words: list[_Token] = []
        self._key: _Token | None = None

    def take(self, token: _Token) -> None:
        match token.text if token.kind == "sign" else token.kind:
            case "{":
                self._block()
            case "[":
                self._open(Sequence())
            case "}" | "]":
                if len(self._stack) > 1:
                    self._stack.pop()
                self._words, self._key = [], None
            case "=" | ":":
                if self._words and self._key is None:
                    # Bicep: `param name type = 'value'`, `var name = 'value'`.
                    is_declared = self._words[0].text in _DECLARED and len(self._words) > 1
                    self._key, self._words = self._words[1 if is_declared else -1], []
            case "end" | ",":
                self._words, self._key = [], None
            case "string" | "heredoc":
                self._string(token)
            case "word":
                self._words.append(token)

    def _string(self, token: _Token) -> None:
        style = "<<" if token.kind == "heredoc" else '"'
        text = Text(token.text, token.line, token.column, style=style)
        here = self._stack[-1]
        if isinstance(here, Sequence):
            here.items.append(text)
        elif self._key is not None and not self._words:
            here.add(_name(self._key), text)
            self._words.append(token)  # what follows belongs to an expression
        else:
            self._words.append(token)

    def _block(self) -> None:
        """A block's labels nest: `variable "x" {` is the mapping `x` in the mapping `variable`."""
        names = [self._key] if self._key else self._words[:4]
        self._key = names[-1] if names else None
        here = self._stack[-1]
        for name in names[:-1]:
            inner = Mapping()
            _put(here, name, inner)
            here = inner
        self._open(Mapping(), here)

    def _open(self, node: Mapping | Sequence, here: Mapping | Sequence | None = None) -> None:
        if len(self._stack) <= MAX_DEPTH:
            _put(here or self._stack[-1], self._key, node)
            self._stack.append(node)
        self._words, self._key = [], None


def _put(here: Mapping | Sequence, name: _Token | None, node: Mapping | Sequence) -> None:
    if isinstance(here, Sequence):
        here.items.append(node)
    else:
        here.add(_name(name) if name else Text("", 0, 0), node)


def _name(token: _Token) -> Text:
    return Text(token.text, token.line, token.column)
