"""Classes and constants of libraries that stand for one model; an import alone is no use."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.detect.braces import languages
from modelguard.detect.braces.hits import Report
from modelguard.detect.braces.lexing import NAME
from modelguard.detect.braces.names import symbol
from modelguard.detect.braces.rules import provider_in
from modelguard.detect.braces.values import Value
from modelguard.detect.source import Hit

_TABLES = ("Models", "ModelName", "ModelNames")


def hits(report: Report) -> Iterator[Hit]:
    yield from _known(report)
    yield from _spelled(report)


def _spelled(report: Report) -> Iterator[Hit]:
    """`OpenAIModels.Chat.GPT4o`: a table of a provider's models, wherever one is taken from it."""
    code = report.code
    tables = [name for name in code.distinct(NAME) if name.endswith(_TABLES)]
    owners = {name: owner for name in tables if (owner := provider_in(name, report.rules))}
    for start in code.standing(NAME, owners):
        if code.mark(start - 1) in (".", "::"):
            continue
        end = start + 1
        while code.mark(end) in (".", "::") and code.name(end + 1):
            end += 2
        for value in symbol(code, start, end) if end > start + 1 else ():
            yield from report.hit(value, owners[code.name(start)])


def _known(report: Report) -> Iterator[Hit]:
    code, symbols = report.code, report.rules.symbols
    if code.language is languages.RUST and "fastembed" not in code.text:
        return
    for index in code.standing(NAME, {name.rpartition("::")[2] for name in symbols}):
        name = code.name(index)
        if code.mark(index - 1) in ("::", ".") and code.name(index - 2):
            name = f"{code.name(index - 2)}::{name}"
        text = symbols.get(name) or symbols.get(code.name(index))
        is_used = code.mark(index + 1) != ";" and code.name(index + 1) == ""
        if text and is_used and code.name(index - 1) != "class":
            source, colon, tag = text.partition(":")
            yield from report.hit(Value(tag if colon else text, index), source if colon else "hub")
