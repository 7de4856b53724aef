"""A model's license text is a changed copy of a known license.

## What it does

Compares the license files of the repository with the texts of known licenses, word by word. A copy
with words added, removed or replaced is not the license that it resembles: its class is unknown.
A variant that modelguard knows as a license of its own is not reported, nor are copyright lines,
layout and spelling.

## Why it matters

One added sentence can forbid what the rest allows: a duty to show a name above some number of
users, a bar on a kind of use. Programs that compare roughly call such a text by the open name.

## Example

```text
line 24 adds: "…"
```

A `LICENSE` that reads like MIT but for one paragraph at its end.

## How to fix

Read what was added or left out. Where you accept it, record the license that governs in a
clarification bound to this very text by its sha256, or a signed agreement, or an exception.

## Offline?

Yes, as far as the cache has the repository's license files.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from modelguard.cards.license_files import Scope, scope
from modelguard.checks import blocks, problems
from modelguard.checks.case import Case, Draft
from modelguard.domain import Identified, LicenseText, Problem, Severity

ID = "license-text-modified"
SEVERITY = Severity.ERROR
SCOPE = "model"

_SHOWN = 160
_OF_WEIGHTS = (Scope.WHOLE, Scope.WEIGHTS)


def find(case: Case) -> Iterator[Draft]:
    if problems.has(case, Problem.TEXT_MODIFIED):
        changed = _changed(case)
        sha256 = changed.sha256 if changed else None
        yield Draft(
            message=problems.message(case, "its license text was changed") + _changes(changed),
            how_to_fix="read what was changed; where you accept it, state the license that governs "
            "in a clarification bound to this text, or sign an agreement with the publisher",
            paste=blocks.clarification(case, text_sha256=sha256),
        )
    yield from problems.of_bases(case, Problem.TEXT_MODIFIED)


def _changed(case: Case) -> LicenseText | None:
    texts = case.model.card.texts if case.model.card else ()
    for text in texts:
        found = text.identified
        if found and found.modified and not found.license and scope(text.path) in _OF_WEIGHTS:
            return text
    return None


def _changes(text: LicenseText | None) -> str:
    found = text.identified if text else None
    if found is None:
        return ""
    said = [part for part in (_added(found), _missing(found)) if part]
    return f"; {', '.join(said)}" if said else ""


def _added(found: Identified) -> str:
    if not found.added:
        return ""
    longest = max(found.added, key=lambda each: len(each.text))
    words = shorten(" ".join(longest.text.split()), _SHOWN, placeholder=" …")
    more = f" and {len(found.added) - 1} more" if len(found.added) > 1 else ""
    return f"line {longest.line} adds “{words}”{more}"


def _missing(found: Identified) -> str:
    if not found.missing:
        return ""
    sections = list(dict.fromkeys(each.section for each in found.missing if each.section))
    where = f" ({', '.join(sections[:3])})" if sections else ""
    count = len(found.missing)
    return f"{count} passage{'s are' if count > 1 else ' is'} missing{where}"
