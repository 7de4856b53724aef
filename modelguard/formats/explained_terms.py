"""What the terms of a license come to for a use, as branches of a tree."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from modelguard.domain import Bearing, License, Weighed
from modelguard.domain.explanation import Explanation, Quote, Use
from modelguard.formats.style import BOLD, CYAN, GREEN, RED, YELLOW, Style
from modelguard.formats.tree import Node

_HEADINGS = {
    Bearing.BROKEN: ("broken by this use", RED),
    Bearing.BINDS: ("binds this use", YELLOW),
    Bearing.UNKNOWN: ("cannot be told", YELLOW),
    Bearing.FREE: ("does not bind this use", GREEN),
    Bearing.ALWAYS: ("holds for any use", BOLD),
}
# Terms of these come with what the license says, and with the passage where it is at hand.
_IN_FULL = (Bearing.BROKEN, Bearing.BINDS, Bearing.UNKNOWN)
_LONGEST_QUOTE = 280


def groups(explanation: Explanation, use: Use, license_: License, style: Style) -> Iterator[Node]:
    """A branch for each bearing that some of the license's terms have."""
    told = [each for each in use.terms if each.license == license_.id]
    for bearing, (heading, look) in _HEADINGS.items():
        found = [each for each in told if each.bearing is bearing]
        if found:
            terms = tuple(_term(each, explanation, style) for each in found)
            yield Node(heading, "", terms, look)
    if told and {each.bearing for each in told} == {Bearing.BROKEN}:
        yield Node("", "the other terms are not weighed: the license bars this use as a whole")


def _term(weighed: Weighed, explanation: Explanation, style: Style) -> Node:
    term = weighed.term
    section = f" ({term.section})" if term.section else ""
    is_doubtful = not term.verified and term.value != "not-read"
    doubt = " (not verified in the text)" if is_doubtful else ""
    says = weighed.reason if weighed.bearing is not Bearing.ALWAYS else ""
    text = says or f"{term.value}: {term.summary}" if term.summary else term.value
    children = []
    if weighed.bearing in _IN_FULL:
        children = [Node("", term.summary)]
        children += [
            Node(label, told)
            for label, key in (("see", "url"), ("to be shown:", "text"))
            if isinstance(told := term.details.get(key), str)
        ]
        children += [_quote(each, style) for each in _quotes(weighed, explanation)]
    return Node(f"{term.name}{section}:", f"{text}{doubt}", tuple(children), BOLD)


def _quotes(weighed: Weighed, explanation: Explanation) -> list[Quote]:
    """The passages of all the sections that the term names; none where one was not found."""
    named = (weighed.term.section or "").split(", ")
    at_hand = {(each.license, each.section): each for each in explanation.quotes}
    found = [at_hand.get((weighed.license, each)) for each in named]
    return [each for each in found if each] if all(found) else []


def _quote(quote: Quote, style: Style) -> Node:
    words = " ".join(quote.text.split())
    shown = words if style.verbose else shorten(words, _LONGEST_QUOTE, placeholder=" …")
    return Node(f"{quote.path}:{quote.line}", f"“{shown}”", (), CYAN)
