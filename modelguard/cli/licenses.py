"""`modelguard licenses`: the known licenses, filtered by class or term."""

from __future__ import annotations

import click

from modelguard import rulebase
from modelguard.cli import options, session
from modelguard.domain import License, LicenseClass
from modelguard.errors import UsageError

# What `--allows NAME` asks for: the term, and the values of it that allow.
ALLOWS = {
    "commercial": ("commercial-use", ("yes", "conditional")),
    "hosting": ("hosting", ("allowed", "counts-as-distribution")),
    "redistribution": ("redistribution", ("allowed",)),
    "derivatives": ("derivatives", ("allowed",)),
    "training-on-outputs": (
        "output-training",
        ("allowed", "allowed-with-naming", "distillate-is-derivative", "silent"),
    ),
    "sublicense": ("sublicense", ("yes",)),
}
# Values that say that a license does not impose a term.
_ABSENT = frozenset({"no", "silent", "not-read"})


@click.command("licenses", cls=options.Command)
@click.option(
    "--class",
    "license_class",
    type=click.Choice([each.value for each in LicenseClass]),
    help="Only licenses of this class",
)
@click.option("--term", "terms", multiple=True, metavar="TERM", help="Only licenses with this term")
@click.option(
    "--allows",
    metavar="USE[,USE…]",
    default="",
    help=f"Only licenses that allow all of these: {', '.join(ALLOWS)}",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to print the list",
)
def command(
    license_class: str | None, terms: tuple[str, ...], allows: str, format_name: str
) -> None:
    """List the known licenses.

    Filters narrow the list together. A license whose text was not read is not taken to allow
    anything. Licenses of the SPDX list that are known by id and class alone are left out;
    `modelguard explain ID` shows them.
    """
    from modelguard.formats import licenses as format_licenses

    known = rulebase.load().licenses()
    _require_terms(known, terms)
    uses = _uses(allows)
    found = [
        each
        for each in known
        if (license_class is None or each.license_class.value == license_class)
        and all(_has_term(each, term) for term in terms)
        and all(_allows(each, use) for use in uses)
    ]
    if format_name == "json":
        click.echo(format_licenses.render_json(found), nl=False)
        return
    click.echo(format_licenses.render_text(found, session.style()), nl=False)
    click.echo(f"{len(found)} of {len(known)} licenses", err=True)


def _require_terms(known: list[License], terms: tuple[str, ...]) -> None:
    names = sorted({name for license_ in known for name in license_.terms})
    for term in terms:
        if term not in names:
            raise UsageError(f"there is no term `{term}`", hint=f"terms: {', '.join(names)}")


def _uses(allows: str) -> list[str]:
    uses = [use.strip() for use in allows.split(",") if use.strip()]
    for use in uses:
        if use not in ALLOWS:
            raise UsageError(f"`--allows` does not know `{use}`", hint=f"uses: {', '.join(ALLOWS)}")
    return uses


def _has_term(license_: License, term: str) -> bool:
    return term in license_.terms and license_.terms[term].value not in _ABSENT


def _allows(license_: License, use: str) -> bool:
    term, values = ALLOWS[use]
    return term in license_.terms and license_.terms[term].value in values
