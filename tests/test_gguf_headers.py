"""Headers of GGUF files on the Hub: read where the card is silent, in part, and never to clear."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest
import yaml

from modelguard.cards import headers
from tests.weights_files import gguf

LLAMA = ("general.base_model.0.repo_url", "https://huggingface.co/acme/gated")


@pytest.fixture
def quantized(run, test_hub, monkeypatch) -> Callable[..., dict]:
    """`modelguard audit` of a repository of GGUF files; the card says what `front` says."""
    monkeypatch.setenv("HF_ENDPOINT", test_hub.endpoint)

    def audit(front: Mapping[str, object], **files: bytes) -> dict:
        card = f"---\n{yaml.safe_dump({**front, 'tags': ['gguf']})}---\n"
        test_hub.add_model("acme/small", card, texts=files)
        return json.loads(run("audit", "--online", "--format", "json", "acme/small").stdout)

    return audit


def test_header_of_a_file_on_the_hub_names_the_base_where_the_card_names_none(quantized):
    header = gguf(LLAMA, ("general.license", "mit"), vocabulary=60_000)
    (model,) = quantized({"license": "mit"}, **{"q4.gguf": header})["models"]
    (base,) = model["lineage"]
    assert (base["id"], base["relation"]) == ("acme/gated", "quantized")
    assert base["named_by"] == "header"
    assert model["concluded"]["license"] == "llama3.1"


def test_no_more_than_the_first_bytes_of_one_file_are_asked_for(quantized, test_hub):
    header = gguf(LLAMA, vocabulary=60_000)
    files = {"b.gguf": header, "a.gguf": header, "a-mmproj.gguf": b"", "sub/0.gguf": header}
    quantized({"license": "mit"}, **files)
    (asked,) = (each for each in test_hub.requests if each.path.endswith(".gguf"))
    assert asked.path.endswith("/a.gguf")
    assert asked.headers["range"] == f"bytes=0-{headers.PREFIX - 1}"
    assert len(header) > headers.PREFIX


def test_server_that_sends_the_whole_file_is_cut_off(quantized, test_hub, make_answer):
    header = gguf(LLAMA) + bytes(40 * 1024 * 1024)
    test_hub.fail("/q4.gguf", make_answer(200, header), times=None)
    (model,) = quantized({"license": "mit"}, **{"q4.gguf": b""})["models"]
    assert [base["id"] for base in model["lineage"]] == ["acme/gated"]


def test_no_header_is_asked_for_where_the_card_names_license_and_base(quantized, test_hub):
    front = {"license": "mit", "base_model": "acme/plain"}
    quantized(front, **{"q4.gguf": gguf(LLAMA)})
    assert not any(path.endswith(".gguf") for path in test_hub.paths())


def test_license_of_a_header_counts_where_the_card_declares_none(quantized):
    header = gguf(("general.license", "other"), ("general.license.name", "llama3.3"))
    report = quantized({"base_model": "acme/plain"}, **{"q4.gguf": header})
    (model,) = report["models"]
    assert (model["concluded"]["license"], model["concluded"]["basis"]) == ("llama3.3", "header")
    assert [each["kind"] for each in model["evidence"][:2]] == ["card", "header"]
    assert model["evidence"][1]["where"].endswith("/q4.gguf")
    assert "license-missing" not in {each["check"] for each in report["findings"]}


def test_license_that_a_card_declares_and_nobody_knows_is_not_cleared_by_a_header(quantized):
    header = gguf(("general.license", "apache-2.0"))
    (model,) = quantized({"license": "acme-own"}, **{"q4.gguf": header})["models"]
    assert model["concluded"]["class"] == "unknown"


@pytest.mark.parametrize(
    ("paths", "selected"),
    [
        (["sub/a.gguf", "z.GGUF", "README.md"], "z.GGUF"),
        (["m-00002-of-00002.gguf", "m-00001-of-00002.gguf"], "m-00001-of-00002.gguf"),
        (["mmproj-f16.gguf", "m.imatrix.gguf", "model.safetensors"], None),
        (["../m.gguf", "a/../../m.gguf", "m\x1b.gguf"], None),
    ],
)
def test_one_file_of_weights_inside_the_repository_is_selected(paths, selected):
    assert headers.select(paths) == selected


@pytest.mark.parametrize("content", [b"", b"GGUF", b"<html>", gguf(LLAMA, count=2**50)])
def test_header_that_cannot_be_read_says_nothing(quantized, content):
    report = quantized({"license": "mit"}, **{"q4.gguf": content})
    (model,) = report["models"]
    assert (model["concluded"]["license"], model["lineage"]) == ("MIT", [])


def test_header_that_a_server_fails_to_give_is_asked_for_once_and_told(quantized, test_hub):
    test_hub.fail_with_status(500, "/q4.gguf")
    report = quantized({"license": "mit"}, **{"q4.gguf": gguf(LLAMA)})
    (told,) = (each for each in report["findings"] if each["check"] == "base-undeclared")
    assert told["message"].startswith("whether `q4.gguf` names a `base_model` is not known: ")
    assert sum(path.endswith(".gguf") for path in test_hub.paths()) == 1


def test_weights_on_another_server_are_read_there_in_part_and_without_the_token(
    quantized, test_hub, start_hub, make_answer, monkeypatch
):
    elsewhere = start_hub()
    header = gguf(LLAMA, vocabulary=60_000)
    elsewhere.add_model("store/weights", texts={"blob.gguf": header})
    place = f"{elsewhere.endpoint}/store/weights/resolve/main/blob.gguf"
    test_hub.fail(".gguf", make_answer(302, headers={"Location": place}), times=None)
    test_hub.add_token("hf_secret")
    monkeypatch.setenv("HF_TOKEN", "hf_secret")

    (model,) = quantized({"license": "mit"}, **{"q4.gguf": b""})["models"]

    assert [base["id"] for base in model["lineage"]] == ["acme/gated"]
    (asked,) = elsewhere.requests
    assert asked.headers["range"] == f"bytes=0-{headers.PREFIX - 1}"
    assert "authorization" not in asked.headers
    assert any("authorization" in each.headers for each in test_hub.requests)


def test_server_of_weights_that_is_away_costs_no_other_model_its_answer(
    run, test_hub, make_answer, monkeypatch
):
    monkeypatch.setenv("HF_ENDPOINT", test_hub.endpoint)
    nowhere = make_answer(302, headers={"Location": "https://127.0.0.1:1/weights"})
    test_hub.fail(".gguf", nowhere, times=None)
    names = [f"acme/small-{number}" for number in range(20)]
    for name in names:
        card = "---\nlicense: apache-2.0\n---\n"
        test_hub.add_model(name, card, texts={"q4.gguf": gguf(LLAMA)})
    test_hub.add_model("acme/later", "---\nlicense: mit\nbase_model: acme/plain\n---\n")
    report = json.loads(run("audit", "--online", "--format", "json", *names, "acme/later").stdout)
    assert report["unresolved"] == []
    (later,) = (model for model in report["models"] if model["id"] == "acme/later")
    assert [base["problem"] for base in later["lineage"]] == [None]


@pytest.mark.parametrize(
    ("organization", "name"), [("..", ".."), ("acme", "a\x1b[31mb"), ("acme", "A Name"), ("", "a")]
)
def test_base_in_a_header_that_can_be_no_repository_is_left_out(organization, name, quantized):
    pairs = {"organization": organization, "name": name}
    header = gguf(*((f"general.base_model.0.{key}", said) for key, said in pairs.items()))
    (model,) = quantized({"license": "mit"}, **{"q4.gguf": header})["models"]
    assert model["lineage"] == []


def test_source_of_a_header_is_a_base_and_the_repository_itself_is_none(quantized):
    own = ("general.source.repo_url", "https://huggingface.co/Acme/Small")
    (model,) = quantized({"license": "mit"}, **{"q4.gguf": gguf(own, LLAMA)})["models"]
    assert [base["id"] for base in model["lineage"]] == ["acme/gated"]
    assert model["descent"]["loops"] == []


def test_what_a_header_said_is_known_offline_from_the_cache(quantized, run):
    quantized({"license": "mit"}, **{"q4.gguf": gguf(LLAMA)})
    outcome = run("audit", "--offline", "--format", "json", "acme/small")
    (model,) = json.loads(outcome.stdout)["models"]
    assert [base["named_by"] for base in model["lineage"]] == ["header"]
