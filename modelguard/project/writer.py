"""Put an exception into a project file without touching the rest of its text."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from modelguard.documents import Document, parse, read
from modelguard.documents.writing import replace
from modelguard.errors import ConfigError
from modelguard.namedtuple import NamedTuple
from modelguard.project.find import PYPROJECT
from modelguard.project.types import PolicyException

_FIELDS = ("approved_by", "ticket", "requested_by")


class Added(NamedTuple):
    """The block, and whether it is in the file now; if not, `why` says why, and it is to paste."""

    block: str
    is_written: bool
    why: str = ""


def add(file: str, exception: PolicyException, *, label: str | None = None) -> Added:
    """Write `exception` into a YAML project file, which is made where it does not exist.

    The file is replaced as a whole or not at all. A pyproject.toml, and a file whose layout leaves
    no safe place, are left alone. Raises `ConfigError` for a file that is broken or not writable.
    """
    name = os.path.basename(file)
    shown = label or name
    if name == PYPROJECT:
        return Added(toml_block(exception), False, f"`{PYPROJECT}` is not changed by modelguard")
    old = read(file, label=shown) if os.path.lexists(file) else Document(shown, None)
    new = inserted((old.content or b"").decode("utf-8"), old, exception)
    if new is None:
        why = "the layout of the file leaves no safe place for it"
        return Added(yaml_block(exception), False, why)
    replace(file, new.encode("utf-8"), label=shown)
    return Added(yaml_block(exception), True)


def yaml_block(exception: PolicyException) -> str:
    """`exceptions:` and the one item, to paste into modelguard.yaml."""
    return "\n".join(["exceptions:", *_item(exception, indent=2), ""])


def toml_block(exception: PolicyException) -> str:
    """One table, to paste into pyproject.toml."""
    lines = ["[[tool.modelguard.exceptions]]"]
    lines += [f"{key} = {_value(value)}" for key, value in _fields(exception)]
    return "\n".join([*lines, ""])


def inserted(text: str, old: Document, exception: PolicyException) -> str | None:
    """The whole new text; None where it would not read as the old one plus the exception."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = [_opened(line) for line in text.split(newline)]
    at, indent, needs_key = _gap(lines, old)
    if at is None:
        return None
    block = _item(exception, indent=indent)
    if needs_key:
        blank = [""] if any(line.strip() for line in lines[:at]) else []
        block = [*blank, "exceptions:", *block]
    new = newline.join([*lines[:at], *block, *lines[at:]])
    new = new if new.endswith(newline) else new + newline
    return new if _is_old_plus_one(old, new, exception) else None


def _opened(line: str) -> str:
    """An empty list becomes a place for a block."""
    return "exceptions:" if re.fullmatch(r"exceptions:\s*\[\s*\]\s*", line) else line


def _gap(lines: list[str], old: Document) -> tuple[int | None, int, bool]:
    """Line before which to insert, indent of the item, whether `exceptions:` is to be written."""
    data = old.data if old.data is not None else {}
    if not isinstance(data, dict):
        return None, 0, False
    end = len(lines) - 1 if lines[-1] == "" else len(lines)
    if "exceptions" not in data:
        return end, 2, True
    key_line = old.keys[("exceptions",)][0]
    items = data["exceptions"]
    if items is None:
        return key_line, 2, False
    if items == []:
        return (key_line if lines[key_line - 1].rstrip().endswith(":") else None), 2, False
    if not isinstance(items, list):
        return None, 0, False
    indent = old.keys[("exceptions", 0)][1] - 1
    dash = lines[old.keys[("exceptions", 0)][0] - 1].find("-")
    if dash < 0 or dash >= indent:
        return None, 0, False
    return _end_of(lines, old, dash), dash, False


def _end_of(lines: list[str], old: Document, dash: int) -> int:
    """The line after the last item, before what is indented less and the comments above that."""
    last = old.keys[("exceptions", len(old.data["exceptions"]) - 1)][0]
    end = last
    for number in range(last, len(lines)):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip()) <= dash:
            break
        if line.strip():
            end = number + 1
    return end


def _item(exception: PolicyException, *, indent: int) -> list[str]:
    start, rest = " " * indent + "- ", " " * (indent + 2)
    fields = _fields(exception)
    return [
        f"{start if number == 0 else rest}{key}: {_value(value)}"
        for number, (key, value) in enumerate(fields)
    ]


def _fields(exception: PolicyException) -> list[tuple[str, str | Sequence[str]]]:
    models = exception.models
    fields: list[tuple[str, str | Sequence[str]]] = [
        ("model", models[0] if len(models) == 1 else models),
        ("checks", exception.checks),
        ("reason", exception.reason),
    ]
    stated = exception._asdict()
    fields += [(key, stated[key]) for key in _FIELDS if stated[key]]
    if exception.until:
        fields.append(("until", exception.until.isoformat()))
    if exception.paths:
        fields.append(("paths", exception.paths))
    return fields


def _value(value: str | Sequence[str]) -> str:
    """The same in YAML and TOML: texts in double quotes, lists in brackets."""
    if isinstance(value, str):
        return f'"{"".join(_escaped(character) for character in value)}"'
    return f"[{', '.join(_value(each) for each in value)}]"


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _is_old_plus_one(old: Document, new: str, exception: PolicyException) -> bool:
    try:
        data = parse(new.encode("utf-8"), label=old.label, kind="yaml").data
    except ConfigError:
        return False
    known = dict(old.data or {})
    item = {
        key: value if isinstance(value, str) else list(value) for key, value in _fields(exception)
    }
    known["exceptions"] = [*(known.get("exceptions") or []), item]
    return bool(data == known)
