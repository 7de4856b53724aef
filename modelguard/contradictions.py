"""The fields of one card held against each other: tag, name, link and gate."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard import gates, texts
from modelguard.declared import Meaning, Reader, no_meaning, unite
from modelguard.domain import Card, LicenseClass, Mismatch, Problem
from modelguard.texts import Spoken

# Licenses have long names; what comes later in a gate's prompt is what the license itself says.
_MAX_PROMPT = 2_000


def settle(card: Card, reader: Reader) -> tuple[Meaning, Mismatch | None]:
    """What the card says as a whole: a field that asks for more than the tag counts as well.

    So does the header of a weights file; alone it speaks where the card declares nothing at all,
    and one that nobody understands takes back what an open license grants. The first that differs
    is told; a field's name stands for a path.
    """
    said = reader.card(card)
    told: Mismatch | None = None
    for field, meaning in _fields(card, reader):
        if not said.licenses:
            said = meaning if _speaks_alone(field, said) else said
            continue
        if not meaning.licenses:
            is_open = said.license_class is LicenseClass.FULLY_OPEN
            said = unite([said, meaning]) if is_open else said
            continue
        found = texts.mismatch(said, Spoken(meaning, (field,)), reader.rules)
        told = told or found
        said = unite([said, meaning]) if found and found.is_material else said
    return said, told


def _speaks_alone(field: str, said: Meaning) -> bool:
    is_of_card = field in ("license_name", "license_link")
    return field == "extra_gated_prompt" or (not is_of_card and said.problem is Problem.MISSING)


def _fields(card: Card, reader: Reader) -> Iterator[tuple[str, Meaning]]:
    """What each field means by itself, where it means a license at all."""
    for field, text in (("license_name", card.license_name), ("license_link", card.license_link)):
        meaning = reader.named(text, field) if text else None
        if meaning is not None and meaning.licenses:
            yield field, meaning
    yield from ((header.path, reader.header(header)) for header in card.headers)
    if card.gate_prompt:
        yield from _of_gate(card.gate_prompt[:_MAX_PROMPT], reader)


def _of_gate(prompt: str, reader: Reader) -> Iterator[tuple[str, Meaning]]:
    """The licenses that a gate names, else a limit in its own words, which no open license has."""
    named = [reader.rules.license(each) for each in reader.rules.named_in(prompt)]
    limit = "" if named else gates.limit(prompt)
    if limit:
        detail = f"its gate asks for `{limit}`, which the declared license does not"
        yield "extra_gated_prompt", no_meaning(Problem.UNKNOWN, detail)
    if named:
        strictest = max(named, key=lambda each: each.license_class.strictness)
        yield (
            "extra_gated_prompt",
            Meaning(
                (strictest.id,),
                strictest.expression,
                strictest.license_class,
                said_by="extra_gated_prompt",
            ),
        )
