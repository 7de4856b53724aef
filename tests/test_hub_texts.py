"""License files of repositories through the real huggingface-hub client, against the test hub."""

from __future__ import annotations

import hashlib
import json
import time

import pytest

from modelguard.cards.cache import Cache
from modelguard.cards.endpoint import Effort, endpoint
from modelguard.cards.hub import HubClient
from modelguard.cards.license_files import GATE_PROMPT
from modelguard.cards.sources import Wanted
from tests.formats.schemas import schema
from tests.hub.license_texts import license_text

MIT = "---\nlicense: mit\n---\n"
GATED = "---\nlicense: mit\nextra_gated_prompt: |\n  " + "Be kind to all. " * 60 + "\n---\n"
TEXT = license_text("MIT").encode()
NOW = time.time()


@pytest.fixture
def look_up(tmp_path):
    """Asks the hub as the command line does, with a cache between the runs."""

    def look_up(hub, *wanted, token=None, tries=1):
        where = endpoint(hub.endpoint, token, is_authoritative=True)
        effort = Effort(timeout=5.0, back_off=0.01, tries=tries)
        with (
            Cache(tmp_path / "hub.sqlite") as cache,
            HubClient(
                where,
                effort=effort,
                keep=lambda replies: cache.put_many(where.shown, replies),
                recall=lambda keys: cache.recall(where.shown, keys),
            ) as client,
        ):
            return client.look_up([Wanted(each) for each in wanted])

    return look_up


@pytest.fixture
def cached(tmp_path):
    """What an offline run finds in the cache."""

    def cached(hub, name, revision=None):
        with Cache(tmp_path / "hub.sqlite") as cache:
            key = Wanted(name, revision)
            return cache.get_many(hub.endpoint, [key], now=NOW, max_age=None).get(key)

    return cached


def _files_asked(hub):
    return [path.partition("/resolve/")[2] for path in hub.paths() if "/resolve/" in path]


def _card(hub, look_up, name, **options):
    return look_up(hub, name, **options)[Wanted(name)]


def test_license_files_are_read_at_the_commit_of_the_card(test_hub, look_up):
    files = {"LICENSE": TEXT, "weights/model.bin": b"\0" * 10, "license_plate.txt": b"XYZ 1"}
    test_hub.add_model("acme/told", MIT, texts=files)

    card = _card(test_hub, look_up, "acme/told")

    (text,) = card.texts
    assert (text.path, text.content) == ("LICENSE", TEXT)
    assert text.sha256 == hashlib.sha256(TEXT).hexdigest()
    assert _files_asked(test_hub) == [f"{card.revision}/LICENSE"]


def test_file_that_is_known_at_its_commit_is_not_fetched_again(test_hub, look_up):
    test_hub.add_model("acme/told", MIT, texts={"LICENSE": TEXT, "USE_POLICY.md": b"Be kind."})

    first, second = (_card(test_hub, look_up, "acme/told") for _ in range(2))

    assert first.texts == second.texts
    assert len(first.texts) == 2
    assert len(_files_asked(test_hub)) == 2


def test_two_names_of_one_repository_share_one_file(test_hub, look_up):
    test_hub.add_model("acme/new", MIT, texts={"LICENSE": TEXT}, old_names=("acme/old",))

    found = look_up(test_hub, "acme/new", "acme/old")

    assert [card.texts[0].content for card in found.values()] == [TEXT, TEXT]
    assert len(_files_asked(test_hub)) == 1


def test_file_behind_a_gate_leaves_the_card_standing_and_is_told(test_hub, look_up):
    test_hub.add_model("acme/shut", MIT, texts={"LICENSE": TEXT}, gated="manual")

    card = _card(test_hub, look_up, "acme/shut")

    assert (card.licenses, card.texts) == (("mit",), ())
    (unread,) = card.unread
    assert unread.path == "LICENSE"
    assert "gate" in unread.detail


def test_gate_that_was_accepted_since_then_opens_the_file(test_hub, look_up):
    test_hub.add_model("acme/shut", MIT, texts={"LICENSE": TEXT}, gated="manual")
    test_hub.add_token("hf_accepted", "acme/shut")
    _card(test_hub, look_up, "acme/shut")

    card = _card(test_hub, look_up, "acme/shut", token="hf_accepted")

    assert (card.texts[0].content, card.unread) == (TEXT, ())


