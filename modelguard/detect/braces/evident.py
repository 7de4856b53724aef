"""Repositories that are plain by their own names, wherever a call or a constant has one."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.detect.braces.hits import Report
from modelguard.detect.braces.lexing import STRING
from modelguard.detect.braces.rules import provider_in
from modelguard.detect.braces.values import Value
from modelguard.detect.names import distinct, plausible
from modelguard.detect.source import Hit

_SHOWN = ("example", "examples", "placeholder", "description", "title")


def hits(report: Report) -> Iterator[Hit]:
    """`source("org/tiny-bert-gguf", …)`: what no table knows, of texts that mean nothing else."""
    code = report.code
    for text in code.distinct(STRING):
        if "/" in text and plausible.is_repo(text):
            is_plain = distinct.is_repository(text)
            for index in code.standing(STRING, (text,)):
                if _is_taken(report, index):
                    yield from report.hit(Value(text, index), "hub-only-slash")
                elif is_plain and _is_given(report, index):
                    yield from report.hit(Value(text, index), "any")


def _is_taken(report: Report, index: int) -> bool:
    """Whether a call takes it whose name says the Hub: `FileSource::huggingface("org/name")`."""
    code, parent = report.code, report.code.parent[index]
    is_first = code.mark(parent) == "(" and parent == index - 1
    return is_first and provider_in(code.name(code.callee(parent)), report.rules) == "hub"


def _is_given(report: Report, index: int) -> bool:
    """Whether a text is an argument of a call that may use it, or what a name stands for."""
    code, before = report.code, index - 1
    while code.mark(before) in ("&", "*"):
        before -= 1
    if code.mark(before) in ("=", ":="):
        return code.name(before - 1) not in _SHOWN
    parent = code.parent[index]
    if code.mark(before) not in ("(", ",") or code.mark(parent) != "(":
        return False
    callee = code.name(code.callee(parent))
    if not callee or callee.endswith("!"):  # macros make tables and messages
        return False
    return not report.is_unused(index)
