"""References to model reports: gather everything, bases and datasets too, then conclude."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from modelguard import classify, effective, openness
from modelguard.cards.sources import Answer, Wanted, repository
from modelguard.classify import Alone, Statement, Subject
from modelguard.declared import Preference
from modelguard.domain import (
    Card,
    Conclusion,
    Descent,
    FamilyMatch,
    License,
    LicenseClass,
    ModelId,
    ModelReport,
    Namer,
    Problem,
    Reason,
    Reference,
    Relation,
    Term,
    TrainingData,
    Unresolved,
)
from modelguard.families import Families
from modelguard.gathering import ELSEWHERE, MAX_DATASETS, Gathering, LookUp
from modelguard.globs import any_matches, matches
from modelguard.ids import HUB
from modelguard.lineage import Step, Walk
from modelguard.project import Project
from modelguard.rulebase import Rulebase

__all__ = ["LookUp", "Resolver", "binding"]


class Resolver:
    """Everything that is known while one run lasts. Answers are gathered first, then judged."""

    def __init__(
        self, project: Project, rules: Rulebase, look_up: LookUp, prefers: Preference
    ) -> None:
        self._project = project
        self._rules = rules
        self._look_up = look_up
        self._prefers = prefers
        self._families = Families(rules.table("families"))
        self._openness = openness.Reader(rules.table("openness"))

    def resolve(self, references: Sequence[Reference]) -> list[ModelReport]:
        """One report per id and revision, sorted by id."""
        groups: dict[tuple[ModelId, str | None], list[Reference]] = {}
        for reference in references:
            groups.setdefault((reference.id, reference.revision), []).append(reference)
        named_by_hand = frozenset(each.id for each in references if not each.line)
        known = Gathering(self._project, self._rules, self._look_up, named_by_hand)
        known.gather(known.wanted(model, revision) for model, revision in groups)
        return [
            self._report(known, known.wanted(model, revision), model, groups[model, revision])
            for model, revision in sorted(groups, key=lambda each: (str(each[0]), each[1] or ""))
        ]

    def _report(
        self, known: Gathering, wanted: Wanted, model: ModelId, references: list[Reference]
    ) -> ModelReport:
        # Asked first: a project of Hub models needs nothing of the large table of providers.
        is_hosted = model.source != HUB and model.source in self._rules.table("providers")
        walk = _weights(model, wanted) if is_hosted else known.walk(wanted)
        own = self._hosted(model) if is_hosted else self._alone(known, wanted)
        bases = tuple((step, self._base(known, step.id)) for step in walk.steps)
        conclusion, ancestors = effective.conclude(own, bases, self._rules)
        answer = None if is_hosted else known.answer(wanted)
        card = answer if isinstance(answer, Card) else None
        hint = None if known.is_stated_by_hand(wanted) else self._hint(own, bases)
        datasets = () if is_hosted else known.datasets(wanted, walk)
        return ModelReport(
            id=model,
            references=tuple(each for each in references if each.line),
            card=card,
            conclusion=conclusion,
            openness=self._openness.read(model, conclusion.license_class),
            lineage=ancestors,
            terms=_terms(conclusion, self._rules),
            revision=card.revision if card else wanted.revision,
            renamed_to=_renamed(model, card),
            repository=None if model.source == HUB else self._repository(model),
            unresolved=_unresolved(model, conclusion, answer),
            descent=Descent(
                is_stated=bool(walk.steps) or known.has_bases(wanted),
                left_out=walk.left_out,
                loops=walk.loops,
                hint=hint,
                unread=max(len(datasets) - MAX_DATASETS, 0),
            ),
            datasets=tuple(self._dataset(known, *each) for each in datasets[:MAX_DATASETS]),
        )

    def _repository(self, model: ModelId) -> str | None:
        return repository(model, self._rules.table("sources"))

    def _alone(self, known: Gathering, wanted: Wanted) -> Alone:
        statements = known.statements(wanted)
        stated = next((each for each in statements if each.license), None)
        place = f"{self._project.label}:{stated.line}" if stated else ""
        subject = Subject(
            id=wanted.repo,
            answer=known.answer(wanted),
            family=self._family(wanted),
            statement=Statement(stated.license or "", place, stated.reason) if stated else None,
            is_first_party=any(
                any_matches(name, self._project.first_party) for name in known.names(wanted)
            ),
            has_bases=known.has_bases(wanted),
        )
        return classify.alone(subject, self._rules, self._prefers)

    def _base(self, known: Gathering, name: str) -> Alone:
        elsewhere = known.elsewhere(name)
        if elsewhere and elsewhere.source in self._rules.table("providers"):
            return self._hosted(elsewhere)
        return self._alone(known, known.base(name))

    def _hosted(self, model: ModelId) -> Alone:
        return classify.hosted(model, self._rules.table("providers"), self._rules)

    def _family(self, wanted: Wanted) -> FamilyMatch | None:
        if wanted.type not in ("model", ELSEWHERE):
            return None
        return self._families.match(wanted.repo)

    def _dataset(self, known: Gathering, wanted: Wanted, via: str) -> TrainingData:
        meaning = self._alone(known, wanted).meaning
        licenses = tuple(self._rules.license(each) for each in meaning.licenses)
        return TrainingData(
            id=wanted.repo,
            via=via,
            licenses=licenses,
            license_class=meaning.license_class,
            problem=meaning.problem,
            detail=meaning.detail,
            made_with=self._made_with(wanted.repo),
        )

    def _made_with(self, dataset: str) -> License | None:
        for row in self._rules.table("generated_data"):
            if matches(dataset, row["dataset"]):
                return self._rules.license(row["terms"])
        return None

    def _hint(self, own: Alone, bases: Sequence[tuple[Step, Alone]]) -> FamilyMatch | None:
        """What a name tells; silent where a license or a base is of the same maker.

        A publisher's own family is no hint at a base: it tells where it contradicts the card.
        """
        family = own.family
        if family is None or not _may_tell(family, own):
            return None
        if family.license is None:
            return None if bases else family
        told = self._rules.license(family.license)
        licenses = {*own.granted, *(each for _, base in bases for each in base.meaning.licenses)}
        families = [base.family for _, base in bases]
        licenses |= {each.license for each in families if each and each.license}
        makers = {self._rules.license(each).steward for each in licenses}
        is_free = told.license_class is LicenseClass.FULLY_OPEN
        return None if is_free or told.steward in makers else family


def _may_tell(family: FamilyMatch, own: Alone) -> bool:
    return family.kind != "family" or (family.may == "restrict" and bool(own.granted))


def _weights(model: ModelId, wanted: Wanted) -> Walk:
    """The open weights behind a hosted API, where there are any."""
    if wanted.type == ELSEWHERE:
        return Walk(())
    return Walk((Step(wanted.repo, Relation.HOSTED, 1, str(model), Namer.SERVICE),))


def _terms(conclusion: Conclusion, rules: Rulebase) -> Mapping[str, Term]:
    """Each term from the first license that speaks of it, the governing license first."""
    ordered = sorted(conclusion.licenses, key=lambda each: each != conclusion.license)
    terms: dict[str, Term] = {}
    for license_ in (rules.license(each) for each in ordered):
        terms = {**license_.terms, **terms}
    return terms


def binding(report: ModelReport, rules: Rulebase) -> tuple[License, ...]:
    """The licenses whose terms bind, the strictest first."""
    licenses = [rules.license(each) for each in report.conclusion.licenses]
    return tuple(sorted(licenses, key=lambda each: -each.license_class.strictness))


def _renamed(model: ModelId, card: Card | None) -> str | None:
    if card is None or model.source != "huggingface" or card.id.lower() == model.name.lower():
        return None
    return card.id


def _unresolved(model: ModelId, conclusion: Conclusion, answer: Answer | None) -> Unresolved | None:
    """Set where a look-up failed and nothing else, such as a clarification, took its place."""
    if conclusion.problem not in {Problem.NOT_FOUND, Problem.UNVERIFIED}:
        return None
    if isinstance(answer, Unresolved):
        return answer._replace(id=str(model))
    return Unresolved(str(model), Reason.UNKNOWN_ID, conclusion.detail)
