"""Why a text without a known license is none: a pointer, terms of its own, or something else."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["license", "pointer", "nothing"]

UNKNOWN_LICENSE = "a license that modelguard does not know"

_POINTER = re.compile(
    r"https?://|spdx-license-identifier|\blicen[cs]ed?\b|\bcopying\b", re.IGNORECASE
)
_GRANT = re.compile(
    r"\b(?:hereby grant|grants? (?:to )?you|permission is|you may not|shall not|subject to the"
    r"|terms and conditions|this (?:license|agreement)|as is)\b|许可|授权",
    re.IGNORECASE,
)
#: One of these is enough: what they say is never said in passing.
_LIMIT = re.compile(
    r"\bnon[-\s]?commercial|\b(?:may|can|must|shall) (?:only|not) be used\b"
    r"|\buse[sd]? (?:is|are) limited"
    r"|\b(?:research|educational|evaluation|personal)(?:\s\w+){0,3} (?:purposes?|use) only\b"
    r"|\bonly (?:be used )?for (?:\w+[\s,]+){0,4}(?:research|academic|educational|personal)\b"
    r"|\b(?:prohibited uses?|prohibited from|commercial use (?:is|requires))\b"
    r"|\b(?:agree|agreed|agreeing) to be bound\b|\byou must not\b"
    r"|\byou are not allowed to\b|\bproprietary (?:software )?licen[cs]e\b"
    r"|\bno[ns]?[-\s](?:comercia|kommerz|komersia)|\b(?:não|nicht|niet)[-\s](?:comercia|kommerz|commerc)"
    r"|禁止.{0,8}商|商用|商业(?:用途|使用)|非商业|상업적|некоммерч|коммерческ",
    re.IGNORECASE,
)
_SHORT = 150
_LEAST_GRANTS = 3


def kind_of(text: str, words: int) -> tuple[Kind, str]:
    """The kind and the reason; terms of any sort count as a license, so that they are not lost."""
    if len(_GRANT.findall(text)) >= _LEAST_GRANTS:
        return "license", UNKNOWN_LICENSE
    if _LIMIT.search(text):
        return "license", "terms that are no license that modelguard knows"
    if words <= _SHORT and _POINTER.search(text):
        return "pointer", "the file names or links a license and does not hold its text"
    return "nothing", "no license text"
