"""`modelguard explain`: what a license or a check means."""

from __future__ import annotations

import click

from modelguard import checks, rulebase
from modelguard.cli import session
from modelguard.errors import UsageError


@click.command("explain")
@click.argument("subject")
@click.option(
    "--publish",
    is_flag=True,
    help="SUBJECT is a model under `publishes`: print the front matter and files that it needs",
)
def command(subject: str, publish: bool) -> None:
    """Explain SUBJECT: a license (any id, Hub tag, alias or name) or a check.

    For a license: its class and every term, with section, source and the date it was read.
    """
    click.echo(_publication(subject) if publish else _page(subject), nl=False)


def _publication(subject: str) -> str:
    from modelguard.cli import publishing

    return publishing.page(subject)


def _page(subject: str) -> str:
    if subject in checks.ids():
        from modelguard.checks import docs

        return docs.page(subject)
    from modelguard.formats import licenses as format_licenses

    rules = rulebase.load()
    found = rules.find(subject)
    if not found:
        raise _unknown(subject, rules)
    style = session.style()
    return "\n".join(format_licenses.render_page(rules.license(each), style) for each in found)


def _unknown(subject: str, rules: rulebase.Rulebase) -> UsageError:
    from difflib import get_close_matches

    known = (*checks.ids(), *rules.names())
    near = get_close_matches(subject.lower(), known, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(f'`{each}`' for each in near)}?" if near else ""
    return UsageError(
        f"`{subject}` is neither a license nor a check",
        hint=hint or "`modelguard licenses` lists the licenses; `modelguard audit` takes models",
    )
