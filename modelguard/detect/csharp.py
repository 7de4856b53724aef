"""C#."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.detect.braces import gate, languages, rules, scan
from modelguard.detect.source import Hit, SourceFile

NAME = "csharp"


def claims(path: str) -> bool:
    return path.endswith((".cs", ".csx", ".razor"))


def may_hold(data: bytes) -> bool:
    return gate.may_hold(data, NAME)


def find(file: SourceFile) -> Iterator[Hit]:
    yield from scan.scan(file, languages.CSHARP, rules.load("csharp"))
