"""License texts of a repository to what they say of its weights."""

from __future__ import annotations

from modelguard.declared import Meaning, file_page, unite
from modelguard.domain import (
    Card,
    Evidence,
    Identified,
    LicenseClass,
    LicenseText,
    Mismatch,
    Problem,
)
from modelguard.namedtuple import NamedTuple
from modelguard.rulebase import Rulebase

# Terms that tell licenses of one class apart, with the values that ask for nothing.
_FREE = {
    "commercial-use": frozenset(("yes", "not-read")),
    **dict.fromkeys(
        ("derivatives", "redistribution", "hosting", "output-training"),
        frozenset(("allowed", "silent", "not-read")),
    ),
    **dict.fromkeys(
        (
            "acceptable-use", "badge", "disclose-source", "name-prefix", "network-copyleft",
            "registration", "revenue-threshold", "royalty", "share-alike", "territory-excluded",
            "use-restrictions-passed-on", "user-threshold",
        ),
        frozenset(("no", "silent", "not-read")),
    ),
}  # fmt: skip


class Spoken(NamedTuple):
    """What the license files that speak for the weights mean, and which they are."""

    meaning: Meaning
    paths: tuple[str, ...]


class Weighed(NamedTuple):
    """What card and text say together. `basis` is card, header, text or none."""

    meaning: Meaning
    basis: str
    mismatch: Mismatch | None = None


def identify_all(card: Card, rules: Rulebase) -> Card:
    """The card with what each of its license files was found to be."""
    if not card.texts:
        return card
    from modelguard.identify import identify

    return card._replace(
        texts=tuple(
            text if text.identified else text._replace(identified=identify(text.content, rules))
            for text in card.texts
        )
    )


def spoken(card: Card, rules: Rulebase) -> Spoken | None:
    """None where no file speaks: there is none, or it only points elsewhere."""
    governing = _governing(card)
    if not governing:
        return None
    meanings = [_meaning(text, found, rules) for text, found in governing]
    return Spoken(unite(meanings), tuple(text.path for text, _ in governing))


def weigh(said: Meaning, governing: Spoken | None, card: Card, rules: Rulebase) -> Weighed:
    """The stricter class wins; the text decides name and version, and what the card leaves open."""
    of_header = said.said_by in {each.path for each in card.headers}
    of_card = Weighed(said, ("header" if of_header else "card") if said.licenses else "none")
    if governing is None:
        return of_card
    text = governing.meaning
    if text.problem is not None:
        return _weigh_unclear(of_card, governing, card)
    if not said.licenses:
        return of_card if _speaks_of_another(card, text) else Weighed(text, "text")
    found = mismatch(said, governing, rules)
    if found is None or (not found.is_material and _asks_more(said, text, rules)):
        return of_card._replace(mismatch=found)
    return Weighed(text, "text", found)


def _weigh_unclear(of_card: Weighed, governing: Spoken, card: Card) -> Weighed:
    """A changed or unknown text takes back what the card grants, unless the card names it."""
    said, text = of_card.meaning, governing.meaning
    is_changed = text.problem is Problem.TEXT_MODIFIED
    if not said.licenses:
        says_more = said.problem is Problem.UNKNOWN and not is_changed
        return of_card if says_more else Weighed(text, "text")
    if is_changed:
        near = {text.identified.near for text in card.texts if text.identified}
        has_own_name = said.said_by != "license" and near.isdisjoint(said.licenses)
        return of_card if has_own_name else Weighed(text, "text")
    if said.license_class is not LicenseClass.FULLY_OPEN:
        return of_card
    detail = f"{text.detail}, though the card declares {said.expression}"
    return Weighed(text._replace(detail=detail), "text")


def _speaks_of_another(card: Card, text: Meaning) -> bool:
    """A license that has a name and an address elsewhere is not cleared by a file that is here."""
    link = (card.license_link or "").lower()
    is_elsewhere = link.startswith(("http:", "https:")) and linked_file(card) is None
    is_open = text.license_class.strictness < LicenseClass.COMMERCIAL_RESTRICTED.strictness
    return is_elsewhere and is_open


def mismatch(said: Meaning, governing: Spoken, rules: Rulebase) -> Mismatch | None:
    """None where both name the same, or one only names some of the other's harmless parts."""
    declared, text = _comparable(said.licenses), _comparable(governing.meaning.licenses)
    is_material = _asks_more(governing.meaning, said, rules)
    if text <= declared or (declared <= text and not is_material):
        return None
    return Mismatch(said.licenses, governing.meaning.licenses, governing.paths[0], is_material)


def _asks_more(one: Meaning, other: Meaning, rules: Rulebase) -> bool:
    """Whether somebody who keeps to `other` may break `one`."""
    if one.license_class is not other.license_class:
        return one.license_class.strictness > other.license_class.strictness
    return bool(_restrictions(one, rules) - _restrictions(other, rules))


