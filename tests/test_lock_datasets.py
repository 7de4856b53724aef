"""Datasets in `modelguard.lock`: rows of their own, and the same verdict from the lock alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.formats.schemas import schema

PROJECT = "models: [acme/trained]\n"
TRAINED = "---\nlicense: apache-2.0\nbase_model: acme/base\ndatasets: [acme/talk, acme/gone]\n---\n"
BASE = "---\nlicense: apache-2.0\ndatasets: [acme/web]\n---\n"


@pytest.fixture
def hub(start_hub, monkeypatch):
    """A hub with a model, its base, and a dataset of each; one dataset is not there."""
    hub = start_hub()
    hub.add_model("acme/trained", TRAINED)
    hub.add_model("acme/base", BASE)
    hub.add_model("acme/talk", "---\nlicense: cc-by-nc-4.0\n---\n", type="dataset")
    hub.add_model("acme/web", "---\nlicense: odc-by\n---\n", type="dataset")
    monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
    monkeypatch.setenv("MODELGUARD_AUTHORITATIVE_ENDPOINT", "1")
    monkeypatch.setenv("MODELGUARD_NO_CACHE", "1")
    return hub


@pytest.fixture
def locked(hub, project, run) -> Path:
    folder = project(**{"modelguard.yaml": PROJECT})
    outcome = run("lock", folder)
    assert outcome.code == 0, outcome.stderr
    return folder


@pytest.fixture
def findings(run) -> Callable[..., list[tuple[str, str]]]:
    def findings(folder: Path, *options: str) -> list[tuple[str, str]]:
        report = json.loads(run("check", folder, "--format", "json", *options).stdout)
        return [(each["check"], each["message"]) for each in report["findings"]]

    return findings


def _document(folder: Path) -> dict[str, object]:
    return json.loads((folder / "modelguard.lock").read_text(encoding="utf-8"))


def test_datasets_of_a_model_and_of_its_bases_have_rows(locked):
    document = _document(locked)
    schema("lock").validate(document)
    rows = document["models"]
    assert list(rows) == ["acme/base", "acme/trained", "datasets/acme/talk", "datasets/acme/web"]
    assert rows["datasets/acme/talk"]["concluded"]["licenses"] == ["CC-BY-NC-4.0"]
    assert len(rows["datasets/acme/talk"]["revision"]) == 40
    assert "CC-BY-NC-4.0" in document["licenses"]


def test_locked_check_says_the_same_of_datasets_as_the_hub_and_asks_nobody(hub, locked, findings):
    before = [each for each in findings(locked, "--online") if each[0] == "dataset-restricted"]
    hub.requests.clear()
    after = [each for each in findings(locked, "--locked") if each[0] == "dataset-restricted"]
    assert before == after != []
    assert hub.requests == []


def test_rows_of_datasets_are_needed_as_long_as_their_model_is(hub, locked, run, findings):
    assert run("lock", locked, "--check").code == 0
    assert "lock-outdated" not in dict(findings(locked, "--locked"))

    hub.add_model("acme/trained", "---\nlicense: apache-2.0\n---\n")
    assert run("lock", locked, "--upgrade", "acme/trained").code == 0
    assert list(_document(locked)["models"]) == ["acme/trained"]


def test_upgrade_of_a_model_looks_its_datasets_up_anew(hub, locked, run):
    hub.add_model("acme/talk", "---\nlicense: mit\n---\n", type="dataset")
    run("lock", locked, "--upgrade", "acme/trained")
    assert _document(locked)["models"]["datasets/acme/talk"]["concluded"]["license"] == "MIT"


def test_dataset_that_changed_its_license_since_is_told(hub, locked, findings):
    hub.add_model("acme/talk", "---\nlicense: mit\n---\n", type="dataset")
    told = dict(findings(locked))["terms-changed"]
    assert "license of datasets/acme/talk went from `CC-BY-NC-4.0` to `MIT`" in told


def test_lock_of_before_that_has_no_rows_of_datasets_is_read(locked, run, findings):
    document = _document(locked)
    rows = document["models"]
    kept = {name: rows[name] for name in rows if not name.startswith("datasets/")}
    for row in kept.values():
        row["declared"].pop("bases_named_by", None)
    old = json.dumps({**document, "models": kept}, indent=2) + "\n"
    (locked / "modelguard.lock").write_text(old, encoding="utf-8")

    assert "dataset-restricted" not in dict(findings(locked, "--locked"))
    assert run("lock", locked).code == 0
    assert "datasets/acme/talk" in _document(locked)["models"]


def test_lock_says_where_a_base_was_named(locked, run):
    assert _document(locked)["models"]["acme/trained"]["declared"]["bases_named_by"] == {
        "acme/base": "card"
    }
    report = json.loads(run("check", locked, "--locked", "--format", "json").stdout)
    assert [base["named_by"] for base in report["models"][0]["lineage"]] == ["card"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('"bases_named_by": {"a/b": "hearsay"}', "hearsay"),
        ('"bases_named_by": ["card"]', "must be an object"),
        ('"headers": [{"license": "mit"}]', "`path`"),
        ('"headers": {"path": "a.gguf"}', "must be a list of objects"),
    ],
)
def test_row_that_tells_of_bases_in_another_way_is_broken(written, told, locked, run):
    path = locked / "modelguard.lock"
    text = path.read_text(encoding="utf-8")
    names = text.index('"bases_named_by"') if "bases" in written else text.index('"license": [')
    end = text.index("}", names) + 1 if "bases" in written else names
    rest = text[end:] if "bases" in written else f", {text[end:]}"
    path.write_text(text[:names] + written + rest, encoding="utf-8")
    outcome = run("check", locked, "--locked")
    assert outcome.code == 2
    assert told in outcome.stderr


def test_what_the_hub_did_not_know_is_told_from_what_the_lock_lacks(hub, project, run, findings):
    hub.add_model("acme/orphan", "---\nlicense: mit\nbase_model: acme/lost\n---\n")
    folder = project(**{"modelguard.yaml": "models: [acme/orphan, acme/trained]\n"})
    run("lock", folder)
    document = _document(folder)
    schema("lock").validate(document)

    assert document["absent"] == ["acme/lost", "datasets/acme/gone"]
    assert run("lock", folder, "--check").code == 0
    assert "model-not-found" in dict(findings(folder, "--locked"))
    assert "model-unverified" not in dict(findings(folder, "--locked"))

    del document["absent"]
    (folder / "modelguard.lock").write_text(json.dumps(document), encoding="utf-8")
    assert "model-unverified" in dict(findings(folder, "--locked")), "locks of before"


def test_what_was_absent_is_asked_for_again_by_the_next_lock(hub, project, run):
    hub.add_model("acme/orphan", "---\nlicense: mit\nbase_model: acme/lost\n---\n")
    folder = project(**{"modelguard.yaml": "models: [acme/orphan]\n"})
    run("lock", folder)
    hub.add_model("acme/lost", "---\nlicense: cc-by-nc-4.0\n---\n")
    run("lock", folder)

    assert "absent" not in _document(folder)
    assert "acme/lost" in _document(folder)["models"]
