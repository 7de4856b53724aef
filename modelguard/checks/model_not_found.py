"""The Hub does not know a model.

## What it does

Reports a model that the Hub answers it does not have. A private repository looks the same to a
reader without access. First-party models are left alone.

## Why it matters

What is not there has no license. The name may be misspelt, or the repository may have been deleted;
a deleted name can be taken by somebody else, whose files then get loaded.

## Example

```yaml
models:
  - meta-llama/Lama-3.1-8B
```

## How to fix

Check the spelling against the model's page. For a private or gated model, set `HF_TOKEN` to a token
that may read it. List models of your own under `first_party`. If the model was removed, replace it;
if you hold a copy and its license is confirmed, say so in a clarification.

## Offline?

No. Without a network, a model that nothing knows is `model-unverified`; the lock and the cache
remember an answer that the Hub gave.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import problems
from modelguard.checks.case import Case, Draft
from modelguard.domain import Problem, Severity

ID = "model-not-found"
SEVERITY = Severity.ERROR
SCOPE = "model"


def find(case: Case) -> Iterator[Draft]:
    if problems.has(case, Problem.NOT_FOUND):
        yield Draft(
            message=problems.message(case, "the Hub has no such model, or it is private"),
            how_to_fix="check the spelling; set `HF_TOKEN` if it is private; list your own models "
            "under `first_party`; if it was removed, replace it",
            paste=problems.paste(case),
        )
    yield from problems.of_bases(case, Problem.NOT_FOUND)
