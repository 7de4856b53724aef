"""Bytes to documents: size, encoding, and the right reader for the kind of file."""

from __future__ import annotations

import os
import stat
from typing import Any

from modelguard.documents.document import Document, Place, Pointer
from modelguard.errors import ConfigError

MAX_BYTES = 5 * 1024 * 1024
_KINDS = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".lock": "json", ".toml": "toml"}
_CONFLICT = r"(?m)^(?:<{7}|={7}|>{7}|\|{7})(?: |\r?$)"
_UTF16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def read(path: str | os.PathLike[str], *, label: str | None = None) -> Document:
    """The file at `path`; its suffix says what it is. Raises `ConfigError` and nothing else."""
    shown = label or os.fspath(path)
    kind = _KINDS.get(os.path.splitext(path)[1].lower())
    if kind is None:
        message = "the name of this file does not say what it is"
        raise ConfigError(message, path=shown, hint="name it .yaml, .json or .toml")
    return parse(_bytes(path, shown), label=shown, kind=kind)


def read_json(path: str | os.PathLike[str]) -> Document:
    """A JSON file of any name; it must hold an object. Raises `ConfigError` and nothing else."""
    document = parse(_bytes(path, str(path)), label=str(path), kind="json")
    if not isinstance(document.data, dict):
        raise ConfigError("this is no JSON object", path=str(path), line=1)
    return document


def read_text(path: str | os.PathLike[str], *, label: str, limit: int = MAX_BYTES) -> str:
    """The file's text, of at most `limit` bytes. Raises `ConfigError` and nothing else."""
    return _decoded(_bytes(path, label, limit), label, limit)


def parse(content: bytes, *, label: str, kind: str) -> Document:
    """`kind` is yaml, json or toml. Raises `ConfigError` and nothing else."""
    text = _decoded(content, label)
    try:
        data, keys, values = _parsed(text, label, kind)
    except ConfigError as error:
        if (line := conflict_line(text)) is None:
            raise
        hint = "settle it, then run the command again"
        raise ConfigError("a merge conflict", path=label, line=line, hint=hint) from error
    return Document(label, data, content, keys, values)


def conflict_line(text: str) -> int | None:
    """Of the first mark that a merge left; None where there is none."""
    import re

    found = re.search(_CONFLICT, text)
    return None if found is None else text.count("\n", 0, found.start()) + 1


def _parsed(
    text: str, label: str, kind: str
) -> tuple[Any, dict[Pointer, Place], dict[Pointer, Place]]:
    if kind == "yaml":
        from modelguard.documents import yaml_text

        return yaml_text.parse(text, label)
    if kind == "json":
        from modelguard.documents import json_text

        return json_text.parse(text, label)
    from modelguard.documents import toml_text

    return toml_text.parse(text, label)


def _bytes(path: str | os.PathLike[str], label: str, limit: int = MAX_BYTES) -> bytes:
    try:
        found = os.stat(path)
        if stat.S_ISDIR(found.st_mode):
            raise ConfigError("this is a folder, not a file", path=label)
        if not stat.S_ISREG(found.st_mode):
            raise ConfigError("this is not a regular file", path=label)
        with open(path, "rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError as error:
        what = "this is a link to a file that does not exist" if os.path.islink(path) else ""
        raise ConfigError(what or "this file does not exist", path=label) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigError(f"this file cannot be read: {reason}", path=label) from error


def _decoded(content: bytes, label: str, limit: int = MAX_BYTES) -> str:
    if len(content) > limit:
        raise ConfigError(f"this file is larger than {limit // 2**20} MiB", path=label)
    if content.startswith(_UTF16_OR_32):
        raise ConfigError("this file is UTF-16 or UTF-32", path=label, hint="save it as UTF-8")
    if (zero := content.find(b"\0")) >= 0:
        line = content.count(b"\n", 0, zero) + 1
        raise ConfigError("a NUL byte", path=label, line=line, hint="save the file as UTF-8 text")
    try:
        # The codec `utf-8-sig` would have to be imported.
        return content.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError("not UTF-8", path=label, line=line, hint="save it as UTF-8") from error
