"""Family patterns claim what they should, nothing that looks alike, and never clear."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from modelguard.families import match, rank

ROOT = Path(__file__).parent.parent
CATALOG = ROOT / "rules" / "catalog"


def _families() -> list[Mapping[str, str | None]]:
    return yaml.load((CATALOG / "families.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def _claims() -> list[tuple[str, str, str]]:
    lines = (ROOT / "tests" / "data" / "family_claims.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(model, license_id, may) for model, license_id, may in rows]


FAMILIES = _families()


@pytest.mark.parametrize(("model", "license_id", "may"), _claims())
def test_a_repo_id_is_claimed_by_its_own_family_only(model: str, license_id: str, may: str) -> None:
    found = match(model, FAMILIES)
    claimed = "-" if found is None else found.license or "?"
    assert (claimed, found.may if found else "-") == (license_id, may), found


def test_families_fit_their_schema() -> None:
    schema = json.loads((ROOT / "rules" / "schemas" / "families.schema.json").read_text())
    errors = [error.message for error in Draft202012Validator(schema).iter_errors(FAMILIES)]
    assert errors == []


def test_families_stand_in_the_order_in_which_they_win() -> None:
    patterns = [family["pattern"] for family in FAMILIES]
    assert patterns == [family["pattern"] for family in sorted(FAMILIES, key=rank)]


def test_no_pattern_stands_twice() -> None:
    patterns = [str(family["pattern"]).lower() for family in FAMILIES]
    assert len(patterns) == len(set(patterns))


def test_every_license_of_a_pattern_has_a_file() -> None:
    known = {path.stem for path in (ROOT / "rules" / "licenses").glob("*.yaml")}
    missing = {family["license"] for family in FAMILIES if family["license"]} - known
    assert missing == set()


def test_no_pattern_can_clear() -> None:
    assert {family["may"] for family in FAMILIES} == {"restrict", "ask"}


def test_the_pattern_with_the_longer_start_wins() -> None:
    families = [_family("acme/*"), _family("acme/model-3b*"), _family("acme/model-*")]
    found = match("acme/model-3b-chat", families)
    assert found is not None
    assert found.pattern == "acme/model-3b*"


def test_what_restricts_wins_over_what_asks() -> None:
    families = [_family("acme/model-3b*", may="ask"), _family("*/*model-*", kind="name")]
    found = match("acme/model-3b", families)
    assert found is not None
    assert found.may == "restrict"


def test_a_family_wins_over_a_name_and_a_name_over_a_repackager() -> None:
    kinds = ("repackager", "name", "family")
    for count in (2, 3):
        found = match("acme/model", [_family("acme/*", kind=kind) for kind in kinds[:count]])
        assert found is not None
        assert found.kind == kinds[count - 1]


@pytest.mark.parametrize(
    ("pattern", "model", "claimed"),
    [
        ("acme/model", "acme/model", True),
        ("acme/model", "acme/model-2", False),
        ("acme/a*b*c", "acme/a-b-b-c", True),
        ("acme/a*b*c", "acme/a-c-b", False),
        ("acme/ab*b", "acme/ab", False),
        ("acme/*-chat", "acme/-chat", True),
        ("*/*word", "acme/sword", False),
        ("*/*word", "acme/s-word", True),
        ("*/*word", "acme/sword-word", True),
        ("*/*word-*", "acme/FastWord-1", True),
        ("*/*word-*", "acme/FASTWORD-1", False),
        ("*/*3b*", "acme/model-13b", True),
    ],
)
def test_a_star_is_any_run_but_cuts_no_word(pattern: str, model: str, *, claimed: bool) -> None:
    assert (match(model, [_family(pattern)]) is not None) is claimed


def _family(pattern: str, *, kind: str = "family", may: str = "restrict") -> dict[str, str | None]:
    return {
        "pattern": pattern,
        "kind": kind,
        "license": "MIT",
        "may": may,
        "note": "",
        "source": "test",
    }
