"""Modelfiles of Ollama: what a model is made from."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.detect.commandline.words import is_unknown
from modelguard.detect.source import Hit, SourceFile

NAME = "modelfile"


def claims(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return name.startswith("modelfile") or name.endswith((".modelfile", "-modelfile", "_modelfile"))


def may_hold(data: bytes) -> bool:
    low = data.lower()
    return b"from" in low or b"adapter" in low


def find(file: SourceFile) -> Iterator[Hit]:
    """`FROM` and `ADAPTER` outside of texts in triple quotes; local files are left to naming."""
    is_text = False
    for number, line in enumerate(file.text.split("\n"), 1):
        was_text, is_text = is_text, is_text ^ (line.count('"""') % 2 == 1)
        words = line[:2000].split(maxsplit=2)
        if was_text or len(words) < 2 or words[0].lower() not in ("from", "adapter"):
            continue
        text = words[1].strip("\"'")
        if text and not is_unknown(text) and not text.startswith("#"):
            carrier = "ollama" if words[0].lower() == "from" else "hub-only-slash"
            yield Hit(text, number, line.index(text) + 1, carrier)