def _comparable(licenses: tuple[str, ...]) -> set[str]:
    """The Hub's tags know no "or later"."""
    return {each.removesuffix("-only").removesuffix("-or-later") for each in licenses}


def evidence(card: Card, governing: Spoken | None, *, disagrees: bool) -> tuple[Evidence, ...]:
    """A piece for every license file, those that could not be read too."""
    speaking = governing.paths if governing else ()
    found = [
        Evidence(
            "text",
            _says(text),
            file_page(card, text.path),
            card.as_of,
            disagrees=disagrees and text.path in speaking,
        )
        for text in card.texts
    ]
    found += [
        Evidence("text-unread", each.detail, file_page(card, each.path), card.as_of)
        for each in card.unread
    ]
    return tuple(found)


def _governing(card: Card) -> list[tuple[LicenseText, Identified]]:
    """The file that the card links to; else what is named after the weights; else the root's."""
    speaking = [
        (text, text.identified)
        for text in card.texts
        if text.identified and _says_something(text.identified)
    ]
    if not speaking:
        return []
    from modelguard.cards.license_files import Scope, scope

    linked = linked_file(card)
    if found := [each for each in speaking if each[0].path == linked]:
        return found
    for wanted in (Scope.WEIGHTS, Scope.WHOLE):
        if found := [each for each in speaking if scope(each[0].path) is wanted]:
            return found
    # A prompt says more than a license does: it counts only where it is one, word for word.
    return [
        (text, found)
        for text, found in speaking
        if scope(text.path) is Scope.GATE and _is_word_for_word(found)
    ]


def _says_something(found: Identified) -> bool:
    """A pointer counts where it names a license that asks for something."""
    is_strict_pointer = found.kind == "pointer" and found.license_class is not LicenseClass.UNKNOWN
    return found.kind == "license" or is_strict_pointer


def _is_word_for_word(found: Identified) -> bool:
    return found.kind == "license" and not found.modified and bool(found.license or found.parts)


def linked_file(card: Card) -> str | None:
    """The repository's own file that `license_link` names, by its path or its page."""
    if not card.license_link:
        return None
    from urllib.parse import unquote

    link = unquote(card.license_link.split("#")[0].split("?")[0]).removeprefix("./")
    paths = (*(text.path for text in card.texts), *(each.path for each in card.unread))
    for path in paths:
        is_page = link.endswith(f"/{path}") and f"/{card.id}/".lower() in link.lower()
        if link == path or is_page:
            return path
    return None


def _meaning(text: LicenseText, found: Identified, rules: Rulebase) -> Meaning:
    ids = (found.license,) if found.license else () if found.modified else found.parts
    if not ids:
        return _not_known(text, found)
    return unite([_of_license(each, text, rules) for each in ids])


def _of_license(license_id: str, text: LicenseText, rules: Rulebase) -> Meaning:
    try:
        license_ = rules.license(license_id)
    except KeyError:
        detail = f"`{text.path}` holds {license_id}, whose terms modelguard does not know"
        return _nothing(Problem.UNKNOWN, detail)
    return Meaning((license_.id,), license_.expression, license_.license_class, said_by=text.path)


def _not_known(text: LicenseText, found: Identified) -> Meaning:
    if found.modified:
        is_cut = found.is_incomplete
        kind, so = ("an incomplete", "not that") if is_cut else ("a changed", "another")
        detail = f"`{text.path}` is {kind} copy of {found.near}, and so {so} license"
        return _nothing(Problem.TEXT_MODIFIED, detail)
    return _nothing(Problem.UNKNOWN, f"`{text.path}` holds no license that modelguard knows")


def _nothing(problem: Problem, detail: str) -> Meaning:
    return Meaning((), "NOASSERTION", LicenseClass.UNKNOWN, problem, detail)


def _restrictions(meaning: Meaning, rules: Rulebase) -> set[tuple[str, str]]:
    return {
        (name, term.value)
        for license_id in meaning.licenses
        for name, term in rules.license(license_id).terms.items()
        if name in _FREE and term.value not in _FREE[name]
    }


def _says(text: LicenseText) -> str:
    from modelguard.cards.license_files import Scope, scope

    found = text.identified
    if found is None:
        return "not identified"
    spoken_for = scope(text.path)
    of = "" if spoken_for is Scope.WHOLE else f" ({spoken_for})"
    if found.modified:
        copy = "incomplete copy" if found.is_incomplete else "changed copy"
        return f"{found.license or copy}, near {found.near}{of}"
    if found.kind == "pointer" and found.parts:
        return f"points to {' AND '.join(found.parts)}{of}"
    return f"{found.license or ' AND '.join(found.parts) or found.reason or 'no license'}{of}"
