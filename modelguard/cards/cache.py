"""Replies of the Hub, kept between runs in one SQLite file."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from modelguard.cards import cached_rows
from modelguard.cards.cached_rows import Row
from modelguard.cards.declaration import Reply, is_commit
from modelguard.cards.sources import Answer, Wanted
from modelguard.domain import CardSource, Unresolved

if TYPE_CHECKING:
    import sqlite3

DAY = 24 * 60 * 60.0
# Raised when the shape of a reply changes: rows of another version are dropped, not converted.
VERSION = 4
_BUSY_SECONDS = 5.0
# Machines that share a home folder differ a little; a time further ahead than this is not believed.
_SKEW = 300.0
# PERM BUSY LOCKED READONLY IOERR FULL CANTOPEN PROTOCOL NOLFS AUTH, https://sqlite.org/rescode.html:
# the file may be sound, it is the machine that does not let us. All else is a damaged file.
_NOT_THE_FILE = frozenset((3, 5, 6, 8, 10, 13, 14, 15, 22, 23))
_T = TypeVar("_T")


class Cache:
    """Holds what was found. That something was not found is never kept, since a model may be
    published any minute; only a bundle brings it, and it counts only where nobody can be asked.

    A cache that can't be used is an empty one, and `notice` says why. Processes share the file:
    readers do not wait, one writer waits for the other. A token never gets here.
    """

    def __init__(self, path: str) -> None:
        self.notice = ""
        self._path = Path(path)
        self._file = 0
        self._is_usable = True
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def get_many(
        self, endpoint: str, wanted: Iterable[Wanted], *, now: float, max_age: float | None = DAY
    ) -> dict[Wanted, Answer]:
        """What `endpoint` (`Endpoint.shown`) answered less than `max_age` seconds before `now`.

        A commit is never too old; with None, nothing is.
        """
        keys = list(wanted)
        found: dict[Wanted, Answer] = {
            key: reply.card(CardSource.CACHE)
            for key, reply in self.recall(endpoint, keys).items()
            if is_commit(key.revision) or _is_fresh(reply, now=now, max_age=max_age)
        }
        if max_age is None:
            found |= self._absent(endpoint, [key for key in keys if key not in found])
        return found

    def _absent(self, endpoint: str, keys: list[Wanted]) -> dict[Wanted, Unresolved]:
        if not self._path.exists():
            return {}
        nothing: list[Unresolved | None] = []
        rows = self._run(
            lambda open_: [cached_rows.absent(open_, endpoint, each) for each in keys], nothing
        )
        return {key: row for key, row in zip(keys, rows, strict=False) if row}

    def recall(self, endpoint: str, wanted: Iterable[Wanted]) -> dict[Wanted, Reply]:
        """What `endpoint` ever answered last, with the license texts."""
        if not self._path.exists():
            return {}
        keys = list(wanted)
        nothing: list[Reply | None] = []
        rows = self._run(
            lambda open_: [cached_rows.read(open_, endpoint, each) for each in keys], nothing
        )
        return {key: reply for key, reply in zip(keys, rows, strict=False) if reply}

    def put_many(self, endpoint: str, replies: Mapping[Wanted, Reply]) -> None:
        """Replaces what was there; under the commit too, so that pinning it later costs no call."""
        rows = [
            row for key, reply in replies.items() for row in cached_rows.rows(endpoint, key, reply)
        ]
        texts = {text.sha256: text.content for each in replies.values() for text in each.texts}
        self._run(lambda connection: _write(connection, rows, texts), None)

    def put_absent(self, endpoint: str, details: Mapping[Wanted, str]) -> None:
        """What `endpoint` did not know, in its words; a later reply takes its place."""
        rows = [(*cached_rows.place(endpoint, key), details[key]) for key in details]
        self._run(lambda open_: open_.executemany(cached_rows.INSERT_ABSENT, rows).close(), None)

    def count(self) -> int:
        return self._run(_count, 0) if self._path.exists() else 0

    def clear(self) -> int:
        """The number of replies that were thrown away."""
        return self._run(_clear, 0) if self._path.exists() else 0

    def _run(self, action: Callable[[sqlite3.Connection], _T], otherwise: _T) -> _T:
        """Once more on a new file if this one is damaged."""
        import sqlite3

        for is_last in (False, True):
            if not self._is_usable:
                break
            try:
                return action(self._connected())
            except (sqlite3.Error, OSError) as error:
                self.close()
                if is_last or not _is_damaged(error) or not self._set_aside():
                    self._is_usable = False
                    self.notice = f"the cache {self._path} can't be used: {error}"
        return otherwise

    def _connected(self) -> sqlite3.Connection:
        import sqlite3

        if self._connection is None:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Cards of private repositories lie here too.
            self._path.touch(mode=0o600)
            self._file = self._path.stat().st_ino
            self._connection = sqlite3.connect(
                self._path, timeout=_BUSY_SECONDS, isolation_level=None
            )
            _set_up(self._connection)
        return self._connection

    def _set_aside(self) -> bool:
        """Keep a damaged file for whoever wants to look; False when it can't be moved."""
        aside = self._path.with_name(f"{self._path.name}.damaged")
        try:
            if self._path.stat().st_ino == self._file:
                self._path.replace(aside)
                for suffix in ("-wal", "-shm"):
                    self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
                self.notice = f"the cache was damaged; it was set aside as {aside}"
        except OSError:
            return False
        return True


def _set_up(connection: sqlite3.Connection) -> None:
    import sqlite3

    # Fails while another process does the same; the mode stays with the file.
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    if _version(connection) == VERSION:
        return
    with _transaction(connection):
        if _version(connection) != VERSION:
            for name, statement in cached_rows.TABLES.items():
                connection.execute(f"DROP TABLE IF EXISTS {name}")
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _write(connection: sqlite3.Connection, rows: list[Row], texts: Mapping[str, bytes]) -> None:
    with _transaction(connection):
        connection.executemany(cached_rows.INSERT, rows)
        connection.executemany(cached_rows.DELETE_ABSENT, [row[:4] for row in rows])
        connection.executemany(cached_rows.INSERT_TEXT, texts.items())


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM replies").fetchone()[0])


def _clear(connection: sqlite3.Connection) -> int:
    import sqlite3

    with _transaction(connection):
        count = connection.execute("DELETE FROM replies").rowcount
        connection.execute("DELETE FROM absent")
        connection.execute("DELETE FROM texts")
    # Frees the space; another process that reads just now only puts it off.
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("VACUUM")
    return count


def _is_fresh(reply: Reply, *, now: float, max_age: float | None) -> bool:
    return max_age is None or -_SKEW <= now - reply.fetched_at < max_age


def _is_damaged(error: Exception) -> bool:
    import sqlite3

    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, sqlite3.DatabaseError) and (
        code is None or code & 0xFF not in _NOT_THE_FILE
    )
