"""The cases of tests/projects, and the surroundings that they are read in."""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from datetime import date
from pathlib import Path

from modelguard.domain import Severity
from modelguard.policy import Context

PROJECTS = Path(__file__).parent.parent / "projects"
TODAY = date(2026, 11, 22)
IS_UPDATE = os.environ.get("MODELGUARD_UPDATE") == "1"


class Licenses:
    """Names of licenses from a file, in place of the rulebase."""

    def __init__(self) -> None:
        self._ids = json.loads((PROJECTS / "licenses.json").read_text(encoding="utf-8"))

    def resolve(self, text: str) -> str | None:
        return self._ids.get(text.strip().lower())

    def names(self) -> Collection[str]:
        return self._ids.keys()


def context(**changes: object) -> Context:
    """A context as of 2026-11-22; `changes` replace its fields."""
    checks = json.loads((PROJECTS / "checks.json").read_text(encoding="utf-8"))
    licenses = Licenses()
    made = Context(
        known_checks={check: Severity(severity) for check, severity in checks.items()},
        resolve_license=licenses.resolve,
        today=TODAY,
        license_names=licenses.names,
    )
    return made._replace(**changes)


def cases(kind: str) -> list[str]:
    return sorted(path.name for path in (PROJECTS / kind).iterdir() if path.is_dir())


def golden(path: Path, found: object) -> None:
    """`found` is what the file holds; `MODELGUARD_UPDATE=1` writes it there instead."""
    text = found if isinstance(found, str) else json.dumps(found, indent=2, ensure_ascii=False)
    if IS_UPDATE:
        path.write_text(f"{text}\n", encoding="utf-8")
    assert f"{text}\n" == path.read_text(encoding="utf-8")
