"""Which texts an expression can stand for, as far as its own file tells."""

from __future__ import annotations

from collections.abc import Sequence

from modelguard.detect.braces import languages, lexing, vocabulary
from modelguard.detect.braces.blocks import Blocks
from modelguard.detect.braces.lexing import MARK, NAME, STRING, TEMPLATE
from modelguard.detect.braces.names import DEEPEST, Names, Pick, Value, symbol
from modelguard.detect.braces.syntax import Code

__all__ = ["Value", "Values"]

_EITHER = frozenset(("??", "||", "?:"))
_COMPARED = frozenset(("==", "!=", "===", "!==", "<", ">", "<=", ">=", "=", "+=", ":=", "in", "|"))
_AND = frozenset(("&&",))
_PLUS = frozenset(("+",))
_ARROWS = frozenset(("=>", "->"))
_OPERATORS = frozenset(("?",)).union(_EITHER, _COMPARED, _AND, _PLUS, _ARROWS)
_MOST_STEPS = 600  # for one question
_MOST_IN_FILE = 20_000


class Values:
    """Reads expressions of one file; budgets bound the work for a question and for the file."""

    def __init__(self, code: Code) -> None:
        self.code = code
        self._steps = 0
        self._limit = 0
        self.blocks = Blocks(code, self)
        self._names = Names(code, self)

    def of(self, start: int, end: int, *, symbols: bool = False) -> list[Value]:
        """What the range can stand for; `symbols` also takes constants of other files."""
        self._begin()
        found = self.read(start, end, None, 0)
        if not found and symbols:
            found = list(symbol(self.code, start, end))
        return list(dict.fromkeys(found))

    def picked(self, start: int, end: int, key: str) -> list[Value]:
        """What the range holds under `key`, at any depth of lists and tables."""
        self._begin()
        return list(dict.fromkeys(self.read(start, end, key, 0)))

    def body(self, brace: int) -> list[Value]:
        """What a function's body gives back."""
        self._begin()
        read = (
            self.blocks.tail
            if self.code.language.name in ("rust", "scala")
            else self.blocks.returns
        )
        return list(dict.fromkeys(read(brace, None, 0)))

    def _begin(self) -> None:
        self._limit = min(self._steps + _MOST_STEPS, _MOST_IN_FILE)

    def read(self, start: int, end: int, pick: Pick, depth: int) -> list[Value]:
        self._steps += 1 + (end - start) // 50
        if depth > DEEPEST or self._steps > self._limit or start >= end:
            return []
        start, end = self._trimmed(start, end)
        if start >= end:
            return []
        is_branch = self.code.name(start) in vocabulary.BRANCHES
        if not is_branch and len(self.code.split(start, end, _OPERATORS)) == 1:
            return self._primary(start, end, pick, depth)
        for marks in (_EITHER, _AND):
            parts = self.code.split(start, end, marks)
            if len(parts) > 1:
                parts = parts if marks is _EITHER else parts[-1:]
                return self._union(parts, pick, depth)
        return self._choice(start, end, pick, depth)

    def _union(self, parts: list[tuple[int, int]], pick: Pick, depth: int) -> list[Value]:
        return [value for part in parts for value in self.read(*part, pick, depth + 1)]

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Without what says nothing of the value: `&`, `await`, a closure's head, `as Type`."""
        code, is_rust = self.code, self.code.language is languages.RUST
        while start < end:
            mark, name = code.mark(start), code.name(start)
            is_prefix = mark in ("&", "*", "!", "@", "...") or (is_rust and mark == "||")
            if is_prefix or name in vocabulary.SKIPPED:
                start += 1
            elif is_rust and mark == "|":
                heads = (index for index in range(start + 1, min(start + 12, end)))
                start = next((i for i in heads if code.mark(i) == "|"), end) + 1
            elif mark == "<" and code.language is languages.JAVASCRIPT:
                return end, end
            else:
                break
        for index in range(start + 1, min(end, start + 200)):
            if code.name(index) in ("as", "satisfies") and code.parent[index] == code.parent[start]:
                return start, index
        return start, end

    def _choice(self, start: int, end: int, pick: Pick, depth: int) -> list[Value]:
        code = self.code
        if code.name(start) in vocabulary.BRANCHES:
            return self.blocks.branches(start, end, pick, depth)
        arrow = code.split(start, end, _ARROWS)
        if len(arrow) == 2:
            body = arrow[1][0]
            if code.mark(body) == "{" and code.language is not languages.RUST:
                return self.blocks.returns(body, pick, depth)
            return self.read(*arrow[1], pick, depth + 1)
        if code.language is not languages.RUST:
            parts = code.split(start, end, frozenset(("?",)))
            if len(parts) == 2:
                return self._union(code.split(*parts[1], frozenset((":",))), pick, depth)
        if len(arrow) > 1 or len(code.split(start, end, _COMPARED)) > 1:
            # Generic arguments look like comparisons, but only calls have them.
            return self._primary(start, end, pick, depth) if code.mark(end - 1) == ")" else []
        parts = code.split(start, end, _PLUS)
        return (
            self.blocks.sum(parts, depth)
            if len(parts) > 1
            else self._primary(start, end, pick, depth)
        )

    def _primary(self, start: int, end: int, pick: Pick, depth: int) -> list[Value]:
        code = self.code
        kind, text = code.kinds[start], code.texts[start]
        after = start + 1
        if kind in (STRING, TEMPLATE):
            return self._after([self._literal(start, depth)], after, end, depth)
        if kind == MARK and text in ("(", "[", "{"):
            after = code.closing(start, end) + 1
            found = self._group(start, pick, depth)
            return self._after(found, after, end, depth)
        if kind != NAME:
            return []
        if text == "new":
            return self._primary(start + 1, end, pick, depth + 1) if after < end else []
        return self._path(start, end, pick, depth)

    def _literal(self, index: int, depth: int) -> Value | None:
        literal = self.code.texts[index]
        if self.code.kinds[index] == STRING:
            return Value(literal, index)
        pattern = lexing.holes(self.code.language)
        assert pattern
        text, place = "", 0
        for hole in list(pattern.finditer(literal))[:12]:
            name = next((group for group in hole.groups() if group), "")
            values = self._names.named(name.rpartition(".")[2], index, None, depth + 1)
            if len({value.text for value in values}) != 1:
                return None
            text += literal[place : hole.start()] + values[0].text
            place = hole.end()
        return Value(text + literal[place:], index)

    def _group(self, opening: int, pick: Pick, depth: int) -> list[Value]:
        """A tuple, a list, an object or a block: all of it, or what `pick` takes."""
        code = self.code
        mark = code.mark(opening)
        if mark == "{" and code.language is languages.RUST:
            return self.blocks.tail(opening, pick, depth)
        entries = list(code.entries(opening))[:400]
        if isinstance(pick, int):
            chosen = entries[pick : pick + 1]
        elif pick is not None:
            chosen = [entry for entry in entries if entry.name == pick] or [
                entry
                for entry in entries
                if code.mark(entry.start) in ("{", "[") or (entry.name is None and mark == "[")
            ]
        elif mark == "(" and len(entries) > 1:
            return []
        else:
            chosen = entries
            if mark == "{":
                chosen = [entry for entry in entries if entry.name is not None]
        found: list[Value] = []
        for entry in chosen:
            inner = pick if isinstance(pick, str) and entry.name != pick else None
            if inner is None and mark != "(" and code.mark(entry.start) == "{":
                continue
            found += self.read(entry.start, entry.end, inner, depth + 1)
        return found

    def _after(
        self, found: Sequence[Value | None], start: int, end: int, depth: int
    ) -> list[Value]:
        """`found` after the methods that are called on it."""
        code = self.code
        values = [value for value in found if value is not None]
        index = start
        while index < end:
            mark = code.mark(index)
            if mark in ("?", "!"):
                index += 1
            elif mark == "[":
                index = code.closing(index, end) + 1
            elif mark in (".", "?.") and code.name(index + 1):
                method = code.name(index + 1)
                index += 2
                if code.mark(index) == "(":
                    closing = code.closing(index, end)
                    if method in vocabulary.DEFAULTS:
                        values += self._last(index, depth)
                    elif method not in vocabulary.SAME:
                        return []
                    index = closing + 1
            else:
                return []
        return values

    def _last(self, opening: int, depth: int) -> list[Value]:
        entries = list(self.code.entries(opening))
        return self.read(*entries[-1][1:], None, depth + 1) if entries else []

    def _path(self, start: int, end: int, pick: Pick, depth: int) -> list[Value]:
        """A name and its members, maybe called, maybe with methods called on what comes of it."""
        code = self.code
        names, index = self._dotted(start, end, depth)
        if index >= end:
            return self._names.resolved(names, start, pick, depth)
        if code.mark(index) == "<":
            near = range(index, min(end, index + 16))
            index = next((place for place in near if code.mark(place) == "("), index)
        if code.mark(index) in ("(", "["):
            found = self._names.called(names, start, index, pick, depth)
            return self._after(found, code.closing(index, end) + 1, end, depth)
        is_value = code.mark(index) != "{" or (pick is None and names[-1][:1].isupper())
        return [] if is_value else self._group(index, pick, depth)  # the fields of `new X {…}`

    def _dotted(self, start: int, end: int, depth: int) -> tuple[list[str], int]:
        """The names of a path, "" for an index that is not known, and where the path ends."""
        code, index = self.code, start + 1
        names = [code.texts[start].removeprefix("r#")]
        while index < end:
            mark = code.mark(index)
            if mark in (".", "?.", "::") and code.name(index + 1):
                names.append(code.name(index + 1))
                index += 2
            elif mark == "[" and names[-1] != "vec!":
                closing = code.closing(index, end)
                keys = self.read(index + 1, closing, None, depth + 1)
                names.append(keys[0].text if len(keys) == 1 else "")
                index = closing + 1
            elif mark in ("!", "?"):
                index += 1
            else:
                break
        return names, index
