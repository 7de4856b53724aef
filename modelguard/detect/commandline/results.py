"""What a command makes or writes to, as opposed to what it reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from modelguard.detect.commandline import options, syntax
from modelguard.detect.commandline.options import table
from modelguard.detect.commandline.words import Word


def made(command: Sequence[Word]) -> Iterator[str]:
    """Names that a command gives to models of its own, `ollama create NAME`."""
    if command[0].text not in _makers():
        return
    texts = [word.text for word in command[:3]]
    for key, place in table()["makers"].items():
        program = key.split()
        if texts[: len(program)] == program:
            rest = options.arguments(command[len(program) :], {}).positions
            yield from (word.text for word in rest[place - 1 : place])


@cache
def _makers() -> frozenset[str]:
    return frozenset(key.partition(" ")[0] for key in table()["makers"])


def is_target(words: Sequence[Word]) -> bool:
    """Whether the command writes to the place that it names."""
    head = syntax.program(words[0].text)
    following = words[1].text if len(words) > 1 else ""
    third = words[2].text if len(words) > 2 else ""
    return not _targets().isdisjoint((head, f"{head} {following}", f"{head} {following} {third}"))


@cache
def _targets() -> frozenset[str]:
    return frozenset(table()["targets"])
