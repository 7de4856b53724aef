"""Files inside other files: Python code, request bodies, documents of a script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from modelguard.detect.commandline import options
from modelguard.detect.commandline.heredocs import Heredoc
from modelguard.detect.commandline.script import Script
from modelguard.detect.commandline.words import Word
from modelguard.detect.source import Detector, Hit, SourceFile, Unparsable


def python(code: Word) -> Iterator[Hit]:
    """What the Python detector finds in `code`, at its place in the outer file."""
    detector = _detector("python")
    data = code.text.encode("utf-8", errors="replace")
    if not detector.may_hold(data):
        return
    try:
        for hit in detector.find(SourceFile("inline.py", data)):
            shift = code.column - 1 if hit.line == 1 else 0
            yield hit._replace(line=code.line + hit.line - 1, column=hit.column + shift)
    except Unparsable:
        return


def request(words: Sequence[Word]) -> Iterator[Hit]:
    """`curl URL -d '{"model": "x"}'`, read as the service at the URL reads it."""
    carrier = next(
        (
            carrier
            for host, carrier in options.table()["hosts"].items()
            if any(host in word.text and "{" not in word.text for word in words)
        ),
        "any",
    )
    keys = {"model": carrier}
    if carrier == "ollama":
        keys["name"] = carrier
    how = options.Reading(carrier, form="json", keys=keys)
    for word in words:
        if "{" in word.text:
            yield from options.value(word, how, options.Arguments([], []))


def document(found: Heredoc, indent: int, runner: Script) -> list[Hit]:
    """What a document names, by the program that reads it or the name it is written under."""
    place = Word(found.text, found.line, indent)
    reader = _reader(found.command)
    if reader == "python":
        return list(python(place))
    if reader == "shell":
        return list(Script(dict(runner.known)).hits(*place, indent=indent))
    if reader in ("modelfile", "dockerfile", "makefile"):
        text = runner.filled(found.text)
        return [_shifted(hit, place) for hit in _detector(reader).find(_file(reader, text))]
    return list(_configuration(place, runner)) if reader == "config" else []


def _configuration(place: Word, runner: Script) -> Iterator[Hit]:
    """A manifest that the script fills in; what stays unknown is kept out of YAML's way."""
    text = re.sub(r"\$\{(\w+)\}", r"$_\1_", runner.filled(place.text))
    try:
        for hit in _detector("config").find(_file("document.yaml", text)):
            yield _shifted(hit, place)
    except Unparsable:
        return


def _reader(command: str) -> str:
    """The kind of file that a line such as `cat > Modelfile <<EOF` writes or reads."""
    low = command.lower()
    for kind, pattern in _READERS.items():
        if re.search(pattern, low):
            return kind
    return ""


_READERS = {
    "modelfile": r"modelfile|\bollama\s+create\b",
    "dockerfile": r"dockerfile|containerfile|\bdocker\s+build\b",
    "makefile": r">\s*\S*makefile",
    "python": r"\bpython[\d.]*\b|>\s*\S+\.py\b",
    "config": r"\bkubectl\b|\bapply\s+(?:\S+\s+)*-f\b|\bhelm\b"
    r"|(?:>|\btee\b)\s*(?:-a\s+)?\S+\.(?:ya?ml|json)\b",
    "shell": r"\b(?:bash|sh|zsh|ssh|su)\b|>\s*\S+\.(?:sh|bash)\b|>\s*\S*entrypoint",
}


def _file(name: str, text: str) -> SourceFile:
    return SourceFile(name, text.encode("utf-8", errors="replace"))


def _detector(name: str) -> Detector:
    from importlib import import_module

    module: Detector = import_module(f"modelguard.detect.{name}")
    return module


def _shifted(hit: Hit, place: Word) -> Hit:
    return hit._replace(line=place.line + hit.line - 1, column=hit.column + place.column - 1)
