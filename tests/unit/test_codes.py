"""Countries and currencies: what a use may state covers all that licenses speak of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from modelguard import rulebase
from modelguard.project import codes

ROOT = Path(__file__).parent.parent.parent
TABLE = rulebase.load().table("codes")


def _details(key: str) -> Iterator[dict[str, str]]:
    for license_ in rulebase.load().licenses():
        for term in license_.terms.values():
            entries = term.details.get(key)
            yield from entries if isinstance(entries, list) else ()


def test_codes_fit_their_schema() -> None:
    schema = json.loads((ROOT / "rules" / "schemas" / "codes.schema.json").read_text())
    assert [each.message for each in Draft202012Validator(schema).iter_errors(TABLE)] == []


def test_every_place_that_a_license_leaves_out_can_be_stated() -> None:
    places = {each["territory"] for each in _details("territories")}
    assert places
    assert [each for each in sorted(places) if codes.territory(each) != each] == []


def test_every_currency_of_a_limit_can_be_stated() -> None:
    currencies = {each["currency"] for each in _details("thresholds") if "currency" in each}
    assert currencies
    assert [each for each in sorted(currencies) if not codes.is_currency(each)] == []


def test_every_currency_of_a_limit_has_its_worth_in_dollars() -> None:
    currencies = {each["currency"] for each in _details("thresholds") if "currency" in each}
    assert currencies <= TABLE["dollars"].keys() <= set(TABLE["currencies"])
    assert all(least <= most for least, most in TABLE["dollars"].values())


def test_an_amount_lies_between_its_worth_at_the_lowest_and_at_the_highest_rate() -> None:
    assert codes.between(100, "USD", "USD") == (100, 100)
    least, most = codes.between(100, "EUR", "USD") or (0, 0)
    assert 80 < least < 100 < most < 200
    assert codes.between(100, "XOF", "USD") is None


def test_every_member_of_a_union_is_a_country() -> None:
    assert codes.members("EU")
    assert [each for each in codes.members("EU") if codes.country(each) != each] == []


@pytest.mark.parametrize(("code", "known"), [("UK", "GB"), ("DE", "DE"), ("EU", None), ("", None)])
def test_a_country_is_known_by_its_code_and_its_aliases(code: str, known: str | None) -> None:
    assert codes.country(code) == known
