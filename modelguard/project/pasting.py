"""Blocks that findings end with, in the form of the project file that they are for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from modelguard.documents import parse
from modelguard.domain import Finding
from modelguard.project.find import PYPROJECT


def fitted(findings: Iterable[Finding], name: str) -> Iterator[Finding]:
    """The findings with blocks for the project file of that name."""
    for finding in findings:
        is_toml = finding.paste and name == PYPROJECT
        paste = _toml(finding.paste) if is_toml else finding.paste
        yield finding._replace(paste=paste, paste_into=name)


def _toml(block: str) -> str:
    """A block of YAML, lists of mappings, as tables of `[tool.modelguard]`."""
    data = parse(block.encode(errors="replace"), label="block", kind="yaml").data
    return "\n".join(_table(key, entry) for key, entries in data.items() for entry in entries)


def _table(key: str, entry: Mapping[str, object]) -> str:
    # What JSON writes for texts and lists of texts, TOML reads.
    fields = (
        f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in entry.items()
    )
    return "".join((f"[[tool.modelguard.{key}]]\n", *fields))
