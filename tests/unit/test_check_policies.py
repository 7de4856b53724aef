"""What policies allow, deny and require of exceptions."""

from __future__ import annotations

from check_cases import (
    COMMUNITY,
    MIT,
    NONCOMMERCIAL,
    OPEN,
    POLICY,
    PROPRIETARY,
    RESEARCH,
    agreement,
    base,
    case,
    license_,
    model,
    none,
    only,
)

from modelguard.checks import (
    allowance,
    blocks,
    license_not_allowed,
    model_not_allowed,
    noncommercial_use,
)
from modelguard.domain import LicenseClass, Problem, Purpose, Relation, Severity, Usage
from modelguard.policy import Policy, Requirements


def test_denial_wins_over_everything_that_allows():
    policy = POLICY._replace(
        deny_licenses=("mit",), allow_licenses=("MIT",), allow_models=("acme/model",)
    )
    denied = case(MIT, policy=policy, agreements=(agreement("commercial"),))

    assert "denied" in only(license_not_allowed.find(denied)).message


def test_denied_license_is_reported_where_the_whole_is_unknown():
    unknown = model(MIT)
    conclusion = unknown.conclusion._replace(
        license_class=LicenseClass.UNKNOWN, problem=Problem.UNKNOWN
    )
    policy = POLICY._replace(deny_licenses=("MIT",))
    report = unknown._replace(conclusion=conclusion)

    assert only(license_not_allowed.find(case(MIT, report=report, policy=policy)))
    assert none(license_not_allowed.find(case(MIT, report=report)))


def test_restricted_license_is_left_to_noncommercial_use_unless_that_is_off():
    silenced = POLICY._replace(severities={"noncommercial-use": Severity.OFF})

    assert none(license_not_allowed.find(case(NONCOMMERCIAL)))
    assert only(license_not_allowed.find(case(NONCOMMERCIAL, policy=silenced)))


def test_policy_that_does_not_look_at_purposes_reports_a_fitting_one():
    strict = POLICY._replace(allow_for_purpose=False)
    usage = Usage(purpose=Purpose.NONCOMMERCIAL)

    assert none(license_not_allowed.find(case(NONCOMMERCIAL, usage=usage)))
    assert only(license_not_allowed.find(case(NONCOMMERCIAL, usage=usage, policy=strict)))


def test_pattern_of_publishers_approves_no_license():
    policy = POLICY._replace(allow_classes=frozenset({OPEN}), allow_models=("acme/*",))
    community = license_("community", COMMUNITY)
    by_name = policy._replace(allow_models=("acme/model",))

    assert only(license_not_allowed.find(case(community, policy=policy)))
    assert none(license_not_allowed.find(case(community, policy=by_name)))


def test_policy_of_ones_own_is_named_as_the_place_to_change():
    own = Policy("team", "", "policies/team.yaml", allow_classes=frozenset({OPEN}))
    community = license_("community", COMMUNITY)

    draft = only(license_not_allowed.find(case(community, policy=own)))

    assert draft.message.endswith("policy `team` allows only fully-open")
    assert "allow `community` in policies/team.yaml" in draft.how_to_fix


def test_preference_between_licenses_follows_policy_and_assumed_purpose():
    research = POLICY._replace(assumed=Usage(purpose=Purpose.RESEARCH))

    assert allowance.is_allowed(MIT, POLICY)
    assert not allowance.is_allowed(NONCOMMERCIAL, POLICY)
    assert allowance.is_allowed(RESEARCH, research)
    assert not allowance.is_allowed(MIT, POLICY._replace(deny_licenses=("MIT",)))


def test_weights_behind_a_hosted_api_can_be_denied_but_need_no_listing():
    terms = license_("terms", PROPRIETARY, kind="provider-terms")
    report = model(terms, lineage=(base("big/weights", MIT, Relation.HOSTED),))
    denying = POLICY._replace(deny_models=("big/*",))
    listing = POLICY._replace(allow_models=("acme/*",))

    assert only(model_not_allowed.find(case(terms, report=report, policy=denying)))
    assert none(model_not_allowed.find(case(terms, report=report, policy=listing)))


def test_dataset_needs_no_listing_among_models():
    listing = POLICY._replace(allow_models=("big/*",))
    report = model(MIT, id="acme/tickets")
    dataset = report._replace(id=report.id._replace(type="dataset"))

    assert only(model_not_allowed.find(case(MIT, report=report, policy=listing)))
    assert none(model_not_allowed.find(case(MIT, report=dataset, policy=listing)))


def test_exception_asks_for_what_the_policy_requires():
    require = Requirements(("ticket",), approvers=("legal", "cto"), exception_max_days=14)
    block = blocks.exception(case(MIT, policy=POLICY._replace(require=require)), "license-unknown")

    assert '"TODO: one of legal, cto"' in block
    assert "ticket:" in block
    assert 'until: "2026-12-06"' in block


def test_locked_check_that_nobody_may_waive_offers_no_exception():
    locked = POLICY._replace(locks=frozenset({"noncommercial-use"}))

    draft = only(noncommercial_use.find(case(NONCOMMERCIAL, policy=locked)))

    assert draft.paste == ""
    assert "exception" not in draft.how_to_fix


def test_hostile_id_stays_one_quoted_text():
    import yaml

    hostile = 'acme/x"\n  - model: "*\x1b[2J\\'
    report = model(MIT, id=hostile)

    for block in (
        blocks.clarification(case(MIT, report=report)),
        blocks.exception(case(MIT, report=report), "license-missing"),
    ):
        ((entry,),) = yaml.safe_load(block).values()
        assert entry["model"] == hostile
