"""What the gate of a repository asks in free words of whoever wants its files."""

from __future__ import annotations

import re
from functools import cache

_LONGEST = 80  # characters of a limit, as it is told


def limit(prompt: str) -> str:
    """The words by which a prompt or a box to tick keeps commerce out; empty for none."""
    for found in _limits().finditer(prompt):
        begin = 1 + max(prompt.rfind(mark, 0, found.start()) for mark in ".;\n")
        if not _no_limit().search(prompt[begin : found.end()]):
            return " ".join(found[0].split())[:_LONGEST]
    return ""


@cache
def _no_limit() -> re.Pattern[str]:
    """What is done with the answers, what somebody intends, and what is not the only thing."""
    answers = r"\b(?:your|personal|contact) +(?:\w+ +)?(?:data|information|details|e-?mail|name)"
    return re.compile(rf"{answers}|\bwhether\b|not limited to|[?]|\bor +(?:non|commercial)", re.I)


@cache
def _limits() -> re.Pattern[str]:
    free = r"non[- ]?commercial"
    field = rf"(?:{free}|academic|research|educational|scientific|scholarly)"
    few = r"(?:[\w,/-]+\s+){0,6}?"
    return re.compile(
        rf"\b{field}(?:\s+(?:and|or|&|/)\s+{field})*\s+{few}only\b"
        rf"|\b(?:only|solely|exclusively|strictly|restricted to|limited to)\s+{few}{field}\b"
        rf"|\buse[sd]?\s+{few}for\s+{free}\b"
        rf"|\b(?:not|never|no|prohibits?|forbids?|forbidden|prohibited)\s+{few}commercial(?:ly)?\b"
        rf"|\bcommercial\s+{few}(?:prohibited|forbidden|not (?:allowed|permitted))\b"
        r"|(?:仅|只)(?:供|限|用于|能用于)[^。\n]{0,10}(?:学术|研究|非商业)"
        r"|非商业用途|(?:不得|禁止)[^。\n]{0,8}商[用业]",
        re.IGNORECASE,
    )
