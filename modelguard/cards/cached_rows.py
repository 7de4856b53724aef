"""Replies of the Hub to rows of the cache's tables and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelguard.cards.declaration import Reply
from modelguard.cards.sources import Wanted
from modelguard.domain import LicenseText, Reason, UnreadText, Unresolved

if TYPE_CHECKING:
    import sqlite3

TABLES = {
    "replies": """
CREATE TABLE replies (
  endpoint TEXT, type TEXT, repo TEXT, revision TEXT, body TEXT, place TEXT, fetched_at REAL,
  PRIMARY KEY (endpoint, type, repo, revision)
) WITHOUT ROWID
""",
    # What a bundle says the Hub did not know.
    "absent": """
CREATE TABLE absent (
  endpoint TEXT, type TEXT, repo TEXT, revision TEXT, detail TEXT,
  PRIMARY KEY (endpoint, type, repo, revision)
) WITHOUT ROWID
""",
    # License files, each once, whichever repositories and commits hold it.
    "texts": "CREATE TABLE texts (sha256 TEXT PRIMARY KEY, content BLOB) WITHOUT ROWID",
}
INSERT = "INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?, ?, ?)"
INSERT_TEXT = "INSERT OR IGNORE INTO texts VALUES (?, ?)"
INSERT_ABSENT = "INSERT OR REPLACE INTO absent VALUES (?, ?, ?, ?, ?)"
DELETE_ABSENT = """
DELETE FROM absent WHERE endpoint = ? AND type = ? AND repo = ? AND revision = ?
"""
_SELECT_ABSENT = """
SELECT detail FROM absent WHERE endpoint = ? AND type = ? AND repo = ? AND revision = ?
"""
_SELECT = """
SELECT body, place, fetched_at FROM replies
WHERE endpoint = ? AND type = ? AND repo = ? AND revision = ?
"""
_SELECT_TEXT = "SELECT content FROM texts WHERE sha256 = ?"
# Beside the keys of the API in a row's body: names and hashes of the license files.
_FILES = "modelguard:files"
Row = tuple[str, str, str, str, str, str, float]


def read(connection: sqlite3.Connection, endpoint: str, key: Wanted) -> Reply | None:
    """None for a row that is no reply any more, or that lost one of its texts."""
    found = connection.execute(_SELECT, place(endpoint, key)).fetchone()
    if found is None:
        return None
    try:
        body = json.loads(found[0])
        files = body.pop(_FILES)
        texts = [_text(connection, path, sha256) for path, sha256 in files["texts"]]
        unread = tuple(UnreadText(path, detail) for path, detail in files["unread"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    whole = tuple(text for text in texts if text is not None)
    if len(whole) < len(texts) or not isinstance(found[2], float):
        return None
    return Reply(body, str(found[1]), found[2], whole, unread)


def absent(connection: sqlite3.Connection, endpoint: str, key: Wanted) -> Unresolved | None:
    found = connection.execute(_SELECT_ABSENT, place(endpoint, key)).fetchone()
    return Unresolved(key.repo, Reason.NOT_FOUND, str(found[0])) if found else None


def place(endpoint: str, key: Wanted) -> tuple[str, str, str, str]:
    return endpoint, key.type, key.repo, key.revision or ""


def _text(connection: sqlite3.Connection, path: str, sha256: str) -> LicenseText | None:
    found = connection.execute(_SELECT_TEXT, (sha256,)).fetchone()
    return LicenseText(path, found[0], sha256) if found else None


def rows(endpoint: str, key: Wanted, reply: Reply) -> Iterator[Row]:
    """Under the revision that was asked for, and under its commit."""
    files = {"texts": [(text.path, text.sha256) for text in reply.texts], "unread": reply.unread}
    body = json.dumps({**reply.body, _FILES: files}, separators=(",", ":"))
    for revision in dict.fromkeys((key.revision or "", reply.commit)):
        if revision is not None:
            yield (endpoint, key.type, key.repo, revision, body, reply.where, reply.fetched_at)
