"""C#."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.detect import code_rules, code_scan, languages
from modelguard.detect.source import Hit, SourceFile

NAME = "csharp"


def claims(path: str) -> bool:
    return path.endswith((".cs", ".csx", ".razor"))


may_hold = code_rules.may_hold


def find(file: SourceFile) -> Iterator[Hit]:
    yield from code_scan.scan(file, languages.CSHARP, code_rules.load("csharp"))
