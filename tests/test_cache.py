"""Replies are kept between runs, and a cache that can't be used costs nothing but time."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from modelguard.cards.cache import DAY, VERSION, Cache
from modelguard.cards.declaration import Reply
from modelguard.cards.endpoint import Effort, endpoint
from modelguard.cards.hub import HubClient
from modelguard.cards.sources import Wanted
from modelguard.domain import CardSource

ROOT = Path(__file__).parent.parent
HUB = "https://huggingface.co"
NOW = 1_800_000_000.0
COMMIT = "a" * 40
MODEL = Wanted("acme/model")
PINNED = Wanted("acme/model", COMMIT)


def _reply(license_: str = "mit", *, sha: str = COMMIT, fetched_at: float = NOW) -> Reply:
    body = {"id": "acme/model", "sha": sha, "cardData": {"license": license_}}
    return Reply(body, f"{HUB}/acme/model", fetched_at)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new" / "folder" / "hub.sqlite"


@pytest.fixture
def cache(path):
    with Cache(path) as opened:
        yield opened


def _licenses(cache: Cache, wanted: Wanted = MODEL, *, now: float = NOW, **options):
    found = cache.get_many(options.pop("endpoint", HUB), [wanted], now=now, **options)
    return [license_ for card in found.values() for license_ in card.licenses]


def test_what_was_put_is_got_with_its_date_and_source(cache):
    cache.put_many(HUB, {MODEL: _reply()})

    (card,) = cache.get_many(HUB, [MODEL, Wanted("acme/other")], now=NOW).values()

    assert card == _reply().card(CardSource.CACHE)
    assert card.as_of == "2027-01-15"


def test_it_is_there_in_the_next_run(cache, path):
    cache.put_many(HUB, {MODEL: _reply()})
    cache.close()

    with Cache(path) as again:
        assert _licenses(again) == ["mit"]
        assert again.notice == ""


@pytest.mark.parametrize(
    "wanted", [MODEL, Wanted("acme/model", "main"), Wanted("acme/model", "v1")]
)
def test_a_branch_is_old_after_a_day_and_usable_when_asked_for(cache, wanted):
    cache.put_many(HUB, {wanted: _reply()})

    assert _licenses(cache, wanted, now=NOW + DAY - 1) == ["mit"]
    assert _licenses(cache, wanted, now=NOW + DAY) == []
    assert _licenses(cache, wanted, now=NOW + 400 * DAY, max_age=None) == ["mit"]


def test_a_commit_is_never_old(cache):
    cache.put_many(HUB, {PINNED: _reply()})

    assert _licenses(cache, PINNED, now=NOW + 4000 * DAY) == ["mit"]


def test_a_branch_answers_for_its_commit_later_and_not_the_other_way(cache):
    cache.put_many(HUB, {MODEL: _reply()})
    cache.put_many(HUB, {Wanted("acme/model", "b" * 40): _reply("other", sha="b" * 40)})

    assert _licenses(cache, PINNED, now=NOW + 400 * DAY) == ["mit"]
    assert _licenses(cache, MODEL) == ["mit"]


def test_a_time_that_lies_ahead_is_not_believed(cache):
    cache.put_many(HUB, {MODEL: _reply(fetched_at=NOW + DAY)})

    assert _licenses(cache) == []


def test_endpoints_types_and_revisions_do_not_answer_for_each_other(cache):
    cache.put_many(HUB, {MODEL: _reply()})

    assert _licenses(cache, endpoint="https://mirror.example") == []
    assert _licenses(cache, MODEL._replace(type="dataset")) == []
    assert _licenses(cache, MODEL._replace(revision="main")) == []


def test_a_newer_reply_replaces_the_older(cache):
    cache.put_many(HUB, {MODEL: _reply("mit")})
    cache.put_many(HUB, {MODEL: _reply("apache-2.0")})

    assert _licenses(cache) == ["apache-2.0"]


def test_reading_creates_no_file_and_needs_no_sqlite(tmp_path):
    script = (
        "import sys; from pathlib import Path; from modelguard.cards.cache import Cache;"
        "from modelguard.cards.sources import Wanted; cache = Cache(Path(sys.argv[1]));"
        "cache.get_many('x', [Wanted('a/b')], now=0); cache.count(); cache.clear();"
        "sys.exit('sqlite3' in sys.modules)"
    )
    path = tmp_path / "none" / "hub.sqlite"

    done = subprocess.run([sys.executable, "-c", script, path], cwd=ROOT, check=False)

    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_clearing_forgets_everything_and_says_how_much(cache, path):
    cache.put_many(HUB, {MODEL: _reply("a" * 2000, sha="")})
    cache.put_many(HUB, {Wanted("acme/other"): _reply(sha="")})

    assert cache.count() == 2
    assert cache.clear() == 2
    assert cache.count() == 0
    assert _licenses(cache) == []
    cache.close()
    assert b"a" * 2000 not in path.read_bytes()


@pytest.mark.parametrize("damage", ["text", "middle"])
def test_a_damaged_file_is_set_aside_and_said(path, damage):
    with Cache(path) as cache:
        cache.put_many(HUB, {Wanted(f"acme/m-{n}"): _reply("x" * 500) for n in range(100)})
    content = path.read_bytes()
    if damage == "text":
        path.write_text("this is no database " * 100, encoding="utf-8")
    else:
        path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))

    with Cache(path) as cache:
        assert _licenses(cache, Wanted("acme/m-7")) == []
        assert "set aside" in cache.notice
        cache.put_many(HUB, {MODEL: _reply()})
        assert _licenses(cache) == ["mit"]

    aside = path.with_name("hub.sqlite.damaged")
    assert str(aside) in cache.notice
    assert aside.stat().st_size > 0
    with Cache(path) as cache:
        assert _licenses(cache) == ["mit"]
        assert cache.notice == ""


def test_a_row_that_is_no_reply_any_more_is_not_there(cache, path):
    cache.put_many(HUB, {MODEL: _reply(sha="")})
    for body in ("{", "[]", "7", None):
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE replies SET body = ?", (body,))
        assert _licenses(cache) == []
    assert cache.notice == ""


def test_rows_of_another_version_are_dropped(cache, path):
    cache.put_many(HUB, {MODEL: _reply()})
    cache.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("ALTER TABLE replies RENAME COLUMN place TO location")
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")

    with Cache(path) as again:
        assert _licenses(again) == []
        again.put_many(HUB, {MODEL: _reply()})
        assert _licenses(again) == ["mit"]
        assert again.notice == ""


def test_a_folder_that_can_not_be_made_is_said_and_the_run_goes_on(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with Cache(tmp_path / "file" / "hub.sqlite") as cache:
        cache.put_many(HUB, {MODEL: _reply()})
        cache.put_many(HUB, {MODEL: _reply()})

        assert "can't be used" in cache.notice
        assert _licenses(cache) == []


def test_a_file_that_another_process_holds_is_waited_for(cache, path):
    cache.put_many(HUB, {MODEL: _reply()})
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert _licenses(cache) == ["mit"]
        release = threading.Timer(0.3, lambda: os.kill(holder.pid, 9))
        other.execute("ROLLBACK")
        holder = subprocess.Popen(
            [sys.executable, "-c", _HOLD, path], stdout=subprocess.PIPE, text=True
        )
        assert holder.stdout
        with holder.stdout as ready:
            assert ready.readline() == "held\n"
            release.start()
            cache.put_many(HUB, {MODEL: _reply("apache-2.0")})
        holder.wait()
        release.join()

    assert cache.notice == ""
    assert _licenses(cache) == ["apache-2.0"]


_HOLD = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
sys.stdout.write("held\\n")
sys.stdout.flush()
time.sleep(60)
"""
_WRITE = """
import sys
from pathlib import Path
from modelguard.cards.cache import Cache
from modelguard.cards.declaration import Reply
from modelguard.cards.sources import Wanted
name = sys.argv[2]
for number in range(40):
    with Cache(Path(sys.argv[1])) as cache:
        body = {"id": "a/b", "cardData": {"license": name}}
        cache.put_many("https://hub", {Wanted(f"{name}/m-{number}"): Reply(body, "x", 1.0)})
        sys.stdout.write(cache.notice)
"""


