"""Evidence on one repository to the license that it is under, its bases left aside."""

from __future__ import annotations

from collections.abc import Mapping

from modelguard import contradictions, texts
from modelguard.declared import Meaning, Preference, Reader, card_evidence, unite
from modelguard.domain import (
    Card,
    Evidence,
    FamilyMatch,
    LicenseClass,
    Mismatch,
    ModelId,
    Problem,
    Reason,
    Unresolved,
)
from modelguard.globs import any_matches
from modelguard.namedtuple import NamedTuple
from modelguard.rulebase import Rulebase

# Where the project file is what a conclusion rests on.
STATED = ("clarification", "first-party")


class Statement(NamedTuple):
    """What the user says about a model in the project file; `where` is `path:line`."""

    license: str
    where: str
    reason: str


class Subject(NamedTuple):
    """All that is known of one repository before anything is decided.

    With `has_bases`, its card or the project file says what it was made from.
    """

    id: str
    answer: Card | Unresolved
    family: FamilyMatch | None = None
    statement: Statement | None = None
    is_first_party: bool = False
    has_bases: bool = False


class Alone(NamedTuple):
    """What is concluded for a repository without its bases.

    `granted` are the licenses that somebody states for it, whatever its name tells on top;
    `family` is what it tells.
    """

    meaning: Meaning
    basis: str
    evidence: tuple[Evidence, ...]
    declared: Meaning | None = None
    mismatch: Mismatch | None = None
    granted: tuple[str, ...] = ()
    family: FamilyMatch | None = None


def alone(subject: Subject, rules: Rulebase, prefers: Preference) -> Alone:
    """The user's statement, else the card; a stricter family pattern wins over the card."""
    reader = Reader(rules, subject.id, prefers)
    found = _declared(subject, reader)
    if subject.statement is not None:
        found = _stated(subject, subject.statement, reader, found)
    elif subject.family is not None:
        found = _bounded(found, subject, subject.family, rules)
    is_excused = subject.is_first_party and subject.statement is None
    if is_excused and found.meaning.problem is not None:
        own = found.meaning._replace(problem=None, detail="first-party")
        found = found._replace(meaning=own, basis="first-party")
    return found._replace(family=subject.family)


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
    said, contradiction = contradictions.settle(card, reader)
    spoken = texts.spoken(card, reader.rules)
    found = texts.weigh(said, spoken, card, reader.rules)
    is_overruled = found.mismatch is not None and found.basis == "text"
    of_card = _contradicted(card_evidence(card), contradiction)
    of_texts = texts.evidence(
        card, spoken, disagrees=found.mismatch is not None and not is_overruled
    )
    return Alone(
        meaning=found.meaning,
        basis=found.basis,
        evidence=(*(overruled(of_card) if is_overruled else of_card), *of_texts),
        declared=said,
        mismatch=found.mismatch or contradiction,
        granted=found.meaning.licenses,
    )


def overruled(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """With the first piece, what was declared, as one that says otherwise than the conclusion."""
    return (evidence[0]._replace(disagrees=True), *evidence[1:]) if evidence else ()


def _contradicted(evidence: tuple[Evidence, ...], found: Mismatch | None) -> tuple[Evidence, ...]:
    """A field that asks for more than the tag overrules it; one that asks for less is overruled."""
    if found is None:
        return evidence
    if found.is_material:
        return overruled(evidence)
    kind = "gate" if found.path == "extra_gated_prompt" else found.path
    return tuple(
        each._replace(disagrees=each.kind == kind or each.where.endswith(f"/{found.path}"))
        for each in evidence
    )


def _stated(subject: Subject, statement: Statement, reader: Reader, declared: Alone) -> Alone:
    meaning = reader.words((statement.license,))
    evidence = Evidence("clarification", statement.license, statement.where, "")
    contradicted = tuple(
        each._replace(disagrees=declared.meaning.licenses != meaning.licenses)
        for each in declared.evidence
    )
    evidences = (evidence, *contradicted)
    return Alone(meaning, "clarification", evidences, granted=meaning.licenses)


def _bounded(declared: Alone, subject: Subject, family: FamilyMatch, rules: Rulebase) -> Alone:
    """A family pattern may restrict or ask, never clear."""
    if family.license is None or not _speaks(family, has_bases=subject.has_bases):
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
    )
    bound = Meaning((license_.id,), license_.expression, license_.license_class)
    if meaning.licenses:
        evidence = (*overruled(declared.evidence), says)
        return declared._replace(
            meaning=unite([meaning, bound]), basis="family-pattern", evidence=evidence
        )
    bound = bound._replace(problem=meaning.problem, detail=meaning.detail)
    return Alone(bound, "family-pattern", (*declared.evidence, says))


def _speaks(family: FamilyMatch, *, has_bases: bool) -> bool:
    """A mere resemblance of names is silent where the bases are stated."""
    return family.may == "restrict" and not (family.kind == "name" and has_bases)
