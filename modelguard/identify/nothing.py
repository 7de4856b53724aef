"""What a text without a known license is: a pointer, terms of its own, or something else."""

from __future__ import annotations

import re
from typing import Literal

from modelguard.domain import Identified, LicenseClass
from modelguard.identify import pointers
from modelguard.identify.pointers import Pointed
from modelguard.rulebase import Rulebase

Kind = Literal["license", "pointer", "nothing"]

UNKNOWN_LICENSE = "a license that modelguard does not know"

_POINTER = re.compile(
    r"https?://|spdx-license-identifier|\blicen[cs]ed?\b|\bcopying\b", re.IGNORECASE
)
_GRANTS = (
    "hereby grant", "grant you", "grants you", "grant to you", "grants to you", "permission is",
    "you may not", "shall not", "subject to the", "terms and conditions", "this license",
    "this agreement", "as is",
)  # fmt: skip
_GRANT = re.compile(rf"\b(?:{'|'.join(_GRANTS)})\b|[许許]可|授[权權]")
#: One of these is enough: what they say is never said in passing. In small letters.
_LIMIT = re.compile(
    r"\b(?:non[-\s]?commercial|(?:may|can|must|shall) (?:only|not) be used\b"
    r"|not (?:\w+[ \t]+){0,6}commercial|use[sd]? (?:is|are) limited"
    r"|(?:research|educational|evaluation|personal)(?:\s\w+){0,3} (?:purposes?|use) only\b"
    r"|only (?:be used )?for (?:\w+[\s,]+){0,4}(?:research|academic|educational|personal)\b"
    r"|(?:prohibited uses?|prohibited from|commercial use (?:is|requires))\b"
    r"|(?:agree|agreed|agreeing) to be bound\b|you must not\b"
    r"|you are not allowed to\b|proprietary (?:software )?licen[cs]e\b"
    r"|no[ns]?[-\s](?:comercia|kommerz|komersia)|(?:não|nicht|niet)[-\s](?:comercia|kommerz|commerc))"
    r"|禁止.{0,8}商|商用|商[业業](?:用途|使用)|非商[业業]|상업적|некоммерч|коммерческ"
)
#: One of them stands in whatever a limit says; texts without are passed over fast.
_LIMITING = (
    "commerc", "be used", "limited", "only", "prohibited", "be bound", "must not", "not allowed",
    "proprietary", "comercia", "kommerz", "komersia", "商", "상업적", "коммерч",
)  # fmt: skip
_SHORT = 150
#: Of any text with so few words, addresses included.
_MOST_LETTERS = 5_000
_LEAST_GRANTS = 3


def without_text(text: str, words: int, rules: Rulebase) -> Identified:
    """What a file without a known text is; terms of any sort count, so that they are not lost."""
    if _grants(text.lower()) >= _LEAST_GRANTS:
        return _nothing("license", UNKNOWN_LICENSE)
    is_short = words <= _SHORT and len(text) <= _MOST_LETTERS
    pointed = pointers.found(text, rules) if is_short else Pointed((), text)
    if _limits(pointed.rest.lower()):
        return _nothing("license", "terms that are no license that modelguard knows")
    if pointed.ids:
        return _pointer(pointed.ids, rules)
    if is_short and _POINTER.search(text):
        return _nothing("pointer", "the file names or links a license and does not hold its text")
    return _nothing("nothing", "no license text")


def _grants(text: str) -> int:
    """How often a text in small letters says what licenses say; at most so often, if seldom."""
    seldom = sum(map(text.count, (*_GRANTS, "许可", "許可", "授权", "授權")))
    return len(_GRANT.findall(text)) if seldom >= _LEAST_GRANTS else seldom


def _limits(text: str) -> bool:
    is_likely = any(word in text for word in _LIMITING)
    return is_likely and _LIMIT.search(text) is not None


def _pointer(ids: tuple[str, ...], rules: Rulebase) -> Identified:
    """A link takes rights away, but grants none: only the text does."""
    strictest = max((rules.license(each).license_class for each in ids), key=_strictness)
    is_open = strictest is LicenseClass.FULLY_OPEN
    return Identified(
        license=None,
        license_class=LicenseClass.UNKNOWN if is_open else strictest,
        kind="pointer",
        parts=ids,
        reason=f"the file points to {' and '.join(ids)} and does not hold the text",
    )


def _strictness(license_class: LicenseClass) -> int:
    return license_class.strictness


def _nothing(kind: Kind, reason: str) -> Identified:
    return Identified(None, LicenseClass.UNKNOWN, kind=kind, reason=reason)
