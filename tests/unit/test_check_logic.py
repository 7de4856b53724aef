"""What `noncommercial-use` decides, and which agreements silence it."""

from __future__ import annotations

from datetime import date

import pytest
from check_cases import (
    MIT,
    NONCOMMERCIAL,
    POLICY,
    RESEARCH,
    RESTRICTED,
    TODAY,
    agreement,
    base,
    case,
    license_,
    model,
    none,
    only,
)

from modelguard.checks import allowance, noncommercial_use
from modelguard.domain import Ancestor, ModelReport, Purpose, Severity, Term, Usage


@pytest.mark.parametrize(
    ("purpose", "of", "is_barred"),
    [
        (Purpose.COMMERCIAL, NONCOMMERCIAL, True),
        (Purpose.COMMERCIAL, license_("e", RESTRICTED, "evaluation"), True),
        (Purpose.NONCOMMERCIAL, NONCOMMERCIAL, False),
        (Purpose.NONCOMMERCIAL, RESEARCH, True),
        (Purpose.NONCOMMERCIAL, license_("e", RESTRICTED, "evaluation", "personal"), True),
        (Purpose.RESEARCH, RESEARCH, False),
        (Purpose.RESEARCH, NONCOMMERCIAL, False),
        (Purpose.RESEARCH, license_("e", RESTRICTED, "evaluation"), True),
        (Purpose.COMMERCIAL, MIT, False),
    ],
)
def test_license_bars_a_purpose_that_it_does_not_name(purpose, of, is_barred):
    found = list(noncommercial_use.find(case(of, usage=Usage(purpose=purpose))))

    assert allowance.bars(of, purpose) is is_barred
    assert [draft.severity for draft in found] == (
        [None] if is_barred else [Severity.NOTE] if of.purposes else []
    )


def test_purpose_that_a_policy_assumes_is_said_to_be_assumed():
    research = POLICY._replace(name="lab", assumed=Usage(purpose=Purpose.RESEARCH))
    evaluation = license_("e", RESTRICTED, "evaluation")

    draft = only(noncommercial_use.find(case(evaluation, policy=research)))

    assert "so policy `lab` assumes research" in draft.message


def test_worst_license_of_several_is_reported_once():
    usage = Usage(purpose=Purpose.NONCOMMERCIAL)

    draft = only(noncommercial_use.find(case(NONCOMMERCIAL, RESEARCH, usage=usage)))

    assert draft.license == "research"


def test_commercial_license_that_is_for_sale_is_pointed_at_with_its_section():
    term = Term("commercial-use", "no", "2.b", "", "", "", verified=True)
    for_sale = NONCOMMERCIAL._replace(
        commercial_after_agreement=True, terms={"commercial-use": term}
    )

    draft = only(noncommercial_use.find(case(for_sale)))

    assert "get a commercial license from Acme (section 2.b)" in draft.how_to_fix
    assert "commercial license" not in only(noncommercial_use.find(case(NONCOMMERCIAL))).how_to_fix


def test_agreement_for_some_activities_says_what_it_leaves_open():
    usage = Usage(activities=frozenset({"fine-tuning", "hosted-service", "on-device"}))
    signed = (agreement("hosted-service"),)

    draft = only(noncommercial_use.find(case(NONCOMMERCIAL, usage=usage, agreements=signed)))

    assert "4711, which does not cover fine-tuning, on-device" in draft.how_to_fix


@pytest.mark.parametrize(
    ("signed", "is_silent"),
    [
        (agreement("commercial"), True),
        (agreement("hosted-service"), True),
        (agreement("commercial", until=TODAY), True),
        (agreement("commercial", until=date(2026, 11, 21)), False),
        (agreement("commercial", models="other/*"), False),
        (agreement("on-device"), False),
    ],
)
def test_agreement_licenses_the_use_that_it_covers(signed, is_silent):
    usage = Usage(activities=frozenset({"hosted-service"}))
    found = noncommercial_use.find(case(NONCOMMERCIAL, usage=usage, agreements=(signed,)))

    assert none(found) is is_silent


def test_activities_that_nobody_stated_are_not_covered_by_an_agreement_for_some():
    signed = (agreement("hosted-service"),)

    assert only(noncommercial_use.find(case(NONCOMMERCIAL, agreements=signed)))


def _with_bases(*bases: Ancestor, declared: str = "MIT") -> ModelReport:
    plain = model(NONCOMMERCIAL, MIT, lineage=bases)
    return plain._replace(conclusion=plain.conclusion._replace(declared=declared, basis="base"))


def test_agreement_about_the_base_covers_what_the_base_demands():
    report = _with_bases(base("big/base", NONCOMMERCIAL))
    signed = (agreement("commercial", models="big/*"),)

    assert none(noncommercial_use.find(case(NONCOMMERCIAL, MIT, report=report, agreements=signed)))


def test_agreement_about_one_base_does_not_cover_another():
    report = _with_bases(base("big/base", NONCOMMERCIAL), base("other/base", NONCOMMERCIAL))
    signed = (agreement("commercial", models="big/*"),)

    draft = only(noncommercial_use.find(case(NONCOMMERCIAL, MIT, report=report, agreements=signed)))

    assert "of its bases `big/base` and `other/base`" in draft.message


def test_agreement_about_the_base_does_not_cover_what_the_model_itself_declares():
    report = _with_bases(base("big/base", NONCOMMERCIAL), declared="nc")
    signed = (agreement("commercial", models="big/*"),)

    assert only(noncommercial_use.find(case(NONCOMMERCIAL, report=report, agreements=signed)))
