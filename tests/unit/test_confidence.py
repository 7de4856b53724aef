"""A conclusion is as sure as the weakest thing that it rests on."""

from __future__ import annotations

import pytest
from check_cases import COMMUNITY, MIT, RESTRICTED, base, license_, model

from modelguard import confidence
from modelguard.domain import (
    Card,
    CardSource,
    Evidence,
    Identified,
    LicenseClass,
    LicenseText,
    Mismatch,
    Problem,
)

CARD = Card("acme/model", CardSource.HUB, "https://example.org", "2026-11-22", licenses=("mit",))
COPY = LicenseText("LICENSE", b"", "", Identified("MIT", LicenseClass.FULLY_OPEN, 1.0))
CHANGED = Identified("MIT", LicenseClass.FULLY_OPEN, 0.9, modified=True, near="MIT")


def concluded(card: Card | None = CARD, **fields: object):
    report = model(MIT, card=card)
    told = {"granted": ("MIT",), **fields}
    return report._replace(conclusion=report.conclusion._replace(**told))


@pytest.mark.parametrize(
    ("level", "report"),
    [
        ("high", concluded(CARD._replace(texts=(COPY,)))),
        ("high", concluded(None, basis="clarification")),
        ("medium", concluded()),
        ("medium", concluded(CARD._replace(texts=(COPY._replace(identified=CHANGED),)))),
        ("medium", concluded(CARD._replace(texts=(COPY,)), basis="text")),
        ("medium", concluded(mismatch=Mismatch(("MIT",), ("MPL-2.0",), "LICENSE", True))),
        ("medium", concluded(basis="base")),
        ("medium", concluded(None, basis="provider")),
        ("low", concluded(evidence=(Evidence("catalog", "mit", "catalog: a study", "2025-01"),))),
        ("low", concluded(basis="family-pattern")),
        ("low", concluded(problem=Problem.MISSING, detail="the card declares no license")),
        ("none", concluded(licenses=(), license=None)),
        ("none", concluded(license_class=LicenseClass.UNKNOWN)),
    ],
)
def test_confidence_follows_what_speaks(level, report):
    found = confidence.of(report)

    assert found.level == level
    assert found.reason


def test_base_of_unknown_license_makes_its_derivatives_doubtful():
    known = base("acme/base", license_("some", COMMUNITY))
    unknown = known._replace(problem=Problem.NOT_FOUND, license=None)

    assert confidence.of(concluded()._replace(lineage=(known,))).level == "medium"
    assert confidence.of(concluded()._replace(lineage=(unknown,))).level == "low"


def test_weights_behind_an_api_make_it_no_less_sure():
    told = base("acme/weights", license_("some", RESTRICTED))
    behind = told._replace(problem=Problem.NOT_FOUND, binds=False)

    assert confidence.of(concluded(None, basis="provider")._replace(lineage=(behind,))).level == (
        "medium"
    )
