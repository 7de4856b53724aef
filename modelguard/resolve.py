"""References to model reports: look everything up, bases too, then conclude."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from modelguard import classify, lineage, openness, texts
from modelguard.cards.sources import Answer, Answers, Wanted, repository
from modelguard.classify import Alone, Statement, Subject
from modelguard.declared import Preference
from modelguard.domain import (
    Base,
    Card,
    Conclusion,
    FamilyMatch,
    License,
    ModelId,
    ModelReport,
    Problem,
    Reason,
    Reference,
    Relation,
    Term,
    Unresolved,
)
from modelguard.families import Families
from modelguard.globs import any_matches, matches
from modelguard.lineage import Step
from modelguard.project import Clarification, Project
from modelguard.rulebase import Rulebase

# The type of what is not on the Hub and can only be spoken of in the project file.
_ELSEWHERE = "elsewhere"
# The type of what lies on this machine: a folder or a weights file, looked up without the network.
_LOCAL = "local"

LookUp = Callable[[Iterable[Wanted]], Answers]


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
        self._answers: dict[Wanted, Answer] = {}
        self._named_by_hand: frozenset[ModelId] = frozenset()
        self._stated = (*project.clarifications, *_stated_in_manifest(project))

    def resolve(self, references: Sequence[Reference]) -> list[ModelReport]:
        """One report per id and revision, sorted by id."""
        groups: dict[tuple[ModelId, str | None], list[Reference]] = {}
        for reference in references:
            groups.setdefault((reference.id, reference.revision), []).append(reference)
        self._named_by_hand = frozenset(each.id for each in references if not each.line)
        self._gather(groups)
        return [
            self._report(model, revision, tuple(groups[model, revision]))
            for model, revision in sorted(groups, key=lambda each: (str(each[0]), each[1] or ""))
        ]

    def _gather(self, models: Iterable[tuple[ModelId, str | None]]) -> None:
        """Level by level: the models, then all of their bases at once, then theirs."""
        level = {self._wanted(model, revision) for model, revision in models}
        for _ in range(lineage.MAX_DEPTH + 1):
            unknown = sorted(level - self._answers.keys(), key=repr)
            if not unknown:
                return
            self._answers |= {each: self._without_network(each) for each in unknown}
            remote = [each for each in unknown if each.type not in (_ELSEWHERE, _LOCAL)]
            answers = self._look_up(remote)
            self._answers |= {key: self._with_texts(each) for key, each in answers.items()}
            level = {Wanted(base.id) for each in unknown for base in self._bases(each)}

    def _without_network(self, wanted: Wanted) -> Answer:
        """A folder on this machine; no other source can be asked yet."""
        if wanted.type != _LOCAL:
            return _unsupported(wanted)
        from modelguard.cards import folder

        is_named = ModelId("path", wanted.repo) in self._named_by_hand
        found = folder.look_up(wanted.repo, self._project.root, anywhere=is_named)
        return self._with_texts(found)

    def _with_texts(self, answer: Answer) -> Answer:
        return texts.identify_all(answer, self._rules) if isinstance(answer, Card) else answer

    def _wanted(self, model: ModelId, revision: str | None) -> Wanted:
        repo = repository(model, self._rules.table("sources"))
        if repo is not None:
            return Wanted(repo, revision, model.type)
        if model.source == "path":
            return Wanted(model.name, revision, _LOCAL)
        weights = self._weights(model)
        return Wanted(weights) if weights else Wanted(str(model), revision, _ELSEWHERE)

    def _weights(self, model: ModelId) -> str | None:
        """The Hub id of the open weights behind a hosted API's model."""
        provider = self._rules.table("providers").get(model.source, {})
        for entry in provider.get("open_weights", ()):
            if matches(model.name, entry["pattern"]):
                return str(entry["model"])
        return None

    def _bases(self, wanted: Wanted) -> tuple[Base, ...]:
        """The bases that the card and the project file name for a repository."""
        answer = self._answers.get(wanted)
        declared = answer.bases if isinstance(answer, Card) else ()
        stated = [base for each in self._statements(wanted) for base in each.bases]
        unique = {base.id.lower(): base for base in (*stated, *declared)}
        unique.pop(wanted.repo.lower(), None)
        return tuple(unique.values())

    def _statements(self, wanted: Wanted) -> list[Clarification]:
        """What the project file says about a repository, for this revision and text or for any."""
        return [
            each
            for each in self._stated
            if matches(wanted.repo, each.model)
            and each.revision in {None, wanted.revision, self._commit(wanted)}
            and each.text_sha256 in {None, *self._hashes(wanted)}
        ]

    def _hashes(self, wanted: Wanted) -> Iterator[str]:
        answer = self._answers.get(wanted)
        return (text.sha256 for text in answer.texts) if isinstance(answer, Card) else iter(())

    def _commit(self, wanted: Wanted) -> str | None:
        answer = self._answers.get(wanted)
        return answer.revision if isinstance(answer, Card) else None

    def _subject(self, wanted: Wanted) -> Subject:
        stated = next((each for each in self._statements(wanted) if each.license), None)
        place = f"{self._project.label}:{stated.line}" if stated else ""
        return Subject(
            id=wanted.repo,
            answer=self._answers.get(wanted, _not_asked(wanted)),
            family=self._family(wanted),
            statement=Statement(stated.license or "", place, stated.reason) if stated else None,
            is_first_party=any_matches(wanted.repo, self._project.first_party),
        )

    def _family(self, wanted: Wanted) -> FamilyMatch | None:
        if wanted.type != "model":
            return None
        return self._families.match(wanted.repo)

    def _alone(self, wanted: Wanted) -> Alone:
        return classify.alone(self._subject(wanted), self._rules, self._prefers)

    def _lineage(self, wanted: Wanted) -> tuple[tuple[Step, Alone], ...]:
        steps = lineage.walk(
            wanted.repo,
            lambda repo: self._bases(wanted if repo == wanted.repo else Wanted(repo)),
        )
        return tuple((step, self._alone(Wanted(step.id))) for step in steps)

    def _report(
        self, model: ModelId, revision: str | None, references: tuple[Reference, ...]
    ) -> ModelReport:
        wanted = self._wanted(model, revision)
        own, bases = self._evidence(model, wanted)
        conclusion, ancestors = classify.conclude(own, bases, self._rules)
        answer = self._answers.get(wanted) if own.basis != "provider" else None
        card = answer if isinstance(answer, Card) else None
        return ModelReport(
            id=model,
            references=tuple(each for each in references if each.line),
            card=card,
            conclusion=conclusion,
            openness=openness.read(model, conclusion.license_class, self._rules.table("openness")),
            lineage=ancestors,
            terms=_terms(conclusion, self._rules),
            revision=card.revision if card else revision,
            renamed_to=_renamed(model, card),
            unresolved=_unresolved(model, conclusion, answer),
        )

    def _evidence(
        self, model: ModelId, wanted: Wanted
    ) -> tuple[Alone, tuple[tuple[Step, Alone], ...]]:
        providers = self._rules.table("providers")
        if model.source in providers:
            own = classify.hosted(model, providers, self._rules)
            if wanted.type == _ELSEWHERE:
                return own, ()
            weights = Step(wanted.repo, Relation.HOSTED, 1, str(model))
            return own, ((weights, self._alone(wanted)),)
        return self._alone(wanted), self._lineage(wanted)


def _stated_in_manifest(project: Project) -> Iterator[Clarification]:
    """A manifest entry that states a license, bases or datasets clarifies its own model."""
    for entry in project.models:
        if entry.license or entry.bases or entry.datasets:
            yield Clarification(
                model=str(entry.id),
                license=entry.license,
                bases=entry.bases,
                datasets=entry.datasets,
                revision=entry.revision,
                text_sha256=None,
                reason=entry.reason,
                line=entry.line,
            )


def _not_asked(wanted: Wanted) -> Unresolved:
    return Unresolved(wanted.repo, Reason.UNKNOWN_ID, "too many generations up to be looked up")


def _unsupported(wanted: Wanted) -> Unresolved:
    source = wanted.repo.partition(":")[0]
    detail = f"modelguard cannot look up models of `{source}:` yet"
    return Unresolved(wanted.repo, Reason.UNSUPPORTED_SOURCE, detail)


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
