"""Java, Kotlin and Scala."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.detect import code_rules, code_scan, languages
from modelguard.detect.source import Hit, SourceFile

NAME = "jvm"
_LANGUAGES = {
    "java": languages.JAVA,
    "kt": languages.KOTLIN,
    "kts": languages.KOTLIN,
    "groovy": languages.JAVA,
    "scala": languages.SCALA,
    "sc": languages.SCALA,
}


def claims(path: str) -> bool:
    return path.rpartition(".")[2] in _LANGUAGES


may_hold = code_rules.may_hold


def find(file: SourceFile) -> Iterator[Hit]:
    language = _LANGUAGES.get(file.path.rpartition(".")[2], languages.JAVA)
    yield from code_scan.scan(file, language, code_rules.load("jvm"))
