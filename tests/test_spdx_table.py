"""Licenses of the SPDX list that have no file: the table, its kinds, and what is served of them."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import jsonschema
import pytest
import yaml

from modelguard import documents, rulebase, spdx
from modelguard.declared import Reader
from modelguard.domain import LicenseClass, Problem

RULES = Path(__file__).parent.parent / "rules"
TABLE = documents.read(RULES / "spdx/licenses.yaml").data
KINDS = documents.read(RULES / "spdx/kinds.yaml").data
FILES = {path.stem for path in (RULES / "licenses").glob("*.yaml")}
CLASSES = {
    "Artistic-1.0": "fully-open",
    "AAL": "fully-open",
    "CC-PDDC": "fully-open",
    "CC-BY-NC-3.0-DE": "commercial-restricted",
    "CC-BY-NC-ND-2.0": "commercial-restricted",
    "CC-BY-ND-2.5": "open-weight-community",
    "Sleepycat": "fully-open",
    "GPL-1.0-or-later": "fully-open",
    "Beerware": "fully-open",
    "Elastic-2.0": "unknown",
    "SSPL-1.0": "unknown",
    "JSON": "unknown",
    "Hippocratic-2.1": "unknown",
    "any-OSI": "unknown",
}


@cache
def validator() -> jsonschema.Draft202012Validator:
    text = (RULES / "schemas/license.schema.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def class_of(license_id: str) -> str:
    return rulebase.load().license(license_id).license_class.value


@pytest.mark.parametrize("kind", sorted(KINDS["kinds"]))
def test_what_a_kind_says_is_a_valid_license_file(kind):
    content = spdx.content("Some-1.0", [kind, "Some License 1.0"], KINDS)
    assert [error.message for error in validator().iter_errors(content)] == []


@pytest.mark.parametrize("kind", sorted(KINDS["kinds"]))
def test_no_term_of_the_table_counts_as_verified(kind):
    terms = spdx.content("Some-1.0", [kind, "Some License 1.0"], KINDS)["terms"]
    assert [name for name, term in terms.items() if term["verified"]] == []


def test_there_is_a_case_for_each_kind():
    assert {TABLE["licenses"][each][0] for each in CLASSES} == set(KINDS["kinds"])


@pytest.mark.parametrize("license_id", sorted(CLASSES))
def test_class_of_an_spdx_license_without_a_file(license_id):
    assert class_of(license_id) == CLASSES[license_id]


@pytest.mark.parametrize("old", sorted(TABLE["renamed"]))
def test_an_old_id_leads_to_the_one_of_today(old):
    (found,) = rulebase.load().find(old)
    assert found in FILES or found in TABLE["licenses"]


def test_table_and_files_do_not_overlap():
    both = sorted(FILES & set(TABLE["licenses"]))
    assert both == [], "delete the rows, or run scripts/build_spdx_table.py"


def test_every_row_has_a_known_kind_and_every_limited_text_is_unread():
    kinds = {license_id: row[0] for license_id, row in TABLE["licenses"].items()}
    assert set(kinds.values()) == set(KINDS["kinds"])
    assert {kinds[each] for each in KINDS["limited"]} == {"unread"}


def test_no_id_that_names_a_restriction_is_fully_open():
    marks = re.compile(r"-(NC|ND)\b|Noncommercial|PolyForm|SSPL|BUSL|Elastic|^FSL|No-Nuclear|SUL")
    named = [each for each in TABLE["licenses"] if marks.search(each)]
    assert len(named) > 20
    assert [each for each in named if class_of(each) == "fully-open"] == []


def test_copyleft_stays_a_term_of_an_open_license():
    license_ = rulebase.load().license("Sleepycat")
    assert license_.license_class is LicenseClass.FULLY_OPEN
    assert license_.terms["share-alike"].value == "yes"


@pytest.mark.parametrize("text", ["artistic-1.0", "Artistic License 1.0", " ARTISTIC-1.0 "])
def test_spdx_license_is_found_by_id_or_name_whatever_the_case(text):
    assert rulebase.load().find(text) == ("Artistic-1.0",)


@pytest.mark.parametrize(
    ("name", "license_class", "problem"),
    [
        ("Artistic-1.0", "fully-open", None),
        ("CC-BY-NC-3.0-DE", "commercial-restricted", None),
        ("Elastic-2.0", "unknown", Problem.UNKNOWN),
        ("llama2-aup", "unknown", Problem.UNKNOWN),
    ],
)
def test_license_name_of_a_card_gets_the_class_of_the_table(name, license_class, problem):
    reader = Reader(rulebase.load(), "acme/model", lambda license_: True)
    meaning = reader.words(("other",), name)
    assert (meaning.license_class.value, meaning.problem) == (license_class, problem)


def test_a_use_policy_named_in_a_prompt_is_no_license():
    rules = rulebase.load()
    assert rules.license("llama2-aup").kind == "use-policy"
    assert rules.named_in("You accept the Llama 2 Acceptable Use Policy.") == ()


def test_files_alone_are_listed():
    assert set(rulebase.load().license_ids()) == FILES


def test_an_id_that_nobody_knows_is_no_license():
    assert rulebase.load().find("No-Such-License-1.0") == ()
    with pytest.raises(KeyError):
        rulebase.load().license("No-Such-License-1.0")


def test_table_is_read_only_when_the_files_lack_a_name(tmp_path):
    from modelguard.compiled import compile_rules

    compile_rules(RULES, tmp_path / "compiled")
    (tmp_path / "compiled/spdx.json").unlink()
    rules = rulebase.Rulebase(tmp_path / "compiled")
    assert rules.license(rules.find("apache-2.0")[0]).id == "Apache-2.0"
    with pytest.raises(rulebase.RulesError):
        rules.find("Artistic-1.0")


def test_the_table_is_what_yaml_readers_see_too():
    # Ids such as `NO` or `0BSD` must not turn into other types.
    text = (RULES / "spdx/licenses.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text) == TABLE
