"""What a program defines and calls, as far as its marks tell; no grammar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from modelguard.detect.braces.lexing import LIFETIME, MARK, NAME, NUMBER, STRING
from modelguard.detect.braces.shape import Argument, Shape
from modelguard.namedtuple import NamedTuple

__all__ = ["Argument", "Call", "Code", "Definition"]

_DOTS = frozenset((".", "?.", "::"))
_KEYWORDS = frozenset((
    "if", "for", "while", "switch", "catch", "match", "when", "return", "using", "lock", "foreach",
    "synchronized", "else", "await", "typeof", "in", "do", "try", "with",
))  # fmt: skip
_TYPE_MARKS = frozenset((".", "<", ">", "|", "&", "?", "*", "::"))
_LONGEST_CHAIN = 60
_LONGEST_TYPE = 24


class Definition(NamedTuple):
    """`name = value`; `element` is set where a tuple is taken apart. `start` is the value's."""

    name: str
    at: int
    start: int
    element: int | None = None


class Call(NamedTuple):
    """`path` is the chain of names up to the callee, calls within left out; `opens` are theirs."""

    path: tuple[str, ...]
    at: int
    open: int
    head: int
    opens: tuple[int, ...] = ()


class Code(Shape):
    """Definitions, functions and calls of one file, by name, in its order."""

    @cached_property
    def definitions(self) -> dict[str, list[Definition]]:
        """Everything that is assigned, by name, in the order of the file."""
        found: dict[str, list[Definition]] = {}
        for index in self.standing(MARK, ("=", ":=")):
            for definition in self._assigned(index):
                found.setdefault(definition.name, []).append(definition)
        return found

    def _assigned(self, equals: int) -> Iterator[Definition]:
        before = equals - 1
        start = equals + 1
        mark = self.mark(before)
        if self.name(before) and self._is_declared_first(before):
            before -= 1
        typed = self._typed_name(before)
        if typed is not None:
            yield Definition(self.texts[typed], typed, start)
        elif self.name(before):
            yield Definition(self.texts[before], before, start)
        elif mark in (")", "]", "}") and self.partner[before] >= 0:
            opening = self.partner[before]
            if self.name(opening - 1) not in ("", "let", "const", "var", "val", "mut"):
                # `fun name() = value`, `string Name { get; set; } = value`
                yield Definition(self.texts[opening - 1], opening - 1, start)
            elif mark != "}":
                parts = self.split(opening + 1, before, frozenset((",",)))
                for element, (_, stop) in enumerate(parts[:8]):
                    if self.name(stop - 1):
                        taken = element if mark == ")" or element == 0 else None
                        yield Definition(self.texts[stop - 1], opening, start, taken)

    def _is_declared_first(self, index: int) -> bool:
        """Go: `const name type = value`."""
        is_go = self.language.name == "go" and self.name(index - 1) != ""
        return is_go and self.name(index - 2) in ("var", "const")

    def _typed_name(self, index: int) -> int | None:
        """The name in `name: type`, when `index` is the type's last token."""
        for _ in range(_LONGEST_TYPE):
            if index < 1:
                return None
            mark = self.mark(index)
            if mark == ":":
                return self._before_colon(index)
            if mark in (")", "]", "}"):
                index = self.partner[index]
            elif not self._is_of_type(index):
                return None
            index -= 1
        return None

    def _before_colon(self, colon: int) -> int | None:
        index = colon - (2 if self.mark(colon - 1) in ("?", "!") else 1)
        if self.mark(index) == ")" and self.partner[index] > 0:
            index = self.partner[index] - 1  # `def name(…): type`
        return index if self.name(index) else None

    def _is_of_type(self, index: int) -> bool:
        kind = self.kinds[index]
        if kind == MARK:
            return self.texts[index] in _TYPE_MARKS
        is_second_name = kind == NAME and self.kinds[index - 1] == NAME
        return not is_second_name and kind in (NAME, LIFETIME, STRING, NUMBER)

    @cached_property
    def functions(self) -> dict[str, list[int]]:
        """The opening brace of each body, by the function's name."""
        found: dict[str, list[int]] = {}
        for index in self.standing(MARK, "("):
            name = self.name(index - 1)
            if name and name not in _KEYWORDS:
                body = self._body(self.partner[index])
                if body is not None:
                    found.setdefault(name, []).append(body)
        return found

    @cached_property
    def parameters(self) -> dict[int, tuple[str, int]]:
        """The name and the parentheses of the function that a body belongs to."""
        found: dict[int, tuple[str, int]] = {}
        for name, bodies in self.functions.items():
            for body in bodies:
                opening = body - 1
                while opening > max(0, body - 60) and self.name(opening - 1) != name:
                    mark = self.mark(opening) in (")", "]", "}")
                    opening = self.partner[opening] if mark else opening - 1
                    if mark and self.name(opening - 1) != name:
                        opening -= 1
                if self.mark(opening) == "(":
                    found[body] = (name, opening)
        return found

    @cached_property
    def called(self) -> dict[str, list[int]]:
        """The parentheses of every call, by the last name of the callee."""
        found: dict[str, list[int]] = {}
        for index in self.standing(MARK, "("):
            if name := self.name(index - 1):
                found.setdefault(name, []).append(index)
        return found

    def _body(self, closing: int) -> int | None:
        """The brace after `) -> Type` or `): Type`, when nothing else comes between."""
        if closing < 0 or self.mark(closing) != ")":
            return None
        index = closing + 1
        for _ in range(_LONGEST_TYPE):
            mark = self.mark(index)
            if mark == "{":
                return index
            if mark in ("(", "["):
                index = self.closing(index, self.count)
            elif not (mark in _TYPE_MARKS or mark in ("->", ":") or self._is_type_name(index)):
                return None
            index += 1
        return None

    def _is_type_name(self, index: int) -> bool:
        is_word = index < self.count and not self.mark(index)
        return is_word and self.name(index) not in _KEYWORDS

    def calls(self, is_wanted: Callable[[str], bool]) -> Iterator[Call]:
        """Every call of a wanted name, with the chain that it ends."""
        wanted = frozenset(filter(is_wanted, self.distinct(NAME))) - _KEYWORDS
        makes_by_braces = self.language.name in ("go", "rust", "csharp")
        for at in self.standing(NAME, wanted):
            index = self._behind_types(at)
            mark = self.mark(index)
            if mark == "(" or (makes_by_braces and mark == "{" and self._is_literal(at)):
                yield self.chain(at, index)

    def _behind_types(self, at: int) -> int:
        """What follows a name, type arguments left out, as `callee` reads them backwards."""
        start = at + 2 if self.mark(at + 1) == "::" else at + 1
        if self.mark(start) != "<":
            return at + 1
        depth = 0
        for index in range(start, start + _LONGEST_TYPE):
            depth += {"<": 1, ">": -1}.get(self.mark(index), 0)
            if not depth:
                return index + 1
        return -1

    def _is_literal(self, at: int) -> bool:
        """`Type{…}`, as Go, Rust and C# make a value."""
        return self.texts[at][:1].isupper() and self.name(at - 1) not in (
            "struct", "enum", "impl", "for", "trait", "class", "interface", "mod", "record",
        )  # fmt: skip

    def callee(self, opening: int) -> int:
        """The name before a bracket, type arguments left out."""
        index = opening - 1
        if self.mark(index) != ">":
            return index
        depth = 0
        for _ in range(_LONGEST_TYPE):
            depth += {">": 1, "<": -1}.get(self.mark(index), 0)
            index -= 1
            if not depth:
                return index - 1 if self.mark(index) == "::" else index
        return -1

    def chain(self, at: int, opening: int) -> Call:
        """The call of the name `at`, read backwards to where its chain begins."""
        path, opens, index = [self.texts[at]], [], at
        for _ in range(_LONGEST_CHAIN):
            if self.mark(index - 1) not in _DOTS:
                break
            index -= 2
            while self.mark(index) in ("?", "!"):
                index -= 1
            while self.mark(index) in (")", "]") and self.partner[index] > 0:
                index = self.partner[index]
                if self.mark(index) == "(":
                    opens.append(index)
                index -= 1
                while self.mark(index) in ("?", "!"):
                    index -= 1
            if self.mark(index) == ">":
                index = self.callee(index + 1)
            if not self.name(index) or self.texts[index] == "new":
                break
            path.append(self.texts[index])
        return Call(tuple(reversed(path)), at, opening, index, tuple(opens))
