"""From projects to the locks that belong beside their project files."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator

from modelguard import audit, rulebase
from modelguard.cards.sources import Answer, Answers, Sources, Wanted, look_up
from modelguard.cli import judging
from modelguard.cli.loading import Choice, Part
from modelguard.domain import Unresolved
from modelguard.lock import NAME, building, source, writing
from modelguard.lock.building import Resolved
from modelguard.lock.rows import row_data
from modelguard.lock.types import Lock, dataset_name
from modelguard.namedtuple import NamedTuple


class Made(NamedTuple):
    """The lock of one part as it should be; `part.lock` is the one that is there."""

    part: Part
    lock: Lock
    unresolved: tuple[Unresolved, ...]

    @property
    def label(self) -> str:
        return self.part.prefix + NAME

    @property
    def path(self) -> str:
        return os.path.join(self.part.project.root, NAME)

    def every_key(self) -> set[str]:
        """Rows that are there, that should be, and that cannot be had."""
        there = self.part.lock.models.keys() if self.part.lock else set()
        return {*there, *self.lock.models, *(each.id for each in self.unresolved)}


def make(part: Part, choice: Choice, sources: Sources, *, upgrade: Collection[str] | None) -> Made:
    """Known rows stay, but for those of the models in `upgrade`; empty means all of them.

    None upgrades nothing.
    """
    known = part.lock if upgrade is None else _without(part.lock, upgrade)
    resolved = resolve(part, choice, sources, known)
    lock = building.build(
        resolved,
        rulebase.load(),
        version=rulebase.version(),
        policy=part.project.policy,
        known=known,
    )
    return Made(part, lock, tuple(_unresolved(resolved)))


def resolve(part: Part, choice: Choice, sources: Sources, known: Lock | None) -> Resolved:
    """What the known lock has is not asked for again; what it knows to be absent is."""
    answers: dict[Wanted, Answer] = {}

    def ask(wanted: Iterable[Wanted]) -> Answers:
        every = list(wanted)
        found = source.known(known, every) if known else {}
        found |= look_up([each for each in every if each not in found], sources)
        if known:
            unresolved = [each for each in every if isinstance(found.get(each), Unresolved)]
            found |= source.absent(known, unresolved)
        answers.update(found)
        return found

    job = judging.job(part, choice, sources, whole_project=True)
    models = audit.gather(job._replace(look_up=ask, lock=None))
    return Resolved(tuple(models), answers)


def _without(lock: Lock | None, models: Collection[str]) -> Lock | None:
    """The lock without the rows of these models and all behind them; none named: without all."""
    if lock is None or not models:
        return None
    dropped = {key for key in lock.models if key.partition("@")[0] in models}
    waiting = list(dropped)
    while waiting:
        card = lock.models[waiting.pop()].card
        behind = {base.id for base in card.bases} if card else set()
        behind |= {dataset_name(each) for each in card.datasets} if card else set()
        new = (behind & lock.models.keys()) - dropped
        dropped |= new
        waiting += new
    licenses = {each for key in dropped for each in lock.models[key].licenses}
    return lock._replace(
        models={key: lock.models[key] for key in lock.models if key not in dropped},
        licenses={key: lock.licenses[key] for key in lock.licenses if key not in licenses},
        absent=(),
    )


def _unresolved(resolved: Resolved) -> Iterator[Unresolved]:
    """A base that cannot be had is no reason to lock nothing: its model was read."""
    for model in resolved.models:
        if model.unresolved is not None:
            yield model.unresolved


def outdated(made: Made) -> list[str]:
    """What `modelguard lock` would change, a line each; empty where nothing."""
    old, new = made.part.lock, made.lock
    if old is None:
        return ["is not there"]
    lacking = {*(new.models.keys() - old.models.keys()), *(each.id for each in made.unresolved)}
    lines = [f"lacks `{key}`" for key in sorted(lacking)]
    lines += [
        f"has `{key}`, which nothing needs" for key in sorted(old.models.keys() - new.models.keys())
    ]
    both = sorted(old.models.keys() & new.models.keys())
    changed = [key for key in both if row_data(old.models[key]) != row_data(new.models[key])]
    lines += [
        f"`{key}` would be judged otherwise; if its row was edited by hand, run"
        f" `modelguard lock --upgrade {key.partition('@')[0]}`"
        for key in changed
    ]
    if (old.policy, old.policy_digest) != (new.policy, new.policy_digest):
        lines.append(f"was made under another policy than `{new.policy}` as it is now")
    if not lines and writing.render(old) != writing.render(new):
        lines.append("would be written otherwise")
    return lines
