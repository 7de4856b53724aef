"""Inline ignores: `# modelguard: ignore[check] reason` in any language's comment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from modelguard.detect.source import SourceFile
from modelguard.domain import Reference
from modelguard.namedtuple import NamedTuple

_NAME = "modelguard:"


class Ignore(NamedTuple):
    """`is_alone`: nothing but the comment stands on its line, so it speaks of the next one."""

    checks: tuple[str, ...]
    reason: str
    is_alone: bool


def read(file: SourceFile) -> Mapping[int, Ignore]:
    """The ignores of a file by line; lines count from 1."""
    text = file.text
    if _NAME not in text.lower():
        return {}
    found: dict[int, Ignore] = {}
    for number, line in enumerate(lines(text), 1):
        if _NAME in line.lower() and (match := _comment().search(line)):
            checks = tuple(dict.fromkeys(re.findall(r"[\w-]+", match["checks"].lower())))
            # In JSON, as in a notebook, the comment lies in a string.
            is_alone = not line[: match.start()].strip(" \t\"'")
            found[number] = Ignore(checks, _reason(match["reason"]), is_alone)
    return found


def applied(reference: Reference, ignores: Mapping[int, Ignore]) -> Reference:
    """The reference with the ignores on its line, and on the lines right above that are alone."""
    if not ignores:
        return reference
    number = reference.line
    speaking = [ignores[number]] if number in ignores else []
    while (number := number - 1) in ignores and ignores[number].is_alone:
        speaking.append(ignores[number])
    if not speaking:
        return reference
    checks = tuple(dict.fromkeys(check for ignore in speaking for check in ignore.checks))
    reasons = dict.fromkeys(ignore.reason for ignore in speaking if ignore.reason)
    return reference._replace(ignored_checks=checks, ignore_reason="; ".join(reasons))


def lines(text: str) -> list[str]:
    """Lines as editors count them: form feeds and the like end none."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _reason(text: str) -> str:
    """What stands after the bracket, without the comment's end or a JSON string's."""
    text = re.sub(r"(\\n)?[\"'],?\s*$", "", text.strip())
    text = re.sub(r"(\*/|-->|#\}|--\}\}|\*\)|\]\])\s*\S?$", "", text.strip())
    return text.strip(" \t:-\u2013\u2014")


@cache
def _comment() -> re.Pattern[str]:
    return re.compile(
        r"(?:\#+|//+!?|--|;+|/\*+|<!--|%+|\{\#|\(\*|\brem\b|'|\"|!)\s*"
        r"modelguard:\s*ignore\s*\[(?P<checks>[^\]]*)\](?P<reason>.*)",
        re.IGNORECASE,
    )
