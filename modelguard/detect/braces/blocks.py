"""What sums, blocks and branches amount to: texts put together, last expressions, arms, returns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from modelguard.detect.braces.lexing import NAME
from modelguard.detect.braces.names import Pick, Value
from modelguard.detect.braces.syntax import Code

if TYPE_CHECKING:
    from modelguard.detect.braces.values import Values


_STATEMENTS = frozenset(("if", "for", "while", "loop"))


class Blocks:
    """Cuts blocks into expressions for `Values` to read."""

    def __init__(self, code: Code, values: Values) -> None:
        self.code = code
        self._values = values

    def branches(self, start: int, end: int, pick: Pick, depth: int) -> list[Value]:
        """The last expression of each block, the right side of each arm."""
        code, found, index = self.code, list[Value](), start
        is_arms = code.name(start) in ("match", "when", "switch")
        while index < end:
            mark = code.mark(index)
            closing = code.closing(index, end) if mark in ("(", "[", "{") else index
            if mark == "{":
                read = self._arms if is_arms else self.tail
                found += read(index, pick, depth)
            index = closing + 1
        return found

    def _arms(self, brace: int, pick: Pick, depth: int) -> list[Value]:
        code = self.code
        end = code.closing(brace, code.count)
        found: list[Value] = []
        index = brace + 1
        while index < end:
            mark = code.mark(index)
            if mark in ("=>", "->"):
                if code.mark(index + 1) == "{":
                    found += self.tail(index + 1, pick, depth)
                    index = code.closing(index + 1, end)
                else:
                    stop = min(code.expression_end(index + 1), end)
                    found += self._values.read(index + 1, stop, pick, depth + 1)
                    index = max(stop - 1, index)
            elif mark in ("(", "[", "{"):
                index = code.closing(index, end)
            index += 1
        return found

    def tail(self, brace: int, pick: Pick, depth: int) -> list[Value]:
        """What a block amounts to: its last expression, or what it returns."""
        code = self.code
        end = code.closing(brace, code.count)
        statements = code.split(brace + 1, end, frozenset((";",)))
        start, stop = statements[-1] if statements[-1][0] < statements[-1][1] else (end, end)
        # Blocks need no semicolon, so what precedes the last one may belong to its statement.
        while code.mark(start) not in ("", "&", "(", "[", "*") and start < stop:
            start += 1
        if code.language.newline_ends and start < stop:
            while (line := code.expression_end(start)) < stop:
                start = line
        while (after := self._after_branch(start, stop)) < stop:
            start = after
        found = self._values.read(start, stop, pick, depth + 1)
        return found + self.returns(brace, pick, depth)

    def _after_branch(self, start: int, stop: int) -> int:
        """Where `if … { … } value` goes on after its blocks; `stop` where nothing follows them."""
        code, index = self.code, start
        if code.name(start) not in _STATEMENTS:
            return stop
        while index < stop and (index == start or code.name(index) == "else"):
            while index < stop and code.mark(index) != "{":
                is_open = code.mark(index) in ("(", "[")
                index = code.closing(index, stop) + 1 if is_open else index + 1
            index = code.closing(index, stop) + 1 if index < stop else stop
        return index if index < stop and code.mark(index) in ("", "&", "(") else stop

    def returns(self, brace: int, pick: Pick, depth: int) -> list[Value]:
        code = self.code
        end = code.closing(brace, code.count)
        found: list[Value] = []
        every = code.standing(NAME, ("return",))
        first, last = bisect_right(every, brace), bisect_left(every, min(end, brace + 2000))
        for index in every[first:last]:
            stop = min(code.expression_end(index + 1), end)
            found += self._values.read(index + 1, stop, pick, depth + 1)
        return found

    def sum(self, parts: list[tuple[int, int]], depth: int) -> list[Value]:
        """Every part must be known; one of them may be one of several texts."""
        texts: list[Value] = [Value("", parts[0][0])]
        for start, end in parts[:20]:
            values = self._values.read(start, end, None, depth + 1)
            is_first = texts[0].text == ""
            if not values or (len(values) > 1 and len(texts) > 1) or len(values) > 12:
                return []
            texts = [
                Value(left.text + right.text, right.at if is_first else left.at)
                for left in texts
                for right in values
            ]
        return texts
