"""A hosted API's terms of service apply instead of a license of weights.

## What it does

Names the terms of the provider for each model that is used through a hosted API, the address where
they stand, and what modelguard has not read of them. Where the API serves open weights, it names
the license of those as well; that binds the provider, not its customers. Silent where an agreement
in force covers the use.

## Why it matters

Terms of service change without a release, differ by plan and region, and often bar training other
models on outputs. No file in the project shows that they were accepted.

## Example

```yaml
models:
  - openai:gpt-4o
```

## How to fix

Read the terms that hold for your plan. If you have a contract of your own, record it under
`agreements`, and the note goes.

## Offline?

Yes, always: providers and their terms are part of modelguard's rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import coverage
from modelguard.checks.case import Case, Draft
from modelguard.domain import License, Relation, Severity

ID = "provider-terms"
SEVERITY = Severity.NOTE
SCOPE = "model"


def find(case: Case) -> Iterator[Draft]:
    terms = next((each for each in case.licenses if each.kind == "provider-terms"), None)
    if terms is not None and not coverage.is_covered(case):
        yield Draft(
            message=f"hosted API under {terms.name}{_weights(case)}{_unread(terms)}",
            how_to_fix=f"read the terms that hold for your plan{_address(terms)}; a contract of "
            "your own goes under `agreements`",
            license=terms.id,
        )


def _weights(case: Case) -> str:
    """Open weights behind the API, and their license."""
    base = next((each for each in case.model.lineage if each.relation is Relation.HOSTED), None)
    if base is None:
        return ""
    license_ = f"`{base.license}`" if base.license else "an unknown license"
    return f", serving `{base.id}` ({license_})"


def _unread(terms: License) -> str:
    names = sorted(name for name, term in terms.terms.items() if term.value == "not-read")
    if not terms.terms:
        return "; modelguard has not read them"
    return f"; not read: {', '.join(names)}" if names else ""


def _address(terms: License) -> str:
    return f" ({terms.url})" if terms.url else ""
