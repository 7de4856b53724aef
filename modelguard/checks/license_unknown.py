"""A model declares a license that modelguard does not know.

## What it does

Reports a declaration that resolves to no known license: `other` or `unknown` without a known
`license_name` or `license_link`, a name that may mean licenses of different classes, a text that is
no license expression. First-party models need no license.

## Why it matters

A custom license can hold any condition. `other` on a card means that somebody has to read it;
taking it for open is how restricted models get into products.

## Example

```yaml
license: other
license_name: acme-community-v2
license_link: LICENSE
```

The front matter of a card whose license name is not known.

## How to fix

Read the license. If it is one that modelguard knows under another name, say so in a clarification,
bound to the commit. If it is new, add a file for it to modelguard's rules. Where you accept it for
this project alone, record an exception.

## Offline?

Yes, as far as the lock, the cache or the built-in catalog knows the model.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import problems
from modelguard.checks.case import Case, Draft
from modelguard.domain import Problem, Severity

ID = "license-unknown"
SEVERITY = Severity.ERROR
SCOPE = "model"


def find(case: Case) -> Iterator[Draft]:
    if problems.has(case, Problem.UNKNOWN):
        yield Draft(
            message=problems.message(case, "the license that is declared is not known"),
            how_to_fix=f"read the license{_link(case)}; if it is a known one, add a clarification; "
            "if not, use another model or accept this one by an exception",
            paste=problems.paste(case),
        )
    yield from problems.of_bases(case, Problem.UNKNOWN)


def _link(case: Case) -> str:
    link = case.model.card.license_link if case.model.card else None
    return f" (`{link}`)" if link else " in the model's repository"
