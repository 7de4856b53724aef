"""A model could not be looked up, so nothing is known of its license.

## What it does

Reports a model for which no declaration was to be had: offline and in neither lock, cache nor
catalog, behind a gate or a mirror that refused, an unreachable or overloaded Hub, a source that
modelguard cannot look up, or a hosted API that is not known to offer the model.

## Why it matters

A look-up that failed says nothing about the license. Letting such a model pass would make the gate
open whenever the network is down.

## Example

```console
$ modelguard audit --offline acme/brand-new-model
```

## How to fix

Run once with a network, and commit the lock: `modelguard lock`. For a gated model, accept the gate
on the Hub and set `HF_TOKEN`. Where a mirror refuses, ask for access there. For what cannot be
looked up at all, state the license in a clarification.

## Offline?

Yes; being offline is its most frequent cause. `--unresolved warn` makes it a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from modelguard.checks import problems
from modelguard.checks.case import Case, Draft
from modelguard.domain import Problem, Reason, Severity

ID = "model-unverified"
SEVERITY = Severity.ERROR
SCOPE = "model"


def find(case: Case) -> Iterator[Draft]:
    if problems.has(case, Problem.UNVERIFIED) and not _is_told_by_the_lock(case):
        yield Draft(
            message=problems.message(case, "the model could not be looked up"),
            how_to_fix=_how_to_fix(case),
            paste=problems.paste(case),
        )
    yield from problems.of_bases(case, Problem.UNVERIFIED)


def _is_told_by_the_lock(case: Case) -> bool:
    """`lock-outdated` reports what the lock lacks."""
    unresolved = case.model.unresolved
    return unresolved is not None and unresolved.reason is Reason.NOT_LOCKED


def _how_to_fix(case: Case) -> str:
    if problems.conclusion_is_hosted(case):
        return "check the spelling against the provider's list of models"
    unresolved = case.model.unresolved
    return _next_step(unresolved.reason if unresolved else Reason.OFFLINE, case)


def _next_step(reason: Reason, case: Case) -> str:
    match reason:
        case Reason.OFFLINE | Reason.UNKNOWN_ID | Reason.NOT_FOUND if case.references:
            return "run `modelguard lock` once with a network, and commit `modelguard.lock`"
        case Reason.OFFLINE | Reason.UNKNOWN_ID | Reason.NOT_FOUND:
            return f"run `modelguard audit {case.model.id}` once with a network: the cache keeps it"
        case Reason.NETWORK:
            return "try again when the Hub can be reached; the cache keeps its answers"
        case Reason.RATE_LIMITED:
            return "try again later; with `HF_TOKEN` set, the Hub answers more requests"
        case Reason.GATED | Reason.FORBIDDEN:
            return "ask for access on the model's page, then set `HF_TOKEN` to a token that has it"
        case Reason.UNREADABLE:
            return "read the card by hand, tell its publisher, and add a clarification"
        case Reason.NOT_LOCKED:
            return "run `modelguard lock`, and commit `modelguard.lock`"
        case Reason.UNSUPPORTED_SOURCE:
            return "read the license at the model's source, and add a clarification"
        case _:
            assert_never(reason)
