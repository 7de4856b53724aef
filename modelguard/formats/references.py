"""The references that `modelguard list` prints: plain lines or JSON."""

from __future__ import annotations

from collections.abc import Iterable

from modelguard.domain import Reference
from modelguard.formats import escape
from modelguard.formats.plain_json import dumps
from modelguard.formats.summary import place


def render_text(references: Iterable[Reference]) -> str:
    """`path:line:column: id@revision (detector)`, a line each; empty without references."""
    shown = [
        f"{escape.line(place(reference))}: {escape.line(_named(reference))} "
        f"({escape.line(reference.detector)})\n"
        for reference in _ordered(references)
    ]
    return escape.commands("".join(shown))


def render_json(references: Iterable[Reference]) -> str:
    """As `rules/schemas/references.schema.json` says."""
    rows = [
        {
            "id": str(reference.id),
            "type": reference.id.type,
            "source": reference.id.source,
            "path": reference.path,
            "line": reference.line,
            "column": reference.column,
            "text": reference.text,
            "detector": reference.detector,
            "revision": reference.revision,
            "scope": reference.scope,
        }
        for reference in _ordered(references)
    ]
    return dumps({"schema": "modelguard/references/1", "references": rows})


def _named(reference: Reference) -> str:
    revision = f"@{reference.revision}" if reference.revision else ""
    return f"{reference.id}{revision}"


def _ordered(references: Iterable[Reference]) -> list[Reference]:
    return sorted(
        references,
        key=lambda found: (found.path, found.line, found.column, str(found.id), found.detector),
    )
