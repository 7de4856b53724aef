"""The loaders of rules/loaders.yaml, ready for look-up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from modelguard.namedtuple import NamedTuple

Where = int | str
Row = Mapping[str, object]


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
    """`*` is any run of characters, at most once."""
    start, star, end = pattern.partition("*")
    if not star:
        return part == pattern
    return len(part) >= len(start + end) and part.startswith(start) and part.endswith(end)


class Names(NamedTuple):
    """Words of names that hold models; see `names:` in rules/loaders.yaml."""

    model: frozenset[str]
    repository: frozenset[str]
    whole: frozenset[str]
    dataset: frozenset[str]
    never: frozenset[str]
    kinds: frozenset[str]
    answers: frozenset[str]
    fields: frozenset[str]
    providers: frozenset[str]
    shown: frozenset[str]
    added: frozenset[str]
    parts: frozenset[str]
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
    owners: Mapping[str, str]
    quiet: frozenset[str]
    quiet_whole: frozenset[str]
    counters: tuple[str, ...]
    publishers: tuple[str, ...]
    choices: Mapping[str, list[Where]]
    defaults: Mapping[str, int | None]
    roots: frozenset[str]


class _Loaders(Mapping[str, tuple[Loader, ...]]):
    """Loaders by the last word of their calls, made when asked for: a file names few of them."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows: dict[str, list[Row]] = {}
        self._made: dict[str, tuple[Loader, ...]] = {}
        for row in rows:
            for name in {call.rpartition(".")[2] for call in words(row, "call")}:
                self._rows.setdefault(name, []).append(row)

    def __getitem__(self, name: str) -> tuple[Loader, ...]:
        if name not in self._made:
            self._made[name] = tuple(map(_loader, self._rows[name]))
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def rows() -> Sequence[Row]:
    """The loaders as the table has them."""
    from modelguard import rulebase

    found: Sequence[Row] = rulebase.load().table("loaders")["python"]
    return found


@cache
def load() -> Rules:
    from modelguard import rulebase

    table = rulebase.load().table("loaders")
    names = {key: frozenset(words) for key, words in table["names"].items()}
    return Rules(
        loaders=_Loaders(table["python"]),
        clients=table["clients"],
        imports=table["imports"],
        addresses=tuple(table["addresses"]),
        hosts=table["hosts"],
        names=Names(**names),
        owners=table["owners"],
        quiet=frozenset(table["quiet"]),
        quiet_whole=frozenset(table["quiet_whole"]),
        counters=tuple(table["counters"]),
        publishers=tuple(table["publishers"]),
        choices=table["choices"],
        defaults=table["defaults"],
        roots=frozenset(root for row in table["python"] for root in row.get("from", ())),
    )


def words(row: Row, key: str) -> tuple[str, ...]:
    value = row.get(key, ())
    assert isinstance(value, list | tuple)
    return tuple(value)


def _loader(row: Row) -> Loader:
    unless = row.get("unless", {})
    assert isinstance(unless, dict)
    return Loader(
        roots=words(row, "from"),
        tails=tuple(tuple(call.split(".")) for call in words(row, "call")),
        take=words(row, "take"),
        carrier=str(row["as"]),
        type=str(row.get("type", "model")),
        type_from=str(row.get("type_from", "")),
        revision=str(row.get("revision", "revision")),
        join=words(row, "join"),
        when=str(row.get("when", "")),
        unless=tuple(unless.items()),
        strip=words(row, "strip"),
        host=words(row, "host"),
    )
