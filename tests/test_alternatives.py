"""What is offered instead of a model: of the same kind, judged like it, known to the catalog."""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from modelguard import rulebase
from modelguard.cards import catalog
from modelguard.globs import any_matches
from modelguard.kinds import size

ROOT = Path(__file__).parent.parent
CASES = yaml.safe_load((ROOT / "tests" / "data" / "alternatives.yaml").read_text("utf-8"))
OFFERING = [case for case in CASES if case["instead"]]
KINDS = rulebase.load().table("kinds")
OFFERED = [
    each for kind in KINDS for family in kind["families"] for each in family.get("offered", ())
]


def _name(case: dict[str, Any]) -> str:
    return str(case["name"])


@pytest.fixture
def findings(project, run):
    """The findings of a check on a project file, offline."""

    def findings(content: dict[str, Any], *options: str) -> list[dict[str, Any]]:
        folder = project(**{"modelguard.yaml": yaml.safe_dump(content)})
        outcome = run("check", folder, "--offline", "--no-cache", "--format", "json", *options)
        assert outcome.code != 2, outcome.stderr
        found: list[dict[str, Any]] = json.loads(outcome.stdout)["findings"]
        return found

    return findings


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_what_is_offered(case, findings):
    (found,) = [
        each
        for each in findings(case["project"])
        if (each["model"], each["check"]) == (case["model"], case["check"])
    ]

    offered = found["alternatives"]
    assert (offered and [each["id"] for each in offered]) == case["instead"]


@pytest.mark.parametrize("case", OFFERING, ids=_name)
def test_what_is_offered_passes_in_the_place_of_the_model(case, findings):
    instead = {**case["project"], "models": case["instead"]}

    wrong = [each for each in findings(instead) if each["severity"] != "note"]
    assert wrong == []


@pytest.mark.parametrize("case", OFFERING, ids=_name)
def test_license_and_date_are_those_of_the_catalog(case, findings):
    file = os.path.join(rulebase.rules_folder(), "catalog", "models.jsonl")
    for found in findings(case["project"]):
        for each in found["alternatives"] or ():
            card = catalog.find(each["id"], file=file)
            assert card is not None
            assert card.confirmed
            assert each["as_of"] == card.as_of
            assert rulebase.load().find(card.licenses[0]) == (each["license"],)


def test_leaving_checks_out_of_a_run_does_not_widen_what_is_offered(findings):
    case = next(each for each in CASES if each["model"] == "tencent/HunyuanVideo")
    (found,) = findings(case["project"], "--select", "territory-excluded")

    assert [each["id"] for each in found["alternatives"]] == case["instead"]


def test_a_model_that_fails_in_this_run_is_not_offered_in_place_of_another(findings):
    content = {
        "models": [
            "Qwen/Qwen2.5-3B-Instruct",
            {"id": "Qwen/Qwen3-4B-Instruct-2507", "license": "cc-by-nc-4.0"},
        ],
    }
    found = [each for each in findings(content) if each["model"] == "Qwen/Qwen2.5-3B-Instruct"]

    offered = [each["id"] for finding in found for each in finding["alternatives"] or ()]
    assert "Qwen/Qwen2.5-7B-Instruct" in offered
    assert "Qwen/Qwen3-4B-Instruct-2507" not in offered


def test_a_clean_run_loads_nothing_of_it(findings, monkeypatch):
    monkeypatch.delitem(sys.modules, "modelguard.alternatives", raising=False)
    monkeypatch.delitem(sys.modules, "modelguard.kinds", raising=False)

    findings({"models": ["Qwen/Qwen3-8B"]})
    assert not {"modelguard.alternatives", "modelguard.kinds"} & sys.modules.keys()


def test_what_another_model_would_mend_are_checks_of_models():
    from modelguard import alternatives, checks

    assert sorted(alternatives.MENDED - set(checks.MODEL_CHECKS)) == []


def test_kinds_fit_their_schema():
    schema = json.loads((ROOT / "rules" / "schemas" / "kinds.schema.json").read_text())
    errors = [error.message for error in Draft202012Validator(schema).iter_errors(KINDS)]
    assert errors == []


def test_every_offered_model_has_a_declaration_that_was_read():
    file = os.path.join(rulebase.rules_folder(), "catalog", "models.jsonl")
    cards = catalog.find_many(OFFERED, file=file)
    unread = [each for each in OFFERED if each not in cards or not cards[each].confirmed]
    assert unread == []


def test_no_model_is_offered_for_two_kinds():
    assert len(OFFERED) == len(set(OFFERED))


def test_every_offered_model_is_of_the_family_that_offers_it():
    strays = [
        each
        for kind in KINDS
        for family in kind["families"]
        for each in family.get("offered", ())
        if family is not next(families_of(each))
    ]
    assert strays == []


def families_of(model: str) -> Iterator[dict[str, Any]]:
    for kind in KINDS:
        for family in kind["families"]:
            if any_matches(model, family["models"]):
                yield family


@pytest.mark.parametrize(
    ("model", "millions"),
    [
        ("meta-llama/Llama-3.1-8B-Instruct", 8000),
        ("mistralai/Mixtral-8x7B-v0.1", 56000),
        ("google/gemma-4-E4B-it", 4000),
        ("HuggingFaceTB/SmolLM-360M", 360),
        ("Qwen/Qwen3-30B-A3B", 30000),
        ("openai:gpt-4o", math.nan),
        ("acme/0B", math.nan),
        ("facebook/esm2_t33_650M_UR50D", 650),
    ],
)
def test_size_is_read_from_the_name(model, millions):
    found = size(model)
    assert math.isnan(millions) if found is None else found == millions
