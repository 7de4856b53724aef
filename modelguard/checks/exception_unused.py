"""An exception matches no finding.

## What it does

Warns of exceptions that no finding of this run needs, waived ones included. Runs only over whole
projects, and leaves alone exceptions past their date, which `exception-expired` reports.

## Why it matters

An exception that is needed no more stays open: a model that comes back later, or another one that
its pattern happens to match, passes on a reason that was given for something else.

## Example

```yaml
exceptions:
  - model: acme/removed-last-year
    checks: [license-missing]
    reason: Publisher was asked
```

## How to fix

Remove the exception. If it should match, compare its model patterns, check ids and paths with the
finding.

## Offline?

Yes, as far as the findings themselves are.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import entries
from modelguard.checks.case import Draft, Whole
from modelguard.domain import Severity
from modelguard.project import PolicyException
from modelguard.waivers import applies

ID = "exception-unused"
SEVERITY = Severity.WARNING
SCOPE = "project"


def find(whole: Whole) -> Iterator[Draft]:
    for exception in whole.project.exceptions:
        is_over = exception.until is not None and exception.until < whole.today
        has_run = whole.checks.issuperset(exception.checks)
        if has_run and not is_over and not _is_used(exception, whole):
            yield Draft(
                message=f"{entries.described(exception)} matches no finding",
                how_to_fix="remove it, or correct its models, checks or paths",
                references=(entries.reference(whole.project, exception),),
            )


def _is_used(exception: PolicyException, whole: Whole) -> bool:
    return any(
        applies(exception, finding, reference)
        for finding in whole.findings
        for reference in finding.references
    )
