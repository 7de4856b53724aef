"""Which ids the provider files claim, and which weights stand behind them."""

import json
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from modelguard.ids import HOSTED, parse

RULES = Path(__file__).parent.parent / "rules"
FILES = sorted((RULES / "providers").glob("*.yaml"))
PROVIDERS = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in FILES}
IDS = yaml.safe_load((Path(__file__).parent / "data" / "provider_ids.yaml").read_text("utf-8"))
# The user's own server has no terms, and whatever runs there is named by its owner.
WITHOUT_FILE = {"localai"}


def claims(source, name):
    return any(fnmatchcase(name.lower(), glob.lower()) for glob in PROVIDERS[source]["patterns"])


def weights(source, name):
    for entry in PROVIDERS[source]["open_weights"]:
        if fnmatchcase(name.lower(), entry["pattern"].lower()):
            return entry["model"]
    return None


def pairs(key):
    return [(source, name) for source, names in IDS[key].items() for name in names]


def test_every_hosted_source_has_its_file():
    assert set(PROVIDERS) == HOSTED - WITHOUT_FILE


@pytest.mark.parametrize("source", PROVIDERS)
def test_file_follows_the_schema_and_names_itself(source):
    schema = json.loads((RULES / "schemas" / "provider.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(PROVIDERS[source])
    assert PROVIDERS[source]["source"] == source


@pytest.mark.parametrize("source", PROVIDERS)
def test_terms_are_a_license_file_of_provider_terms(source):
    path = RULES / "licenses" / f"{PROVIDERS[source]['terms']}.yaml"
    terms = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert (terms["kind"], terms["class"]) == ("provider-terms", "proprietary")


@pytest.mark.parametrize(("source", "name"), pairs("claimed"))
def test_official_model_is_claimed(source, name):
    assert claims(source, name)


@pytest.mark.parametrize(("source", "name"), pairs("unclaimed"))
def test_anything_else_is_not_claimed(source, name):
    assert not claims(source, name)


def test_every_provider_is_covered_by_both_tables():
    assert set(IDS["claimed"]) == set(IDS["unclaimed"]) == set(PROVIDERS)


@pytest.mark.parametrize(("model", "repository"), IDS["open_weights"].items())
def test_hosted_open_weights_lead_to_their_repository(model, repository):
    source, name = parse(model).id.source, parse(model).id.name
    assert claims(source, name)
    assert weights(source, name) == repository


@pytest.mark.parametrize("model", IDS["no_open_weights"])
def test_weights_are_not_guessed(model):
    assert weights(parse(model).id.source, parse(model).id.name) is None


@pytest.mark.parametrize("source", PROVIDERS)
def test_mapped_weights_are_hub_models_whose_ids_the_provider_claims(source):
    for entry in PROVIDERS[source]["open_weights"]:
        parsed = parse(entry["model"])
        assert (parsed.id.source, parsed.id.type) == ("huggingface", "model")
        # The same id with each wildcard filled in.
        assert claims(source, entry["pattern"].replace("*.", "us.").replace("*", "x"))
