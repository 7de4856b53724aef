"""How sure a conclusion is, from what it rests on."""

from __future__ import annotations

from modelguard.cards import catalog
from modelguard.domain import LicenseClass, ModelReport
from modelguard.namedtuple import NamedTuple


class Confidence(NamedTuple):
    """`level` is high, medium, low or none; `reason` is a clause."""

    level: str
    reason: str


def of(model: ModelReport) -> Confidence:
    """As sure as the weakest of what the conclusion rests on.

    high: the license text is at hand and is what the card names, or the project file states it.
    medium: card or text speaks alone, or what is declared differs; a base; a hosted API.
    low: a name pattern or a dated copy of a card speaks, or an answer is missing on the way.
    none: no license was concluded.
    """
    conclusion = model.conclusion
    if not conclusion.licenses or conclusion.license_class is LicenseClass.UNKNOWN:
        return Confidence("none", conclusion.detail or "nothing that is known names a license")
    if conclusion.problem is not None:
        return Confidence("low", conclusion.detail or f"{conclusion.problem}: a bound, no answer")
    missing = [base.id for base in model.lineage if base.binds and base.problem]
    if missing:
        return Confidence("low", f"the license of its base {missing[0]} is not known")
    return _by_basis(model)


def _by_basis(model: ModelReport) -> Confidence:
    match model.conclusion.basis:
        case "clarification" | "first-party":
            return Confidence("high", "the project file states it")
        case "provider":
            return Confidence("medium", "the provider offers it under its terms of service")
        case "family-pattern":
            return Confidence("low", "its name tells of a family whose license is stricter")
        case _:
            return _by_card(model)


def _by_card(model: ModelReport) -> Confidence:
    conclusion = model.conclusion
    if any(catalog.is_copy(each.where) for each in conclusion.evidence):
        return Confidence("low", "a dated copy of the card speaks, not the card itself")
    if conclusion.mismatch is not None:
        return Confidence("medium", "what is declared differs, and the stricter counts")
    if conclusion.basis == "base":
        return Confidence("medium", "a base that the card names brings the license")
    if conclusion.basis == "header":
        return Confidence("medium", "the header of a weights file speaks, and the card is silent")
    if conclusion.basis == "text":
        return Confidence("medium", "the license text speaks, and the card names no license")
    if _is_confirmed(model):
        return Confidence("high", "card and license text are one")
    return Confidence("medium", "the card speaks, and no license text confirms it")


def _is_confirmed(model: ModelReport) -> bool:
    """Whether a license file of the repository is, word for word, what the card names."""
    texts = model.card.texts if model.card else ()
    found = [text.identified for text in texts if text.identified]
    return any(each.license in model.conclusion.granted and not each.modified for each in found)
