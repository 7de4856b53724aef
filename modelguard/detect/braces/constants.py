"""Names that say of themselves that they hold models: keys, constants, tables, attributes."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.detect.braces import languages, vocabulary
from modelguard.detect.braces.hits import Report
from modelguard.detect.braces.lexing import NAME, STRING
from modelguard.detect.braces.rules import plain, provider_in, words
from modelguard.detect.braces.values import Value
from modelguard.detect.source import Hit

_FEW = 3  # a longer list of constants is a vocabulary and no choice


class Constants:
    """What no call of the table took: less sure, so it looks for reasons against, too."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.code, self.values, self.rules = report.code, report.values, report.rules
        self._owners = report.owners

    def hits(self) -> Iterator[Hit]:
        if self.code.language is languages.RUST:
            yield from self._attributes()
        yield from self._constants()
        yield from self._spelled()

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

    def _constants(self) -> Iterator[Hit]:
        """What a name says is a model: one text, or the ids of a list or a table."""
        for name, definitions in self.code.definitions.items():
            for definition in definitions[:40] if _may_be_by_provider(name) else ():
                yield from self._by_provider(definition.start)
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
        keys = {
            plain(self.code.texts[index])
            for index in range(start, min(end, start + 400))
            if self.code.kinds[index] in (NAME, STRING) and self.code.mark(index + 1) == ":"
        }
        if keys & vocabulary.PRICED:
            return
        picked = self.values.picked
        found = [value for key in vocabulary.ID_KEYS for value in picked(start, end, key)]
        if not found and "provider" in keys:
            found = picked(start, end, "name")
        # In `{ id: "gpt-4o", label: "GPT-4o" }`, a row to choose from, bare names count too.
        is_offer = bool(found and keys & vocabulary.LABELS) or (
            mark == "[" and vocabulary.OFFERS.issuperset(words(name))
        )
        found = [*(found or self.values.of(start, end)), *self._key_texts(start)]
        yield from self._listed(name, at, list(dict.fromkeys(found)), is_table=not is_offer)

    def _by_provider(self, start: int) -> Iterator[Hit]:
        """`{ openai: "gpt-4o", groq: "llama-3.3-70b-versatile" }`: each one's default."""
        if self.code.mark(start) != "{":
            return
        for entry in self.code.entries(start):
            carrier = provider_in(entry.name, self.rules) if entry.name else None
            text = self.code.string(entry.start)
            if carrier not in (None, "none") and text and entry.end == entry.start + 1:
                yield from self._report.hit(Value(text, entry.start), carrier or "api")

    def _key_texts(self, start: int) -> Iterator[Value]:
        """`{ "org/tiny": [41, 152] }`: the keys of a table."""
        code = self.code
        if code.mark(start) != "{":
            return
        for index in range(start + 1, code.closing(start, code.count)):
            if code.parent[index] == start and code.string(index) and code.mark(index + 1) == ":":
                yield Value(code.string(index), index)

    def _listed(self, name: str, at: int, found: list[Value], *, is_table: bool) -> Iterator[Hit]:
        if self._report.is_unused(at):
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
            if chosen is None and self._report.imports_gateway and "/" in value.text:
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


def _may_be_by_provider(name: str) -> bool:
    parts = set(words(name))
    is_other = vocabulary.OTHER_WORDS & parts - {"provider", "providers"}
    return bool(vocabulary.MODEL_WORDS & parts) and not is_other


def is_model_name(name: str) -> bool:
    """Whether a constant of this name holds model ids, as far as its words tell."""
    parts = words(name)
    if not parts or vocabulary.OTHER_WORDS & set(parts):
        return False
    if vocabulary.MODEL_WORDS & set(parts):
        return True
    return bool(vocabulary.REPO_WORDS & set(parts) and vocabulary.HUB_WORDS & set(parts))
