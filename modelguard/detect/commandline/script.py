"""A shell script's commands in order: its variables, loops and functions to the models it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, product

from modelguard.detect.commandline import commands, results
from modelguard.detect.commandline.options import arguments
from modelguard.detect.commandline.words import SEPARATOR, Word, filled, is_unknown, split, stream
from modelguard.detect.source import Hit

_TURNS = 100  # of one loop, or calls of one function
_CHOICES = 12  # values that branches give to one variable
_BUDGET = 1_000_000  # characters that loops and calls read again
Raw = tuple[str, int, int]  # a command as written, and its place
_KEYWORDS = frozenset(("do", "then", "else", "if", "elif", "while", "until", "!", "{", "time"))
_BRANCH = {"if": 1, "case": 1, "fi": -1, "esac": -1}
_SETTERS = frozenset(("export", "local", "readonly", "declare", "typeset", "setenv", "set", "let"))
# Options and commands whose value a script writes; what it reads there later is its own.
_WRITTEN = ("output", "out-dir", "save-dir", "save-path", "local-dir", "export-dir", "mlx-path")


class Script:
    """`known` is what variables hold so far; add to it what is set outside of the script."""

    def __init__(self, known: dict[str, Sequence[Word]] | None = None) -> None:
        self.known: dict[str, Sequence[Word]] = {} if known is None else known
        self._assigned: list[tuple[str, Word]] = []
        self._loops: dict[str, Sequence[Word]] = {}  # name → all that it may hold, its value first
        self._branches = 0  # `if` and `case` around the command
        self._functions: dict[str, list[Raw]] = {}
        self._named = ""  # a function, until its parentheses are closed
        self._inside = ""  # the function whose body is being read
        self._own: set[str] = set()  # what the script itself makes
        self._budget = _BUDGET

    def hits(self, text: str, line: int, column: int, *, indent: int = 1) -> list[Hit]:
        """All models that the script names; one hit for each place."""
        found: dict[tuple[int, int, str], Hit] = {}
        for hit in self.run(text, line, column, indent=indent):
            found.setdefault((hit.line, hit.column, hit.text), hit)
        places = {(hit.line, hit.column) for hit in found.values()}
        for name, value in self._assigned:
            if (value.line, value.column) not in places:
                for hit in commands.assigned(name, value):
                    found.setdefault((hit.line, hit.column, hit.text), hit)
        return [hit for hit in found.values() if not self.makes(hit)]

    def makes(self, hit: Hit) -> bool:
        """Whether the script itself makes what a later command of it reads."""
        return hit.text.rstrip("/") in self._own

    def filled(self, text: str) -> str:
        """`text` with the variables that the script has set."""
        return filled(text, self.known)

    def run(self, text: str, line: int, column: int, *, indent: int = 1) -> Iterator[Hit]:
        """Hits of the commands; variables that none of them uses are left to `hits`."""
        command: list[Word] = []
        array: list[Word] | None = None
        raw = (0, line, column)
        for word, end in stream(text, line, column, self.known, indent=indent):
            mark = word.text[1:] if word.text.startswith(SEPARATOR) else ""
            if not mark:
                (command if array is None else array).append(word)
            elif array is not None:
                if mark == ")":
                    self._set_array(command.pop().text, array)
                    array = None
            elif mark == "(" and command and _array().fullmatch(command[-1].text):
                array = []
            else:
                self._define(command, mark)
                yield from self._command(command, _raw(text, raw, end - len(mark)))
                command, raw = [], (end, *_behind(word, mark, indent))
        yield from self._command(command, _raw(text, raw, len(text)))

    def _define(self, command: list[Word], mark: str) -> None:
        """`name ( ) {` is the head of a function."""
        if mark == "(" and len(command) == 1:
            self._named = command.pop().text
        elif mark == ")" and not command and self._named:
            self._inside, self._named = self._named, ""
            self._functions[self._inside] = []

    def _set_array(self, name: str, values: list[Word]) -> None:
        plain = name.rstrip("+=")
        members = [found for value in values if (found := _member(value))]
        if members:  # `([key]=value …)`: which of them is used, the script decides when it runs
            self._loops[plain], self.known[plain] = members[:_TURNS], members[:1]
        else:
            old = self.known.get(plain, ()) if "+" in name else ()
            self.known[plain] = [*old, *values][: 10 * _TURNS]
        self._assigned += [(plain, value) for value in members or values[:_TURNS]]

    def _command(self, words: list[Word], raw: Raw) -> Iterator[Hit]:
        self._branches = max(
            0, self._branches + sum(_BRANCH.get(word.text, 0) for word in words[:2])
        )
        words = _unwrapped(words)
        if not words:
            return
        if self._inside and "$" in raw[0] and len(self._functions[self._inside]) < _TURNS:
            self._functions[self._inside].append(raw)
        if words[0].text == "}":
            self._inside = ""
        elif words[0].text == "function" and len(words) > 1:
            self._inside = words[1].text
            self._functions[self._inside] = []
        elif words[0].text == "for" and len(words) > 2 and words[2].text == "in":
            self._loop(words[1].text, words[3:])
        elif not self.assign(words, raw[0]):
            yield from self._known_command(words, raw)

    def _loop(self, name: str, values: Sequence[Word]) -> None:
        values = [value for value in values if not is_unknown(value.text)][:_TURNS]
        self._loops[name] = values
        self.known[name] = values[:1]

    def assign(self, words: Sequence[Word], written: str = "") -> bool:
        """Keep what a command of nothing but assignments sets; false for any other command.

        `written` is the command before variables are filled in: of `X=${MODEL:-org/name}` the
        inner name tells too.
        """
        pairs = assignments(words)
        for name, value in pairs:
            self.set(name, value)
        inner = _defaulted().search(written) if len(pairs) == 1 else None
        if inner and not is_unknown(pairs[0][1].text):
            self._assigned.append((inner[1], pairs[0][1]))
        return bool(pairs)

    def set(self, name: str, value: Word) -> None:
        """Keep a value that is known; a default outlives what is not, a branch hides no other."""
        if value.text and not is_unknown(value.text):
            others = self._loops.pop(name, None) or self.known.get(name, ())
            if self._branches and others and value.text not in {word.text for word in others}:
                self._loops[name] = [value, *others][:_CHOICES]
            self.known[name] = [value]
            self._assigned.append((name, value))

    def _known_command(self, words: list[Word], raw: Raw) -> Iterator[Hit]:
        self._own.update(results.made(words))
        self._own.update(_written(words))
        yield from commands.find(words)
        yield from self._again(raw)
        yield from self._call(words)

    def _again(self, raw: Raw) -> Iterator[Hit]:
        """The other turns of the loops around a command."""
        text = raw[0]
        names = [
            name
            for name, values in self._loops.items()
            if len(values) > 1 and (f"${name}" in text or f"${{{name}" in text)
        ]
        turns = product(*(self._loops[name] for name in names[:3]))
        for values in islice(turns, 1, _TURNS):
            known = dict(zip(names, ([value] for value in values), strict=False))
            yield from self._replay(raw, {**self.known, **known})

    def _call(self, words: Sequence[Word]) -> Iterator[Hit]:
        """The body of a function of the script, with what it is called with."""
        known = {**self.known, **{str(index): [word] for index, word in enumerate(words) if index}}
        for raw in self._functions.get(words[0].text, ()):
            yield from self._replay(raw, known)

    def _replay(self, raw: Raw, known: dict[str, Sequence[Word]]) -> Iterator[Hit]:
        self._budget -= len(raw[0]) + 1
        if self._budget < 0:
            return
        for command in commands.commands(split(*raw, known)):
            words = _unwrapped(command)
            if pairs := assignments(words):
                known.update({name: [value] for name, value in pairs if not is_unknown(value.text)})
            else:
                yield from commands.find(words)


def assignments(words: Sequence[Word]) -> list[tuple[str, Word]]:
    """What a command of nothing but assignments sets; empty for any other command."""
    if not words:
        return []
    if len(words) == 3 and words[1].text in ("=", ":=", "?="):
        return [(words[0].text.removeprefix("$").removeprefix("env:"), words[2])]
    rest = words[1:] if words[0].text in _SETTERS else words
    pairs = []
    for word in rest:
        if match := _assigned().match(word.text):
            text = word.text[match.end() :]
            pairs.append((match[1], word._replace(text=text, column=word.column + match.end())))
        elif rest is words or not word.text.startswith("-"):
            return []
    return pairs


def _raw(text: str, start: tuple[int, int, int], end: int) -> Raw:
    return text[start[0] : max(start[0], end)], start[1], start[2]


def _behind(word: Word, mark: str, indent: int) -> tuple[int, int]:
    """The place behind a separator."""
    return (word.line + 1, indent) if mark == "\n" else (word.line, word.column + len(mark))


@cache
def _assigned() -> re.Pattern[str]:
    return re.compile(r"([A-Za-z_]\w*)\+?=", re.ASCII)


@cache
def _defaulted() -> re.Pattern[str]:
    return re.compile(r"=\"?\$\{([A-Za-z_]\w*):?[-=]", re.ASCII)


def _member(word: Word) -> Word | None:
    """The value of `[key]=value`."""
    found = _keyed().match(word.text)
    return Word(word.text[found.end() :], word.line, word.column + found.end()) if found else None


@cache
def _keyed() -> re.Pattern[str]:
    return re.compile(r"\[[^\[\]]{1,100}\]=")


@cache
def _array() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z_]\w*\+?=", re.ASCII)


def _unwrapped(words: list[Word]) -> list[Word]:
    """The command without the words of the language before it."""
    start = 0
    while start < len(words) and words[start].text in _KEYWORDS:
        start += 1
    return words[start:]


def _written(words: Sequence[Word]) -> Iterator[str]:
    """Places that a command writes to."""
    if words[0].text == "mkdir":
        yield from (word.text.rstrip("/") for word in words[1:])
    for name, values in arguments(words, {}).options:
        if any(part in name for part in _WRITTEN):
            yield from (value.text.rstrip("/") for value in values)
