"""The systems that people name first come out right, from the catalog and from their cards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

TABLE = Path(__file__).parent / "data" / "systems.yaml"
ROWS = yaml.safe_load(TABLE.read_text(encoding="utf-8"))


def concluded(run, *arguments):
    outcome = run("audit", "--format", "json", "--fail-on", "never", *arguments)
    assert outcome.code == 0, outcome.stderr
    (model,) = json.loads(outcome.stdout)["models"]
    return model


def as_in_table(model):
    return {
        "class": model["concluded"]["class"],
        "license": model["concluded"]["license"],
        "openness": model["openness"]["verdict"],
    }


def expected(row):
    return {key: row[key] for key in ("class", "license", "openness")}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_catalog_gives_class_license_and_openness(run, row):
    model = concluded(run, "--offline", row["id"])
    assert as_in_table(model) == expected(row)
    assert model["openness"]["reasons"]
    assert model["evidence"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_card_alone_gives_the_same(run, row, test_hub, monkeypatch):
    if "card" in row:
        front_matter = yaml.safe_dump(row["card"]) if row["card"] else ""
        test_hub.add_model(row["id"], f"---\n{front_matter}---\n# Card\n")
    monkeypatch.setenv("HF_ENDPOINT", test_hub.endpoint)
    model = concluded(run, "--online", row["id"])
    assert as_in_table(model) == expected(row)
    assert all(evidence["kind"] != "catalog" for evidence in model["evidence"])
