"""`modelguard init`: a project file from what was found."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator

import click

from modelguard import project
from modelguard.cli import options, scanning, session
from modelguard.detect.files.scope import DEVELOPMENT
from modelguard.domain import Reference
from modelguard.errors import UsageError

_MOST_PLACES = 5
_HEAD = """\
# The models and data sets that this project uses, as `modelguard init` found them.
# State how you use them, so that their terms are held against it:
#
# usage:
#   purpose: commercial          # or noncommercial, research
#   activities: [hosted-service] # internal, redistribution, on-device, fine-tuning, …
# policy: default
"""


@click.command("init", cls=options.Command)
@click.argument("folder", default=".", type=click.Path(file_okay=False))
@click.option("--force", is_flag=True, help="Replace the modelguard.yaml that is there")
def command(folder: str, force: bool) -> int:
    """Write a modelguard.yaml into FOLDER (default: the current one) from what `list` finds.

    Comments say where each model was found. What detection cannot see is to be added by hand.
    """
    places = scanning.existing((folder,))
    target = _target(folder, force=force)
    text = written(scanning.found_below(places))
    session.write_file(target, text)
    count = text.count("\n  - ")
    session.say(f"wrote `{target}` with {count} {'entry' if count == 1 else 'entries'}")
    return 0


def _target(folder: str, *, force: bool) -> str:
    target = os.path.normpath(os.path.join(folder, "modelguard.yaml"))
    there = target if os.path.lexists(target) else project.in_folder(folder)
    if there is None or (force and there == target and os.path.isfile(target)):
        return target
    name = os.path.basename(there)
    hint = "`--force` replaces it" if there == target else f"edit it, or move `{name}` away"
    raise UsageError(f"`{there}` is a project file already", hint=hint)


def written(references: Iterable[Reference]) -> str:
    """The text of the project file; sorted, so that the same project gives the same file."""
    found: dict[tuple[str, str, str | None], list[Reference]] = {}
    for reference in references:
        if reference.id.type != "space":
            key = (
                reference.id.type,
                str(reference.id).removeprefix("datasets/"),
                reference.revision,
            )
            found.setdefault(key, []).append(reference)
    lines = [_HEAD]
    for kind in ("model", "dataset"):
        entries = sorted((key, found[key]) for key in found if key[0] == kind)
        lines += [f"{kind}s:" if entries else f"{kind}s: []"]
        for (_, name, revision), places in entries:
            lines += _entry(name, revision, places)
    return "\n".join([*lines, ""])


def _entry(name: str, revision: str | None, places: list[Reference]) -> Iterator[str]:
    yield f"  # {_where(places)}"
    if revision is None:
        yield f"  - {_quoted(name)}"
    else:
        yield f"  - id: {_quoted(name)}"
        yield f"    revision: {json.dumps(revision)}"


def _where(places: list[Reference]) -> str:
    from modelguard.formats import escape

    every = sorted({(place.path, place.line) for place in places})
    shown = ", ".join(f"{path}:{line}" for path, line in every[:_MOST_PLACES])
    more = f" and {len(every) - _MOST_PLACES} more" if len(every) > _MOST_PLACES else ""
    is_development = all(place.scope == DEVELOPMENT for place in places)
    return escape.line(shown + more) + (" (tests, examples or benchmarks)" * is_development)


def _quoted(name: str) -> str:
    """A plain scalar where YAML reads it as the text it is."""
    is_plain = re.fullmatch(r"[A-Za-z][\w./+-]*(?::[\w./+-]+)*", name, re.ASCII)
    is_word = name.lower() in ("true", "false", "yes", "no", "on", "off", "null", "y", "n")
    return name if is_plain and not is_word else json.dumps(name)
