"""Bodies of the API become cards; nothing is taken for declared that was not."""

from __future__ import annotations

import json

import pytest

from modelguard.cards.declaration import Reply, card, declared_parts
from modelguard.domain import Base, Card, CardSource, Namer, Relation


def _card(**body: object) -> Card:
    parts = declared_parts({"id": "acme/model", **body})
    return card(parts, source=CardSource.HUB, where="https://hub/acme/model", as_of="2026-11-22")


def _front(**keys: object) -> Card:
    return _card(cardData=keys)


@pytest.mark.parametrize(
    ("value", "licenses"),
    [
        ("mit", ("mit",)),
        (" mit ", ("mit",)),
        (["mit", "apache-2.0", "mit"], ("mit", "apache-2.0")),
        ("", ()),
        ([], ()),
        (None, ()),
        ("MIT OR Apache-2.0", ("MIT OR Apache-2.0",)),
    ],
)
def test_texts_and_lists_are_declared_as_they_stand(value, licenses):
    found = _front(license=value)

    assert found.licenses == licenses
    assert found.problems == ()


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (
            False,
            "`license: false` is true or false, not a text; "
            "YAML reads a bare `no` or `off` as false",
        ),
        (2.0, "`license: 2.0` is a number, not a text"),
        ({"name": "mit"}, '`license: {"name": "mit"}` is a mapping, not a text'),
        ([["mit"]], '`license: ["mit"]` is a list, not a text'),
        ("x" * 5000, f"`license: {'x' * 79}…` is longer than 2048 characters, not a text"),
        (["x"] * 5000, "`license` has more than 1000 values"),
    ],
)
def test_what_is_no_text_is_a_problem_and_no_license(value, problem):
    found = _front(license=value)

    assert found.licenses == ()
    assert found.problems == (problem,)


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("licence", "license"),
        ("License", "license"),
        ("licenses", "license"),
        ("license-name", "license_name"),
        ("license_url", "license_link"),
        ("Licence URL", "license_link"),
        ("base_models", "base_model"),
        ("base-model", "base_model"),
        ("dataset", "datasets"),
    ],
)
def test_a_misspelt_key_is_named_and_not_taken_for_declared(key, meant):
    found = _front(**{key: "mit"})

    assert found.licenses == ()
    assert found.license_name is None
    assert found.license_link is None
    assert found.bases == ()
    assert found.problems == (
        f"`{key}: mit` is no key of the Hub; did the author mean `{meant}:`?",
    )


def test_an_unknown_key_about_licenses_is_named():
    assert _front(license_details="see the paper").problems == (
        "`license_details: see the paper` is no key of the Hub",
    )


def test_keys_of_another_topic_are_no_problem():
    assert _front(license="mit", widget=[{"text": "x"}], co2=False).problems == ()


def test_without_front_matter_the_tags_speak():
    found = _card(
        disabled=True, tags=["gptj", "license:apache-2.0", "dataset:acme/chat", "base_model:a/b"]
    )

    assert found.licenses == ("apache-2.0",)
    assert found.datasets == ("acme/chat",)
    assert found.bases == (Base("a/b", named_by=Namer.TAG),)
    assert found.disabled


def test_a_license_that_could_not_be_read_is_not_replaced_by_a_tag():
    assert _card(cardData={"license": False}, tags=["license:mit"]).licenses == ()


