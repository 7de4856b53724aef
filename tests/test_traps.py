"""Models of which the obvious answer is wrong: from the catalog, and from cards on a hub."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

TABLE = Path(__file__).parent / "data" / "traps.yaml"
ROWS = yaml.safe_load(TABLE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.get("catalog", True)], ids=lambda row: row["name"]
)
def test_trap_is_seen_from_the_catalog(row, run):
    outcome = run("audit", "--offline", "--format", "json", row["model"])
    _is_as_told(row, json.loads(outcome.stdout), is_card=False)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_trap_is_seen_from_a_card(row, run, test_hub, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", test_hub.endpoint)
    for name, front in {row["model"]: row["card"], **row.get("others", {})}.items():
        kind = "dataset" if name.startswith("datasets/") else "model"
        card = f"---\n{yaml.safe_dump(front)}---\n"
        test_hub.add_model(name.removeprefix("datasets/"), card, type=kind)
    outcome = run("audit", "--online", "--format", "json", row["model"])
    _is_as_told(row, json.loads(outcome.stdout), is_card=True)


def _is_as_told(row, report, *, is_card):
    (model,) = report["models"]
    concluded = model["concluded"]
    found = {each["check"]: each["severity"] for each in report["findings"]}
    assert concluded["class"] == row.get("class", concluded["class"])
    assert concluded["license"] == row.get("license", concluded["license"])
    assert concluded["class"] != row.get("not_class")
    assert row.get("silent") not in found
    if is_card:
        assert row.get("check", {}).items() <= found.items()
