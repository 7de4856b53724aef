"""A model has another id on the Hub now.

## What it does

Notes that the Hub answers for another id than the project names. Where the new id belongs to
another publisher, this is a warning.

## Why it matters

The old name is a redirect, which lasts only until somebody takes the name. A redirect to another
publisher means that other people decide about the files and the license.

## Example

```yaml
models:
  - gpt2
```

The repository is `openai-community/gpt2` today.

## How to fix

Write the new id. If it belongs to another publisher, make sure first that this is the model that
you meant.

## Offline?

As far as the lock, the cache or the built-in catalog remembers the new id.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks.case import Case, Draft
from modelguard.domain import Severity

ID = "model-renamed"
SEVERITY = Severity.NOTE
SCOPE = "model"


def find(case: Case) -> Iterator[Draft]:
    new = case.model.renamed_to
    if new is None:
        return
    old_owner, new_owner = _owner(case.model.id.name), _owner(new)
    if old_owner and old_owner.lower() != new_owner.lower():
        yield Draft(
            message=f"the Hub redirects to `{new}`, of another publisher "
            f"(`{new_owner or new}`, not `{old_owner}`)",
            how_to_fix=f"make sure that `{new}` is the model that you mean, then write that id",
            severity=Severity.WARNING,
        )
    else:
        yield Draft(message=f"the model is called `{new}` now", how_to_fix=f"write `{new}`")


def _owner(name: str) -> str:
    """The publisher in a repository's name; empty for a legacy single name."""
    return name.rpartition("/")[0]
