"""A license does not allow offering the model as a service.

## What it does

Reports a license that bars hosted services, wants a license of its own for them, or offers the
model through the publisher's API only, where `usage` or the policy says `hosted-service`. A stated
service is an error. Where no activities are stated, a note asks for them. A license that wants one
only above a limit is left to `user-threshold` and `revenue-threshold`.

Silent where an agreement in force covers the service, where the model serves tests and examples
only, and where `noncommercial-use` reports the same license.

## Why it matters

Publishers who sell access to their models keep that business to themselves. A service that runs
without the right can be shut down at once.

## Example

```yaml
usage:
  purpose: research
  activities: [hosted-service]
models:
  - mistralai/Codestral-22B-v0.1
```

The Mistral Non-Production License allows research, but not through a hosted service.

## How to fix

Use a model whose license allows services, or get a license for it from the publisher and record it
under `agreements` with `covers: [hosted-service]`.

## Offline?

Yes, from the lock, the cache or the built-in catalog.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import activity, restrictions, terms, thresholds, unread
from modelguard.checks.activity import Doing
from modelguard.checks.case import Case, Draft
from modelguard.checks.restrictions import Restriction
from modelguard.domain import License, Purpose, Severity

ID = "hosting-restricted"
SEVERITY = Severity.WARNING
SCOPE = "model"

_SAYS = {
    "prohibited": "allows no hosted service",
    "separate-license": "asks for a separate license for a hosted service",
    "api-only": "leaves services to the publisher's own API",
    "noncommercial-only": "allows hosted services for noncommercial purposes only",
}


def find(case: Case) -> Iterator[Draft]:
    if activity.doing(case, activity.HOSTED) is Doing.NOT_DONE:
        return
    found = [each for each in map(_restriction, terms.licensed(case)) if each]
    binding = [each for each in found if not _is_excused(case, each)]
    if binding:
        yield restrictions.draft(case, ID, binding[0])
    else:
        yield from unread.note(case, ID)


def _restriction(license_: License) -> Restriction | None:
    term = license_.terms.get("hosting")
    if term is None or term.value not in _SAYS:
        return None
    return Restriction(license_, term, _SAYS[term.value], (activity.HOSTED,))


def _is_excused(case: Case, found: Restriction) -> bool:
    value = found.term.value
    if value == "noncommercial-only" and case.purpose is not Purpose.COMMERCIAL:
        return True
    is_above_a_limit_only = value == "separate-license" and _has_limit(found.license)
    return is_above_a_limit_only or restrictions.is_covered(
        case, found.license, value, activity.HOSTED
    )


def _has_limit(license_: License) -> bool:
    """Whether a threshold says from where on services need a license."""
    names = ("user-threshold", "revenue-threshold")
    limits = (each for name in names for each in thresholds.of(license_.terms.get(name)))
    return any(limit.activity == activity.HOSTED for limit in limits)
