"""A model's own license and those of its bases to the license that is effective."""

from __future__ import annotations

from modelguard import expression
from modelguard.classify import STATED, Alone, overruled
from modelguard.declared import Meaning, unite
from modelguard.domain import (
    Ancestor,
    Conclusion,
    Evidence,
    License,
    LicenseClass,
    Problem,
    Relation,
)
from modelguard.lineage import Step
from modelguard.rulebase import Rulebase


def conclude(
    own: Alone, bases: tuple[tuple[Step, Alone], ...], rules: Rulebase
) -> tuple[Conclusion, tuple[Ancestor, ...]]:
    """The effective license: a model's own words and those of every base that binds."""
    ancestors = tuple(_ancestor(step, base) for step, base in bases)
    inherited = [
        base.meaning
        for (_, base), ancestor in zip(bases, ancestors, strict=True)
        if ancestor.binds and base.meaning.licenses
    ]
    said = [own.meaning] if own.meaning.licenses else []
    whole = unite([*said, *inherited]) if said or inherited else own.meaning
    governing = _governing(whole.licenses, rules)
    is_overruled = whole.license_class.strictness > own.meaning.license_class.strictness
    told = overruled(own.evidence) if said and is_overruled else own.evidence
    return (
        Conclusion(
            license=governing,
            expression=_expression(own.meaning, whole),
            license_class=_effective(own.meaning, whole),
            basis=_basis(own, inherited, governing),
            licenses=whole.licenses,
            evidence=told + _inherited_evidence(bases),
            declared=_declared_license(own),
            problem=own.meaning.problem,
            detail=own.meaning.detail,
            mismatch=own.mismatch,
            granted=own.granted,
        ),
        ancestors,
    )


def _ancestor(step: Step, base: Alone) -> Ancestor:
    meaning = base.meaning
    return Ancestor(
        id=step.id,
        relation=step.relation,
        license=meaning.licenses[0] if meaning.licenses else None,
        license_class=meaning.license_class,
        depth=step.depth,
        via=step.via,
        binds=step.relation is not Relation.HOSTED,
        problem=meaning.problem,
        detail=meaning.detail,
        licenses=meaning.licenses,
        is_original=_is_original(base),
        named_by=step.named_by,
        is_stated=base.basis in STATED,
    )


def _is_original(base: Alone) -> bool:
    """Patterns for the repositories of a license's maker name the owner; a card may say more."""
    family = base.family
    known = base.granted or base.meaning.licenses
    return family is not None and family.kind == "family" and family.license in known


def _inherited_evidence(bases: tuple[tuple[Step, Alone], ...]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            "base",
            f"{step.id}: {base.meaning.expression}",
            base.evidence[0].where if base.evidence else step.via,
            base.evidence[0].as_of if base.evidence else "",
        )
        for step, base in bases
        if base.meaning.licenses
    )


def _governing(licenses: tuple[str, ...], rules: Rulebase) -> str | None:
    """The strictest; among equals the first, so a model's own license goes before its bases'."""
    found: list[License] = [rules.license(each) for each in licenses]
    strictest = max(found, key=lambda each: each.license_class.strictness, default=None)
    return strictest.id if strictest else None


def _effective(own: Meaning, whole: Meaning) -> LicenseClass:
    """A base says nothing of what was written into a changed text."""
    is_changed = own.problem is Problem.TEXT_MODIFIED
    return LicenseClass.UNKNOWN if is_changed else whole.license_class


def _expression(own: Meaning, whole: Meaning) -> str:
    if own.licenses or not whole.licenses:
        return whole.expression
    return expression.join(("NOASSERTION", whole.expression)) if own.problem else whole.expression


def _declared_license(own: Alone) -> str | None:
    """The id of the license that the card declares, an expression where it declares several."""
    said = own.declared
    if said is None or own.basis not in {"card", "header", "text"} or not said.licenses:
        return None
    return said.licenses[0] if len(said.licenses) == 1 else said.expression


def _basis(own: Alone, inherited: list[Meaning], governing: str | None) -> str:
    """A base that is known says more than a name that tells of it."""
    is_told = own.basis == "family-pattern" and governing not in own.granted
    if governing is None or (governing in own.meaning.licenses and not is_told):
        return own.basis
    return "base" if any(governing in base.licenses for base in inherited) else own.basis
