"""Go."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.detect import code_rules, code_scan, languages
from modelguard.detect.source import Hit, SourceFile

NAME = "go"


def claims(path: str) -> bool:
    return path.endswith(".go")


may_hold = code_rules.may_hold


def find(file: SourceFile) -> Iterator[Hit]:
    yield from code_scan.scan(file, languages.GO, code_rules.load("go"))
