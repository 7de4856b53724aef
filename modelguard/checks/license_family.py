"""A model declares a family of licenses, not a license.

## What it does

Reports the tags `bsd`, `cc`, `gpl`, `lgpl`, `gfdl` and `openrail`, which name a group of licenses,
and lists the licenses that may be meant.

## Why it matters

The members of a family allow very different things: `cc` may be CC-BY-4.0, which allows nearly
everything, or CC-BY-NC-4.0, which allows no commercial use.

## Example

```yaml
license: cc
```

The front matter of a card that does not say which Creative Commons license is meant.

## How to fix

Look for the exact license in the model's card, its LICENSE file or its paper, or ask the publisher.
Then record it as a clarification, bound to the commit.

## Offline?

Yes, as far as the lock, the cache or the built-in catalog knows the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from modelguard import rulebase
from modelguard.checks import problems
from modelguard.checks.case import Case, Draft
from modelguard.domain import LicenseClass, Problem, Severity

ID = "license-family"
SEVERITY = Severity.ERROR
SCOPE = "model"

_SHOWN = 3


def find(case: Case) -> Iterator[Draft]:
    if problems.has(case, Problem.FAMILY):
        message = problems.message(case, "a family of licenses is declared")
        yield Draft(
            message=message + _members(case),
            how_to_fix="find the exact license in the card or its repository, or ask the "
            "publisher; then add a clarification",
            paste=problems.paste(case),
        )
    yield from problems.of_bases(case, Problem.FAMILY)


def _members(case: Case) -> str:
    """Which licenses it may be, by class."""
    rules = rulebase.load()
    for raw in case.model.card.licenses if case.model.card else ():
        for family in rules.find(raw):
            if rules.license(family).kind == "family":
                return _listed(rules, family)
    return ""


def _listed(rules: rulebase.Rulebase, family: str) -> str:
    groups: dict[LicenseClass, list[str]] = {}
    for license_id in rules.license_ids():
        if family.lower() not in re.split(r"[-+]", license_id.lower()):
            continue
        license_ = rules.license(license_id)
        if license_.kind == "license":
            groups.setdefault(license_.license_class, []).append(license_.id)
    shown = [
        f"{license_class.value} ({_some(groups[license_class])})"
        for license_class in LicenseClass
        if license_class in groups
    ]
    return f"; it may be {' or '.join(shown)}" if shown else ""


def _some(licenses: list[str]) -> str:
    more = f" and {len(licenses) - _SHOWN} more" if len(licenses) > _SHOWN else ""
    return ", ".join(licenses[:_SHOWN]) + more
