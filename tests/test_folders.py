"""Models in local folders and weights files: cards, license files, headers; hostile ones too."""

from __future__ import annotations

import json
import os
import struct

import pytest

from modelguard.cards import folder, headers
from modelguard.domain import Base, Card, CardSource, Header, Namer, Reason, Relation
from tests.hub.license_texts import license_text
from tests.weights_files import gguf, safetensors

CARD = "---\nlicense: {}\nbase_model: acme/base\n---\n# A model\n"

GGUF = gguf(
    ("general.license", "llama3.1"),
    ("general.base_model.0.repo_url", "https://huggingface.co/meta-llama/Llama-3.1-8B"),
)


@pytest.fixture
def place(tmp_path):
    """A folder `model` with these files."""

    def place(**files):
        (tmp_path / "model").mkdir()
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (tmp_path / "model" / name).write_bytes(data)
        return folder.look_up("model", tmp_path, anywhere=False)

    return place


def test_card_and_license_file_of_a_folder_are_read(place):
    card = place(**{"README.md": CARD.format("mit"), "LICENSE": "words"})

    assert (card.source, card.where, card.as_of) == (CardSource.FOLDER, "model", "")
    assert (card.licenses, card.bases) == (("mit",), (Base("acme/base"),))
    assert [(text.path, text.content) for text in card.texts] == [("LICENSE", b"words")]


def test_adapter_names_its_base_by_its_configuration(place):
    card = place(**{"adapter_config.json": '{"base_model_name_or_path": "acme/base"}'})

    assert card.bases == (Base("acme/base", Relation.ADAPTER, Namer.ADAPTER_CONFIG),)


def test_header_speaks_where_there_is_no_card(place):
    card = place(**{"model.gguf": GGUF})

    assert card.headers == (Header("model.gguf", "llama3.1"),)
    assert card.bases == (Base("meta-llama/Llama-3.1-8B", Relation.QUANTIZED, Namer.HEADER),)


def test_header_that_names_another_license_than_the_card_stands_beside_it(place):
    card = place(**{"README.md": CARD.format("mit"), "model.gguf": GGUF})

    assert (card.licenses, card.headers) == (("mit",), (Header("model.gguf", "llama3.1"),))
    assert card.bases == (Base("acme/base", Relation.QUANTIZED),)


def test_stricter_license_of_a_header_binds_and_is_told(tmp_path, run):
    (tmp_path / "README.md").write_text("---\nlicense: mit\n---\n", encoding="utf-8")
    (tmp_path / "model.gguf").write_bytes(gguf(("general.license", "cc-by-nc-4.0")))

    outcome = run("audit", tmp_path, "--offline", "--format", "json")
    report = json.loads(outcome.stdout)

    assert report["models"][0]["concluded"]["licenses"] == ["MIT", "CC-BY-NC-4.0"]
    (told,) = (each for each in report["findings"] if each["check"] == "license-text-mismatch")
    assert "the header of `model.gguf` names `CC-BY-NC-4.0`" in told["message"]
    assert told["message"].endswith("; both count")


@pytest.mark.parametrize(
    ("declared", "concluded"), [("mit", "unknown"), ("llama3.1", "open-weight-community")]
)
def test_header_that_nobody_understands_takes_back_an_open_license(
    declared, concluded, tmp_path, run
):
    (tmp_path / "README.md").write_text(f"---\nlicense: {declared}\n---\n", encoding="utf-8")
    (tmp_path / "model.gguf").write_bytes(gguf(("general.license", "acme-terms")))

    outcome = run("audit", tmp_path, "--offline", "--format", "json")
    (model,) = json.loads(outcome.stdout)["models"]

    assert model["concluded"]["class"] == concluded
    if concluded == "unknown":
        assert "the header of `model.gguf` says `acme-terms`" in model["concluded"]["detail"]


def test_weights_file_alone_is_a_model(tmp_path, run):
    (tmp_path / "model.gguf").write_bytes(GGUF)

    outcome = run("audit", tmp_path / "model.gguf", "--offline", "--format", "json")
    (model,) = json.loads(outcome.stdout)["models"]

    assert (model["concluded"]["license"], model["concluded"]["basis"]) == ("llama3.1", "header")
    assert model["declared"] == {"raw": "llama3.1", "license": "llama3.1"}


def test_license_by_name_and_link_in_a_header_is_other(tmp_path):
    pairs = ("general.license.name", "acme-terms"), ("general.license.link", "https://acme.example")
    (tmp_path / "model.gguf").write_bytes(gguf(*pairs))

    found = headers.read(tmp_path / "model.gguf")

    assert (found["license"], found["license_name"]) == ("other", "acme-terms")


