"""What a term comes to for a use is what the checks find, whatever the license and the use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from check_cases import POLICY, agreement, case, model
from hypothesis import given, settings
from hypothesis import strategies as st

from modelguard import checks, rulebase
from modelguard.checks import weighing
from modelguard.checks.case import Case, Draft
from modelguard.displayed import Displayed
from modelguard.domain import (
    Bearing,
    Card,
    CardSource,
    License,
    Purpose,
    Severity,
    Usage,
    Weighed,
)

LICENSES = {each.id: each for each in rulebase.load().licenses() if each.terms}
ACTIVITIES = (
    "internal",
    "hosted-service",
    "redistribution",
    "on-device",
    "fine-tuning",
    "publishing-derivatives",
    "training-on-outputs",
)
METRICS = ("monthly_active_users", "monthly_visits", "monthly_output_tokens")
MONEY = ("annual_revenue", "monthly_revenue", "attributable_revenue")
NUMBERS = st.sampled_from((0, 5_000, 10**6, 9 * 10**9))
PLACES = st.sampled_from(("DE", "JP", "US", "GB", "EU"))
DAYS = ("2024-07-23", "2024-12-03", "2025-04-05")
USES = st.builds(
    Usage,
    purpose=st.none() | st.sampled_from(tuple(Purpose)),
    activities=st.none() | st.frozensets(st.sampled_from(ACTIVITIES), max_size=3),
    numbers=st.dictionaries(st.sampled_from(METRICS), NUMBERS),
    money=st.dictionaries(
        st.sampled_from(MONEY), st.tuples(NUMBERS.map(float), st.sampled_from(("USD", "EUR")))
    ),
    domicile=st.none() | PLACES,
    territories=st.none() | st.lists(PLACES, max_size=2).map(tuple),
    includes_affiliates=st.none() | st.booleans(),
    users_at=st.dictionaries(st.sampled_from(DAYS), NUMBERS),
    competitor_of=st.none() | st.sampled_from(((), ("MiniMax",), ("Moonshot AI",))),
)
ASSUMED = st.none() | st.frozensets(st.sampled_from(ACTIVITIES), max_size=2)
COVERED = st.none() | st.sampled_from(("commercial", *ACTIVITIES))


@pytest.fixture(scope="module")
def shown(tmp_path_factory) -> Displayed:
    """A project that shows nothing to anybody."""
    return Displayed(tmp_path_factory.mktemp("empty"))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """One or two licenses, any use, and perhaps an agreement or a policy that assumes a use."""
    ids = draw(st.lists(st.sampled_from(sorted(LICENSES)), min_size=1, max_size=2, unique=True))
    assumed = Usage(purpose=Purpose.COMMERCIAL, activities=draw(ASSUMED))
    covered = draw(COVERED)
    return case(
        *sorted((LICENSES[each] for each in ids), key=lambda each: -each.license_class.strictness),
        usage=draw(USES),
        policy=POLICY._replace(assumed=assumed),
        agreements=(agreement(covered),) if covered else (),
    )


CARD = Card("acme/model", CardSource.HUB, "https://example.org", "2026-11-22")
# What every single license is held against.
PLAIN_USES = [
    Usage(purpose=purpose, activities=activities)
    for purpose in (Purpose.COMMERCIAL, Purpose.NONCOMMERCIAL, Purpose.RESEARCH)
    for activities in (None, *(frozenset({each}) for each in ACTIVITIES), frozenset(ACTIVITIES))
]
MEASURED_USES = [
    Usage(
        numbers=dict.fromkeys(METRICS, number),
        money=dict.fromkeys(MONEY, (float(number), "USD")),
        domicile=place,
        territories=(place,),
        includes_affiliates=True,
        users_at=dict.fromkeys(DAYS, number),
    )
    for number in (1, 9 * 10**12)
    for place in ("DE", "JP")
]


def drafts(check: str, judged: Case) -> list[Draft]:
    """What a check finds on its own terms; the note on what was never read is apart."""
    found = checks.load_model_check(check).find(judged)
    return [each for each in found if not is_unread(each.message)]


def is_unread(text: str) -> bool:
    return "has not read what" in text


def by_check(judged: Case) -> Iterator[tuple[str, list[Weighed], list[Draft]]]:
    found = weighing.weigh(judged)
    for check in checks.TERM_CHECKS:
        told = [each for each in found if each.check == check and not is_unread(each.reason)]
        yield check, told, drafts(check, judged)


def compare(judged: Case) -> None:
    """Each check finds something exactly where one of its terms is open, binding or broken."""
    for check, told, found in by_check(judged):
        default = checks.load_model_check(check).SEVERITY
        errors = [each for each in found if (each.severity or default) is Severity.ERROR]
        bearings = {each.bearing for each in told}

        assert found or not bearings & {Bearing.BROKEN, Bearing.BINDS}, (check, told)
        assert not found or bearings - {Bearing.FREE, Bearing.ALWAYS}, (check, found)
        assert not errors or Bearing.BROKEN in bearings, (check, errors)
        if judged.usage.activities is not None:
            assert errors or Bearing.BROKEN not in bearings, (check, told)


@pytest.mark.parametrize("license_", LICENSES.values(), ids=LICENSES)
def test_terms_bind_exactly_where_their_check_finds_something(license_: License, shown):
    for use in PLAIN_USES:
        compare(case(license_, usage=use)._replace(displayed=shown))
    measuring = {"user-threshold", "revenue-threshold", "territory-excluded"} & {*license_.terms}
    for use in MEASURED_USES if measuring else []:
        for task in (None, "text-generation", "image-text-to-text"):
            report = model(license_, card=CARD._replace(task=task))
            compare(case(license_, report=report, usage=use)._replace(displayed=shown))


@settings(max_examples=150, deadline=None)
@given(judged=cases())
def test_terms_bind_as_their_checks_say_under_agreements_and_policies(judged, shown):
    compare(judged._replace(displayed=shown))


@settings(max_examples=150, deadline=None)
@given(judged=cases())
def test_note_on_unread_terms_names_what_cannot_be_told(judged, shown):
    found = [
        draft
        for check in checks.TERM_CHECKS
        for draft in checks.load_model_check(check).find(judged._replace(displayed=shown))
        if is_unread(draft.message)
    ]
    unread = {
        each.term.name
        for each in weighing.weigh(judged)
        if each.term.value == "not-read" and each.bearing is Bearing.UNKNOWN
    }

    for draft in found:
        assert set(draft.message.rpartition(" on ")[2].split(", ")) <= unread


@pytest.mark.parametrize("license_", LICENSES.values(), ids=LICENSES)
def test_every_term_is_told_once_its_license_does_not_bar_the_purpose(license_: License):
    judged = case(license_, usage=Usage(purpose=Purpose.RESEARCH))
    told = weighing.weigh(judged)
    is_barred = all(each.bearing is Bearing.BROKEN for each in told)

    assert is_barred or {each.term.name for each in told} == set(license_.terms)
    assert all(each.reason for each in told if each.bearing is not Bearing.ALWAYS)
