"""Where the keys, items and values of a TOML text stand; tomllib keeps no places."""

from __future__ import annotations

import re

from modelguard.documents.document import Place, Pointer
from modelguard.errors import ConfigError

_TOKEN = re.compile(
    r"""
    \"\"\"(?:\\.|[^\\])*?\"\"\"\"{0,2} | '''.*?''''{0,2}     # strings over several lines
    | "(?:\\.|[^"\\\n])*" | '[^'\n]*'                        # strings
    | \#[^\n]* | \n | [\[\]{}=,.] | [^\s\[\]{}=,.\"'\#]+
    """,
    re.VERBOSE | re.DOTALL,
)
_QUOTES = ("'", '"')
_ENDS = ("\n", ",", "]", "}")
Token = tuple[str, int]


def places(text: str, label: str) -> tuple[dict[Pointer, Place], dict[Pointer, Place]]:
    """`text` must be the start of a TOML text; a key written twice is an error with both lines."""
    tokens = [
        (found.group(), found.start())
        for found in _TOKEN.finditer(text)
        if not found.group().startswith("#")
    ]
    return _Finder(text, label, tokens).find()


class _Finder:
    """A cursor over tokens; `table` is the pointer of the table that a header opened."""

    def __init__(self, text: str, label: str, tokens: list[Token]) -> None:
        self.text = text
        self.label = label
        self.tokens = [*tokens, ("\n", len(text))]
        self.at = 0
        self.keys: dict[Pointer, Place] = {}
        self.values: dict[Pointer, Place] = {}
        self.table: Pointer = ()
        self._tables: dict[Pointer, int] = {}
        self._headers: set[Pointer] = set()
        self._line, self._start = 1, 0

    def find(self) -> tuple[dict[Pointer, Place], dict[Pointer, Place]]:
        while self.at < len(self.tokens):
            token = self.tokens[self.at][0]
            if token == "\n":
                self.at += 1
            elif token == "[":
                self._header()
            else:
                self._member(self.table)
        return self.keys, self.values

    def _header(self) -> None:
        place = self._place()
        is_list = self.tokens[self.at + 1] == ("[", self.tokens[self.at][1] + 1)
        self.at += 2 if is_list else 1
        *parents, last = self._dotted("]")
        self.at += 2 if is_list else 1
        pointer: Pointer = ()
        for step in parents:
            self.keys.setdefault((*pointer, step), place)
            pointer = self._inside((*pointer, step))
        pointer = (*pointer, last)
        if is_list:
            self._tables[pointer] = self._tables.get(pointer, -1) + 1
            self.keys.setdefault(pointer, place)
            pointer = (*pointer, self._tables[pointer])
        is_first = pointer not in self._headers and pointer not in self.values
        self._note(pointer, place, name=".".join(map(str, pointer)), is_first=is_first)
        self._headers.add(pointer)
        self.table = pointer

    def _inside(self, pointer: Pointer) -> Pointer:
        """The last table of a list of tables, for headers that go on below it."""
        return (*pointer, self._tables[pointer]) if pointer in self._tables else pointer

    def _member(self, table: Pointer) -> None:
        place = self._place()
        pointer = (*table, *self._dotted("="))
        self.at += 1
        for length in range(len(table) + 1, len(pointer)):
            self.keys.setdefault(pointer[:length], place)
        self._note(pointer, place)
        self.values[pointer] = self._value_place()
        self._value(pointer)

    def _note(
        self, pointer: Pointer, place: Place, *, name: str = "", is_first: bool = False
    ) -> None:
        first = self.keys.setdefault(pointer, place)
        if first != place and not is_first:
            message = (
                f"`{name or pointer[-1]}` is written twice, on lines {first[0]} and {place[0]}"
            )
            raise ConfigError(message, path=self.label, line=place[0])

    def _value(self, pointer: Pointer) -> None:
        match self.tokens[min(self.at, len(self.tokens) - 1)][0]:
            case "[":
                self.at += 1
                self._items(pointer)
            case "{":
                self.at += 1
                while self._next_of("}") != "}":
                    self._member(pointer)
                self.at += 1
            case _:
                self.at += 1
                while self.at < len(self.tokens) and self.tokens[self.at][0] not in _ENDS:
                    self.at += 1

    def _items(self, pointer: Pointer) -> None:
        index = 0
        while self._next_of("]") != "]":
            self.keys[(*pointer, index)] = self._value_place()
            self._value((*pointer, index))
            index += 1
        self.at += 1

    def _next_of(self, end: str) -> str:
        """The next token that is neither a comma nor the end of a line; `end` when none is left."""
        while self.at < len(self.tokens) and self.tokens[self.at][0] in ("\n", ","):
            self.at += 1
        return self.tokens[self.at][0] if self.at < len(self.tokens) else end

    def _dotted(self, end: str) -> list[str]:
        parts: list[str] = []
        while self.at < len(self.tokens) and self.tokens[self.at][0] not in (end, "\n"):
            if self.tokens[self.at][0] != ".":
                parts.append(_key(self.tokens[self.at][0]))
            self.at += 1
        return parts or [""]

    def _value_place(self) -> Place:
        """Behind the quote of a string."""
        line, column = self._place()
        return line, column + self.tokens[min(self.at, len(self.tokens) - 1)][0].startswith(_QUOTES)

    def _place(self) -> Place:
        offset = self.tokens[min(self.at, len(self.tokens) - 1)][1]
        self._line += self.text.count("\n", self._start, offset)
        self._start = offset
        return self._line, offset - self.text.rfind("\n", 0, offset)


def _key(token: str) -> str:
    if token[0] == "'":
        return token[1:-1]
    if token[0] != '"' or "\\" not in token:
        return token.strip('"')
    import tomllib

    return str(tomllib.loads(f"key = {token}")["key"])
