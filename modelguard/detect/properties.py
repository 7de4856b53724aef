"""References in .env, INI, .properties, HCL and Bicep files, and in systemd units."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.detect.commandline import commands
from modelguard.detect.commandline.words import Word
from modelguard.detect.configuration import document, read_hcl, read_pairs, rules
from modelguard.detect.configuration.nodes import Mapping, Source, Text, leaves
from modelguard.detect.source import Hit, SourceFile, Unparsable

NAME = "properties"

_HCL = (".tf", ".tfvars", ".hcl", ".nomad", ".bicep", ".bicepparam")
_INI = (".ini", ".cfg", ".service", ".container", ".pc")
_TEMPLATES = (".example", ".sample", ".template", ".dist", ".j2", ".tpl", ".tmpl", ".default")
_MAX_BYTES = 2 * 1024 * 1024


def claims(path: str) -> bool:
    return _kind(path) != ""


def may_hold(data: bytes) -> bool:
    return rules.may_name(data)


def find(file: SourceFile) -> Iterator[Hit]:
    """Each place once. Raises `Unparsable` for what is too large to be written by hand."""
    if len(file.data) > _MAX_BYTES:
        raise Unparsable(f"larger than {_MAX_BYTES >> 20} MiB")
    kind = _kind(file.path)
    root = _parsed(file.text, kind)
    source = Source(file.text, root)
    seen: set[tuple[int, int, str]] = set()
    for hit in _all(source, file.path, kind):
        if (place := (hit.line, hit.column, hit.text)) not in seen:
            seen.add(place)
            yield hit


def _kind(path: str) -> str:
    name = path.rpartition("/")[2].lower()
    if name.startswith((".env", "env.", "dotenv")) or name in (".envrc", ".flaskenv"):
        return "env" if not name.endswith((".py", ".js", ".ts", ".d.ts", ".mjs", ".sh")) else ""
    for ending in _TEMPLATES:
        name = name.removesuffix(ending)
    if name.endswith(".env"):
        return "env"
    if name.endswith(".properties"):
        return "properties"
    if name.endswith(_HCL):
        return "hcl"
    return "conf" if name.endswith(".conf") else "ini" if name.endswith(_INI) else ""


def _parsed(text: str, kind: str) -> Mapping:
    if kind == "conf":
        kind = "hcl" if "{" in text and "\n[" not in f"\n{text}" else "ini"
    if kind == "hcl":
        return read_hcl.parse(text)
    return read_pairs.parse(text, kind)


def _all(source: Source, path: str, kind: str) -> Iterator[Hit]:
    found = leaves(source.root)
    yield from document.find(source, found, path, is_environment=kind == "env")
    for leaf in found:
        name = leaf.key.value if leaf.key else ""
        text = leaf.text
        if name.startswith("Exec") or name == "command" or text.style == "<<":
            yield from commands.find(commands.split(text.value, text.line, text.column))
        elif name == "Environment":
            yield from _environment(text)


def _environment(text: Text) -> Iterator[Hit]:
    """`Environment="X=a" Y=b` of a systemd unit."""
    for word in commands.split(text.value, text.line, text.column):
        variable, equals, value = word.text.partition("=")
        if equals:
            column = word.column + len(variable) + 1
            yield from commands.assigned(variable, Word(value, word.line, column))
