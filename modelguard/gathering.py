"""What the sources and the project file say of models, their bases and their datasets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from modelguard import ids, lineage, texts
from modelguard.cards.sources import Answer, Answers, Wanted, commit, page, repository
from modelguard.domain import Base, Card, ModelId, Reason, Unresolved
from modelguard.globs import matches
from modelguard.lineage import Walk
from modelguard.project import Clarification, Project
from modelguard.rulebase import Rulebase

MAX_DATASETS = 32
# The type of what is not on the Hub and can only be spoken of in the project file.
ELSEWHERE = "elsewhere"
# The type of what lies on this machine: a folder or a weights file, looked up without the network.
LOCAL = "local"

LookUp = Callable[[Iterable[Wanted]], Answers]


class Gathering:
    """Answers while one run lasts; nothing is decided here.

    A local model of `named_by_hand` may lie anywhere on this machine, others in the project only.
    """

    def __init__(
        self,
        project: Project,
        rules: Rulebase,
        look_up: LookUp,
        named_by_hand: frozenset[ModelId],
    ) -> None:
        self._project = project
        self._rules = rules
        self._look_up = look_up
        self._named_by_hand = named_by_hand
        self._answers: dict[Wanted, Answer] = {}
        self._asked_as: dict[Wanted, set[str]] = {}
        self._stated = (*project.clarifications, *_stated_in_manifest(project))
        self._stated_ids = {base.id for each in self._stated for base in each.bases or ()}

    def gather(self, models: Iterable[Wanted]) -> None:
        """Level by level: the models, then all of their bases at once, then theirs.

        What is beyond the caps of a model's lineage is never asked.
        """
        roots = set(models)
        unknown = roots
        for _ in range(lineage.MAX_DEPTH + 2):
            self._ask(sorted(unknown - self._answers.keys(), key=repr))
            behind = {root: set(self._behind(root)) - self._answers.keys() for root in roots}
            roots = {root for root, missing in behind.items() if missing}
            unknown = {each for missing in behind.values() for each in missing}
            if not unknown:
                return

    def wanted(self, model: ModelId, revision: str | None) -> Wanted:
        """Where the declaration of a model is to be had."""
        wanted = self._place(model, revision)
        self._asked_as.setdefault(wanted, set()).add(str(model))
        return wanted

    def _place(self, model: ModelId, revision: str | None) -> Wanted:
        table = self._rules.table("sources")
        repo = repository(model, table)
        if repo is not None:
            return Wanted(repo, commit(model, revision, table), model.type)
        if model.source == "path":
            return Wanted(model.name, revision, LOCAL)
        weights = self._weights(model)
        return Wanted(weights) if weights else Wanted(str(model), revision, ELSEWHERE)

    def base(self, name: str) -> Wanted:
        """A base as it is named."""
        elsewhere = self.elsewhere(name)
        return self.wanted(elsewhere, None) if elsewhere else Wanted(name)

    def elsewhere(self, name: str) -> ModelId | None:
        """A base that is not on the Hub; only the project file may name one."""
        is_elsewhere = ":" in name and name in self._stated_ids
        return ids.parse(name).id if is_elsewhere else None

    def answer(self, wanted: Wanted) -> Answer:
        return self._answers.get(wanted) or _not_asked(wanted)

    def walk(self, wanted: Wanted) -> Walk:
        """The lineage of a repository, as far as it is known by now."""

        def bases(repo: str) -> tuple[Base, ...]:
            return self._bases(wanted if repo == wanted.repo else self.base(repo))

        def name(repo: str) -> str:
            card = self._card(wanted if repo == wanted.repo else self.base(repo))
            return card.id if card else repo

        return lineage.walk(wanted.repo, bases, name)

    def datasets(self, wanted: Wanted, walk: Walk) -> tuple[tuple[Wanted, str], ...]:
        """What the model and its bases were trained on, each dataset with the id that names it."""
        found: dict[str, tuple[Wanted, str]] = {}
        for each in (wanted, *(self.base(step.id) for step in walk.steps)):
            for name in self._named_datasets(each):
                found.setdefault(name.lower(), (Wanted(name, type="dataset"), each.repo))
        return tuple(found.values())

    def statements(self, wanted: Wanted) -> list[Clarification]:
        """What the project file says about a repository, for this revision and text or for any."""
        return [
            each
            for each in self._stated
            if any(matches(name, each.model) for name in self.names(wanted))
            and each.revision in {None, wanted.revision, self._commit(wanted)}
            and each.text_sha256 in {None, *self._hashes(wanted)}
        ]

    def names(self, wanted: Wanted) -> set[str]:
        """What a repository is called: as it was asked, on the Hub, and today."""
        card = self._card(wanted)
        today = card.id if card else wanted.repo
        if wanted.type in ("dataset", "space"):
            return {f"{wanted.type}s/{name}" for name in (wanted.repo, today)}
        return {wanted.repo, today, *self._asked_as.get(wanted, ())}

    def has_bases(self, wanted: Wanted) -> bool:
        """Whether the card names bases, or the project file says that there are some or none."""
        card = self._card(wanted)
        return bool(card and card.bases) or self.is_stated_by_hand(wanted)

    def is_stated_by_hand(self, wanted: Wanted) -> bool:
        """Whether the project file says which bases there are, or that there are none."""
        return any(each.bases is not None for each in self.statements(wanted))

    def _ask(self, unknown: Sequence[Wanted]) -> None:
        remote = [each for each in unknown if each.type not in (ELSEWHERE, LOCAL)]
        answers = self._look_up(remote)
        for each in unknown:
            answer = answers.get(each)
            self._answers[each] = self._with_texts(answer or self._without_network(each))

    def _behind(self, root: Wanted) -> Iterator[Wanted]:
        """The bases and the datasets of a model, within the caps."""
        if root.type not in ("model", LOCAL, ELSEWHERE):
            return
        walk = self.walk(root)
        yield from (self.base(step.id) for step in walk.steps)
        for dataset, _ in self.datasets(root, walk)[:MAX_DATASETS]:
            yield dataset

    def _without_network(self, wanted: Wanted) -> Answer:
        """A folder on this machine; no other source can be asked yet."""
        if wanted.type != LOCAL:
            return _unsupported(wanted, self._rules.table("sources"))
        from modelguard.cards import folder

        is_named = ModelId("path", wanted.repo) in self._named_by_hand
        return folder.look_up(wanted.repo, self._project.root, anywhere=is_named)

    def _with_texts(self, answer: Answer) -> Answer:
        return texts.identify_all(answer, self._rules) if isinstance(answer, Card) else answer

    def _weights(self, model: ModelId) -> str | None:
        """The Hub id of the open weights behind a hosted API's model."""
        provider = self._rules.table("providers").get(model.source, {})
        for entry in provider.get("open_weights", ()):
            if matches(model.name, entry["pattern"]):
                return str(entry["model"])
        return None

    def _bases(self, wanted: Wanted) -> tuple[Base, ...]:
        """The bases that the project file and the card name; the file decides the relation.

        A glob that happens to match a base does not make it its own.
        """
        card = self._card(wanted)
        stated = [
            base
            for each in self.statements(wanted)
            for base in each.bases or ()
            if base.id == each.model or base.id.lower() != wanted.repo.lower()
        ]
        return lineage.united(stated, card.bases if card else ())

    def _named_datasets(self, wanted: Wanted) -> Sequence[str]:
        card = self._card(wanted)
        stated = [name for each in self.statements(wanted) for name in each.datasets]
        named = (*stated, *(card.datasets if card else ()))
        return [name for name in named if name.count("/") < 2 and ":" not in name]

    def _card(self, wanted: Wanted) -> Card | None:
        answer = self._answers.get(wanted)
        return answer if isinstance(answer, Card) else None

    def _hashes(self, wanted: Wanted) -> Iterator[str]:
        card = self._card(wanted)
        return (text.sha256 for text in card.texts) if card else iter(())

    def _commit(self, wanted: Wanted) -> str | None:
        card = self._card(wanted)
        return card.revision if card else None


def _stated_in_manifest(project: Project) -> Iterator[Clarification]:
    """A manifest entry that states a license, bases or datasets clarifies its own model."""
    for entry in project.models:
        if entry.license or entry.bases is not None or entry.datasets:
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


def _unsupported(wanted: Wanted, table: Mapping[str, Mapping[str, str]]) -> Unresolved:
    model = ids.parse(wanted.repo).id
    detail = f"modelguard cannot look up models of `{model.source}:` yet"
    if address := page(model, table):
        detail += f"; their licenses are told at {address}"
    return Unresolved(wanted.repo, Reason.UNSUPPORTED_SOURCE, detail)
