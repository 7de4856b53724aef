"""What a publisher's own words mean: raw `license` values to licenses of the rulebase."""

from __future__ import annotations

import re
from collections.abc import Callable

from modelguard import expression, families
from modelguard.domain import (
    Card,
    CardSource,
    Evidence,
    Header,
    License,
    LicenseClass,
    Problem,
)
from modelguard.expression import Expression, Leaf
from modelguard.namedtuple import NamedTuple
from modelguard.rulebase import Rulebase

# What the evidence of a card says that declares nothing.
NO_LICENSE = "no license"

Preference = Callable[[License], bool]


class Meaning(NamedTuple):
    """Licenses that words resolve to; with a `problem`, `license_class` is UNKNOWN.

    `expression` is an SPDX expression, NOASSERTION where nothing was understood. `said_by` is the
    field of the card that decided: license, license_name or license_link; else the path of a file.
    """

    licenses: tuple[str, ...]
    expression: str
    license_class: LicenseClass
    problem: Problem | None = None
    detail: str = ""
    said_by: str = "license"


def no_meaning(problem: Problem, detail: str) -> Meaning:
    return Meaning((), "NOASSERTION", LicenseClass.UNKNOWN, problem, detail)


class Reader(NamedTuple):
    """Reads declarations of one model. `prefers` says which licenses a policy allows, for `OR`."""

    rules: Rulebase
    model: str
    prefers: Preference

    def card(self, card: Card) -> Meaning:
        """The meaning of a card's `license`, helped by `license_name` and `license_link`."""
        if not card.licenses and not card.license_name:
            return no_meaning(Problem.MISSING, _missing_detail(card))
        return self.words(card.licenses or ("other",), card.license_name, card.license_link)

    def header(self, header: Header) -> Meaning:
        """The meaning of what the header of a weights file declares."""
        values = (header.license,) if header.license else ("other",)
        said = self.words(values, header.license_name, header.license_link)
        told = f"the header of `{header.path}` says `{_of_header(header)}`"
        detail = f"{told}, which names no known license" if said.problem else said.detail
        return said._replace(said_by=header.path, detail=detail)

    def words(
        self, values: tuple[str, ...], name: str | None = None, link: str | None = None
    ) -> Meaning:
        """Several values are all meant (AND), as the Hub reads a list."""
        try:
            parsed = expression.conjunction(tuple(expression.parse(value) for value in values))
        except ValueError as error:
            return no_meaning(Problem.UNKNOWN, str(error))
        return self._meaning(parsed, name, link)

    def _meaning(self, part: Expression, name: str | None, link: str | None) -> Meaning:
        if isinstance(part, Leaf):
            return self._leaf(part, name, link)
        meanings = [self._meaning(each, name, link) for each in part.parts]
        return self._best(meanings) if part.operator == "OR" else unite(meanings)

    def _best(self, meanings: list[Meaning]) -> Meaning:
        """`OR`: the option that the policy allows, of those the least strict."""

        def rank(meaning: Meaning) -> tuple[bool, int]:
            allowed = all(self.prefers(self.rules.license(each)) for each in meaning.licenses)
            return (not allowed, meaning.license_class.strictness)

        best = min(meanings, key=rank)
        others = [meaning.expression for meaning in meanings if meaning is not best]
        detail = f"of several, taken: {best.expression} (instead of {', '.join(others)})"
        return best if best.problem else best._replace(detail=detail)

    def _leaf(self, leaf: Leaf, name: str | None, link: str | None) -> Meaning:
        kinds = {self.rules.license(each).kind for each in self.rules.find(leaf.text)}
        if not kinds or "placeholder" in kinds:
            return self._named(leaf, name, link)
        if "family" in kinds:
            return no_meaning(Problem.FAMILY, f"`{leaf.text}` names a family of licenses")
        found = self.rules.find(leaf.text, self.model)
        return self._resolved(leaf.text, found, exception=leaf.exception)

    def named(self, text: str, field: str) -> Meaning | None:
        """What `license_name` or `license_link` means by itself; None where it names no license."""
        is_link = field == "license_link"
        found = link_target(text, self.rules) if is_link else self.rules.find(text, self.model)
        if not found and not is_link:
            return self._expression(text, field)
        if not found or self._is_vague(found):
            return None
        return self._resolved(text, found)._replace(said_by=field)

    def _expression(self, text: str, field: str) -> Meaning | None:
        """A name that joins several licenses, all of them known."""
        try:
            parsed = expression.parse(text)
        except ValueError:
            return None
        if isinstance(parsed, Leaf):
            return None
        meaning = self._meaning(parsed, None, None)
        return None if meaning.problem else meaning._replace(said_by=field)

    def _named(self, leaf: Leaf, name: str | None, link: str | None) -> Meaning:
        """`other` and tags that are not known: the name decides, then the link, then the model."""
        for text, field in ((name, "license_name"), (link, "license_link")):
            if text and (meaning := self.named(text, field)) is not None:
                return meaning
        known = self.rules.find(leaf.text, self.model)
        if known and not self._is_vague(known) and not name:
            return self._resolved(leaf.text, known)
        return no_meaning(Problem.UNKNOWN, _unknown_detail(leaf.text, name, link))

    def _is_vague(self, found: tuple[str, ...]) -> bool:
        return any(self.rules.license(each).kind in {"family", "placeholder"} for each in found)

    def _resolved(
        self, text: str, found: tuple[str, ...], *, exception: str | None = None
    ) -> Meaning:
        licenses = sorted(
            (self.rules.license(each) for each in found),
            key=lambda each: (-each.license_class.strictness, each.id),
        )
        ids = tuple(each.id for each in licenses)
        if licenses[0].license_class is LicenseClass.UNKNOWN:
            return no_meaning(Problem.UNKNOWN, f"what `{text}` allows is not known")
        # A shared name can only restrict: which of several texts is meant, nobody knows.
        mildest = licenses[-1].license_class.strictness
        if len(ids) > 1 and mildest < LicenseClass.COMMERCIAL_RESTRICTED.strictness:
            return no_meaning(Problem.UNKNOWN, f"`{text}` may mean {' or '.join(ids)}")
        spdx = expression.join(tuple(each.expression for each in licenses))
        detail = f"`{text}` may mean {' or '.join(ids)}" if len(ids) > 1 else ""
        spdx = f"{spdx} WITH {exception}" if exception else spdx
        return Meaning(ids, spdx, licenses[0].license_class, detail=detail)


