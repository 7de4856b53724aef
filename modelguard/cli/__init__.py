"""The command line: the only place that prints, exits, reads the environment or imports click."""

from __future__ import annotations

import gc
import importlib
import sys
from io import TextIOWrapper
from typing import Any

import click

from modelguard import __version__
from modelguard.cli import options
from modelguard.errors import ModelguardError, nearest

COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("check", "Check the models that a project uses; the main job"),
    "audit": ("audit", "Check models by id, URL or purl, without a project"),
    "list": ("list_references", "List the references to models, nothing else"),
    "identify": ("identify", "Say which license a text is, and what was changed in it"),
    "lock": ("lock", "Write down what was resolved, for every machine and for review"),
    "diff": ("diff", "Show what changed in licenses and terms between two locks"),
    "init": ("init", "Write a project file from what was found"),
    "explain": ("explain", "Explain a license, a check or a model"),
    "licenses": ("licenses", "List the known licenses by class or term"),
    "bundle": ("bundle", "Carry answers to machines without a network, and keep them"),
    "selftest": ("selftest", "Prove that the gate fires, on planted models"),
    "exception": ("exception", "Write exceptions"),
    "cache": ("cache", "Show or clear the cache of the Hub's answers"),
}


class LazyGroup(options.Group):
    """Imports a command's module when that command runs; `--help` needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"modelguard.cli.{COMMANDS[cmd_name][0]}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name not in COMMANDS and not name.startswith("-"):
            ctx.fail(_unknown_command(name))
        return super().resolve_command(ctx, args)


def _unknown_command(name: str) -> str:
    hint = nearest(name, COMMANDS, otherwise=f"commands: {', '.join(COMMANDS)}")
    return f"there is no command `{name}`\n\nhint: {hint}"


def _show_version(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    if is_asked and not context.resilient_parsing:
        click.echo(f"modelguard {__version__}")
        context.exit()


@click.group(name="modelguard", cls=LazyGroup)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit",
)
def group() -> None:
    """License linter for the AI models that a project depends on.

    modelguard finds the models, learns what their licenses say, holds that against your policy and
    your real use, and says what to do. It states what licenses say; it gives no legal advice.

    Start with `modelguard check` in a project, or with `modelguard audit ORG/NAME` for one model.

    Exit codes: 0 no finding at or above --fail-on, 1 findings, 2 usage or configuration error,
    3 the only errors are models that could not be looked up, 130 interrupted.
    """


def main() -> None:
    """Run the command line and exit with the documented code."""
    # A run is short and keeps what it makes: looking for cycles that early only costs time.
    gc.set_threshold(50_000, 50, 50)
    gc.enable()
    # What a code page lacks is shown as a question mark, as in files, not as a traceback.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    code = run(sys.argv[1:])
    gc.freeze()  # what is left goes with the process: no need to look through it on the way out
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """The one error boundary: what a user can cause becomes a message and an exit code."""
    try:
        # `color`: what formats paint is not stripped again, since they know FORCE_COLOR too.
        outcome: Any = group.main(
            arguments, prog_name="modelguard", standalone_mode=False, color=True
        )
    except ModelguardError as error:
        return _complain(str(error), error.exit_code)
    except click.exceptions.Abort:
        return _complain("interrupted", 130)
    except click.ClickException as error:
        return _click_error(error)
    except KeyboardInterrupt:
        return _complain("interrupted", 130)
    except BrokenPipeError:
        # The reader of our output left; Python would complain again while it shuts down.
        sys.stdout = None
        return 0
    return outcome if isinstance(outcome, int) else 0


def _click_error(error: click.ClickException) -> int:
    """In our words: what click quotes is code, and a question at the end is a hint."""
    import re

    if "\n\nhint: " in error.message:
        return _complain(error.message, error.exit_code)
    context = getattr(error, "ctx", None)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.message, err=True)
        return error.exit_code
    told = re.sub(r"(?<!\w)'(.*?)'(?!\w)", r"`\1`", error.format_message()).removesuffix(".")
    message, _, near = told.partition(". Did you mean ")
    if near:
        hint = f"did you mean {near}"
    elif isinstance(error, click.MissingParameter) and context is not None:
        hint = context.get_usage().removeprefix("Usage: ")
    else:
        hint = f"see `{context.command_path if context else 'modelguard'} --help`"
    return _complain(f"{message[:1].lower()}{message[1:]}\n\nhint: {hint}", error.exit_code)


def _complain(message: str, code: int) -> int:
    from modelguard.formats import escape

    click.echo("error: " + escape.commands("\n".join(escape.lines(message))), err=True)
    return code
