"""Why a text without a known license is none: a pointer, an unknown license, or something else."""

from __future__ import annotations

import re
from typing import Literal, assert_never

Kind = Literal["license", "pointer", "nothing"]

_POINTER = re.compile(
    r"https?://|spdx-license-identifier|\blicen[cs]ed?\b|\bcopying\b", re.IGNORECASE
)
_GRANT = re.compile(
    r"\b(?:hereby grant|grants? (?:to )?you|permission is|you may not|shall not|subject to the"
    r"|terms and conditions|this (?:license|agreement)|as is)\b|许可|授权",
    re.IGNORECASE,
)
_SHORT = 150
_LEAST_GRANTS = 3


def kind_of(text: str, words: int) -> Kind:
    if len(_GRANT.findall(text)) >= _LEAST_GRANTS:
        return "license"
    if words <= _SHORT and _POINTER.search(text):
        return "pointer"
    return "nothing"


def reason_of(kind: Kind) -> str:
    match kind:
        case "license":
            return "a license that modelguard does not know"
        case "pointer":
            return "the file names or links a license and does not hold its text"
        case "nothing":
            return "no license text"
        case _:
            assert_never(kind)
