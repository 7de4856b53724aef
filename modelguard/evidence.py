"""What each piece of evidence on a model names, and what part it has in the conclusion."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modelguard import texts
from modelguard.declared import NO_LICENSE, file_page, link_target
from modelguard.domain import Evidence, Identified, ModelReport
from modelguard.domain.explanation import Part, Said
from modelguard.rulebase import Rulebase

# Who speaks, by the basis of the conclusion.
_SPEAKERS = {
    "card": ("card", "catalog", "lock", "folder", "license_name", "license_link", "gate"),
    "header": ("header",),
    "text": ("text",),
    "clarification": ("clarification",),
    "family-pattern": ("family-pattern",),
    "provider": ("provider",),
}
_OF_CARD = _SPEAKERS["card"]
_BETWEEN = r"(?i)[()]|\s(?:and|or|with)\s"


def weigh(model: ModelReport, rules: Rulebase) -> tuple[Said, ...]:
    """Everything that speaks for the model itself; what speaks for its bases is its lineage."""
    silent = _silent_texts(model, rules)
    found: list[Said] = []
    for piece in model.conclusion.evidence:
        licenses = _licenses(piece, model, rules)
        if piece.kind == "text" and piece.where in silent:
            found.append(_aside(piece, licenses))
        elif piece.kind != "base":
            found.append(_said(piece, licenses, model))
    return tuple(_one_decides(found))


def _one_decides(found: list[Said]) -> Iterator[Said]:
    """Of several pieces that would decide, the first does; the others agree with it."""
    first = next((each for each in found if each.part is Part.DECIDES), None)
    for said in found:
        is_late = said.part is Part.DECIDES and said is not first
        yield said._replace(part=Part.AGREES, why="") if is_late else said


def _silent_texts(model: ModelReport, rules: Rulebase) -> frozenset[str]:
    """Where files lie that do not speak for the weights: those of the code, of a part, policies."""
    card = model.card
    if card is None:
        return frozenset()
    speaking = texts.spoken(card, rules)
    paths = {text.path for text in card.texts} - {*(speaking.paths if speaking else ())}
    return frozenset(file_page(card, path) for path in paths)


def _aside(piece: Evidence, licenses: tuple[str, ...]) -> Said:
    return Said(
        piece, licenses, Part.TELLS, "it does not speak for the weights" if licenses else ""
    )


def _licenses(piece: Evidence, model: ModelReport, rules: Rulebase) -> tuple[str, ...]:
    match piece.kind:
        case "text":
            found = _of_text(piece, model)
        case "license_link":
            found = link_target(piece.says, rules)
        case "gate":
            prompt = model.card.gate_prompt if model.card else None
            found = rules.named_in(prompt[:2_000]) if prompt else ()
        case "text-unread":
            found = ()
        case _:
            said = re.split(_BETWEEN, piece.says)
            found = tuple(each for text in said for each in rules.find(text, str(model.id)))
    vague = {"family", "placeholder"}
    return tuple(each for each in found if each in rules and rules.license(each).kind not in vague)


def _of_text(piece: Evidence, model: ModelReport) -> tuple[str, ...]:
    found = _identified(piece, model)
    if found is None:
        return ()
    return (found.license,) if found.license else found.parts


def _is_unknown_license(piece: Evidence, model: ModelReport) -> bool:
    """Use policies and pointers are no licenses."""
    found = _identified(piece, model)
    return found is not None and found.kind == "license" and not found.license


def _identified(piece: Evidence, model: ModelReport) -> Identified | None:
    """What the file was found to be that a piece of evidence speaks of."""
    card = model.card
    for text in card.texts if card else ():
        if card and piece.kind == "text" and file_page(card, text.path) == piece.where:
            return text.identified
    return None


def _said(piece: Evidence, licenses: tuple[str, ...], model: ModelReport) -> Said:
    conclusion = model.conclusion
    speaks = piece.kind in _SPEAKERS.get(conclusion.basis, ())
    if conclusion.basis == "text" and conclusion.problem and _is_unknown_license(piece, model):
        return Said(piece, licenses, Part.DECIDES, "a text that is no known license grants nothing")
    if conclusion.license in licenses:
        part = Part.DECIDES if speaks else Part.AGREES
        return Said(piece, licenses, part, _why_it_decides(licenses, model) if speaks else "")
    if {*licenses} & {*conclusion.licenses}:
        return Said(piece, licenses, Part.COUNTS, "")
    if piece.disagrees or licenses:
        return Said(piece, licenses, Part.DISAGREES, _why_it_disagrees(piece, model))
    return Said(piece, licenses, Part.TELLS, _why_it_names_none(piece))


def _why_it_decides(licenses: tuple[str, ...], model: ModelReport) -> str:
    """Where something else was declared as well."""
    found = model.conclusion.mismatch
    if found is not None and {*found.text} & {*licenses}:
        return f"it asks for more than {' AND '.join(found.declared)}, or for something else"
    if model.conclusion.basis == "family-pattern" and model.conclusion.granted:
        return "it asks for more than the declared license"
    return ""


def _why_it_disagrees(piece: Evidence, model: ModelReport) -> str:
    match model.conclusion.basis:
        case "clarification":
            return "the project file states another license"
        case "text" if model.conclusion.problem is not None:
            return "the license text is another one than the card names"
        case "text" if piece.kind in _OF_CARD:
            return "the license text asks for more, or for something else"
        case _ if piece.kind == "text":
            return "it asks for less than the card, which decides"
        case _:
            return "it asks for less than what decides"


def _why_it_names_none(piece: Evidence) -> str:
    match piece.kind:
        case "license_link":
            return "an address that is not known to hold one license"
        case "text-unread":
            return "it could not be read"
        case "gate" | "text":
            return ""
        case _ if piece.says == NO_LICENSE:
            return "the card declares none"
        case _:
            return "names no known license by itself"
