"""A license limits how many users, visits or tokens it serves, or whose competitors it excludes.

## What it does

Holds the limits of every license that binds a model, those of its bases included, against what
`usage` states: `monthly_active_users`, `monthly_visits`, `monthly_output_tokens`, `competitor_of`,
and, where a license counts once and for all on a date, `users_at` that date. A stated number above
the limit is an error, or a warning where only a badge or a royalty is owed above it. A number that
is not stated is asked for by name: as a note where few companies come near the limit, as a warning
otherwise. Where a limit counts affiliated companies, a number that may leave them out is asked for
again.

Of a limit on a date long gone, today's number settles it only where the limit is far away. Silent
where an agreement in force covers the use, where a limit is meant for another purpose or activity,
and where `noncommercial-use` reports the same license.

## Why it matters

Above the limit there is often no license at all until the publisher grants one, at its discretion.
Growth alone can end the right to a model that a product is built on.

## Example

```yaml
usage:
  monthly_visits: 3000000
models:
  - THUDM/CogVideoX-5b
```

The CogVideoX license covers commercial services with up to a million visits a month.

## How to fix

State the number that is asked for. Above a limit, get a license from the publisher and record it
under `agreements`, or use a model without such a limit.

## Offline?

Yes, from the lock, the cache or the built-in catalog.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import thresholds, unread
from modelguard.checks.case import Case, Draft
from modelguard.checks.thresholds import Fact, Limit, Threshold, Verdict
from modelguard.checks.words import counted
from modelguard.domain import Severity, Weighed

ID = "user-threshold"
SEVERITY = Severity.WARNING
SCOPE = "model"

# Metric of the rules: key under `usage`, what is counted.
_METRICS = {
    "mau": ("monthly_active_users", "monthly active users"),
    "unique_users": ("monthly_active_users", "users a month"),
    "visits": ("monthly_visits", "visits a month"),
    "output_tokens": ("monthly_output_tokens", "output tokens a month"),
}


def find(case: Case) -> Iterator[Draft]:
    found = list(thresholds.drafts(case, ID, _limits(case)))
    yield from found or unread.note(case, ID)


def weigh(case: Case) -> Iterator[Weighed]:
    """What each limit comes to for this use."""
    return thresholds.weigh(_limits(case))


def _limits(case: Case) -> list[Limit]:
    return thresholds.limits(case, ID, size=_size, fact=_fact)


def _size(threshold: Threshold) -> str:
    if threshold.metric == "competitor":
        return f"for competitors of {threshold.competitor_of}"
    word = "from" if threshold.is_inclusive else "above"
    day = f" on {threshold.fixed_at}" if threshold.fixed_at else ""
    return f"{word} {counted(threshold.above)} {_METRICS[threshold.metric][1]}{day}"


def _fact(case: Case, threshold: Threshold) -> Fact:
    if threshold.metric == "competitor":
        return _competition(case, threshold)
    return _on_the_day(case, threshold) if threshold.fixed_at else _now(case, threshold)


def _now(case: Case, threshold: Threshold) -> Fact:
    key = _METRICS[threshold.metric][0]
    number = case.usage.numbers.get(key)
    if number is None:
        says = f"`usage.{key}` is not stated"
        return Fact(Verdict.UNKNOWN, says, f"state `usage.{key}`")
    says = f"{case.usage.named(key)} is {counted(number)}"
    return thresholds.compared(case, threshold, number, says)


def _on_the_day(case: Case, threshold: Threshold) -> Fact:
    day, today = threshold.fixed_at, _now(case, threshold)
    number = case.usage.users_at.get(day)
    if number is not None:
        says = f"{case.usage.named('users_at')} states {counted(number)}"
        return thresholds.compared(case, threshold, number, says)
    if today.verdict is Verdict.WITHIN and threshold.is_far:
        return today
    is_above = today.verdict is Verdict.EXCEEDED
    return Fact(
        Verdict.LIKELY_EXCEEDED if is_above else Verdict.UNKNOWN,
        f"{case.usage.named('users_at')} does not state that day, and later numbers do not count",
        f'state `usage.users_at: {{"{day}": …}}`',
    )


def _competition(case: Case, threshold: Threshold) -> Fact:
    rivals = case.usage.competitor_of
    if rivals is None:
        says = "`usage.competitor_of` is not stated"
        ask = "state `usage.competitor_of`, an empty list where there are none"
        return Fact(Verdict.UNKNOWN, says, ask)
    if threshold.competitor_of.lower() in {rival.lower() for rival in rivals}:
        return Fact(Verdict.EXCEEDED, f"{case.usage.named('competitor_of')} names it")
    return Fact(Verdict.WITHIN, f"{case.usage.named('competitor_of')} does not name it")
