"""Cards from the built-in catalog: dated copies of declarations, one per line, sorted by id."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from modelguard.domain import Base, Card, CardSource, Namer, Relation
from modelguard.errors import RulesError

_ID_STARTS = len(b'{"id":"')


def find(model_id: str, *, file: str) -> Card | None:
    """The catalog's row for a repo id, in any case, since the Hub redirects other spellings."""
    return find_many([model_id], file=file).get(model_id)


_PLACE = "catalog: "


def is_copy(where: str) -> bool:
    """Whether something was read in the catalog, be it by way of a lock."""
    return where.startswith(_PLACE)


def find_many(model_ids: Iterable[str], *, file: str) -> dict[str, Card]:
    """Cards by the id as asked; ids without a row are left out.

    A binary search over the mapped file: a look-up parses one line, whatever the catalog's size.
    """
    with _mapped(file) as lines:
        found = ((model_id, _row(lines, model_id)) for model_id in model_ids)
        return {model_id: _card(line) for model_id, line in found if line}


@contextmanager
def _mapped(file: str) -> Iterator[mmap.mmap]:
    try:
        with (
            open(file, "rb") as handle,
            mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as lines,
        ):
            yield lines
    except (OSError, ValueError) as error:  # mmap refuses an empty file with ValueError
        raise RulesError(
            "the built-in catalog cannot be read", path=file, hint="reinstall modelguard-lint"
        ) from error


def _row(lines: mmap.mmap, model_id: str) -> bytes:
    """The line of this id, empty if there is none. `low` and `high` always stand at line starts."""
    wanted = model_id.lower().encode()
    low, high = 0, len(lines)
    while low < high:
        start = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = lines.find(b"\n", start) + 1 or len(lines)
        key = _key(lines, start)
        if key == wanted:
            return lines[start:end]
        low, high = (end, high) if key < wanted else (low, start)
    return b""


def _key(lines: mmap.mmap, start: int) -> bytes:
    """The sort key of the line at `start`: ids are ASCII and come first, so no JSON is parsed."""
    begin = start + _ID_STARTS
    return lines[begin : lines.find(b'"', begin)].lower()


def _card(line: bytes) -> Card:
    row = json.loads(line)
    declared = row["license"]
    relation = Relation(row.get("relation", Relation.UNSPECIFIED))
    return Card(
        id=row["id"],
        source=CardSource.CATALOG,
        where=f"{_PLACE}{row['source']}",
        as_of=row["as_of"],
        licenses=(declared,) if isinstance(declared, str) else tuple(declared or ()),
        license_name=row.get("license_name"),
        bases=tuple(Base(base, relation, Namer.CATALOG) for base in row.get("bases", ())),
        datasets=tuple(row.get("datasets", ())),
        task=row.get("task"),
        confirmed=row.get("confirmed", True),
    )