@pytest.mark.parametrize(
    ("body", "bases"),
    [
        ({"cardData": {"base_model": "a/b"}}, [Base("a/b")]),
        ({"cardData": {"base_model": ["a/b", "c/d"]}}, [Base("a/b"), Base("c/d")]),
        ({"cardData": {"base_model": "a/b@main"}}, [Base("a/b")]),
        (
            {"cardData": {"base_model": "a/b", "base_model_relation": "Quantized"}},
            [Base("a/b", Relation.QUANTIZED)],
        ),
        (
            {"cardData": {"base_model": "https://huggingface.co/a/b/tree/main"}},
            [Base("a/b")],
        ),
        (
            {"cardData": {"base_model": "a/b"}, "tags": ["base_model:a/b", "base_model:merge:a/b"]},
            [Base("a/b", Relation.MERGE)],
        ),
        (
            {
                "cardData": {"base_model": "old/name"},
                "baseModels": {"relation": "finetune", "models": [{"_id": "1", "id": "a/b"}]},
            },
            [Base("a/b", Relation.FINETUNE, Namer.HUB)],
        ),
        (
            {
                "cardData": {"base_model": ["a/b", "gone/away"]},
                "baseModels": {"relation": "merge", "models": [{"_id": "1", "id": "a/b"}]},
            },
            [Base("a/b", Relation.MERGE), Base("gone/away")],
        ),
        (
            {"cardData": {"model_link": "https://huggingface.co/a/b", "quantized_by": "c"}},
            [Base("a/b", Relation.QUANTIZED, Namer.MODEL_LINK)],
        ),
        ({"cardData": {"model_link": "https://huggingface.co/a/b"}}, []),
        (
            {"cardData": {"base_model": "a/b"}, "siblings": ["q4.gguf"]},
            [Base("a/b", Relation.QUANTIZED)],
        ),
        (
            {"cardData": {"base_model": "a/b"}, "siblings": ["q4.gguf", "model.safetensors"]},
            [Base("a/b")],
        ),
        ({"baseModels": ["not", "an", "object"]}, []),
        ({"baseModels": {"relation": 1, "models": "a/b"}}, []),
    ],
)
def test_bases_come_from_all_places_that_name_them(body, bases):
    assert list(_card(**body).bases) == bases


def test_an_unknown_relation_is_a_problem():
    found = _front(base_model="a/b", base_model_relation="sibling")

    assert found.bases == (Base("a/b"),)
    assert found.problems == ("`base_model_relation: sibling` is not a relation that the Hub has",)


@pytest.mark.parametrize(
    ("gated", "said"),
    [(False, ""), (None, ""), ("auto", "auto"), ("manual", "manual"), (1, "manual")],
)
def test_whatever_is_gated_stays_gated(gated, said):
    assert _card(gated=gated).gated == said


def test_a_long_prompt_is_cut_between_characters():
    prompt = _front(extra_gated_prompt="é" * 100_000).gate_prompt

    assert prompt == "é" * (32 * 1024)


def test_only_a_full_hash_is_a_revision():
    assert _card(sha="a" * 40).revision == "a" * 40
    assert _card(sha="main").revision is None


def test_files_are_named_by_either_shape_and_not_without_end():
    siblings = [{"rfilename": "LICENSE"}, "README.md", {"size": 1}, 7, "x" * 5000]

    assert _card(siblings=siblings).files == ("LICENSE", "README.md")
    assert len(_card(siblings=["a"] * 50_000).files) == 10_000


def test_a_reply_survives_json_and_gives_the_same_card():
    body = {
        "id": "acme/model",
        "sha": "a" * 40,
        "gated": "auto",
        "tags": ["en", "license:mit"],
        "siblings": [{"rfilename": "LICENSE", "size": 3}],
        "cardData": {"license": "mit", "licence": 3.5, "extra_gated_prompt": "x", "junk": [1]},
        "problems": ["line 1: …"],
    }
    reply = Reply(declared_parts(body), "https://hub/acme/model", 1_800_000_000.0)
    again = Reply(json.loads(json.dumps(reply.body)), reply.where, reply.fetched_at)

    assert again.card(CardSource.CACHE) == reply.card(CardSource.CACHE)
    assert "junk" not in json.dumps(reply.body)
    assert reply.card(CardSource.HUB).as_of == "2027-01-15"


def test_a_hostile_body_stays_small_and_can_be_written():
    nest: list[object] = []
    for _ in range(500):
        nest = [nest]
    parts = declared_parts(
        {
            "id": "acme/model",
            "tags": ["license:" + "x" * 9000, "license:\ud800", *["dataset:a"] * 5000],
            "cardData": {"license": nest, "license_name": "x" * 10**6, "licenses": {"\ud800": 1}},
            "siblings": ["\ud800"],
        }
    )

    assert len(json.dumps(parts, ensure_ascii=False).encode("utf-8")) < 30_000
