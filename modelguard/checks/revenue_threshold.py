"""A license limits the revenue of those whom it serves.

## What it does

Holds the limits of every license that binds a model, those of its bases included, against the
revenue that `usage` states: `annual_revenue`, `monthly_revenue` or `attributable_revenue`, as the
license counts it. Revenue above the limit is an error, or a warning where only a badge or a royalty
is owed above it. Revenue that is not stated is asked for by name: as a note where few companies
come near the limit, as a warning otherwise. Where a limit counts affiliated companies, an amount
that may leave them out is asked for again.

An amount in another currency is not converted, since no rate would be the license's own. Where it
is above or below the limit at every rate of the last twenty years, that is enough; else the check
asks for the amount in the license's currency. A year's revenue within a limit that counts a month,
or a part of the revenue, settles that limit as well.

Silent where an agreement in force covers the use, where a limit is meant for another purpose or
activity, and where `noncommercial-use` reports the same license.

## Why it matters

Such limits lie where small companies grow into them, a million dollars a year for one. Above them
the license ends, and nobody tells the team.

## Example

```yaml
usage:
  annual_revenue: {amount: 3000000, currency: USD}
models:
  - stabilityai/stable-diffusion-3-medium
```

The Stability AI community license ends above a million US dollars a year.

## How to fix

State the revenue that is asked for. Above a limit, get a license from the publisher and record it
under `agreements`, or use a model without such a limit.

## Offline?

Yes, from the lock, the cache or the built-in catalog.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from modelguard.checks import thresholds, unread
from modelguard.checks.case import Case, Draft
from modelguard.checks.thresholds import Fact, Limit, Threshold, Verdict
from modelguard.checks.words import money
from modelguard.domain import Severity, Weighed
from modelguard.project import codes

ID = "revenue-threshold"
SEVERITY = Severity.WARNING
SCOPE = "model"

_METRICS = {
    "annual_revenue": "revenue a year",
    "monthly_revenue": "revenue a month",
    "attributable_revenue": "revenue a year from the model",
}
_YEAR = "annual_revenue"


def find(case: Case) -> Iterator[Draft]:
    found = list(thresholds.drafts(case, ID, _limits(case)))
    yield from found or unread.note(case, ID)


def weigh(case: Case) -> Iterator[Weighed]:
    """What each limit comes to for this use."""
    return thresholds.weigh(_limits(case))


def _limits(case: Case) -> list[Limit]:
    return thresholds.limits(case, ID, size=_size, fact=_fact)


def _size(threshold: Threshold) -> str:
    word = "from" if threshold.is_inclusive else "above"
    amount = money(threshold.above, threshold.currency)
    return f"{word} {amount} of {_METRICS[threshold.metric]}"


def _fact(case: Case, threshold: Threshold) -> Fact:
    """What is stated of this very revenue, else of the whole year, which it cannot exceed."""
    fact = _stated(case, threshold, threshold.metric)
    if threshold.metric in case.usage.money:
        return fact
    year = _stated(case, threshold, _YEAR)
    return year if year.verdict is Verdict.WITHIN else fact


def _stated(case: Case, threshold: Threshold, key: str) -> Fact:
    currency = threshold.currency
    ask = f"state `usage.{key}` in {currency}"
    if key not in case.usage.money:
        return Fact(Verdict.UNKNOWN, f"`usage.{key}` is not stated", ask)
    amount, stated_in = case.usage.money[key]
    says = f"{case.usage.named(key)} is {money(amount, stated_in)}"
    if stated_in == currency:
        return thresholds.compared(case, threshold, amount, says)
    least, most = codes.between(amount, stated_in, currency) or (0, math.inf)
    if least > threshold.above:
        return Fact(Verdict.EXCEEDED, f"{says}, which is more at any rate")
    if most < threshold.above:
        return thresholds.compared(case, threshold, most, f"{says}, which is less at any rate")
    return Fact(Verdict.UNKNOWN, f"{says}, which is not converted", ask)