def test_prompt_of_a_gate_that_is_long_enough_for_a_license_is_a_text(test_hub, look_up):
    test_hub.add_model("acme/prompt", GATED, gated="auto")

    (text,) = _card(test_hub, look_up, "acme/prompt").texts

    assert text.path == GATE_PROMPT
    assert text.content.startswith(b"Be kind")


def test_file_that_is_listed_and_not_there_is_told(test_hub, look_up):
    test_hub.add_model("acme/gone", MIT, files=("LICENSE",), texts={"LICENSE.md": TEXT})

    card = _card(test_hub, look_up, "acme/gone")

    assert [text.path for text in card.texts] == ["LICENSE.md"]
    assert [each.path for each in card.unread] == ["LICENSE"]


def test_answer_without_its_texts_is_not_kept_when_the_server_failed(test_hub, look_up, cached):
    test_hub.add_model("acme/busy", MIT, texts={"LICENSE": TEXT})
    test_hub.fail_with_status(500, "/resolve/", times=1)

    first = _card(test_hub, look_up, "acme/busy")
    kept = cached(test_hub, "acme/busy")
    second = _card(test_hub, look_up, "acme/busy")

    assert first.licenses == ("mit",)
    assert [each.path for each in first.unread] == ["LICENSE"]
    assert kept is None
    assert second.texts[0].content == TEXT


def test_texts_come_from_the_cache_when_offline(test_hub, look_up, cached):
    test_hub.add_model("acme/told", MIT, texts={"LICENSE": TEXT})
    online = _card(test_hub, look_up, "acme/told")

    assert cached(test_hub, "acme/told").texts == online.texts
    assert cached(test_hub, "acme/told", online.revision).texts == online.texts


def test_row_whose_text_was_lost_is_no_answer(test_hub, look_up, cached, tmp_path):
    import sqlite3

    test_hub.add_model("acme/told", MIT, texts={"LICENSE": TEXT})
    _card(test_hub, look_up, "acme/told")
    with sqlite3.connect(tmp_path / "hub.sqlite") as connection:
        connection.execute("DELETE FROM texts")
    connection.close()

    assert cached(test_hub, "acme/told") is None


def test_a_repository_full_of_license_files_costs_a_dozen_requests(test_hub, look_up):
    many = {f"part-{number:03}/LICENSE": TEXT for number in range(50)}
    test_hub.add_model("acme/many", MIT, texts={**many, "LICENSE": TEXT})

    card = _card(test_hub, look_up, "acme/many")

    assert card.texts[0].path == "LICENSE"
    assert len(_files_asked(test_hub)) == 12


def test_audit_concludes_from_the_text_and_again_offline_from_the_cache(test_hub, run, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", test_hub.endpoint)
    test_hub.add_model("acme/told", MIT, texts={"LICENSE": license_text("MPL-2.0").encode()})

    online = _audited(run, "acme/told")
    asked = len(test_hub.requests)
    offline = _audited(run, "acme/told", "--offline")

    assert online["concluded"]["license"] == offline["concluded"]["license"] == "MPL-2.0"
    assert online["declared"] == {"raw": "mit", "license": "MIT"}
    assert online["concluded"]["basis"] == "text"
    assert online["texts"] == offline["texts"]
    page = f"{test_hub.endpoint}/acme/told/blob/{online['revision']}/LICENSE"
    said = {each["kind"]: each for each in online["evidence"]}
    assert (said["text"]["says"], said["text"]["where"]) == ("MPL-2.0", page)
    assert said["card"]["disagrees"]
    assert len(test_hub.requests) == asked


def test_audit_tells_that_a_gate_hides_the_text(test_hub, run, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", test_hub.endpoint)
    test_hub.add_model("acme/shut", MIT, texts={"LICENSE": TEXT}, gated="manual")

    model = _audited(run, "acme/shut")

    said = {each["kind"]: each["says"] for each in model["evidence"]}
    assert model["concluded"]["license"] == "MIT"
    assert "gate" in said["text-unread"]


def _audited(run, name, *options):
    report = json.loads(run("audit", name, *options, "--format", "json").stdout)
    schema("report").validate(report)
    (model,) = report["models"]
    return model
