"""Lines of `key = value` to nodes: .env files, .properties, INI with sections."""

from __future__ import annotations

import re
from functools import cache

from modelguard.detect.configuration.nodes import Mapping, Text, normal

_MAX_LINE = 10_000
_COMMENTS = {"env": "#", "properties": "#!", "ini": "#;"}


def parse(text: str, kind: str) -> Mapping:
    """`kind` is env, properties or ini; a section's dots nest, as spaCy reads them."""
    root = section = Mapping()
    for number, line in enumerate(_lines(text), 1):
        plain = line.strip()
        if not plain or plain[0] in _COMMENTS[kind] or len(line) > _MAX_LINE:
            continue
        if kind == "ini" and (found := _header().match(plain)):
            section = _section(root, found.group(1), number)
        elif found := _member(kind).match(line):
            key = Text(found["key"].strip(), number, found.start("key") + 1)
            section.add(key, _value(found["value"], number, found.start("value") + 1, kind))
    return root


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")


@cache
def _header() -> re.Pattern[str]:
    return re.compile(r"\[([^\]\n]{1,200})\]")


@cache
def _member(kind: str) -> re.Pattern[str]:
    if kind == "env":
        return re.compile(r"\s*(?:export\s+)?(?P<key>[A-Za-z_][\w.-]*)\s*=\s*(?P<value>.*)")
    if kind == "properties":
        return re.compile(r"\s*(?P<key>[^\s=:#!][^\s=:]*)\s*[=:]?\s*(?P<value>.*)")
    return re.compile(r"\s*(?P<key>[^\s=:#;\[][^=:]{0,100}?)\s*[=:]\s*(?P<value>.*)")


def _section(root: Mapping, name: str, line: int) -> Mapping:
    """The mapping of a section's name, made where it is not there yet."""
    here = root
    for part in name.split(".")[:20]:
        inner = here.named.get(normal(part))
        if not isinstance(inner, Mapping):
            inner = Mapping()
            here.add(Text(part, line, 2), inner)
        here = inner
    return here


def _value(written: str, line: int, column: int, kind: str) -> Text:
    """Without quotes, and without a comment after it, which .properties do not have."""
    text = written.rstrip()
    if text[:1] in ("'", '"') and (end := text.find(text[0], 1)) > 0 and not _is_command(text, end):
        return Text(text[1:end], line, column + 1, style=text[0])
    if kind != "properties":
        text = re.split(r"\s[#;]", text, maxsplit=1)[0].rstrip()
    return Text(text, line, column, is_text=bool(text) and text not in ("null", "true", "false"))


def _is_command(text: str, end: int) -> bool:
    """`"X=a" Y=b` goes on behind its quote."""
    rest = text[end + 1 :].strip()
    return bool(rest) and rest[0] not in "#;"
