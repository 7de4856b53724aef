"""The licenses that a short text names or links instead of holding their words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modelguard import links
from modelguard.namedtuple import NamedTuple
from modelguard.rulebase import Rulebase

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'`)\]}]*[^\s<>\"'`)\]}.,;:]")
#: What stands before the name of a license; the name itself ends with its line or sentence.
_NAME = re.compile(
    r"(?:\bunder(?:[ \t]+the)?(?:[ \t]+terms[ \t]+of)?(?:[ \t]+the)?[ \t]+"
    r"|\blicen[cs]e(?:-identifier)?[*_]*:[*_]*[ \t]*|\()(?=([^\n;()]{2,120}))",
    re.IGNORECASE,
)
_MOST_WORDS = 12
#: Words that say that a license follows, which are no name of one.
_VAGUE = frozenset(("family", "placeholder"))


class Pointed(NamedTuple):
    """`ids` in the order of the text; `rest` is what it says beside their names."""

    ids: tuple[str, ...]
    rest: str


def found(text: str, rules: Rulebase) -> Pointed:
    named = list(_named(text, rules))
    rest = text
    for start, end, _ in sorted(named, reverse=True):
        rest = f"{rest[:start]} {rest[end:]}"
    return Pointed(tuple(dict.fromkeys(each for _, _, ids in named for each in ids)), rest)


def _named(text: str, rules: Rulebase) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Start and end of each name or address, and the licenses that it stands for."""
    for link in _LINK.finditer(text):
        if ids := _certain(links.licenses(links.plain(link.group()), rules), rules):
            yield link.start(), link.end(), ids
    for place in _NAME.finditer(text):
        words = list(re.finditer(r"\S+", place.group(1)))[:_MOST_WORDS]
        for word in reversed(words):
            name = place.group(1)[: word.end()].rstrip(".,:*_`\"'")
            if ids := _certain(rules.find(name), rules):
                yield place.start(1), place.start(1) + word.end(), ids
                break


def _certain(ids: tuple[str, ...], rules: Rulebase) -> tuple[str, ...]:
    """None where a name may mean several."""
    return ids if len(ids) == 1 and rules.license(ids[0]).kind not in _VAGUE else ()
