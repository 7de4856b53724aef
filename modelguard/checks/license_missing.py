"""A model's publisher declares no license.

## What it does

Reports a model whose card was read and declares no license: no `license`, no `license_name`, or
front matter that could not be read as written. Where a base model is known, its terms count
meanwhile. First-party models need no license.

## Why it matters

Published is not licensed. Without a license nobody but the owner may copy, change or use the
weights, and a model that was made from a licensed base still owes that base's terms.

## Example

```yaml
models:
  - acme/intent-classifier
```

The card of this repository has no `license:` in its front matter.

## How to fix

Ask the publisher to declare a license, in the model's discussions on the Hub for example. When they
have answered, record the answer as a clarification, bound to the commit that it was made for.
Otherwise use another model. For a model of your own, list its id under `first_party`.

## Offline?

Yes, as far as the lock, the cache or the built-in catalog knows the model.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import problems
from modelguard.checks.case import Case, Draft
from modelguard.domain import Problem, Severity

ID = "license-missing"
SEVERITY = Severity.ERROR
SCOPE = "model"


def find(case: Case) -> Iterator[Draft]:
    if problems.has(case, Problem.MISSING):
        yield Draft(
            message=problems.message(case, "the publisher declares no license"),
            how_to_fix="ask the publisher to declare a license; when they confirm one, add a "
            "clarification; or use another model",
            paste=problems.paste(case),
        )
    yield from problems.of_bases(case, Problem.MISSING)
