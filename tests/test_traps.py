"""Models of which the obvious answer is wrong: from the catalog, from cards, and from a lock."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

TABLE = Path(__file__).parent / "data" / "traps.yaml"
ROWS = yaml.safe_load(TABLE.read_text(encoding="utf-8"))


@pytest.fixture
def in_project(project) -> Callable[..., Path]:
    """A project whose file names a row's model, and states its use if the row does."""

    def in_project(row: dict[str, object]) -> Path:
        stated = {"usage": row["usage"]} if "usage" in row else {}
        text = yaml.safe_dump({"models": [row["model"]], **stated})
        return project(**{"modelguard.yaml": text})

    return in_project


@pytest.fixture
def judged(run, in_project) -> Callable[..., dict[str, object]]:
    """The report on a row's model: alone, or in a project that states how it is used."""

    def judged(row: dict[str, object], source: str) -> dict[str, object]:
        given = ("check", in_project(row)) if "usage" in row else ("audit", row["model"])
        outcome = run(*given, source, "--format", "json")
        assert outcome.stdout, outcome.stderr
        return json.loads(outcome.stdout)

    return judged


@pytest.fixture
def publish(test_hub, monkeypatch) -> Callable[..., None]:
    """Puts the cards of a row on a hub, which is asked from then on."""

    def publish(row: dict[str, object]) -> None:
        monkeypatch.setenv("HF_ENDPOINT", test_hub.endpoint)
        for name, front in {row["model"]: row["card"], **row.get("others", {})}.items():
            kind = "dataset" if name.startswith("datasets/") else "model"
            card = f"---\n{yaml.safe_dump(front)}---\n"
            test_hub.add_model(name.removeprefix("datasets/"), card, type=kind)

    return publish


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.get("catalog", True)], ids=lambda row: row["name"]
)
def test_trap_is_seen_from_the_catalog(row, judged):
    _is_as_told(row, judged(row, "--offline"), is_card=False)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_trap_is_seen_from_a_card(row, judged, publish):
    publish(row)
    _is_as_told(row, judged(row, "--online"), is_card=True)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_trap_is_seen_from_a_lock(row, run, in_project, publish):
    publish(row)
    folder = in_project(row)
    assert run("lock", folder, "--no-cache").code == 0
    outcome = run("check", folder, "--locked", "--format", "json")
    _is_as_told(row, json.loads(outcome.stdout), is_card=True)


def _is_as_told(row, report, *, is_card):
    (model,) = report["models"]
    concluded = model["concluded"]
    found = {each["check"]: each["severity"] for each in report["findings"]}
    assert concluded["class"] == row.get("class", concluded["class"])
    assert concluded["license"] == row.get("license", concluded["license"])
    assert concluded["class"] != row.get("not_class")
    assert row.get("silent") not in found
    if is_card or "usage" in row:
        assert row.get("check", {}).items() <= found.items()
