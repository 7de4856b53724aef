"""Where answers come from, in order: the Hub, the lock, the cache, the catalog."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from modelguard.domain import Card, ModelId, Reason, Unresolved
from modelguard.namedtuple import NamedTuple

Answer = Card | Unresolved


class Wanted(NamedTuple):
    """A repository to look up. `repo` is its Hub id, `type` model, dataset or space."""

    repo: str
    revision: str | None = None
    type: str = "model"


class WantedText(NamedTuple):
    """A file of a repository at a revision, which is a commit wherever one is known."""

    repo: str
    revision: str
    type: str
    path: str


_FINAL = frozenset({Reason.NOT_FOUND, Reason.UNREADABLE, Reason.UNKNOWN_ID})

Answers = Mapping[Wanted, Answer]
Source = Callable[[list[Wanted]], Mapping[Wanted, Answer]]


class Sources(NamedTuple):
    """Each asks for what those before it could not answer; None is not asked.

    `fresh` answers from the cache what needs no call, `hub` calls, `lock` gives what the project
    locked, `stale` old cache rows where the Hub was out of reach, `catalog` the built-in copies.
    """

    fresh: Source | None = None
    hub: Source | None = None
    lock: Source | None = None
    stale: Source | None = None
    catalog: Source | None = None


def look_up(wanted: Iterable[Wanted], sources: Sources) -> dict[Wanted, Answer]:
    """An answer for each of `wanted`; an Unresolved tells the last reason that was heard."""
    answers: dict[Wanted, Answer] = {each: _offline(each) for each in wanted}
    for source in sources:
        missing = [each for each, answer in answers.items() if _may_be_elsewhere(answer)]
        if source is None or not missing:
            continue
        answers |= source(missing)
    return answers


def _may_be_elsewhere(answer: Answer) -> bool:
    """What a server does not know must not be cleared by an older copy."""
    return isinstance(answer, Unresolved) and answer.reason not in _FINAL


def _offline(wanted: Wanted) -> Unresolved:
    return Unresolved(wanted.repo, Reason.OFFLINE, "modelguard is offline and the catalog lacks it")


def repository(model: ModelId, table: Mapping[str, Mapping[str, str]]) -> str | None:
    """The Hub repository that holds a model; None where it is not on the Hub.

    `table` is `rules/sources.yaml`.
    """
    if model.source == "huggingface":
        return model.name
    hub = table.get(model.source, {}).get("hub")
    return hub and hub.format(name=model.name, first=model.name.partition("/")[0])


def page(model: ModelId, table: Mapping[str, Mapping[str, str]]) -> str | None:
    """Where a person reads the license of a model that is not on the Hub; None if not known."""
    address = table.get(model.source, {}).get("page")
    return address and address.format(name=model.name, first=model.name.partition(":")[0])


def commit(
    model: ModelId, revision: str | None, table: Mapping[str, Mapping[str, str]]
) -> str | None:
    """The revision of the repository; the version of a package that carries it is none."""
    return None if table.get(model.source, {}).get("revisions") == "package" else revision
