"""What the checks say that report missing evidence and missing pins."""

from __future__ import annotations

import pytest
from check_cases import COMMIT, MIT, POLICY, PROPRIETARY, case, license_, model, none, only

from modelguard.checks import (
    model_unverified,
    not_open_source_ai,
    provider_terms,
    unpinned_revision,
)
from modelguard.domain import (
    LicenseClass,
    ModelId,
    Openness,
    Problem,
    Reason,
    Reference,
    Severity,
    Term,
    Unresolved,
)
from modelguard.policy import Requirements


@pytest.mark.parametrize(
    ("reason", "step"),
    [
        (Reason.OFFLINE, "modelguard audit acme/model"),
        (Reason.GATED, "HF_TOKEN"),
        (Reason.FORBIDDEN, "HF_TOKEN"),
        (Reason.RATE_LIMITED, "HF_TOKEN"),
        (Reason.NETWORK, "try again"),
        (Reason.UNREADABLE, "clarification"),
        (Reason.UNSUPPORTED_SOURCE, "clarification"),
    ],
)
def test_each_reason_has_its_next_step(reason, step):
    report = model(MIT, unresolved=Unresolved("acme/model", reason, ""))
    conclusion = report.conclusion._replace(problem=Problem.UNVERIFIED, detail="not looked up")

    draft = only(model_unverified.find(case(MIT, report=report._replace(conclusion=conclusion))))

    assert step in draft.how_to_fix


def test_terms_that_were_not_read_are_named():
    term = Term("outputs", "not-read", None, "", "", "", verified=False)
    terms = license_("terms", PROPRIETARY, kind="provider-terms", terms={"outputs": term})

    assert "not read: outputs" in only(provider_terms.find(case(terms))).message


def _reference(revision: str | None) -> Reference:
    id_ = ModelId("huggingface", "acme/model")
    return Reference(id_, "app.py", 3, 1, "acme/model", "python", revision)


def test_only_places_without_a_commit_are_reported():
    pinned, unpinned = _reference(COMMIT), _reference("v1.0")

    draft = only(unpinned_revision.find(case(MIT, references=(pinned, unpinned))))

    assert draft.references == (unpinned,)
    assert none(unpinned_revision.find(case(MIT, references=(pinned,))))


def test_model_that_is_not_there_needs_no_pin():
    report = model(MIT)
    gone = report._replace(conclusion=report.conclusion._replace(problem=Problem.NOT_FOUND))

    assert none(unpinned_revision.find(case(MIT, report=gone, references=(_reference(None),))))


@pytest.mark.parametrize(
    ("verdict", "required", "severities"),
    [
        ("closed", None, [None]),
        ("open-weights", None, [None]),
        ("undetermined", None, [Severity.WARNING]),
        ("open-source-ai", None, []),
        ("undetermined", "open-weights", []),
    ],
)
def test_openness_is_held_against_what_is_required(verdict, required, severities):
    policy = POLICY._replace(require=Requirements(openness=required))
    report = model(MIT, openness=Openness(verdict, ()))

    found = not_open_source_ai.find(case(MIT, report=report, policy=policy))

    assert [draft.severity for draft in found] == severities


@pytest.mark.parametrize(
    ("license_class", "verdict", "severity"),
    [
        (LicenseClass.PROPRIETARY, "closed", None),
        (LicenseClass.UNKNOWN, "undetermined", Severity.WARNING),
    ],
)
def test_weights_that_nobody_licensed_are_not_open(license_class, verdict, severity):
    policy = POLICY._replace(require=Requirements(openness="open-weights"))
    report = model(MIT._replace(license_class=license_class), openness=Openness(verdict, ()))

    assert only(not_open_source_ai.find(case(report=report, policy=policy))).severity is severity
