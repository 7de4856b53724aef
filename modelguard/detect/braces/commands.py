"""Programs that code runs: `spawn("vllm", ["serve", …])`, `Command::new("ollama").arg("pull")`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from modelguard.detect.braces.hits import Report
from modelguard.detect.braces.syntax import Call
from modelguard.detect.commandline import commands
from modelguard.detect.commandline.words import Word
from modelguard.detect.source import Hit

RUNS = frozenset((
    "exec", "execSync", "execFile", "execFileSync", "spawn", "spawnSync", "execa", "execaSync",
    "execInContainer", "ProcessBuilder", "Command", "CommandContext", "Start", "new",
))  # fmt: skip
_ADDS = frozenset(("arg", "args"))
_UNKNOWN = "$"
_MOST = 60  # words of one command
_DEEPEST = 2  # lists inside of arguments


def hits(report: Report) -> Iterator[Hit]:
    code = report.code
    for call in code.calls(RUNS.__contains__):
        if call.path[-1] == "new" and call.path[-2:-1] != ("Command",):
            continue
        words = list(islice(_words(report, call), _MOST))
        tokens = {(word.line, word.column): at for at, word in words}
        for hit in commands.find([word for _, word in words]):
            report.seen.add(tokens.get((hit.line, hit.column), -1))
            yield hit


def _words(report: Report, call: Call) -> Iterator[tuple[int, Word]]:
    """The arguments of a call and of those that add to it, each with the token that it is."""
    code = report.code
    yield from _listed(report, call.open)
    index = code.closing(call.open, code.count - 1) + 1
    while code.mark(index) == "." and code.name(index + 1) in _ADDS and code.mark(index + 2) == "(":
        yield from _listed(report, index + 2)
        index = code.closing(index + 2, code.count - 1) + 1


def _listed(report: Report, opening: int, depth: int = 0) -> Iterator[tuple[int, Word]]:
    """One word for each text, more for a whole command line; what is not known stays unknown."""
    code = report.code
    for entry in code.entries(opening):
        inner = [index for index in range(entry.start, entry.end) if code.mark(index) in ("[", "{")]
        values = [] if inner and depth < _DEEPEST else report.values.of(entry.start, entry.end)
        if inner and depth < _DEEPEST:
            yield from _listed(report, inner[-1], depth + 1)
        elif not values:
            yield entry.start, Word(_UNKNOWN, *code.place(entry.start))
        elif " " in values[0].text:
            line, column = code.place(values[0].at)
            for word in commands.split(values[0].text, line, column + 1):
                yield values[0].at, word
        else:
            yield values[0].at, Word(values[0].text, *code.place(values[0].at))
