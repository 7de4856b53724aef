"""From cards on a Hub to a conclusion: tags, names, links, gates, lists, expressions, lineage."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

TABLE = Path(__file__).parent / "data" / "conclusions.yaml"
ROWS = yaml.safe_load(TABLE.read_text(encoding="utf-8"))


@pytest.fixture
def audited(run, test_hub, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", test_hub.endpoint)

    def audit(cards, *options):
        for repo, front_matter in cards.items():
            test_hub.add_model(repo, f"---\n{yaml.safe_dump(front_matter)}---\n# Card\n")
        outcome = run("audit", "--online", "--format", "json", *options, next(iter(cards)))
        return json.loads(outcome.stdout)

    return audit


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_card_leads_to_its_conclusion(audited, row):
    (model,) = audited(row["cards"])["models"]
    expected = {
        key: value
        for key, value in row.items()
        if key in ("class", "license", "expression", "basis", "problem")
    }
    concluded = model["concluded"]
    assert {key: concluded[key] for key in expected} == expected
    assert "problem" in expected or concluded["problem"] is None
    assert model["evidence"]


def test_base_that_is_not_there_is_a_warning_not_silence(audited):
    report = audited({"acme/a": {"license": "mit", "base_model": "acme/gone"}})
    (finding,) = [each for each in report["findings"] if "acme/gone" in each["message"]]
    assert finding["severity"] == "warning"


def test_or_follows_the_policy(audited):
    report = audited({"acme/a": {"license": "gemma OR CC-BY-NC-4.0"}}, "--policy", "research")
    assert report["models"][0]["concluded"]["license"] == "gemma"
