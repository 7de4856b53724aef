"""Names that say of themselves that they hold models: keys, constants, tables, attributes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from modelguard.detect.braces import languages, vocabulary
from modelguard.detect.braces.hits import Report
from modelguard.detect.braces.lexing import NAME, STRING
from modelguard.detect.braces.rules import plain, provider_in, words
from modelguard.detect.braces.values import Value
from modelguard.detect.source import Hit

_FEW = 3  # a longer list of constants is a vocabulary and no choice
_NEAR = 3  # how many brackets around a name are asked whose it is


class Constants:
    """What no call of the table took: less sure, so it looks for reasons against, too."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.code, self.values, self.rules = report.code, report.values, report.rules
        self._owners = report.owners

    def hits(self) -> Iterator[Hit]:
        yield from self._keys()
        if self.code.language is languages.RUST:
            yield from self._attributes()
        yield from self._constants()
        yield from self._spelled()

    def _keys(self) -> Iterator[Hit]:
        """`model: …` and `modelName = …` wherever they stand."""
        code = self.code
        for index in self._standing_keys():
            mark = code.mark(index + 1)
            start = index + 2
            if mark == "?" and code.mark(index + 2) == ":":
                continue
            if mark == ":" and self._is_key(index):
                end = code.expression_end(start)
                if code.mark(end) == ";" or self._is_type(index):
                    continue
            elif (mark == "=" and index in self._defined) or self._is_property(index):
                end = code.expression_end(start)
            else:
                continue
            yield from self._keyed(index, start, end)

    def _standing_keys(self) -> list[int]:
        code = self.code
        return sorted(
            index
            for kind in (NAME, STRING)
            for text in code.distinct(kind)
            if self.rules.is_key(plain(text))
            for index in code.standing(kind, (text,))
        )

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

    def _attributes(self) -> Iterator[Hit]:
        """`#[arg(long, default_value = "…")]` above a field that is a model."""
        code = self.code
        for index in code.standing(NAME, ("default_value", "default_value_t", "default")):
            if code.mark(index + 1) != "=":
                continue
            bracket = code.parent[code.parent[index]] if code.parent[index] >= 0 else -1
            after = code.partner[bracket] + 1 if bracket >= 0 else 0
            while code.mark(after) == "#" and code.mark(after + 1) == "[":
                after = code.closing(after + 1, code.count) + 1
            if code.name(after) == "pub":
                after += 1
                after = code.closing(after, after) + 1 if code.mark(after) == "(" else after
            name = code.name(after)
            if plain(name) in self.rules.keys or is_model_name(name):
                end = code.expression_end(index + 2)
                found = self.values.of(index + 2, end)
                yield from self._listed(name, index, found, is_table=False)

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
        if not found or self._is_unused(index) or self._is_priced(index):
            return
        carrier = self._owners.around(index)
        if carrier is None:
            own = provider_in(self.code.texts[index], self.rules)
            carrier = own or self._owners.of_file
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
        if carrier is None and "/" in value.text and _imports_gateway(self.code.text):
            carrier = "gateway"
        if carrier not in (None, "any"):
            return carrier
        if self.code.language is languages.GO:
            return None  # its packages name their fields alike, whatever they are about
        if plain(self.code.texts[index]) in self.rules.keys:
            return "any"
        return "gateway" if "/" in value.text else "api"

    def _is_unused(self, index: int) -> bool:
        """Whether the nearest calls around only compare, print or push."""
        code, parent = self.code, self.code.parent[index]
        for _ in range(_NEAR):
            if parent < 0:
                return False
            if code.name(code.callee(parent)) in vocabulary.NO_USE:
                return True
            parent = code.parent[parent]
        return False

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

    def _constants(self) -> Iterator[Hit]:
        """What a name says is a model: one text, or the ids of a list or a table."""
        for name, definitions in self.code.definitions.items():
            if not is_model_name(name):
                continue
            for definition in definitions[:40]:
                end = self.code.expression_end(definition.start, 4000)
                yield from self._constant(name, definition.at, definition.start, end)
        for name, bodies in self.code.functions.items():
            if is_model_name(name):
                for body in bodies[:6]:
                    found = self.values.body(body)
                    yield from self._listed(name, body, found, is_table=len(found) > _FEW)

    def _constant(self, name: str, at: int, start: int, end: int) -> Iterator[Hit]:
        mark = self.code.mark(start)
        is_table = mark in ("{", "[") or any(
            self.code.mark(index) in ("[", "{") for index in range(start, min(end, start + 4))
        )
        if not is_table:
            yield from self._listed(name, at, self.values.of(start, end), is_table=False)
            return
        if any(
            plain(self.code.texts[i]) in vocabulary.PRICED
            for i in range(start, min(end, start + 400))
            if self.code.kinds[i] in (NAME, STRING) and self.code.mark(i + 1) == ":"
        ):
            return
        found = [
            value for key in vocabulary.ID_KEYS for value in self.values.picked(start, end, key)
        ] or self.values.of(start, end)
        yield from self._listed(name, at, list(dict.fromkeys(found)), is_table=True)

    def _listed(self, name: str, at: int, found: list[Value], *, is_table: bool) -> Iterator[Hit]:
        if self._is_unused(at):
            return
        carrier = provider_in(name, self.rules)
        if carrier == "none":
            return
        for value in found:
            if value.at in self._report.seen or (is_table and "/" not in value.text):
                continue
            if plain(value.text) == plain(name) or value.text.isalpha():
                continue  # `MODEL_ID = "model-id"` is the name of a key
            chosen = carrier
            if chosen is None and _imports_gateway(self.code.text) and "/" in value.text:
                chosen = "gateway"
            if chosen is None and not is_table:
                chosen = self._owners.of_file
            yield from self._report.hit(value, chosen or "any")

    def _spelled(self) -> Iterator[Hit]:
        """`LLAMA_3_1 = "llama3.1"`; a long list of such is a vocabulary and no choice."""
        found = []
        for name, definitions in self.code.definitions.items():
            if not plain(name).startswith(vocabulary.FAMILIES) or not any(map(str.isdigit, name)):
                continue
            for definition in definitions[:2]:
                text = self.code.string(definition.start)
                if text and plain(text) == plain(name):
                    found.append(Value(text, definition.start))
        for value in found if len(found) <= _FEW else ():
            yield from self._report.hit(value, self._owners.of_file or "api")


def is_model_name(name: str) -> bool:
    """Whether a constant of this name holds model ids, as far as its words tell."""
    parts = words(name)
    if not parts or vocabulary.OTHER_WORDS & set(parts):
        return False
    if vocabulary.MODEL_WORDS & set(parts):
        return True
    return bool(vocabulary.REPO_WORDS & set(parts) and vocabulary.HUB_WORDS & set(parts))


def _imports_gateway(text: str) -> bool:
    """The AI SDK, where `provider/model` is a name of its gateway."""
    return any(one in text for one in ("from 'ai'", 'from "ai"', "@ai-sdk/gateway", "@mastra/"))
