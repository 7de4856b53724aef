"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Declared = TypeVar("Declared", bound=Callable[..., Any])


def _show_help(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    if is_asked and not context.resilient_parsing:
        click.echo(context.get_help(), color=context.color)
        context.exit()


_HELP = click.Option(
    ["-h", "--help"],
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_help,
    help="Show this message and exit",
)


class Command(click.Command):
    """Click's own help option looks for its translation on disk in every run; this one does not."""

    def get_help_option(self, ctx: click.Context) -> click.Option:
        return _HELP


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command


def _all(*options: Callable[[Any], Any]) -> Callable[[Declared], Declared]:
    def decorate(command: Declared) -> Declared:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


project = _all(
    click.option(
        "--config",
        metavar="FILE",
        envvar="MODELGUARD_CONFIG",
        help="Project file to use instead of the nearest modelguard.yaml or pyproject.toml",
    ),
    click.option(
        "--policy",
        metavar="NAME|FILE",
        envvar="MODELGUARD_POLICY",
        help="Built-in policy or policy file, instead of the project's",
    ),
)

scan = _all(
    click.option(
        "--include",
        metavar="GLOB",
        multiple=True,
        envvar="MODELGUARD_INCLUDE",
        help="Look only at these files, as in .gitignore; may be repeated",
    ),
    click.option(
        "--exclude",
        metavar="GLOB",
        multiple=True,
        envvar="MODELGUARD_EXCLUDE",
        help="Leave these files or folders out, as in .gitignore; may be repeated",
    ),
    click.option(
        "--diff-base",
        metavar="REV",
        envvar="MODELGUARD_DIFF_BASE",
        help="Only what was added since this git revision, or since the branch left it",
    ),
    click.option(
        "--isolated",
        is_flag=True,
        envvar="MODELGUARD_ISOLATED",
        help="Heed neither the project's own file nor inline ignores nor .gitignore, and say what "
        "they would have hidden",
    ),
)

offline = click.option(
    "--offline/--online",
    "offline",
    default=None,
    envvar="MODELGUARD_OFFLINE",
    help="Open no socket: lock, cache and catalog answer; or: the Hub alone answers "
    "[default: the Hub, then the cache, then the catalog]",
)

no_cache = click.option(
    "--no-cache",
    is_flag=True,
    envvar="MODELGUARD_NO_CACHE",
    help="Neither read nor write what earlier runs kept: the Hub's answers, what files hold",
)

answers = _all(offline, no_cache)

sources = _all(
    answers,
    click.option(
        "--locked",
        is_flag=True,
        envvar="MODELGUARD_LOCKED",
        help="Only modelguard.lock answers: no socket, no cache, no catalog",
    ),
)

unresolved = click.option(
    "--unresolved",
    type=click.Choice(["error", "warn"]),
    default="error",
    show_default=True,
    envvar="MODELGUARD_UNRESOLVED",
    help="What a model that could not be looked up is worth",
)

gate = _all(
    click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "never"]),
        default="error",
        show_default=True,
        envvar="MODELGUARD_FAIL_ON",
        help="The least severity that gives exit 1",
    ),
    unresolved,
    click.option(
        "--select",
        metavar="CHECK",
        multiple=True,
        envvar="MODELGUARD_SELECT",
        help="Run only this check; may be repeated",
    ),
    click.option(
        "--ignore",
        metavar="CHECK",
        multiple=True,
        envvar="MODELGUARD_IGNORE",
        help="Do not run this check; may be repeated",
    ),
)

report = _all(
    click.option(
        "--format",
        "format_name",
        metavar="NAME",
        default="auto",
        show_default=True,
        envvar="MODELGUARD_FORMAT",
        help="text, json, sarif, github, gitlab, junit or markdown; auto is github inside GitHub "
        "Actions, else text",
    ),
    click.option(
        "--output",
        "outputs",
        metavar="FORMAT=PATH",
        multiple=True,
        help="Also write a report to a file; may be repeated",
    ),
    gate,
)

baseline = _all(
    click.option(
        "--baseline",
        metavar="FILE",
        envvar="MODELGUARD_BASELINE",
        help="Findings that this file has are counted and marked, and fail nothing",
    ),
    click.option(
        "--write-baseline",
        metavar="FILE",
        help="Write the errors and warnings of this run to such a file",
    ),
)

no_color = click.option("--no-color", is_flag=True, help="No colors, whatever the terminal can do")

style = _all(
    no_color,
    click.option("-q", "--quiet", count=True, help="Only errors and warnings; -qq: only the code"),
    click.option("-v", "--verbose", count=True, help="More detail; may be repeated"),
)

usage = _all(
    click.option(
        "--purpose",
        type=click.Choice(["commercial", "noncommercial", "research"]),
        help="What the model is used for",
    ),
    click.option(
        "--activity",
        "activities",
        metavar="NAME",
        multiple=True,
        help="internal, hosted-service, redistribution, on-device, fine-tuning, "
        "publishing-derivatives or training-on-outputs; may be repeated",
    ),
    click.option(
        "--monthly-active-users",
        type=click.IntRange(min=0),
        metavar="N",
        help="How many people use the product in a month",
    ),
    click.option(
        "--annual-revenue", metavar="AMOUNT[CURRENCY]", help="For example 3000000 or 3000000EUR"
    ),
    click.option("--domicile", metavar="CODE", help="Country of the company, for example DE"),
    click.option(
        "--territory",
        "territories",
        metavar="CODE",
        multiple=True,
        help="Where it is used or offered; may be repeated",
    ),
)
