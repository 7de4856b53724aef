"""What a lock holds, typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from modelguard.cards.sources import commit, repository
from modelguard.domain import Ancestor, Card, LicenseClass, ModelId, ModelReport, Namer, Problem
from modelguard.lock import NAME
from modelguard.namedtuple import NamedTuple
from modelguard.strenum import StrEnum

SCHEMA = "modelguard/lock/1"
_PROJECT = (Namer.MANIFEST, Namer.CLARIFICATION)


class Row(NamedTuple):
    """A repository, or a model that has none, as it was when it was locked.

    `card` is what it declared, None where there is no repository. `source`, `where` and `as_of`
    are of that evidence. `licenses` are the ids whose terms bound, `license` the governing one.
    `stated` is what the project itself said of it, see `stated`.
    """

    revision: str | None
    card: Card | None
    license: str | None
    license_class: LicenseClass
    licenses: tuple[str, ...]
    problem: Problem | None
    use_policy: str | None
    source: str
    where: str
    as_of: str
    stated: tuple[str, ...] = ()


class Facts(NamedTuple):
    """What a license said when it was locked; each term is its `value` and its further fields."""

    license_class: LicenseClass
    purposes: tuple[str, ...]
    terms: Mapping[str, Mapping[str, object]]


class Lock(NamedTuple):
    """`models` by `key_of`, `licenses` by id. `rules` is the version that everything was judged by.

    `policy` is the name of the project's policy, `policy_digest` its hash. `label` is what messages
    call the file. `absent` names bases and datasets that the Hub did not know.
    """

    rules: str
    policy: str
    policy_digest: str
    models: Mapping[str, Row]
    licenses: Mapping[str, Facts]
    label: str = NAME
    absent: tuple[str, ...] = ()

    def row(self, model: ModelReport, table: Mapping[str, Mapping[str, str]]) -> Row | None:
        """The row of a model as the project asks for it."""
        return self.find(name(model.id, table), asked(model, table))

    def find(self, name: str, revision: str | None) -> Row | None:
        """The row of a repository as asked; for a commit also the row that was resolved to it."""
        if (found := self.models.get(key_of(name, revision))) is not None:
            return found
        plain = self.models.get(name) if revision else None
        return plain if plain is not None and plain.revision == revision else None


class Direction(StrEnum):
    """What a change means for whoever uses the model; a worse one comes first."""

    TIGHTER = "tighter"
    LOOSER = "looser"
    SIDEWAYS = "sideways"


class Change(NamedTuple):
    """`what` is class, license, declared license, revision, …, or the name of a term."""

    what: str
    before: str
    after: str
    direction: Direction


class Locked(NamedTuple):
    """What the lock says of one model. `verdict` is what newer rules alone made of it since.

    `grace_ends` is the last day on which that is eased; None where nothing is. `is_same_rules` is
    False where other license data made the row.
    """

    row: Row
    lock: Lock
    is_same_rules: bool = True
    verdict: tuple[Change, ...] = ()
    grace_ends: date | None = None


def name(model: ModelId, table: Mapping[str, Mapping[str, str]]) -> str:
    """What a lock calls a model: its repository, else its own id.

    `table` is `rules/sources.yaml`.
    """
    repo = repository(model, table)
    return str(model) if repo is None else str(ModelId("huggingface", repo, model.type))


def dataset_name(repo: str) -> str:
    """What a lock calls a dataset that models were trained on."""
    return str(ModelId("huggingface", repo, "dataset"))


def pinned(
    models: list[ModelReport], lock: Lock, table: Mapping[str, Mapping[str, str]]
) -> list[ModelReport]:
    """The lock supplies the commit where the project names no revision."""
    rows = [(model, lock.row(model, table)) for model in models]
    return [
        model._replace(revision=row.revision)
        if row and row.revision and model.references and not asked(model, table)
        else model
        for model, row in rows
    ]


def asked(model: ModelReport, table: Mapping[str, Mapping[str, str]]) -> str | None:
    """The revision that the project names; all references of one report share it."""
    return commit(model.id, model.references[0].revision, table) if model.references else None


def stated(model: ModelReport) -> tuple[str, ...]:
    """What the project itself says of a model: its license, its bases and theirs, that it is its
    own."""
    conclusion = model.conclusion
    licenses = [each.says for each in conclusion.evidence if each.kind == "clarification"]
    bases = [base.id for base in model.lineage if base.named_by in _PROJECT]
    known = [f"{base.id}: {_named(base)}" for base in model.lineage if base.is_stated]
    own = [conclusion.basis] if conclusion.basis == "first-party" else []
    return (*licenses, *sorted(bases), *sorted(known), *own)


def _named(base: Ancestor) -> str:
    return " AND ".join(base.licenses) or "first-party"


def key_of(name: str, revision: str | None) -> str:
    """The key of a row: one repository may be asked for at several revisions."""
    return f"{name}@{revision}" if revision else name
