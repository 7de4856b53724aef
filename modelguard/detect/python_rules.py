"""The loaders of rules/loaders.yaml, ready for look-up."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache

from modelguard.namedtuple import NamedTuple

Where = int | str


class Loader(NamedTuple):
    """A call that loads models; the words are explained in rules/loaders.yaml."""

    roots: tuple[str, ...]
    tails: tuple[tuple[str, ...], ...]
    take: tuple[Where, ...]
    carrier: str
    type: str
    type_from: str
    revision: str
    join: tuple[Where, ...]
    when: str
    unless: tuple[tuple[str, str], ...]
    strip: tuple[str, ...]
    host: tuple[str, ...]

    def fits(self, parts: tuple[str, ...]) -> bool:
        """Whether a dotted name ends as one of the calls does."""
        return any(
            len(parts) >= len(tail) and all(map(_names, parts[len(parts) - len(tail) :], tail))
            for tail in self.tails
        )

    def is_from(self, root: str) -> bool:
        return not self.roots or any(_names(root, pattern) for pattern in self.roots)


def _names(part: str, pattern: str) -> bool:
    return fnmatchcase(part, pattern) if "*" in pattern else part == pattern


class Names(NamedTuple):
    """Words of names that hold models; see `names:` in rules/loaders.yaml."""

    model: frozenset[str]
    repository: frozenset[str]
    whole: frozenset[str]
    dataset: frozenset[str]
    never: frozenset[str]
    lists: frozenset[str]
    ids: frozenset[str]
    loads: frozenset[str]


class Rules(NamedTuple):
    loaders: Mapping[str, tuple[Loader, ...]]
    clients: Mapping[str, str]
    imports: Mapping[str, str]
    addresses: tuple[str, ...]
    hosts: Mapping[str, str]
    names: Names
    quiet: frozenset[str]
    quiet_whole: frozenset[str]
    counters: tuple[str, ...]
    choices: Mapping[str, list[Where]]
    defaults: Mapping[str, int | None]
    roots: frozenset[str]


@cache
def load() -> Rules:
    from modelguard import rulebase

    table = rulebase.load().table("loaders")
    loaders: dict[str, tuple[Loader, ...]] = {}
    for row in table["python"]:
        loader = _loader(row)
        for name in sorted({tail[-1] for tail in loader.tails}):
            loaders[name] = (*loaders.get(name, ()), loader)
    names = {key: frozenset(words) for key, words in table["names"].items()}
    return Rules(
        loaders=loaders,
        clients=table["clients"],
        imports=table["imports"],
        addresses=tuple(table["addresses"]),
        hosts=table["hosts"],
        names=Names(**names),
        quiet=frozenset(table["quiet"]),
        quiet_whole=frozenset(table["quiet_whole"]),
        counters=tuple(table["counters"]),
        choices=table["choices"],
        defaults=table["defaults"],
        roots=frozenset(root for row in table["python"] for root in row.get("from", ())),
    )


def _loader(row: Mapping[str, object]) -> Loader:
    def words(key: str) -> tuple[str, ...]:
        value = row.get(key, ())
        assert isinstance(value, list | tuple)
        return tuple(value)

    unless = row.get("unless", {})
    assert isinstance(unless, dict)
    return Loader(
        roots=words("from"),
        tails=tuple(tuple(call.split(".")) for call in words("call")),
        take=words("take"),
        carrier=str(row["as"]),
        type=str(row.get("type", "model")),
        type_from=str(row.get("type_from", "")),
        revision=str(row.get("revision", "revision")),
        join=words("join"),
        when=str(row.get("when", "")),
        unless=tuple(unless.items()),
        strip=words("strip"),
        host=words("host"),
    )
