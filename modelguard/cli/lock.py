"""`modelguard lock`: what was resolved, written down for everybody."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

import click

from modelguard import rulebase
from modelguard.cards.sources import Sources
from modelguard.cli import judging, lacking, loading, locking, options, scanning, session
from modelguard.cli.loading import Choice
from modelguard.cli.locking import Made
from modelguard.errors import UsageError, nearest
from modelguard.lock import comparing, differing, writing
from modelguard.lock.types import Lock

_ALL = ""


@click.command("lock", cls=options.Command)
@click.argument("folder", default=".", type=click.Path())
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if it is outdated")
@click.option(
    "--upgrade",
    "upgrades",
    metavar="[MODEL]",
    multiple=True,
    is_flag=False,
    flag_value=_ALL,
    help="Look MODEL and its bases up anew, or everything; may be repeated",
)
@options.project
@options.answers
@options.unresolved
def command(folder: str, only_check: bool, upgrades: tuple[str, ...], **given: object) -> int:
    """Write modelguard.lock beside the project file that governs FOLDER (default: the current one).

    Models that the lock has stay as they are, with commits, dates and judgement; new ones are
    looked up, and what the project needs no more is dropped. With a model that cannot be looked up
    nothing is written (exit 3), unless `--unresolved warn` leaves it out.
    """
    choice = Choice(**given)  # type: ignore[arg-type]
    scanning.existing((folder,))
    root = loading.load_project((folder,), choice).root
    scan = scanning.scan((root,), choice, scanning.Filters())
    parts = [loading.with_lock(part, choice) for part in scan.parts]
    upgrade = None if not upgrades else () if _ALL in upgrades else upgrades
    with _sources(choice, is_silent=only_check and upgrade is None) as sources:
        made = [locking.make(part, choice, sources, upgrade=upgrade) for part in parts]
    _require_known(upgrade or (), made)
    needed = [each for each in made if each.part.references or each.part.lock or each is made[0]]
    return _checked(needed) if only_check else _written(needed, choice)


def _sources(choice: Choice, *, is_silent: bool) -> AbstractContextManager[Sources]:
    """To verify a lock nothing is looked up."""
    return nullcontext(Sources()) if is_silent else judging.answering(choice)


def _require_known(upgrades: Sequence[str], made: list[Made]) -> None:
    known = {key.partition("@")[0] for each in made for key in each.every_key()}
    for model in upgrades:
        if model not in known:
            raise UsageError(
                f"the project has no model `{model}` to upgrade", hint=_instead(model, known)
            )


def _instead(model: str, known: set[str]) -> str:
    if os.path.isdir(model):
        return "write FOLDER before `--upgrade`"
    return nearest(model, sorted(known), otherwise="`modelguard list` shows its models")


def _checked(made: list[Made]) -> int:
    is_outdated = False
    for each in made:
        outdated = locking.outdated(each)
        is_outdated |= bool(outdated)
        for line in outdated:
            click.echo(f"{each.label}: {line}")
    if is_outdated:
        session.say("run `modelguard lock`, and commit the result")
    return 1 if is_outdated else 0


def _written(made: list[Made], choice: Choice) -> int:
    if lacking.forbids_writing([model for each in made for model in each.unresolved], choice):
        return 3
    for each in made:
        session.say(_write(each))
    return 0


def _write(made: Made) -> str:
    text = writing.render(made.lock)
    count = len(made.lock.models)  # bases and training data too
    told = f"{count} row{'' if count == 1 else 's'}"
    old = made.part.lock
    if old is not None and writing.render(old) == text:
        return f"`{made.label}` is up to date: {told}"
    session.write_file(made.path, text)
    if old is None:
        return f"wrote `{made.label}`: {told}"
    return f"wrote `{made.label}`: {told}; {_difference(old, made.lock)}"


def _difference(old: Lock, new: Lock) -> str:
    """What a reviewer looks for, without reading the rows."""
    from modelguard.formats import diff

    ranks = comparing.order(rulebase.load().table("term_order"))
    return diff.summary(differing.difference(old, new, ranks))
