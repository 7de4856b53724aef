"""`modelguard selftest`: proof that the gate fires."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

import click

from modelguard import rulebase
from modelguard.cards.sources import Answer, Sources, Wanted
from modelguard.cli import judging, loading, naming, options, scanning
from modelguard.cli.loading import Choice
from modelguard.domain import (
    Base,
    Card,
    CardSource,
    Finding,
    License,
    LicenseClass,
    Reason,
    Reference,
    Relation,
    Report,
    Unresolved,
)
from modelguard.namedtuple import NamedTuple
from modelguard.project import Project

_FILE = "planted.py"
_BAN = ("license-not-allowed", "noncommercial-use")


class _Plant(NamedTuple):
    """A model that exists nowhere, with the card it would have; `checks` are to stop it."""

    what: str
    card: Card
    checks: tuple[str, ...]


@click.command("selftest", cls=options.Command)
@click.argument("folder", default=".", type=click.Path())
@options.project
@options.offline
@options.gate
def command(folder: str, **given: object) -> int:
    """Prove that the gate of the project at FOLDER fires (default: the current folder).

    Plants a forbidden model, an unknown license and a model that drops its base's license in a
    temporary project, and judges them by the policy, use and exceptions of yours. Nothing of your
    project is written. Exit 0 when each is stopped, 1 when one passes.
    """
    choice = Choice(**given)  # type: ignore[arg-type]
    scanning.existing((folder,))
    project = loading.load_project((folder,), choice)
    naming.require_known(choice, project)
    plants = _plants(_banned(project))
    report = _judged(plants, project, choice)
    stopped = [_told(plant, report, choice) for plant in plants]
    return 0 if all(stopped) else 1


def _banned(project: Project) -> License:
    """A license that the policy does not allow for the project's purpose: known on the Hub, strict.

    There always is one: licenses for evaluation alone fit no purpose that a project can state.
    """
    from modelguard.checks.allowance import is_allowed

    banned = [
        each
        for each in rulebase.load().licenses()
        if each.kind == "license"
        and each.license_class is not LicenseClass.UNKNOWN
        and not is_allowed(each, project.policy, project.usage.purpose)
    ]
    return min(banned, key=_conspicuous)


def _conspicuous(license_: License) -> tuple[bool, int, str]:
    return not license_.hub_ids, -license_.license_class.strictness, license_.id


def _plants(banned: License) -> tuple[_Plant, ...]:
    forbidden = _card("forbidden", (*banned.hub_ids, banned.id)[0])
    unknown = _card("nobody-knows", "other", license_name="a-license-that-nobody-wrote")
    dropped = _card("dropped", "mit", bases=(Base(forbidden.id, Relation.FINETUNE),))
    dropped_base = f"a base's license dropped (MIT on {banned.id})"
    return (
        _Plant(f"a forbidden model ({banned.id})", forbidden, _BAN),
        _Plant("an unknown license", unknown, ("license-unknown",)),
        _Plant(dropped_base, dropped, ("base-license-dropped", *_BAN)),
    )


def _card(
    name: str, license_: str, *, license_name: str | None = None, bases: tuple[Base, ...] = ()
) -> Card:
    return Card(
        id=f"modelguard-selftest/{name}",
        source=CardSource.HUB,
        where="modelguard selftest",
        as_of="",
        licenses=(license_,),
        license_name=license_name,
        bases=bases,
    )


def _judged(plants: Sequence[_Plant], project: Project, choice: Choice) -> Report:
    from tempfile import TemporaryDirectory

    from modelguard import audit

    with TemporaryDirectory(prefix="modelguard-") as folder:
        references = _detected(plants, folder, project)
        project = project._replace(root=folder)
        cards = {plant.card.id: plant.card for plant in plants}
        sources = Sources(catalog=lambda wanted: _answers(wanted, cards))
        part = loading.Part(project, references)
        return audit.run(judging.job(part, choice, sources, whole_project=False))


def _detected(plants: Sequence[_Plant], folder: str, project: Project) -> tuple[Reference, ...]:
    """What is found of the plants in code that loads them, less what the project leaves out."""
    from modelguard.detect.files import path_globs

    loads = "".join(f"AutoModel.from_pretrained({plant.card.id!r})\n" for plant in plants)
    with open(os.path.join(folder, _FILE), "w", encoding="utf-8") as file:
        file.write(f"from transformers import AutoModel\n\n{loads}")
    found = scanning.found_below((folder,))
    return tuple(each for each in found if not path_globs.any_names(each.path, project.exclude))


def _answers(wanted: list[Wanted], cards: Mapping[str, Card]) -> Mapping[Wanted, Answer]:
    return {
        each: cards.get(each.repo) or Unresolved(each.repo, Reason.NOT_FOUND, "it was not planted")
        for each in wanted
    }


def _told(plant: _Plant, report: Report, choice: Choice) -> bool:
    """Print whether the plant was stopped; True when it was."""
    found = [
        each
        for each in report.findings
        if each.model == plant.card.id and each.check in plant.checks
    ]
    failing = [
        each
        for each in found
        if judging.exit_code(report._replace(findings=(each,)), choice.fail_on)
    ]
    word = "stopped    " if failing else "NOT STOPPED"
    click.echo(f"{word}  {plant.what}: {_why(failing or found, plant)}")
    return bool(failing)


def _why(found: list[Finding], plant: _Plant) -> str:
    if not found:
        return f"nothing was found by {', '.join(plant.checks)}"
    return ", ".join(
        f"{each.check} is waived by {each.waived.where}"
        if each.waived
        else f"{each.check} is {_article(each.severity)}"
        for each in found
    )


def _article(severity: str) -> str:
    return f"{'an' if severity == 'error' else 'a'} {severity}"
