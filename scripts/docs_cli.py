"""The page of the command line, from click's own knowledge of it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from modelguard.cli import group

INTRO = """# Command line

Data goes to stdout, everything else to stderr. Where an option names an environment variable, the
variable stands for it. [Exit codes](exit-codes.md) are the same for all commands.
"""


def page() -> str:
    """Every command and every option under a heading of its own."""
    context = click.Context(group, info_name="modelguard")
    sections = [INTRO]
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        sections += _command(command, click.Context(command, info_name=name, parent=context))
    return "\n".join(sections)


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    path = context.command_path
    usage = " ".join([path, *command.collect_usage_pieces(context)])
    yield f"## {path}\n\n```text\n{usage}\n```\n\n{_prose(command.help or '')}\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _command(inner, click.Context(inner, info_name=name, parent=context))
        return
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Option) and parameter.name != "help":
            yield _option(parameter, path, context)


def _option(option: click.Option, path: str, context: click.Context) -> str:
    names = [*option.opts, *option.secondary_opts]
    metavar = "" if option.is_flag or option.count else f" {option.make_metavar(context)}"
    longest = max(option.opts, key=len)
    lines = [f"### {path} {longest}", "", f"`{', '.join(names)}{metavar}`", ""]
    if option.help:
        lines += [f"{option.help}.", ""]
    if facts := _facts(option):
        lines += [f"{facts}.", ""]
    return "\n".join(lines)


def _facts(option: click.Option) -> str:
    facts = []
    if option.show_default and option.default is not None:
        facts.append(f"default `{option.default}`")
    if isinstance(option.envvar, str):
        facts.append(f"environment variable `{option.envvar}`")
    told = "; ".join(facts)
    return told[:1].upper() + told[1:]


def _prose(text: str) -> str:
    """click marks paragraphs that must not be rewrapped with a form feed or `\\b`."""
    import inspect

    return inspect.cleandoc(text).replace("\b\n", "").replace("\f", "").strip()
