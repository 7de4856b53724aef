"""`modelguard explain`: what a license or a check means, and why a model is judged as it is."""

from __future__ import annotations

import os
from collections.abc import Mapping

import click

from modelguard import checks, rulebase
from modelguard.cli import options, session
from modelguard.errors import UsageError


@click.command("explain", cls=options.Command)
@click.argument("subject")
@click.option(
    "--publish",
    is_flag=True,
    help="SUBJECT is a model under `publishes`: print the front matter and files that it needs",
)
@options.project
@options.usage
@options.sources
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the answer; json is for models and licenses",
)
@options.no_color
@click.option("-v", "--verbose", count=True, help="Passages of license texts in full")
def command(subject: str, publish: bool, format_name: str, **given: object) -> None:
    """Explain SUBJECT: a license (any id, Hub tag, alias or name), a check, or a model.

    For a license: its class and every term, with section, source and the date it was read.

    For a model, in any form that `audit` takes: what was declared and what was made of it, its
    bases, which terms bind for this use and why the others do not, the findings and what to do.
    Inside a project, its usage, policy and lock hold; the options below state more.
    """
    if publish:
        page = _publication(subject, given)
    elif subject in checks.ids():
        page = _check(subject, format_name)
    elif licenses := rulebase.load().find(subject):
        page = _licenses(licenses, format_name)
    elif _is_model(subject):
        from modelguard.cli import explaining

        page = explaining.page(subject, format_name, given)
    else:
        raise _unknown(subject)
    click.echo(page, nl=False)


def _publication(subject: str, given: Mapping[str, object]) -> str:
    from modelguard.cli import explaining, publishing

    return publishing.page(subject, explaining.chosen(given))


def _check(check: str, format_name: str) -> str:
    from modelguard.checks import docs

    if format_name == "json":
        raise UsageError("a check has no JSON", hint="leave `--format json` out")
    return docs.page(check)


def _licenses(ids: tuple[str, ...], format_name: str) -> str:
    from modelguard.formats import licenses as format_licenses

    found = [rulebase.load().license(each) for each in ids]
    if format_name == "json":
        return format_licenses.render_json(found)
    style = session.style()
    return "\n".join(format_licenses.render_page(each, style) for each in found)


def _is_model(subject: str) -> bool:
    """An id with a slash or a source, an address, a file or folder here, or an old single name."""
    if "/" in subject or ":" in subject or os.path.exists(subject):
        return True
    from modelguard.cards.sources import Wanted
    from modelguard.cli import answers
    from modelguard.domain import Card

    wanted = Wanted(subject)
    return isinstance(answers.catalog()([wanted])[wanted], Card)


def _unknown(subject: str) -> UsageError:
    from difflib import get_close_matches

    known = (*checks.ids(), *rulebase.load().names())
    near = get_close_matches(subject.lower(), known, n=3, cutoff=0.5)
    meant = " or ".join(f"`{each}`" for each in near)
    no_owner = f"`modelguard licenses` lists licenses; a model without an owner is `hf:{subject}`"
    return UsageError(
        f"`{subject}` is neither a license nor a check nor a model",
        hint=f"did you mean {meant}?" if meant else no_owner,
    )
