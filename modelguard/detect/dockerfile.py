"""Dockerfiles and Earthfiles: commands of building and starting, variables, model images."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache

from modelguard.detect.commandline import commands, embedded, heredocs, options
from modelguard.detect.commandline.script import Script
from modelguard.detect.commandline.words import Word, split
from modelguard.detect.shell import without_data
from modelguard.detect.source import Hit, SourceFile
from modelguard.namedtuple import NamedTuple

NAME = "dockerfile"
_NAMES = ("dockerfile", "containerfile", "earthfile")


class _Instruction(NamedTuple):
    """`text` has continued lines joined; `line` and `column` are its place."""

    name: str
    text: str
    line: int
    column: int


def claims(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return name.startswith(_NAMES) or name.endswith((".dockerfile", ".containerfile"))


def may_hold(data: bytes) -> bool:
    return True


def find(file: SourceFile) -> Iterator[Hit]:
    return iter(_Build().read(file.text))


class _Build:
    """`_assigned` are variables that no command was seen to use."""

    def __init__(self) -> None:
        self._script = Script()
        self._image = ""
        self._entry: list[Word] = []
        self._command: list[Word] = []

    def read(self, text: str) -> list[Hit]:
        text, documents = heredocs.cut(without_data(text))
        found = [hit for step in _instructions(text) for hit in self._step(step)]
        found += self._started()
        for document in documents:
            found += self._document(document)
        found += self._script.hits("", 1, 1)  # the variables
        found = [hit for hit in found if not self._script.makes(hit)]
        return list({(hit.line, hit.column): hit for hit in reversed(found)}.values())[::-1]

    def _step(self, step: _Instruction) -> Iterator[Hit]:
        match step.name:
            case "FROM":
                yield from self._started()
                self._entry, self._command = [], []
                yield from self._from(step)
            case "ENV" | "ARG":
                self._set(step)
            case "RUN":
                text = _without_flags(step.text)
                yield from self._run(step._replace(text=text))
            case "ADD":
                how = options.Reading("fetch")
                for word in self._split(step):
                    yield from options.hit(word, how)
            case "ENTRYPOINT":
                self._entry, self._command = self._words(step), []
            case "CMD":
                self._command = self._words(step)

    def _from(self, step: _Instruction) -> Iterator[Hit]:
        words = [word for word in self._split(step) if not word.text.startswith("--")]
        if words:
            self._image = words[0].text
            yield from commands.nim(words[0])

    def _set(self, step: _Instruction) -> None:
        """`ENV A=x B=y`, `ENV A x`, `ARG A=x`."""
        words = self._split(step)
        if step.name == "ENV" and len(words) > 1 and "=" not in words[0].text:
            self._script.set(words[0].text, words[1])
        else:
            for word in words:
                self._script.assign([word])

    def _run(self, step: _Instruction) -> Iterator[Hit]:
        if listed := _listed(step):
            yield from commands.find(listed)
        else:
            yield from self._script.run(step.text, step.line, step.column)

    def _words(self, step: _Instruction) -> list[Word]:
        return _listed(step) or self._split(step)

    def _split(self, step: _Instruction) -> list[Word]:
        return split(step.text, step.line, step.column, self._script.known)

    def _started(self) -> Iterator[Hit]:
        """What runs when the container starts: the entry point with the command as arguments."""
        words = [*self._entry, *self._command]
        if words:
            image = "" if self._entry else self._image
            yield from commands.find(words, image=image)

    def _document(self, document: heredocs.Heredoc) -> list[Hit]:
        """`RUN <<EOF` is a script unless it names another reader."""
        if re.match(r"(?i)\s*RUN\s*(--\S+\s+)*<<-?\s*\S+\s*$", document.command):
            return Script(dict(self._script.known)).hits(document.text, document.line, 1)
        return embedded.document(document, 1, self._script)


def _instructions(text: str) -> Iterator[_Instruction]:
    """Instructions with their continued lines; comment lines between these are emptied."""
    lines = text.split("\n")
    index = 0
    while index < len(lines):
        start = index
        found = _start().match(lines[index])
        index += 1
        if found is None:
            continue
        body = [lines[start][found.end() :]]
        while index < len(lines) and (_is_open(body[-1]) or _is_comment(lines[index], body)):
            body.append("\\" if _is_comment(lines[index], body) else lines[index])
            index += 1
        joined = "\n".join(body)
        yield _Instruction(found[1].upper(), joined, start + 1, found.end() + 1)


def _is_open(line: str) -> bool:
    return line.rstrip().endswith(("\\", "`"))


def _is_comment(line: str, body: Sequence[str]) -> bool:
    return _is_open(body[-1]) and line.lstrip().startswith("#")


@cache
def _start() -> re.Pattern[str]:
    return re.compile(r"\s*(?:ONBUILD\s+)?([A-Za-z]{3,12})[ \t]+", re.IGNORECASE)


def _without_flags(text: str) -> str:
    """`--mount=…` and its like before a command, as blanks."""
    return re.sub(
        r"^(?:\s*--[a-z]+(?:=\S*)?(?:[ \t]|\\\n)+)+",
        lambda found: re.sub(r"[^\n]", " ", found[0]),
        text,
    )


def _listed(step: _Instruction) -> list[Word]:
    """The words of the JSON form, `["vllm", "serve"]`."""
    text = step.text.replace("\\\n", " \n").strip()
    if not text.startswith("["):
        return []
    try:
        texts = json.loads(text)
    except (ValueError, RecursionError):
        return []
    words, at = [], 0
    for item in texts if isinstance(texts, list) else ():
        if not isinstance(item, str):
            return []
        at = max(step.text.find(item, at), at)
        line = step.text.count("\n", 0, at)
        column = at - step.text.rfind("\n", 0, at) if line else step.column + at
        words.append(Word(item, step.line + line, column))
        at += len(item)
    return words
