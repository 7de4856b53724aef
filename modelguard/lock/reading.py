"""A lock's text to its rows, checked by hand; a row is read when it is asked for."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from modelguard.documents.reading import conflict_line, read_text
from modelguard.errors import ConfigError
from modelguard.lock import rows
from modelguard.lock.parts import MISSING, Broken, Part
from modelguard.lock.types import SCHEMA, Lock

_MAX_BYTES = 64 * 1024 * 1024
_ANEW = "move it away, then run `modelguard lock`"
_T = TypeVar("_T")


def read(path: str, *, label: str | None = None) -> Lock:
    """The lock at `path`. Raises `ConfigError` and nothing else for one that is broken."""
    shown = label or os.path.basename(path)
    return parse(read_text(path, label=shown, limit=_MAX_BYTES), label=shown)


def require_whole(path: str) -> None:
    """`ConfigError` for a lock that is broken anywhere."""
    lock = read(path, label=path)
    for key in lock.models:
        lock.models[key]
    for license_id in lock.licenses:
        lock.licenses[license_id]


def parse(text: str, *, label: str) -> Lock:
    """`ConfigError` for what is broken; a row that is broken raises it when it is read."""
    file = _File(text, label)
    whole = file.whole()
    try:
        policy = whole.part("policy")
        return Lock(
            rules=_date(whole, "rules"),
            policy=policy.text("name"),
            policy_digest=policy.text("sha256"),
            models=_Table("models", whole, file, rows.row),
            licenses=_Table("licenses", whole, file, rows.facts),
            label=label,
            absent=whole.texts("absent"),
        )
    except Broken as error:
        raise file.error(error) from error


def _date(part: Part, key: str) -> str:
    """A version of the license data, which others are compared with as text."""
    found = part.text(key)
    parts = found.split(".")
    is_number = found.isascii() and all(each.isdigit() for each in parts)
    if not is_number or [len(each) for each in parts] != [4, 2, 2]:
        raise Broken(key, "must be a date such as 2026.11.22")
    return found


class _File:
    """The text, and where in it something is."""

    def __init__(self, text: str, label: str) -> None:
        self._text = text
        self._label = label

    def whole(self) -> Part:
        try:
            data = json.loads(self._text, object_pairs_hook=_unique)
        except json.JSONDecodeError as error:
            self._require_no_conflict()
            message = f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
            raise ConfigError(message, path=self._label, line=error.lineno, hint=_ANEW) from error
        except Broken as error:
            raise self.error(error, error.key) from error
        except (RecursionError, ValueError) as error:
            raise ConfigError("not JSON", path=self._label, hint=_ANEW) from error
        if not isinstance(data, dict):
            raise ConfigError("this is no lock", path=self._label, line=1, hint=_ANEW)
        self._require_schema(str(data.get("schema")))
        return Part(data)

    def _require_no_conflict(self) -> None:
        if (line := conflict_line(self._text)) is not None:
            name = self._label.rpartition(":")[2]
            hint = f"take one side whole, `git checkout --ours {name}`, then run `modelguard lock`"
            raise ConfigError("a merge conflict", path=self._label, line=line, hint=hint)

    def _require_schema(self, schema: str) -> None:
        if schema == SCHEMA:
            return
        kind, _, version = schema.rpartition("/")
        line = self._line(("schema",)) or 1
        if kind == SCHEMA.rpartition("/")[0] and version.isdigit():
            message = f"another version of modelguard wrote this lock (`{schema}`, not `{SCHEMA}`)"
            hint = "use that version, or move the lock away, then run `modelguard lock`"
            raise ConfigError(message, path=self._label, line=line, hint=hint)
        raise ConfigError("this is no lock", path=self._label, line=line, hint=_ANEW)

    def error(self, broken: Broken, *keys: str) -> ConfigError:
        """`keys` lead to the part that holds what is broken."""
        place = keys if broken.what == MISSING else (*keys, broken.key)
        line = self._line(place) or self._line(keys)
        named = f" of `{keys[-1]}`" if keys and keys[-1] != broken.key else ""
        message = f"`{broken.key}`{named} {broken.what}"
        return ConfigError(message, path=self._label, line=line, hint=_ANEW)

    def _line(self, keys: tuple[str, ...]) -> int | None:
        """Of the last of `keys`, each sought behind the one before, the first at the top level."""
        at = -1
        for depth, key in enumerate(keys):
            sought = f"{json.dumps(key)}:"
            top = self._text.find(f"\n  {sought}") if depth == 0 else -1
            at = top + 3 if top >= 0 else self._text.find(sought, at + 1)
            if at < 0:
                return None
        return self._text.count("\n", 0, at) + 1 if keys else None


class _Table(Mapping[str, _T], Generic[_T]):
    """One section of the lock."""

    def __init__(self, name: str, whole: Part, file: _File, read: Callable[[Part], _T]) -> None:
        self._section = whole.part(name)
        self._name, self._file, self._read = name, file, read
        self._known: dict[str, _T] = {}

    def __getitem__(self, key: str) -> _T:
        if key not in self._known:
            if key not in self:
                raise KeyError(key)
            try:
                self._known[key] = self._read(self._section.part(key))
            except Broken as error:
                raise self._file.error(error, self._name, key) from error
        return self._known[key]

    def __contains__(self, key: object) -> bool:
        return key in self._section.data

    def __iter__(self) -> Iterator[str]:
        return iter(self._section.data)

    def __len__(self) -> int:
        return len(self._section.data)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A key twice is what a merge leaves where both sides added the same model."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise Broken(next(name for name in names if names.count(name) > 1), "is written twice")
    return found
