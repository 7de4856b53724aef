"""Models that the project publishes speak for themselves, from the card in their folder."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Mapping

from modelguard.cards.sources import Answer, Answers, Wanted
from modelguard.domain import Card, CardSource, ModelId, Reference
from modelguard.project import Project, Publish
from modelguard.settings import settle

_CARD = "README.md"
# The detector that reads the front matter of cards.
_OF_CARDS = "front_matter_files"
_MAX_BYTES = 1024 * 1024
_MAX_FILES = 10_000
# The folder of a card at the root of the project.
ROOT = "."
# Keys of the Hub's cards: some that models have, some that only Spaces and datasets have.
_OF_MODELS = ("license", "base_model", "library_name", "pipeline_tag", "model-index")
_OF_OTHERS = ("sdk", "task_categories", "size_categories", "dataset_info", "source_datasets")


def answering(
    project: Project, look_up: Callable[[Iterable[Wanted]], Answers]
) -> Callable[[Iterable[Wanted]], Answers]:
    """`look_up`, but a model that is published from a folder with a card speaks for itself."""
    published = {str(each.id).lower(): each for each in project.publishes}
    if not published:
        return look_up

    def answers(wanted: Iterable[Wanted]) -> Mapping[Wanted, Answer]:
        asked = list(wanted)
        own: dict[Wanted, Answer] = {}
        for each in asked:
            entry = published.get(each.repo.lower())
            if entry and (found := card(project.root, entry)):
                own[each] = found
        return {**look_up([each for each in asked if each not in own]), **own}

    return answers


def with_cards(
    project: Project, references: tuple[Reference, ...], *, is_whole: bool
) -> tuple[Project, tuple[Reference, ...]]:
    """The project and its references, with each folder that is published though no entry says so.

    That is a folder with a model card in it, where `publishing-derivatives` is stated for the
    card's path. Below the root the card has to name a base or data, so that somebody found it.
    """
    known = {posixpath.normpath(each.path) for each in project.publishes}
    found: dict[str, Reference] = {}
    root = [Reference(ModelId("path", ROOT), _CARD, 1, 1, ROOT, _OF_CARDS)] if is_whole else []
    for each in (*references, *root):
        folder, name = posixpath.split(each.path)
        is_card = name == _CARD and each.detector == _OF_CARDS and each.scope == "product"
        if is_card and (folder or ROOT) not in known and _is_published(project, each):
            found.setdefault(folder or ROOT, each)
    entries = [
        Publish(folder, ModelId("path", folder), None, None, line=0)
        for folder in sorted(found)
        if _is_of_model(_front_matter(project.root, folder))
    ]
    cards = [
        found[each.path]._replace(id=each.id, line=1, column=1, text=each.path, revision=None)
        for each in entries
    ]
    made = project._replace(
        publishes=(*project.publishes, *entries),
        first_party=(*project.first_party, *(str(each.id) for each in entries)),
    )
    return made, (*references, *cards)


def _is_published(project: Project, card: Reference) -> bool:
    activities = settle(project, card).usage.activities
    return activities is not None and "publishing-derivatives" in activities


def _is_of_model(front: Mapping[str, object]) -> bool:
    return not any(key in front for key in _OF_OTHERS) and any(key in front for key in _OF_MODELS)


def _front_matter(root: str, folder: str) -> Mapping[str, object]:
    from modelguard.cards import front_matter

    try:
        with open(os.path.join(root, folder, _CARD), "rb") as file:
            return front_matter.read(file.read(_MAX_BYTES).decode("utf-8", "replace")).data
    except OSError:
        return {}


def card(root: str, entry: Publish) -> Card | None:
    """The card in the folder that is published; None where there is none yet."""
    from modelguard.cards import declaration, front_matter

    folder = os.path.join(root, entry.path)
    try:
        with open(os.path.join(folder, _CARD), "rb") as file:
            text = file.read(_MAX_BYTES).decode("utf-8", "replace")
        files = sorted(os.listdir(folder))[:_MAX_FILES]
    except OSError:
        return None
    front = front_matter.read(text)
    body = {"id": str(entry.id), "cardData": front.data, "siblings": files}
    found = declaration.card(
        body, source=CardSource.FOLDER, where=f"{entry.path}/{_CARD}", as_of=""
    )
    return found._replace(problems=(*found.problems, *front.problems))
