"""Every value of every term that the rules hold is judged: found where a use breaks it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from check_cases import case

from modelguard import checks, documents, rulebase
from modelguard.checks import causes
from modelguard.checks.case import Case, Draft
from modelguard.displayed import Displayed
from modelguard.domain import License, Purpose, Severity, Usage
from modelguard.project.usage import usage

TABLE = yaml.safe_load((Path(__file__).parents[1] / "data/term_uses.yaml").read_text("utf-8"))
ROWS = TABLE["terms"]
LICENSES = rulebase.load().licenses()
SCHEMA = json.loads(Path(rulebase.schema("license")).read_text("utf-8"))
TERMS = SCHEMA["properties"]["terms"]["properties"]
each_license = pytest.mark.parametrize("license_", LICENSES, ids=lambda each: each.id)


@pytest.fixture(scope="module")
def shown(tmp_path_factory) -> Displayed:
    """A project that shows nothing to anybody."""
    return Displayed(tmp_path_factory.mktemp("empty"))


def _usage(stated: dict) -> Usage:
    text = yaml.safe_dump(stated)
    return usage(documents.parse(text.encode(), label="usage", kind="yaml").node())


def _cases(license_: License, stated: dict, shown: Displayed) -> list[Case]:
    """For a commercial purpose, and for research where that is what the license allows."""
    given = _usage(stated)
    purposes = [given.purpose or Purpose.COMMERCIAL]
    if given.purpose is None and "research" in license_.purposes:
        purposes.append(Purpose.RESEARCH)
    return [
        case(license_, usage=given._replace(purpose=purpose))._replace(displayed=shown)
        for purpose in purposes
    ]


def _found(check: str, judged: Case) -> list[Draft]:
    return list(checks.load_model_check(check).find(judged))


def _restricting(license_: License) -> list[tuple[str, dict]]:
    """Terms of the license that restrict something, with their rows."""
    return [
        (name, ROWS[name])
        for name, term in license_.terms.items()
        if license_.kind == "license"
        and term.value in ROWS.get(name, {}).get("restricts", ())
        and {"license": license_.id, "term": name} not in TABLE["except"]
    ]


def _is_on_unread(draft: Draft) -> bool:
    return "has not read what" in draft.message


def test_table_speaks_of_every_term_and_value():
    assert {*ROWS, *TABLE["told"]} == set(TERMS)
    for name, row in ROWS.items():
        assert {*row["restricts"], *row.get("free", ())} == set(
            TERMS[name]["properties"]["value"]["enum"]
        ), name


@each_license
def test_restricting_value_is_found_where_a_use_breaks_it(license_, shown):
    for name, row in _restricting(license_):
        for judged in _cases(license_, row["broken_by"], shown):
            asked = (*row["checks"], "noncommercial-use")
            assert any(_found(check, judged) for check in asked), (name, judged.purpose)


@each_license
def test_restricting_value_is_silent_where_the_use_keeps_it(license_, shown):
    for _, row in _restricting(license_):
        kept_by = row.get("kept_by")
        for judged in [] if kept_by is None else _cases(license_, kept_by, shown):
            found = [draft for check in row["checks"] for draft in _found(check, judged)]
            assert [draft for draft in found if not _is_on_unread(draft)] == []


@each_license
def test_every_check_speaks_at_most_once_under_any_use(license_, shown):
    for stated in TABLE["uses"]:
        for judged in _cases(license_, stated, shown):
            found = [_found(check, judged) for check in checks.MODEL_CHECKS]
            spoke = [check for check, each in zip(checks.MODEL_CHECKS, found, strict=True) if each]
            assert all(causes.concerns(check, judged) for check in spoke)
            assert max(map(len, found)) <= 1
            drafts = [draft for each in found for draft in each]
            assert sum(map(_is_on_unread, drafts)) <= 1
            assert all(draft.how_to_fix for draft in drafts)
            assert all(each.paste for each in drafts if each.severity is Severity.ERROR)
