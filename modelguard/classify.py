"""Evidence to conclusion: which license governs a model, and how sure that is."""

from collections.abc import Mapping
from typing import NamedTuple

from modelguard import expression, texts
from modelguard.declared import Meaning, Preference, Reader, card_evidence, gated, unite
from modelguard.domain import (
    Ancestor,
    Card,
    Conclusion,
    Evidence,
    FamilyMatch,
    License,
    LicenseClass,
    Mismatch,
    ModelId,
    Problem,
    Reason,
    Relation,
    Unresolved,
)
from modelguard.globs import any_matches
from modelguard.lineage import Step
from modelguard.rulebase import Rulebase


class Statement(NamedTuple):
    """What the user says about a model in the project file; `where` is `path:line`."""

    license: str
    where: str
    reason: str


class Subject(NamedTuple):
    """All that is known of one repository before anything is decided."""

    id: str
    answer: Card | Unresolved
    family: FamilyMatch | None = None
    statement: Statement | None = None
    is_first_party: bool = False


class Alone(NamedTuple):
    """What is concluded for a repository without its bases."""

    meaning: Meaning
    basis: str
    evidence: tuple[Evidence, ...]
    declared: Meaning | None = None
    mismatch: Mismatch | None = None


def alone(subject: Subject, rules: Rulebase, prefers: Preference) -> Alone:
    """The user's statement, else the card; a stricter family pattern wins over the card."""
    reader = Reader(rules, subject.id, prefers)
    declared = _declared(subject, reader)
    if subject.statement is not None:
        return _stated(subject, subject.statement, reader, declared)
    if subject.family is not None:
        declared = _bounded(declared, subject, subject.family, rules)
    if subject.is_first_party and declared.meaning.problem is not None:
        own = declared.meaning._replace(problem=None, detail="first-party")
        return declared._replace(meaning=own, basis="first-party")
    return declared


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
    evidence = own.evidence + _inherited_evidence(bases, own.meaning.license_class)
    return (
        Conclusion(
            license=governing,
            expression=_expression(own.meaning, whole),
            license_class=_effective(own.meaning, whole),
            basis=_basis(own, governing),
            licenses=whole.licenses,
            evidence=evidence,
            declared=_declared_license(own),
            problem=own.meaning.problem,
            detail=own.meaning.detail,
            mismatch=own.mismatch,
        ),
        ancestors,
    )


def hosted(model: ModelId, providers: Mapping[str, Mapping[str, object]], rules: Rulebase) -> Alone:
    """A hosted API: its terms bind; an id that no pattern claims stays unverified."""
    provider = providers[model.source]
    terms = rules.license(str(provider["terms"]))
    meaning = Meaning((terms.id,), terms.expression, LicenseClass.PROPRIETARY)
    patterns = provider["patterns"]
    assert isinstance(patterns, list)
    if not any_matches(model.name, patterns):
        detail = f"{provider['name']} is not known to offer `{model.name}`"
        meaning = meaning._replace(problem=Problem.UNVERIFIED, detail=detail)
    where = f"rules/providers/{model.source}.yaml"
    evidence = Evidence("provider", terms.id, where, str(provider.get("checked", "")))
    return Alone(meaning, "provider", (evidence,))


def _declared(subject: Subject, reader: Reader) -> Alone:
    answer = subject.answer
    if isinstance(answer, Card):
        return _read(answer, reader)
    not_found = answer.reason is Reason.NOT_FOUND
    problem = Problem.NOT_FOUND if not_found else Problem.UNVERIFIED
    meaning = Meaning((), "NOASSERTION", LicenseClass.UNKNOWN, problem, answer.detail)
    return Alone(meaning, "none", ())


def _read(card: Card, reader: Reader) -> Alone:
    """The card's own words and its license files, held against each other."""
    said = gated(reader.card(card), card, reader.rules)
    spoken = texts.spoken(card, reader.rules)
    found = texts.weigh(said, spoken, card, reader.rules)
    is_overruled = found.mismatch is not None and found.basis == "text"
    of_card = card_evidence(card)
    of_texts = texts.evidence(
        card, spoken, disagrees=found.mismatch is not None and not is_overruled
    )
    return Alone(
        meaning=found.meaning,
        basis=found.basis,
        evidence=(of_card[0]._replace(disagrees=is_overruled), *of_card[1:], *of_texts),
        declared=said,
        mismatch=found.mismatch,
    )


def _stated(subject: Subject, statement: Statement, reader: Reader, declared: Alone) -> Alone:
    meaning = reader.words((statement.license,))
    evidence = Evidence("clarification", statement.license, statement.where, "")
    contradicted = tuple(
        each._replace(disagrees=declared.meaning.licenses != meaning.licenses)
        for each in declared.evidence
    )
    return Alone(meaning, "clarification", (evidence, *contradicted))


def _bounded(declared: Alone, subject: Subject, family: FamilyMatch, rules: Rulebase) -> Alone:
    """A family pattern may restrict or ask, never clear."""
    if family.license is None or not _speaks(family, subject.answer):
        return declared
    license_ = rules.license(family.license)
    meaning = declared.meaning
    if meaning.licenses and meaning.license_class.strictness >= license_.license_class.strictness:
        return declared
    says = Evidence(
        "family-pattern",
        license_.id,
        f"`{family.pattern}` ({family.source})",
        "",
        disagrees=bool(meaning.licenses),
    )
    bound = Meaning((license_.id,), license_.expression, license_.license_class)
    if meaning.licenses:
        evidence = (*declared.evidence, says)
        return declared._replace(
            meaning=unite([meaning, bound]), basis="family-pattern", evidence=evidence
        )
    bound = bound._replace(problem=meaning.problem, detail=meaning.detail)
    return Alone(bound, "family-pattern", (*declared.evidence, says))


def _speaks(family: FamilyMatch, answer: Card | Unresolved) -> bool:
    """A mere resemblance of names is silent where the card itself names the bases."""
    if family.may != "restrict":
        return False
    return not (family.kind == "name" and isinstance(answer, Card) and answer.bases)


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
    )


def _inherited_evidence(
    bases: tuple[tuple[Step, Alone], ...], own_class: LicenseClass
) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            "base",
            f"{step.id}: {base.meaning.expression}",
            base.evidence[0].where if base.evidence else step.via,
            base.evidence[0].as_of if base.evidence else "",
            disagrees=base.meaning.problem is None
            and base.meaning.license_class.strictness > own_class.strictness,
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
    if said is None or own.basis not in {"card", "text"} or not said.licenses:
        return None
    return said.licenses[0] if len(said.licenses) == 1 else said.expression


def _basis(own: Alone, governing: str | None) -> str:
    inherited = governing is not None and governing not in own.meaning.licenses
    return "base" if inherited else own.basis
