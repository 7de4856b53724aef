"""Java, Kotlin and Scala."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.detect.braces import gate, languages, rules, scan
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


def may_hold(data: bytes) -> bool:
    return gate.may_hold(data, NAME)


def find(file: SourceFile) -> Iterator[Hit]:
    language = _LANGUAGES.get(file.path.rpartition(".")[2], languages.JAVA)
    yield from scan.scan(file, language, rules.load("jvm"))
