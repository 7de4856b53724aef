"""Tighter, looser or sideways: terms and licenses of a model, then and now."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from modelguard import rulebase
from modelguard.domain import LicenseClass
from modelguard.lock import comparing
from modelguard.lock.comparing import Judged
from modelguard.lock.types import Facts, Row
from tests.formats.schemas import schema

DATA = Path(__file__).parents[1] / "data" / "term_changes.yaml"
CHANGES = yaml.safe_load(DATA.read_text(encoding="utf-8"))
RULES = rulebase.load()
ORDER = comparing.order(RULES.table("term_order"))
OPEN, RESTRICTED = LicenseClass.FULLY_OPEN, LicenseClass.COMMERCIAL_RESTRICTED


def judged(
    terms: Mapping[str, Mapping[str, object]],
    *more: Mapping[str, Mapping[str, object]],
    license_class: LicenseClass = OPEN,
) -> Judged:
    """A model under one license with these terms, and one more for each that follows."""
    licenses = {
        f"l{number}": Facts(license_class, (), each) for number, each in enumerate((terms, *more))
    }
    row = Row(None, None, "l0", license_class, tuple(licenses), None, None, "hub", "", "")
    return Judged(row, licenses)


def _terms(name: str, value: object) -> Mapping[str, Mapping[str, object]]:
    if value is None:
        return {}
    return {name: value if isinstance(value, dict) else {"value": value}}


@pytest.mark.parametrize("row", CHANGES, ids=lambda row: f"{row['term']}-{row['direction']}")
def test_direction_of_a_term(row):
    before, after = (_terms(row["term"], row[each]) for each in ("before", "after"))
    (change,) = comparing.verdict(judged(before), judged(after), ORDER)

    assert (change.what, change.direction) == (row["term"], row["direction"])
    assert change.before != change.after or row["direction"] == "sideways"


def test_the_strictest_of_several_licenses_counts():
    mild, strict = _terms("commercial-use", "yes"), _terms("commercial-use", "no")

    for both in (judged(mild, strict), judged(strict, mild)):
        assert comparing.binding_terms(both, ORDER)["commercial-use"] == {"value": "no"}


def test_limits_of_several_licenses_all_count():
    def limit(metric: str) -> Mapping[str, Mapping[str, object]]:
        found = [{"metric": metric, "above": 1}]
        return {"user-threshold": {"value": "yes", "thresholds": found}}

    both = judged(limit("mau"), limit("visits"))

    found = comparing.binding_terms(both, ORDER)["user-threshold"]["thresholds"]
    assert [each["metric"] for each in found] == ["mau", "visits"]


def test_a_stricter_class_is_tighter():
    (change,) = comparing.verdict(judged({}), judged({}, license_class=RESTRICTED), ORDER)

    assert (change.what, change.direction) == ("class", "tighter")


def test_unknown_is_tighter_than_everything():
    unknown = judged({}, license_class=LicenseClass.UNKNOWN)
    (change,) = comparing.verdict(judged({}, license_class=RESTRICTED), unknown, ORDER)

    assert change.direction == "tighter"


def test_the_same_says_nothing():
    assert comparing.verdict(judged({}), judged({}), ORDER) == ()


def test_order_of_terms_fits_its_schema():
    text = (DATA.parents[2] / "rules" / "term_order.yaml").read_text(encoding="utf-8")

    schema("term_order").validate(yaml.safe_load(text))


def test_ranked_terms_are_terms_of_licenses():
    terms = schema("license").schema["properties"]["terms"]["properties"]

    assert set(ORDER.duties) | set(ORDER.permissions) <= set(terms)


@pytest.mark.parametrize("name", sorted(ORDER.permissions))
def test_ranked_values_are_values_of_the_term(name):
    term = schema("license").schema["properties"]["terms"]["properties"][name]

    assert set(ORDER.permissions[name]) <= set(term["properties"]["value"]["enum"])


@pytest.mark.parametrize("license_id", RULES.license_ids())
def test_every_license_is_as_it_was_when_nothing_changed(license_id):
    license_ = RULES.license(license_id)

    assert comparing.with_facts(license_, comparing.facts(license_)) == license_
