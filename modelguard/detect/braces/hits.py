"""One hit for each literal, and how the names of constants are spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from modelguard.detect.braces import vocabulary
from modelguard.detect.braces.languages import Language
from modelguard.detect.braces.owners import Owners
from modelguard.detect.braces.rules import Rules, provider_in, words
from modelguard.detect.braces.syntax import Code
from modelguard.detect.braces.values import Value, Values
from modelguard.detect.names.providers import from_constant
from modelguard.detect.source import Hit

_WORDS = ("id", "key", "model", "name", "type", "value")  # of what is asked for a model
_NEAR = 3  # how many calls around a text may say that it is not used
# Sources whose names no constant's name can be turned back into.
_SPELLED_OTHERWISE = frozenset(("dmr", "hub", "localai", "none", "ollama", "replicate"))


class Report:
    """`seen` keeps the literals that were reported, so that a table's word goes before a guess."""

    def __init__(self, text: str, language: Language, rules: Rules) -> None:
        self.code = Code(text, language)
        self.values = Values(self.code)
        self.rules = rules
        self.owners = Owners(self.code, self.values, rules)
        self.seen: set[int] = set()

    def hit(
        self, value: Value, carrier: str, kind: str = "model", revision: str | None = None
    ) -> Iterator[Hit]:
        text = value.text.strip()
        if not text or len(text) > 300 or text in _WORDS or value.at in self.seen:
            return
        if value.symbol:
            owner = provider_in(value.owner, self.rules) if value.owner else None
            carrier = owner if owner and carrier in ("api", "any") else carrier
            if carrier in _SPELLED_OTHERWISE or not is_spelled_out(text):
                return
            text = from_symbol(text)
            if text != text.lower() or "_" in text:
                return
            if carrier == "anthropic" and not text.startswith("claude"):
                return  # `AnthropicModels.Sonnet_4` leaves out what all of its names begin with
        if "::" in text:  # `groq::openai/gpt-oss-20b` of the genai crate
            text, carrier = text.replace("::", ":", 1), "pydantic-ai"
        if carrier == "gateway" and text.partition("/")[0] not in vocabulary.GATEWAY:
            return  # names of makers that sell no API of their own are no ids of modelguard's
        self.seen.add(value.at)
        line, column = self.code.place(value.at)
        yield Hit(text, line, column, carrier, kind, revision)

    def is_unused(self, at: int) -> bool:
        """Whether the nearest calls around only compare, print or push."""
        code, parent = self.code, self.code.parent[at]
        for _ in range(_NEAR):
            if parent < 0:
                return False
            if code.name(code.callee(parent)) in vocabulary.NO_USE:
                return True
            parent = code.parent[parent]
        return False

    @cached_property
    def imports_gateway(self) -> bool:
        """The AI SDK, where `provider/model` is a name of its gateway."""
        marks = ("from 'ai'", 'from "ai"', "@ai-sdk/gateway", "@mastra/")
        return any(mark in self.code.text for mark in marks)


def is_spelled_out(constant: str) -> bool:
    """Whether a constant's name is a model's name, and not the word for any model."""
    parts = words(_without_kind(constant))
    telling = {part for part in parts if not part.isdigit()} - vocabulary.ROLES
    is_numbered = any(map(str.isdigit, constant)) or parts[-1:] == ("latest",)
    is_family = "".join(parts).startswith(vocabulary.FAMILIES)
    return len(parts) > 1 and (is_family or bool(telling and is_numbered))


def from_symbol(name: str) -> str:
    """`ChatModelGPT5_4Mini`, `ModelClaudeOpus4_5_20251101`, `GPT3Dot5Turbo` as the API spells them.

    The name as it is where nothing can be made of it.
    """
    rest = _without_kind(name).replace("Dot", ".")
    if name.upper() == name:
        return from_constant(name)
    dated = re.sub(r"(?<=\d)_(?=\d{4}(?!\d)|\d\d(?!\d)|\d{6})", "-", rest)
    rest = re.sub(r"(?<=\d)_(?=\d)", "-" if rest.startswith("Claude") else ".", dated)
    number = r"\d+(?:[.-]\d+)*(?:[a-z](?![a-z]))?"
    pieces = re.findall(rf"{number}|[A-Z]+(?=[A-Z][a-z]|\d|_|$)|[A-Z][a-z]+", rest)
    text = "-".join(pieces).lower()
    return re.sub(r"^gpt-(\d)-o\b", r"gpt-\1o", re.sub(r"^o-(?=\d)", "o", text)) or name


def _without_kind(name: str) -> str:
    """`ChatModelGPT5`, `CreateImageModelDallE3`: what is behind the word for what it is."""
    return re.sub(r"^[A-Za-z]*Model_?(?=[A-Z])", "", name)