def test_processes_that_write_at_the_same_time_lose_nothing(path):
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITE, path, name], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        for name in ("one", "two", "three")
    ]

    assert [writer.communicate()[0] for writer in writers] == ["", "", ""]
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    with Cache(path) as cache:
        assert cache.count() == 120
        assert _licenses(cache, Wanted("two/m-39"), endpoint="https://hub", now=2.0) == ["two"]


def test_the_file_is_for_its_owner_only(cache, path):
    cache.put_many(HUB, {MODEL: _reply()})

    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0


def test_a_look_up_fills_the_cache_with_answers_and_neither_refusals_nor_the_token(
    test_hub, cache, path
):
    test_hub.add_token("hf_verysecret", "acme/private")
    where = endpoint(test_hub.endpoint, "hf_verysecret", is_authoritative=True)
    wanted = [Wanted("acme/private"), Wanted("acme/gated"), Wanted("nobody/nothing")]

    def keep(replies):
        cache.put_many(where.shown, replies)

    with HubClient(where, effort=Effort(), keep=keep) as client:
        live = client.look_up(wanted)
    kept = cache.get_many(where.shown, wanted, now=NOW, max_age=None)

    assert list(kept) == wanted[:2]
    for each in kept:
        assert kept[each] == live[each]._replace(source=CardSource.CACHE)
    assert cache.get_many("https://elsewhere", wanted, now=NOW, max_age=None) == {}
    cache.close()
    assert b"hf_verysecret" not in b"".join(each.read_bytes() for each in path.parent.iterdir())


def test_half_a_surrogate_pair_in_an_answer_does_no_harm(test_hub, cache):
    test_hub.answer_text(json.dumps({"id": "acme/x", "cardData": {"license": "\ud800"}}))
    where = endpoint(test_hub.endpoint, is_authoritative=True)

    with HubClient(where, keep=lambda replies: cache.put_many(HUB, replies)) as client:
        (card,) = client.look_up([Wanted("acme/x")]).values()

    assert card.licenses == ("?",)
    assert _licenses(cache, Wanted("acme/x"), max_age=None) == ["?"]
