"""SPDX tags beside a license text: read apart from it, and held against what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from modelguard.domain import Passage
from modelguard.rulebase import Rulebase

_TAG = re.compile(r"^.*SPDX-?License-?Identifier:[ \t]*([^\n]*)$", re.I | re.M)
#: Looked for first: the pattern tries every place of a line.
_MARK = "identifier:"
_SUFFIX = re.compile(r"(?:-only|-or-later|\+)$")
_MARKUP = " \t\r*/#<>-`'\"()"


def without_tags(text: str) -> str:
    """Lines keep their numbers."""
    return _TAG.sub("", text) if _MARK in text.lower() else text


def others(text: str, license_ids: Iterable[str], rules: Rulebase) -> tuple[Passage, ...]:
    """The tags that name something else than the licenses."""
    if _MARK not in text.lower():
        return ()
    names = {_family(license_id) for license_id in license_ids}
    return tuple(
        Passage(match.group().strip(), text.count("\n", 0, match.start()) + 1)
        for match in _TAG.finditer(text)
        if names.isdisjoint(_named(match.group(1).strip(_MARKUP), rules))
    )


def _named(tag: str, rules: Rulebase) -> set[str]:
    return {_family(name) for name in (tag, *rules.find(tag))}


def _family(license_id: str) -> str:
    """One text serves both "only" and "or later"."""
    return _SUFFIX.sub("", license_id).lower()
