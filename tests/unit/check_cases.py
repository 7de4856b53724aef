"""Builds what a check is given, from real domain objects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from modelguard.checks.case import Case, Draft
from modelguard.domain import (
    Ancestor,
    Conclusion,
    Evidence,
    License,
    LicenseClass,
    ModelId,
    ModelReport,
    Openness,
    Purpose,
    Reference,
    Relation,
    Usage,
)
from modelguard.policy import Policy
from modelguard.project import Agreement, Project

TODAY = date(2026, 11, 22)
COMMIT = "0123456789abcdef0123456789abcdef01234567"
OPEN, COMMUNITY = LicenseClass.FULLY_OPEN, LicenseClass.OPEN_WEIGHT_COMMUNITY
RESTRICTED, PROPRIETARY = LicenseClass.COMMERCIAL_RESTRICTED, LicenseClass.PROPRIETARY
POLICY = Policy(
    name="default",
    description="",
    origin="default",
    allow_classes=frozenset({OPEN, COMMUNITY, PROPRIETARY}),
    assumed=Usage(purpose=Purpose.COMMERCIAL),
)


def license_(
    id: str, license_class: LicenseClass = RESTRICTED, *purposes: str, **fields: object
) -> License:
    known = License(
        id=id,
        name=f"{id} License",
        kind="license",
        license_class=license_class,
        expression=f"LicenseRef-modelguard-{id}",
        url=None,
        steward="Acme",
        version=None,
        terms={},
        purposes=frozenset(purposes),
    )
    return known._replace(**fields)


NONCOMMERCIAL = license_("nc", RESTRICTED, "noncommercial")
RESEARCH = license_("research", RESTRICTED, "research")
MIT = license_("MIT", OPEN)


def model(*licenses: License, id: str = "acme/model", **fields: object) -> ModelReport:
    strictest = max((each.license_class for each in licenses), key=lambda each: each.strictness)
    governing = licenses[0].id
    report = ModelReport(
        id=ModelId("huggingface", id),
        references=(),
        card=None,
        conclusion=Conclusion(
            license=governing,
            expression=governing,
            license_class=strictest,
            basis="card",
            licenses=tuple(each.id for each in licenses),
            evidence=(Evidence("card", governing, "https://example.org", "2026-11-22"),),
            declared=governing,
        ),
        openness=Openness("open-weights", ()),
        lineage=(),
        terms={},
        revision=None,
    )
    return report._replace(**fields)


def case(
    *licenses: License,
    report: ModelReport | None = None,
    policy: Policy = POLICY,
    usage: Usage = Usage(),  # noqa: B008 - a tuple, which nobody can change
    agreements: tuple[Agreement, ...] = (),
    references: tuple[Reference, ...] = (),
) -> Case:
    project = Project(
        root=Path("/srv/project"),
        file=None,
        label="modelguard.yaml",
        models=(),
        datasets=(),
        first_party=(),
        usage=usage,
        overrides=(),
        publishes=(),
        policy=policy,
        agreements=agreements,
        exceptions=(),
        clarifications=(),
        exclude=(),
    )
    return Case(
        model=report or model(*licenses),
        references=references,
        usage=usage,
        policy=policy,
        licenses=licenses,
        project=project,
        today=TODAY,
    )


def agreement(*covers: str, models: str = "acme/*", until: date | None = None) -> Agreement:
    return Agreement((models,), frozenset(covers), "4711", until, 1)


def base(id: str, of: License, relation: Relation = Relation.FINETUNE) -> Ancestor:
    return Ancestor(
        id, relation, of.id, of.license_class, 1, "acme/model", relation is not Relation.HOSTED
    )


def only(drafts: Iterator[Draft]) -> Draft:
    (draft,) = drafts
    return draft


def none(drafts: Iterator[Draft]) -> bool:
    return not list(drafts)
