"""`modelguard diff`: what changed in licenses and terms."""

from __future__ import annotations

import os

import click

from modelguard import project, rulebase
from modelguard.cli import options, scanning, session
from modelguard.detect.files import repository
from modelguard.errors import UsageError
from modelguard.lock import NAME, comparing, differing, reading
from modelguard.lock.differing import Difference
from modelguard.lock.types import Lock

_FAIL_ON = ("tighter", "any", "never")


@click.command("diff", cls=options.Command)
@click.argument("old", required=False, metavar="OLD")
@click.argument("new", required=False, metavar="[NEW]")
@click.option(
    "--rules",
    "old_rules",
    metavar="OLD",
    help="Judge the lock by other license data too: a rules folder, an installation, "
    "a wheel, or `lock` for what the lock was made with",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print it",
)
@click.option(
    "--fail-on",
    type=click.Choice(_FAIL_ON),
    default="never",
    show_default=True,
    help="Which changes give exit 1; a model that is added or removed is none",
)
@options.no_color
def command(
    old: str | None,
    new: str | None,
    old_rules: str | None,
    format_name: str,
    fail_on: str,
    no_color: bool,
) -> int:
    """Show which models were added, removed or changed from OLD to NEW, and in which terms.

    OLD and NEW are lock files, folders that hold one, or git revisions; NEW is the lock of the
    current project unless given. With --rules, one lock is judged twice, by the license data given
    and by that of this version; OLD may name the lock.
    """
    from modelguard.formats import diff as format_diff

    ranks = comparing.order(rulebase.load().table("term_order"))
    if old_rules is not None:
        if new is not None:
            raise UsageError("`--rules` judges one lock", hint="leave NEW out")
        from modelguard.cli import rejudging

        found = differing.difference(*rejudging.both(_lock(old or "."), old_rules), ranks)
    elif old is None:
        raise UsageError("nothing to compare with", hint="name a lock file or a git revision")
    else:
        found = differing.difference(_lock(old), _lock(new or "."), ranks)
    if format_name == "json":
        click.echo(format_diff.render_json(found), nl=False)
    else:
        click.echo(format_diff.render_text(found, session.style(no_color=no_color)), nl=False)
    return 1 if _is_failing(found, fail_on) else 0


def _is_failing(found: Difference, fail_on: str) -> bool:
    changed = [entry for entry in found.entries if entry.changes]
    if fail_on == "tighter":
        return any(entry.is_tighter_somewhere for entry in changed)
    return fail_on == "any" and bool(changed)


def _lock(named: str) -> Lock:
    """The lock in a file or folder of that name, else in the git revision of that name."""
    path = named
    if os.path.isdir(path):
        path = os.path.join(project.find(path)[0], NAME)
        if not os.path.lexists(path):
            raise UsageError(f"`{_shown(path)}` does not exist", hint="`modelguard lock` writes it")
    return reading.read(path, label=_shown(path)) if os.path.lexists(path) else _at_revision(named)


def _shown(path: str) -> str:
    return path.removeprefix(os.path.join(os.getcwd(), "")).replace(os.sep, "/")


def _at_revision(revision: str) -> Lock:
    """The lock of the current project, as it was committed."""
    root = os.path.abspath(project.find(".")[0])
    top = repository.top_level(root)
    if top is None:
        raise UsageError(
            f"`{revision}` is no file, and without git it is no revision", hint="name a lock file"
        )
    environment = scanning.git_environment()
    path = os.path.relpath(os.path.join(root, NAME), top).replace(os.sep, "/")
    commit = repository.resolved(top, revision, environment)
    if commit is None:
        hint = "name a lock file, a branch, tag or commit; the clone may be too shallow"
        unknown = UsageError(f"`{revision}` is neither a file nor a revision", hint=hint)
        raise repository.refusal(top, environment) or unknown
    content = repository.content(top, commit, path, environment)
    if content is None:
        raise UsageError(f"`{revision}` has no `{path}`", hint="name a revision that has a lock")
    return reading.parse(content.decode(errors="replace"), label=f"{revision}:{path}")