def test_license_of_safetensors_is_read_from_its_metadata(tmp_path):
    metadata = {"__metadata__": {"modelspec.license": "openrail++"}}
    (tmp_path / "model.safetensors").write_bytes(safetensors(metadata))

    assert headers.read(tmp_path / "model.safetensors") == {"license": "openrail++"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut.gguf", GGUF[:60]),
        ("empty.gguf", b""),
        ("other.gguf", b"PK\x03\x04" + bytes(40)),
        ("keys.gguf", gguf(count=2**40)),
        ("text.gguf", b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 2**60)),
        ("old.gguf", b"GGUF" + struct.pack("<IQQ", 1, 0, 0)),
        ("cut.safetensors", b"\x01"),
        ("long.safetensors", struct.pack("<Q", 2**60)),
        ("words.safetensors", struct.pack("<Q", 5) + b"words"),
        ("deep.safetensors", struct.pack("<Q", 200_000) + b"[" * 200_000),
    ],
)
def test_damaged_header_is_told_and_grants_nothing(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)

    card = folder.look_up(name, tmp_path, anywhere=False)

    assert isinstance(card, Card)
    assert (card.licenses, card.headers) == ((), ())
    assert len(card.problems) == 1


def test_safetensors_without_metadata_say_nothing(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(safetensors({"__metadata__": ["mit"]}))

    assert headers.read(tmp_path / "model.safetensors") == {}


@pytest.mark.parametrize("name", ["../outside", "model/../../outside", "/etc"])
def test_project_reads_nothing_outside_of_its_root(tmp_path, name):
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "outside").mkdir()

    assert folder.look_up(name, root, anywhere=False).reason is Reason.UNSUPPORTED_SOURCE


def test_links_out_of_the_folder_are_not_followed(tmp_path):
    (tmp_path / "secret").write_text("words", encoding="utf-8")
    model = tmp_path / "model"
    (model / "weights").mkdir(parents=True)
    (model / "LICENSE").symlink_to(tmp_path / "secret")
    (model / "weights" / "loop").symlink_to(model)
    (model / "blob").write_text("inside", encoding="utf-8")
    (model / "COPYING").symlink_to(model / "blob")

    card = folder.look_up("model", tmp_path, anywhere=False)

    assert [(text.path, text.content) for text in card.texts] == [("COPYING", b"inside")]
    assert not any("loop" in name for name in card.files)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_snapshot_in_the_cache_of_the_hub_is_read_through_its_links(tmp_path):
    repository = tmp_path / "models--acme--bert"
    (repository / "blobs").mkdir(parents=True)
    (repository / "blobs" / "0a1b").write_text("---\nlicense: mit\n---\n", encoding="utf-8")
    snapshot = repository / "snapshots" / "c0ffee"
    snapshot.mkdir(parents=True)
    (snapshot / "README.md").symlink_to("../../blobs/0a1b")

    assert folder.look_up(str(snapshot), tmp_path, anywhere=True).licenses == ("mit",)


def test_fifo_in_a_folder_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "LICENSE")
    os.mkfifo(tmp_path / "model.gguf")

    assert folder.look_up(str(tmp_path), tmp_path, anywhere=True).texts == ()
    assert folder.look_up("model.gguf", tmp_path, anywhere=False).problems


def test_name_that_is_no_model_is_told(tmp_path):
    (tmp_path / "notes.txt").write_text("words", encoding="utf-8")

    assert folder.look_up("notes.txt", tmp_path, anywhere=False).reason is Reason.UNREADABLE
    assert folder.look_up("nowhere", tmp_path, anywhere=False).reason is Reason.NOT_FOUND


def test_folder_is_audited_by_its_text(tmp_path, run):
    (tmp_path / "README.md").write_text("---\nlicense: other\n---\n", encoding="utf-8")
    (tmp_path / "LICENSE").write_text(license_text("MPL-2.0"), encoding="utf-8")

    outcome = run("audit", tmp_path, "--offline", "--format", "json")
    (model,) = json.loads(outcome.stdout)["models"]

    assert outcome.code == 0
    assert (model["id"], model["concluded"]["license"]) == (f"path:{tmp_path}", "MPL-2.0")
    assert model["concluded"]["basis"] == "text"
    assert model["texts"][0]["license"] == "MPL-2.0"


def test_folder_of_the_manifest_is_looked_up(project, run):
    root = project(
        **{
            "modelguard.yaml": "models:\n  - path:models/support\n",
            "models/support/README.md": "---\nlicense: cc-by-nc-4.0\n---\n",
        }
    )

    outcome = run("check", root, "--offline", "--format", "json")
    report = json.loads(outcome.stdout)

    assert report["models"][0]["concluded"]["license"] == "CC-BY-NC-4.0"
    assert "noncommercial-use" in [finding["check"] for finding in report["findings"]]


def test_name_that_is_a_folder_here_and_may_be_on_the_hub_is_told(project, run, monkeypatch):
    root = project(**{"acme/model/README.md": "---\nlicense: mit\n---\n"})
    monkeypatch.chdir(root)

    outcome = run("audit", "acme/model", "--offline", "--format", "json")

    assert json.loads(outcome.stdout)["models"][0]["id"] == "path:acme/model"
    assert "`hf:acme/model`" in outcome.stderr
