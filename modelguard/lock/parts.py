"""Typed access to plain JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from modelguard.namedtuple import NamedTuple
from modelguard.strenum import StrEnum

_Choice = TypeVar("_Choice", bound=StrEnum)
_T = TypeVar("_T")
_MOST = 10**9
MISSING = "is missing"


class Broken(Exception):
    """`key` is missing, or not what it must be."""

    def __init__(self, key: str, what: str) -> None:
        super().__init__(key, what)
        self.key = key
        self.what = what


class Part(NamedTuple):
    """An object of JSON. Each accessor raises `Broken` for a value of another type."""

    data: Mapping[str, object]

    def text(self, key: str) -> str:
        found = self.text_or_none(key)
        if found is None:
            raise Broken(key, MISSING)
        return found

    def text_or_none(self, key: str) -> str | None:
        found = self.data.get(key)
        if found is not None and not isinstance(found, str):
            raise Broken(key, "must be a text")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(_each(self.data.get(key, []), str, key))

    def number(self, key: str) -> float:
        found = self.data.get(key, 0)
        if not isinstance(found, int | float) or not 0 <= found < _MOST:
            raise Broken(key, "must be a number")
        return found

    def flag(self, key: str) -> bool:
        found = self.data.get(key, False)
        if not isinstance(found, bool):
            raise Broken(key, "must be true or false")
        return found

    def choice(self, key: str, kind: type[_Choice]) -> _Choice:
        return _of(kind, self.text(key), key)

    def choice_or_none(self, key: str, kind: type[_Choice]) -> _Choice | None:
        return self.choice(key, kind) if self.data.get(key) is not None else None

    def part(self, key: str) -> Part:
        found = self.part_or_none(key)
        if found is None:
            raise Broken(key, MISSING)
        return found

    def part_or_none(self, key: str) -> Part | None:
        found = self.data.get(key)
        if found is None:
            return None
        if not isinstance(found, dict):
            raise Broken(key, "must be an object")
        return Part(found)

    def parts(self, key: str) -> tuple[Part, ...]:
        return tuple(Part(each) for each in _each(self.data.get(key, []), dict, key))

    def pairs(self, key: str, read: Callable[[str], _T]) -> tuple[tuple[str, _T], ...]:
        """The members of the object at `key`, whose values are texts."""
        part = self.part_or_none(key) or Part({})
        try:
            return tuple((name, read(part.text(name))) for name in part.data)
        except ValueError as error:
            raise Broken(key, f"holds what is not known: {error}") from error


def _each(found: object, kind: type[_T], key: str) -> list[_T]:
    if not isinstance(found, list) or not all(isinstance(each, kind) for each in found):
        raise Broken(
            key, "must be a list of objects" if kind is dict else "must be a list of texts"
        )
    return found


def _of(kind: type[_Choice], text: str, key: str) -> _Choice:
    try:
        return kind(text)
    except ValueError as error:
        raise Broken(key, f"is `{text[:60]}`, not one of {', '.join(kind)}") from error