def unite(meanings: list[Meaning]) -> Meaning:
    """`AND`: every license binds, the strictest class rules, a problem stays a problem."""
    ids = tuple(dict.fromkeys(each for meaning in meanings for each in meaning.licenses))
    spdx = expression.join(tuple(meaning.expression for meaning in meanings))
    strictest = max(meanings, key=lambda meaning: meaning.license_class.strictness)
    problem = next((meaning for meaning in meanings if meaning.problem), None)
    detail = problem.detail if problem else "; ".join(m.detail for m in meanings if m.detail)
    return Meaning(
        ids,
        spdx,
        strictest.license_class,
        problem.problem if problem else None,
        detail,
        strictest.said_by,
    )


_LICENSE_FILE = (
    r"(?:huggingface\.co|hf\.co)/([\w.-]+/[\w.-]+)/(?:blob|raw|resolve)/[^/]+/[^/]*licen[cs]e[^/]*"
)


def link_target(link: str, rules: Rulebase) -> tuple[str, ...]:
    """License ids of a page that is known to carry one license; never fetched."""
    from modelguard import links

    page = links.plain(link)
    return links.licenses(page, rules) or _of_publisher(page, rules)


def _of_publisher(page: str, rules: Rulebase) -> tuple[str, ...]:
    """A license file in the repository of a publisher whose models are all under one license."""
    found = re.fullmatch(_LICENSE_FILE, page)
    family = families.match(found.group(1), rules.table("families")) if found else None
    if family is None or family.kind != "family" or family.may != "restrict":
        return ()
    return (family.license,) if family.license else ()


def card_evidence(card: Card) -> tuple[Evidence, ...]:
    """What the card says, a piece for each of its fields; the license comes first."""
    kind = "card" if card.source in {CardSource.HUB, CardSource.CACHE} else card.source.value
    raw = " AND ".join(card.licenses) or NO_LICENSE
    said = [Evidence(kind, raw, card.where, card.as_of)]
    if card.license_name:
        said.append(Evidence("license_name", card.license_name, card.where, card.as_of))
    if card.license_link:
        said.append(Evidence("license_link", card.license_link, card.where, card.as_of))
    said += [
        Evidence("header", _of_header(each), file_page(card, each.path), card.as_of)
        for each in card.headers
    ]
    if card.gated:
        said.append(Evidence("gate", f"access is granted {_gate(card)}", card.where, card.as_of))
    return tuple(said)


def _of_header(header: Header) -> str:
    named = header.license_name or header.license_link
    tag = header.license or "other"
    return f"{tag} ({named})" if named else tag


def file_page(card: Card, path: str) -> str:
    """The file's own page, at the commit where one is known."""
    if card.where.rpartition("/")[2] == path:
        return card.where
    if path.partition("#")[0] == "README.md" or not card.where.startswith("http"):
        return f"{card.where}/{path}"
    return f"{card.where}/blob/{card.revision or 'main'}/{path}"


def _gate(card: Card) -> str:
    return "by the publisher's hand" if card.gated == "manual" else "after agreeing on the Hub"


def _missing_detail(card: Card) -> str:
    return card.problems[0] if card.problems else "the card declares no license"


def _unknown_detail(tag: str, name: str | None, link: str | None) -> str:
    said = [f"license: {tag}"]
    said += [f"license_name: {name}"] if name else []
    said += [f"license_link: {link}"] if link else []
    return f"the card says `{', '.join(said)}`, which names no known license"
