"""A model of the Hub is used without a commit.

## What it does

Notes models and datasets of the Hub that the project names without a full commit hash. A branch or
a tag is no pin, since either can be moved.

## Why it matters

What `main` holds can change under the same name, weights, code and license included. A license that
was checked for one commit says nothing about the next.

## Example

```yaml
models:
  - id: Qwen/Qwen3-8B
    revision: main
```

## How to fix

Keep the commit in the lock with `modelguard lock`; then the check is silent. Or write it as
`revision:` in the manifest, which `modelguard check --fix` does, and as `revision=` in the code.

## Offline?

Yes. The commit to write is shown where the lock or the cache knows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from modelguard.checks import published
from modelguard.checks.case import Case, Draft
from modelguard.domain import Problem, Reference, Severity

ID = "unpinned-revision"
SEVERITY = Severity.NOTE
SCOPE = "model"

_COMMIT = r"[0-9a-fA-F]{40}"


def find(case: Case) -> Iterator[Draft]:
    model = case.model
    is_on_hub = model.id.source == "huggingface" and model.id.type in {"model", "dataset"}
    is_known_there = is_on_hub and model.conclusion.problem is not Problem.NOT_FOUND
    if not is_known_there or published.entry(case) is not None:
        return
    if case.locked is not None and case.locked.row.revision is not None:
        return
    unpinned = tuple(each for each in case.references if not _is_pinned(each))
    if unpinned:
        yield Draft(
            message=_message(unpinned),
            how_to_fix="keep the commit in the lock with `modelguard lock`, or write it as"
            " `revision:`, as `modelguard check --fix` does in the manifest",
            references=unpinned,
            paste=_paste(case),
        )


def _is_pinned(reference: Reference) -> bool:
    return reference.revision is not None and re.fullmatch(_COMMIT, reference.revision) is not None


def _message(unpinned: tuple[Reference, ...]) -> str:
    moving = next((each.revision for each in unpinned if each.revision), None)
    if moving is not None:
        return f"`{moving}` is a branch, a tag or a short hash, not a commit; it can be moved"
    return "no commit is named, so files and license may change under the same name"


def _paste(case: Case) -> str:
    """Datasets are listed by id alone, so there is no entry to write the commit into."""
    commit = case.model.card.revision if case.model.card else None
    if not commit or case.model.id.type != "model":
        return ""
    from modelguard.checks import blocks

    return blocks.pinned(case, commit)
