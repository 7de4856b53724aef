"""What a name stands for: definitions, parameters, calls of the same file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelguard.detect.braces import lexing, vocabulary
from modelguard.detect.braces.lexing import STRING
from modelguard.detect.braces.syntax import Code, Definition
from modelguard.namedtuple import NamedTuple

if TYPE_CHECKING:
    from modelguard.detect.braces.values import Values

DEEPEST = 14
Pick = str | int | None
_READERS = vocabulary.SAME | {"getValue", "modelName", "GetName", "getName"}


class Value(NamedTuple):
    """`at` is the literal's token, the first one of a text that is put together.

    `owner` is the names before the last in a constant's path: `OpenAi` in `OpenAi.GPT_4O`; such
    a value is a `symbol`, since the text that the constant stands for is in no literal.
    """

    text: str
    at: int
    symbol: bool = False
    owner: str = ""


class Names:
    """Looks names up for `Values`, which reads the expressions that they were given."""

    def __init__(self, code: Code, values: Values) -> None:
        self.code = code
        self._values = values

    def resolved(self, names: list[str], at: int, pick: Pick, depth: int) -> list[Value]:
        """A path of names: the last one is looked up in what the first one is, or by itself."""
        if len(names) == 1:
            return self.named(names[0], at, pick, depth + 1)
        last = names[-1]
        key: Pick = int(last) if last.isdecimal() and len(last) < 4 else last or None
        if names[0] in self.code.definitions:
            found = self.named(names[0], at, key, depth + 1)
            if found or not last:
                return found
        return self.named(last, at, pick, depth + 1) if isinstance(key, str) else []

    def named(self, name: str, at: int, pick: Pick, depth: int) -> list[Value]:
        found: list[Value] = []
        if depth > DEEPEST:
            return found
        for definition in self._visible(name, at):
            stop = self.code.expression_end(definition.start)
            chosen = pick if definition.element is None else definition.element
            found += self._values.read(definition.start, stop, chosen, depth + 1)
        return found or self._given(name, at, pick, depth)

    def _given(self, name: str, at: int, pick: Pick, depth: int) -> list[Value]:
        """What the file's own calls give for a parameter of the function around `at`."""
        code, block = self.code, at
        for _ in range(60):
            block = code.parent[block]
            if block < 0:
                return []
            function, opening = code.parameters.get(block, ("", -1))
            place = self._parameter(opening, name) if function else -1
            if place >= 0:
                return [
                    value
                    for call in code.called.get(function, ())[:12]
                    if call != opening
                    for argument in self._passed(call, place, name)
                    for value in self._values.read(*argument, pick, depth + 1)
                ]
        return []

    def _passed(self, call: int, place: int, name: str) -> Iterator[tuple[int, int]]:
        entries = list(self.code.entries(call))
        for entry in entries:
            if entry.name == name:
                yield entry.start, entry.end
                return
        if place < len(entries) and entries[place].name is None:
            yield entries[place].start, entries[place].end

    def _parameter(self, opening: int, name: str) -> int:
        """The position of a parameter; `self` takes none."""
        code, place = self.code, 0
        closing = code.closing(opening, code.count)
        for start, end in code.split(opening + 1, closing, frozenset((",",))):
            names = [code.name(index) for index in range(start, min(end, start + 12))]
            if "self" in names[:3]:
                continue
            if name in names:
                return place
            place += 1
        return -1

    def _visible(self, name: str, at: int) -> list[Definition]:
        """The definitions of the innermost block that has one around `at`, else all."""
        known = self.code.definitions.get(name, [])[:12]
        if len(known) < 2:
            return [one for one in known if one.at != at]
        around, parent, index = [-1], self.code.parent, at
        for _ in range(60):
            index = parent[index]
            if index < 0:
                break
            around.append(index)
        for block in [*around[1:], -1]:
            inner = [one for one in known if parent[one.at] == block and one.at != at]
            if inner:
                return inner
        return [one for one in known if one.at != at]

    def called(
        self, names: list[str], start: int, opening: int, pick: Pick, depth: int
    ) -> list[Value]:
        name = names[-1]
        entries = list(self.code.entries(opening))
        found: list[Value] = []
        if name in ("format!", "concat!", "Format", "Sprintf", "format"):
            return self._formatted(opening, depth)
        if len(names) > 1 and (name in vocabulary.SAME or name in vocabulary.DEFAULTS):
            found += self.resolved(names[:-1], start, pick, depth + 1)
        if entries and name in vocabulary.DEFAULTS:
            is_fallback = len(entries) > 1 or len(names) > 1
            if is_fallback and not (name in ("getEnv", "GetEnv", "env") and len(entries) == 1):
                found += self._values.read(entries[-1].start, entries[-1].end, None, depth + 1)
        elif entries and _is_wrapper(names):
            count = len(entries) if name in vocabulary.ALL_ARGUMENTS else 1
            is_table = names[-2:] == ["Map", "of"]  # keys and values by turns
            for entry in entries[1::2] if is_table else entries[:count]:
                found += self._values.read(entry.start, entry.end, None, depth + 1)
        if not found and name in self.code.functions:
            for body in self.code.functions[name][:6]:
                is_expression = self.code.language.name in ("rust", "scala")
                read = self._values.blocks.tail if is_expression else self._values.blocks.returns
                found += read(body, pick, depth + 1)
        if (
            not found
            and name in self.code.definitions
            and name not in vocabulary.SAME | vocabulary.DEFAULTS
        ):
            found += self.named(name, start, pick, depth + 1)
        return found

    def _formatted(self, opening: int, depth: int) -> list[Value]:
        """`format!("{a}/{}", b)`: every hole must be known."""
        entries = list(self.code.entries(opening))
        if not entries:
            return []
        start = entries[0].start
        if self.code.kinds[start] != STRING or entries[0].end != start + 1:
            return []
        pieces = lexing.compiled(r"\{(\w*)\}|%[sv]").split(self.code.texts[start])
        text, rest = pieces[0], entries[1:]
        for name, piece in zip(pieces[1::2], pieces[2::2], strict=True):
            if name:
                values = self.named(name, opening, None, depth + 1)
            elif rest:
                argument = rest.pop(0)
                values = self._values.read(argument.start, argument.end, None, depth + 1)
            else:
                return []
            if len({value.text for value in values}) != 1:
                return []
            text += values[0].text + piece
        return [Value(text, entries[0].start)]


def _is_wrapper(names: list[str]) -> bool:
    name = names[-1]
    is_known = name in vocabulary.WRAPPERS or name.endswith(vocabulary.WRAPPER_ENDINGS)
    return is_known and (name != "get" or len(names) == 1)


def symbol(code: Code, start: int, end: int) -> Iterator[Value]:
    """A constant that another file defines: `GPT_4_O_MINI`, `ChatModel.GPT_4O.toString()`."""
    index = start
    while index < end and code.mark(index) in ("&", "*"):
        index += 1
    names = []
    while index < end and code.name(index):
        names.append(code.name(index))
        index += 2 if code.mark(index + 1) in (".", "::") and index + 2 < end else 1
    is_read = code.mark(index) == "(" and code.closing(index, end) == end - 1
    if (index < end and not is_read) or (is_read and names[-1:] and names[-1] not in _READERS):
        return
    while len(names) > 1 and names[-1] in _READERS:
        names.pop()
    if names and names[-1][0].isupper() and len(names[-1]) > 2:
        yield Value(names[-1], start, True, "_".join(names[:-1]))
