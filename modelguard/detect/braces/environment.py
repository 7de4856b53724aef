"""What stands in for an environment variable whose name says that it holds a model."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.detect.braces.constants import is_model_name
from modelguard.detect.braces.hits import Report
from modelguard.detect.braces.lexing import NAME
from modelguard.detect.braces.rules import provider_in
from modelguard.detect.source import Hit

_READERS = frozenset(("env", "getenv", "getEnv", "GetEnvironmentVariable"))


def hits(report: Report) -> Iterator[Hit]:
    """`process.env.CHAT_MODEL ?? "gpt-4o"`, `import.meta.env["CHAT_MODEL"] || "gpt-4o"`."""
    code = report.code
    for reader in code.standing(NAME, _READERS):
        index = reader + 2
        if code.mark(reader + 1) not in (".", "?.", "[", "("):
            continue
        variable = code.name(index) or code.string(index)
        behind = index + 1 + (code.mark(index + 1) in ("]", ")"))
        if code.mark(behind) in ("??", "||") and is_model_name(variable):
            carrier = provider_in(variable, report.rules) or "any"
            end = code.expression_end(behind + 1)
            for value in report.values.of(behind + 1, end) if carrier != "none" else ():
                yield from report.hit(value, carrier)
