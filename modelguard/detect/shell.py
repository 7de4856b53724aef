"""Shell scripts and their like: `.sh`, `.bat`, `.ps1`, Procfile, Justfile, scripts by `#!`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from modelguard.detect.commandline import embedded, heredocs
from modelguard.detect.commandline.script import Script
from modelguard.detect.commandline.words import Word
from modelguard.detect.source import Hit, SourceFile

NAME = "shell"
_SUFFIXES = (
    ".sh", ".bash", ".zsh", ".ksh", ".fish", ".command", ".bat", ".cmd", ".ps1", ".psm1", ".slurm",
    ".sbatch", ".pbs", ".qsub", ".sh.j2", ".sh.tpl", ".sh.tmpl", ".sh.template", ".sh.in",
    ".sh.example",
)  # fmt: skip
_NAMES = ("procfile", "justfile", ".envrc", ".bashrc", ".zshrc", ".profile", ".bash_aliases")
_HINTS = (
    b"model", b"llm", b"llama", b"spacy", b"whisper", b"yolo", b"gpt", b"claude", b"codex",
    b"gemini", b"aider", b"dataset", b"tokenizer", b"lms", b"hf",
)  # fmt: skip
LONGEST_LINE = 20_000  # of a line that people write; longer ones are data
_LONGEST_SCRIPT = 1_000_000


def claims(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return name.endswith(_SUFFIXES) or name.startswith(_NAMES) or "." not in name.lstrip(".")


def may_hold(data: bytes) -> bool:
    """Almost every script names a path, and a model without a slash comes with another hint."""
    if b"/" in data or b"model" in data:
        return True
    low = data.lower()
    return any(hint in low for hint in _HINTS)


def find(file: SourceFile) -> Iterator[Hit]:
    name = file.name.lower()
    is_named = "." in name or name.startswith(_NAMES)
    if not is_named and not (file.data[:2] == b"#!" and _is_script(file.text)):
        return
    yield from script(_dialect(name, without_data(file.text)), 1, 1)


def script(
    text: str,
    line: int,
    column: int,
    known: dict[str, Sequence[Word]] | None = None,
    *,
    indent: int = 1,
) -> list[Hit]:
    """What a script names, documents in it included; `known` are variables from outside.

    Its first character is at `line` and `column`, further lines start at column `indent`.
    """
    text, documents = heredocs.cut(text, line)
    runner = Script(known)
    found = runner.hits(text, line, column, indent=indent)
    for document in documents:
        found += embedded.document(document, indent, runner)
    return [hit for hit in found if not runner.makes(hit)]


def without_data(text: str) -> str:
    """What people write by hand: no lines of data, no more than a million characters."""
    text = text[:_LONGEST_SCRIPT]
    if len(text) <= LONGEST_LINE:
        return text
    return "\n".join(line if len(line) <= LONGEST_LINE else "" for line in text.split("\n"))


def _is_script(text: str) -> bool:
    first = text[:80].partition("\n")[0]
    return re.search(r"\b(?:ba|z|k|da)?sh\b|\bjust\b", first) is not None


def _dialect(name: str, text: str) -> str:
    """The same commands as a shell would write them; columns hold but for variables."""
    if name.endswith((".bat", ".cmd")):
        return _batch(text)
    if name.endswith((".ps1", ".psm1")):
        text = re.sub(
            r"<#.*?(?:#>|\Z)", lambda found: "\n" * found[0].count("\n"), text, flags=re.S
        )
        return re.sub(r"`\r?\n", "\\\\\n", text)
    if name.startswith("procfile"):
        return re.sub(r"(?m)^[\w-]{1,60}:", lambda found: " " * len(found[0]), text)
    if name.startswith("justfile"):
        text = re.sub(r"\{\{ *(\w{1,60}) *\}\}", r"${\1}", text)
        return re.sub(r"(?m)^(\s*)[@-]{1,2}(?=\w)", r"\1 ", text)
    return text


def _batch(text: str) -> str:
    text = re.sub(r"(?im)^[ \t@]*(?:rem\b|::).*$", "", text)
    text = re.sub(r"\^\r?\n", "\\\\\n", text)
    text = re.sub(r"\\(?![\r\n])", r"\\\\", text)
    text = re.sub(r"(?im)^([ \t@]*)set +\"(\w{1,60}=[^\"\n]*)\"", r"\1set '\2'", text)
    return re.sub(r"%(\w{1,60})%", r"${\1}", text)
