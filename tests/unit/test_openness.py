"""Openness readings: the license bounds them from above, facts decide."""

import json
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from modelguard.domain import LicenseClass
from modelguard.ids import parse
from modelguard.openness import Reader

RULES = Path(__file__).parent.parent.parent / "rules"
TABLE = yaml.safe_load((RULES / "openness.yaml").read_text(encoding="utf-8"))

# id, concluded class, verdict, part of the first reason
READINGS = [
    ("EleutherAI/pythia-6.9b", "fully-open", "open-source-ai", "validated Pythia"),
    ("EleutherAI/pythia-12b-deduped", "fully-open", "open-source-ai", "validated Pythia"),
    ("allenai/OLMo-7B", "fully-open", "open-source-ai", "validated OLMo"),
    ("allenai/OLMo-2-1124-7B", "fully-open", "open-source-ai", "validated OLMo"),
    ("LLM360/Amber", "fully-open", "open-source-ai", "validated Amber"),
    ("LLM360/CrystalCoder", "fully-open", "open-source-ai", "validated Amber and CrystalCoder"),
    ("google-t5/t5-small", "fully-open", "open-source-ai", "validated T5"),
    ("t5-small", "fully-open", "open-source-ai", "validated T5"),
    ("mistralai/Mixtral-8x7B-v0.1", "fully-open", "open-weights", "names Mixtral"),
    ("mistralai/Mixtral-8x22B-Instruct-v0.1", "fully-open", "open-weights", "names Mixtral"),
    ("xai-org/grok-1", "fully-open", "open-weights", "names Grok"),
    ("microsoft/phi-2", "fully-open", "open-weights", "names Phi-2"),
    ("mistralai/Mistral-7B-v0.1", "fully-open", "undetermined", "information on the training data"),
    ("tiiuae/falcon-7b", "fully-open", "undetermined", "information on the training data"),
    ("openai/whisper-large-v3", "fully-open", "undetermined", "information on the training data"),
    (
        "sentence-transformers/all-MiniLM-L6-v2",
        "fully-open",
        "undetermined",
        "information on the training data",
    ),
    ("allenai/Olmo-3.1-32B-Think", "fully-open", "undetermined", "training data"),
    ("acme/pythia-6.9b-chat", "fully-open", "undetermined", "training data"),
    ("meta-llama/Llama-3.1-8B", "open-weight-community", "open-weights", "open-weight-community"),
    ("meta-llama/Llama-2-7b-hf", "open-weight-community", "open-weights", "open-weight-community"),
    ("bigscience/bloom", "open-weight-community", "open-weights", "open-weight-community"),
    ("tiiuae/falcon-180B", "open-weight-community", "open-weights", "open-weight-community"),
    (
        "mistralai/Codestral-22B-v0.1",
        "commercial-restricted",
        "open-weights",
        "commercial-restricted",
    ),
    ("openai:gpt-4o", "proprietary", "closed", "not released"),
    ("acme/unheard-of", "unknown", "undetermined", "no license was concluded"),
    ("EleutherAI/pythia-6.9b", "unknown", "undetermined", "no license was concluded"),
    ("datasets/org/name", "fully-open", "undetermined", "models only"),
]


@pytest.mark.parametrize(("model", "license_class", "verdict", "reason"), READINGS)
def test_reading_of_a_model(model, license_class, verdict, reason):
    found = Reader(TABLE).read(parse(model).id, LicenseClass(license_class))
    assert found.verdict == verdict
    assert reason in found.reasons[0]


def test_further_facts_follow_the_decisive_reason_with_source_and_date():
    found = Reader(TABLE).read(parse("bigscience/bloom").id, LicenseClass.OPEN_WEIGHT_COMMUNITY)
    assert found.reasons[1:] == (
        "the Open Source Initiative says that BLOOM would probably pass under other terms "
        "(https://opensource.org/ai, 2026-11-22)",
    )
    found = Reader(TABLE).read(parse("mistralai/Mistral-7B-v0.1").id, LicenseClass.FULLY_OPEN)
    assert found.reasons[1:] == (
        "not found released: training code, inference code, training data, a data card "
        "(https://mot.isitopen.ai, 2026-11-22)",
    )


def test_no_reason_is_given_twice():
    found = Reader(TABLE).read(parse("xai-org/grok-1").id, LicenseClass.FULLY_OPEN)
    assert len(found.reasons) == len(set(found.reasons)) == 2


def test_a_framework_class_is_told_but_decides_nothing():
    found = Reader(TABLE).read(parse("EleutherAI/gpt-neox-20b").id, LicenseClass.FULLY_OPEN)
    assert found.verdict == "undetermined"
    assert "Model Openness Framework class III" in found.reasons[1]


def test_what_stands_against_a_model_wins():
    fact = {"models": ["acme/x"], "note": "", "source": "s", "checked": "2026-01-01"}
    facts = [fact | {"osaid": "passes", "note": "yes"}, fact | {"osaid": "fails", "note": "no"}]
    table = {"facts": facts, "general_purpose": []}
    assert Reader(table).read(parse("acme/x").id, LicenseClass.FULLY_OPEN).verdict == "open-weights"


@given(
    st.sampled_from(sorted(LicenseClass)),
    st.sampled_from([glob.replace("*", "x") for fact in TABLE["facts"] for glob in fact["models"]]),
)
def test_only_a_fully_open_license_makes_open_source_ai(license_class, model):
    found = Reader(TABLE).read(parse(model).id, license_class)
    assert found.reasons
    assert found.verdict != "open-source-ai" or license_class is LicenseClass.FULLY_OPEN


def test_table_follows_its_schema():
    schema = json.loads((RULES / "schemas" / "openness.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(TABLE)


def test_no_model_is_both_validated_and_named_as_failing():
    globs = {
        osaid: [
            glob for fact in TABLE["facts"] if fact.get("osaid") == osaid for glob in fact["models"]
        ]
        for osaid in ("passes", "fails", "terms-only")
    }
    for passing in globs["passes"]:
        for other in globs["fails"] + globs["terms-only"]:
            assert not fnmatchcase(passing.replace("*", "x").lower(), other.lower())
            assert not fnmatchcase(other.replace("*", "x").lower(), passing.lower())
