"""Keys and properties that hold models by their names: `model: …`, `modelName = …`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from modelguard.detect.braces import languages, vocabulary
from modelguard.detect.braces.hits import Report
from modelguard.detect.braces.lexing import NAME, STRING
from modelguard.detect.braces.rules import plain, provider_in
from modelguard.detect.braces.values import Value
from modelguard.detect.source import Hit


class Keys:
    """What no call of the table took: less sure, so it looks for reasons against, too."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.code, self.values, self.rules = report.code, report.values, report.rules
        self._owners = report.owners

    def hits(self) -> Iterator[Hit]:
        """`model: …` and `modelName = …` wherever they stand."""
        for index in self._standing_keys():
            start = self._value_start(index)
            if start >= 0:
                yield from self._keyed(index, start, self.code.expression_end(start))

    def _standing_keys(self) -> list[int]:
        code = self.code
        return sorted(
            index
            for kind in (NAME, STRING)
            for text in code.distinct(kind)
            if self.rules.is_key(plain(text))
            for index in code.standing(kind, (text,))
        )

    def _value_start(self, index: int) -> int:
        """Where the value of a key begins, -1 for what is none or a type."""
        code, start = self.code, index + 2
        mark = code.mark(index + 1)
        if mark == ":" and self._is_key(index):
            is_type = code.mark(code.expression_end(start)) == ";" or self._is_type(index)
            return -1 if is_type else start
        if (mark == "=" and index in self._defined) or self._is_property(index):
            return start
        if mark == "," and self._is_pair(index):
            return start
        is_subscript = mark == "]" and code.mark(index - 1) == "[" and code.mark(start) == "="
        return start + 1 if is_subscript and code.kinds[index] == STRING else -1

    def _is_pair(self, index: int) -> bool:
        """C#: `{ "ModelName", "…" }` of a dictionary."""
        code, parent = self.code, self.code.parent[index]
        is_first = code.language is languages.CSHARP and parent == index - 1
        return is_first and code.mark(parent) == "{" and len(list(code.entries(parent))) == 2

    def _is_property(self, index: int) -> bool:
        """C#: `string ModelName => …`, which is no function of a `ModelName`."""
        code = self.code
        is_typed = code.name(index - 1) or code.mark(index - 1) in (">", "?", "]")
        is_named = code.language is languages.CSHARP and code.mark(index + 1) == "=>"
        return is_named and bool(is_typed)

    def _is_key(self, index: int) -> bool:
        """`model: …` in an object, or as an argument in C#; elsewhere a type follows."""
        code = self.code
        if code.language is not languages.CSHARP and code.mark(code.parent[index]) != "{":
            return False
        return code.mark(index - 1) in ("{", ",", "(")

    @cached_property
    def _defined(self) -> frozenset[int]:
        """The names that something is assigned to; in `x: Model = …` that is `x`."""
        every = self.code.definitions.values()
        return frozenset(one.at for definitions in every for one in definitions)

    def _is_type(self, index: int) -> bool:
        code, parent = self.code, self.code.parent[index]
        before = (code.name(parent - 2), code.name(parent - 3), code.name(parent - 1))
        return parent >= 0 and bool({"interface", "type", "struct", "enum"} & set(before))

    def _keyed(self, index: int, start: int, end: int) -> Iterator[Hit]:
        if self.code.mark(start) == "{" and self.code.language is not languages.RUST:
            return
        found = [
            value
            for value in self.values.of(start, end, symbols=True)
            if value.at not in self._report.seen
            and plain(value.text) != plain(self.code.texts[index])
        ]
        if not found or self._report.is_unused(index) or self._is_priced(index):
            return
        own = provider_in(self.code.texts[index], self.rules)
        carrier = own if self.code.mark(index + 1) == "=" else self._owners.beside(index)
        carrier = carrier or self._owners.around(index) or own or self._owners.of_file
        if carrier == "none":
            return
        for value in found:
            if chosen := self._key_carrier(index, value, carrier):
                yield from self._report.hit(value, chosen)

    def _key_carrier(self, index: int, value: Value, carrier: str | None) -> str | None:
        """How to read one value of a key; None where too little speaks for a model."""
        if value.symbol:
            owner = provider_in(value.owner, self.rules)
            carrier = owner or carrier
            if carrier is None or not (owner or self._owners.imported):
                return None
        if carrier is None and "/" in value.text and self._report.imports_gateway:
            carrier = "gateway"
        if carrier not in (None, "any"):
            return carrier
        if self.code.language is languages.GO:
            # Its packages name their fields alike, whatever they are about.
            return None if "/" in value.text else "api"
        if plain(self.code.texts[index]) in self.rules.keys:
            return "any"
        return "gateway" if "/" in value.text else "api"

    def _is_priced(self, index: int) -> bool:
        """Whether the object around is a row of a price list."""
        code, parent = self.code, self.code.parent[index]
        if parent < 0 or code.mark(parent) != "{":
            return False
        end = min(code.closing(parent, code.count), parent + 120)
        return any(
            plain(code.texts[place]) in vocabulary.PRICED
            for place in range(parent, end)
            if code.kinds[place] in (NAME, STRING) and code.mark(place + 1) in (":", "=")
        )
