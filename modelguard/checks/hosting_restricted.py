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
from modelguard.domain import License, Purpose, Severity, Weighed

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
    binding = [found for found, excuse in _judged(case) if not excuse]
    if binding:
        yield restrictions.draft(case, ID, binding[0])
    else:
        yield from unread.note(case, ID)


def weigh(case: Case) -> Iterator[Weighed]:
    """What each license says of services, for this use."""
    return (restrictions.weighed(case, found, excuse) for found, excuse in _judged(case))


def _judged(case: Case) -> Iterator[tuple[Restriction, str]]:
    """Every restriction, and why it does not bind; an empty text where it does."""
    for found in map(_restriction, terms.licensed(case)):
        if found is not None:
            yield found, _excuse(case, found)


def _restriction(license_: License) -> Restriction | None:
    term = license_.terms.get("hosting")
    if term is None or term.value not in _SAYS:
        return None
    return Restriction(license_, term, _SAYS[term.value], (activity.HOSTED,))


def _excuse(case: Case, found: Restriction) -> str:
    value = found.term.value
    if activity.doing(case, activity.HOSTED) is Doing.NOT_DONE:
        return activity.source(case, activity.HOSTED)
    if value == "noncommercial-only" and case.purpose is not Purpose.COMMERCIAL:
        return f"the purpose is {case.purpose.value}"
    if value == "separate-license" and _has_limit(found.license):
        return "its thresholds say from where on"
    return restrictions.excuse(case, found.license, value, activity.HOSTED)


def _has_limit(license_: License) -> bool:
    """Whether a threshold says from where on services need a license."""
    names = ("user-threshold", "revenue-threshold")
    limits = (each for name in names for each in thresholds.of(license_.terms.get(name)))
    return any(limit.activity == activity.HOSTED for limit in limits)
