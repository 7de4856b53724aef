"""A model does not meet the Open Source AI Definition.

## What it does

Reports models whose openness reading falls short of what the policy requires: `open-source-ai`
unless `require: openness` names another. Off by default; the policy `open-source-ai` turns it on.
Where the reading is undetermined, a warning asks a person to look.

## Why it matters

Open weights are not open source: without code and information about the training data nobody can
study or rebuild the model. Some laws, tenders and grants make a difference of it.

## Example

```yaml
policy: open-source-ai
models:
  - meta-llama/Llama-3.1-8B-Instruct
```

The weights can be had, but the license restricts their use and the training data is not described.

## How to fix

Use a model whose weights, code and data information are open, such as OLMo or Pythia. If you have
established that a model qualifies, record an exception with your reasons.

## Offline?

Yes; the facts are part of modelguard's rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import blocks
from modelguard.checks.case import Case, Draft
from modelguard.domain import LicenseClass, Severity

ID = "not-open-source-ai"
SEVERITY = Severity.OFF
SCOPE = "model"

_RANKS = ("closed", "open-weights", "open-source-ai")


def find(case: Case) -> Iterator[Draft]:
    openness = case.model.openness
    required = case.policy.require.openness or "open-source-ai"
    if case.model.id.type != "model" or (required == "open-weights" and _has_open_weights(case)):
        return
    reasons = "; ".join(openness.reasons)
    if openness.verdict not in _RANKS:
        yield Draft(
            message=_joined(f"whether it is {required} is not determined", reasons),
            how_to_fix="look at what the publisher says of training data and code, and record what "
            "you find as an exception",
            severity=Severity.WARNING,
            paste=blocks.exception(case, ID),
        )
    elif _RANKS.index(openness.verdict) < _RANKS.index(required):
        yield Draft(
            message=_joined(f"it is {openness.verdict}, not {required}", reasons),
            how_to_fix="use a model whose weights, code and data information are open",
            paste=blocks.exception(case, ID),
        )


def _has_open_weights(case: Case) -> bool:
    """Any license of weights will do; code and data need not be known."""
    license_class = case.model.conclusion.license_class
    return license_class not in {LicenseClass.PROPRIETARY, LicenseClass.UNKNOWN}


def _joined(verdict: str, reasons: str) -> str:
    return f"{verdict}: {reasons}" if reasons else verdict
