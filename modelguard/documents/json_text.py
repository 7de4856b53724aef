"""JSON text to plain data with places."""

from __future__ import annotations

import json
import math
import re
from typing import Any, Never

from modelguard.documents.document import Place, Pointer
from modelguard.documents.yaml_text import MAX_DEPTH
from modelguard.errors import ConfigError

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[{}\[\]:,]|[^\s{}\[\]:,"]+|(\n)')


def parse(text: str, label: str) -> tuple[Any, dict[Pointer, Place], dict[Pointer, Place]]:
    """Data (None for an empty file), places of keys and items, places of values."""
    if not text.strip():
        return None, {}, {}
    _require_depth(text, label)
    try:
        data = json.loads(text, parse_constant=_refuse, parse_float=_finite)
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise ConfigError(message, path=label, line=error.lineno) from error
    except ValueError as error:
        raise ConfigError(f"not JSON: {error}", path=label, line=_line(error, text)) from error
    if re.search(r"\\u[dD][89a-fA-F]", text) and not _is_encodable(data):
        raise ConfigError("not JSON: half of a surrogate pair", path=label)
    keys, values = _Places(label).of(text)
    return data, keys, values


def _refuse(constant: str) -> Never:
    raise ValueError(f"`{constant[:40]}` is not a number")


def _line(error: ValueError, text: str) -> int | None:
    """Of the first place that holds what `_refuse` quotes."""
    _, _, quoted = str(error).partition("`")
    at = text.find(quoted.partition("`")[0]) if quoted else -1
    return text.count("\n", 0, at) + 1 if at >= 0 else None


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse(text)


def _is_encodable(data: object) -> bool:
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _require_depth(text: str, label: str) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(token.group(), 0)
        if depth > MAX_DEPTH:
            line = text.count("\n", 0, token.start()) + 1
            message = f"nested more than {MAX_DEPTH} levels deep"
            raise ConfigError(message, path=label, line=line)


class _Places:
    """Walks the tokens of valid JSON; `steps` leads to the part that is being read."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.keys: dict[Pointer, Place] = {}
        self.values: dict[Pointer, Place] = {}

    def of(self, text: str) -> tuple[dict[Pointer, Place], dict[Pointer, Place]]:
        steps: list[str | int | None] = []
        line, line_start = 1, 0
        for token in _TOKEN.finditer(text):
            place = (line, token.start() - line_start + 1)
            match token.group():
                case "\n":
                    line, line_start = line + 1, token.end()
                case "{" | "[" as bracket:
                    self._value(steps, place)
                    steps.append(None if bracket == "{" else 0)
                case "}" | "]":
                    steps.pop()
                case ",":
                    last = steps[-1]
                    steps[-1] = last + 1 if isinstance(last, int) else None
                case ":":
                    pass
                case word if steps and steps[-1] is None:
                    steps[-1] = self._key(steps, json.loads(word), place)
                case word:
                    self._value(steps, (line, place[1] + word.startswith('"')))
        return self.keys, self.values

    def _key(self, steps: list[str | int | None], key: str, place: Place) -> str:
        pointer = (*_pointer(steps[:-1]), key)
        if pointer in self.keys:
            lines = f"lines {self.keys[pointer][0]} and {place[0]}"
            message = f"`{key}` is written twice, on {lines}"
            raise ConfigError(message, path=self.label, line=place[0])
        self.keys[pointer] = place
        return key

    def _value(self, steps: list[str | int | None], place: Place) -> None:
        pointer = _pointer(steps)
        is_member = bool(pointer) and isinstance(pointer[-1], str)
        (self.values if is_member else self.keys)[pointer] = place


def _pointer(steps: list[str | int | None]) -> Pointer:
    return tuple(step for step in steps if step is not None)
