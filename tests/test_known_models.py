"""Well-known models come out as they are known, from the catalog and from their cards alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

TABLE = Path(__file__).parent / "data" / "known_models.yaml"
ROWS = yaml.safe_load(TABLE.read_text(encoding="utf-8"))


@pytest.fixture
def wrong(run) -> Callable[[str], list[str]]:
    """The models that come out another way than the table says, judged all in one run."""

    def wrong(source: str) -> list[str]:
        models = [row["model"] for row in ROWS]
        report = json.loads(run("audit", source, "--format", "json", *models).stdout)
        concluded = {model["id"]: model["concluded"] for model in report["models"]}
        return [
            f"{row['model']}: {found['class']} under {found['license']}"
            for row in ROWS
            for found in [concluded[row["model"]]]
            if (found["class"], found["license"])
            != (row["class"], row.get("license", found["license"]))
        ]

    return wrong


def test_known_models_come_out_right_from_the_catalog(wrong):
    assert wrong("--offline") == []


def test_known_models_come_out_right_from_their_cards_alone(wrong, test_hub, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", test_hub.endpoint)
    for row in ROWS:
        test_hub.add_model(row["model"], f"---\n{yaml.safe_dump(row['card'])}---\n")
    assert wrong("--online") == []
