"""A model's license is not one that the policy allows.

## What it does

Holds every license that binds a model, those of its base models included, against the policy: its
class against `allow: classes`, its id against `allow: licenses`, and against `deny: licenses`,
which always wins. A license that is meant for certain purposes passes where the stated or assumed
purpose is one of them and the policy allows that, and so does a use that an agreement in force
covers. A model that `allow: models` lists by its full id was approved by name and is not judged
here.

Silent where no license could be concluded (`license-missing`, `license-unknown`, `license-family`
and their like speak then), and where `noncommercial-use` reports the same license.

## Why it matters

The policy is the team's decision about the conditions that it can live with. A license outside of
it brings duties or limits that nobody has agreed to yet.

## Example

```yaml
policy: fully-open
models:
  - meta-llama/Llama-3.1-8B-Instruct
```

Llama 3.1's community license is of the class `open-weight-community`; `fully-open` allows only
licenses that restrict no use.

## How to fix

Use a model under an allowed license. If the license is acceptable after all, allow it in the policy
(`allow: licenses`), or record an exception with a reason and a date. If the publisher has licensed
the use to you in writing, record that under `agreements`.

## Offline?

Yes, from the lock, the cache or the built-in catalog.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import allowance, blocks, coverage, origin
from modelguard.checks.case import Case, Draft
from modelguard.domain import License, LicenseClass, Severity
from modelguard.policy import Policy

ID = "license-not-allowed"
SEVERITY = Severity.ERROR
SCOPE = "model"

_SHOWN = 6


def find(case: Case) -> Iterator[Draft]:
    policy = case.policy
    denied = [each for each in case.licenses if allowance.is_denied(each, policy)]
    if denied:
        verdict = f"{origin.subject(case, denied[0])} is denied by {allowance.named(policy)}"
        yield _draft(case, denied[0], verdict)
        return
    if case.model.conclusion.license_class is LicenseClass.UNKNOWN or _is_approved(case):
        return
    barred = [each for each in case.licenses if not _passes(case, each)]
    if barred:
        verdict = f"{origin.subject(case, barred[0])} is {barred[0].license_class.value}"
        yield _draft(case, barred[0], f"{verdict}; {_allowed_by(policy)}")


def _passes(case: Case, license_: License) -> bool:
    if allowance.bars(license_, case.purpose):
        # Covered by an agreement, or a finding of `noncommercial-use` already.
        return coverage.is_covered(case, license_) or _is_reported_elsewhere(case)
    return (
        allowance.is_listed(license_, case.policy)
        or allowance.is_allowed_for_purpose(license_, case.policy, case.purpose)
        or coverage.is_covered(case, license_)
    )


def _is_reported_elsewhere(case: Case) -> bool:
    return case.policy.severities.get("noncommercial-use") is not Severity.OFF


def _is_approved(case: Case) -> bool:
    """Listed by its full id; a pattern only limits the publishers."""
    approved = tuple(each for each in case.policy.allow_models if not set(each) & set("*?["))
    return case.is_named_by(approved)


def _draft(case: Case, license_: License, message: str) -> Draft:
    return Draft(
        message=message,
        how_to_fix=_how_to_fix(case, license_),
        license=license_.id,
        paste=blocks.exception(case, ID),
    )


def _allowed_by(policy: Policy) -> str:
    classes = [each.value for each in LicenseClass if each in policy.allow_classes]
    allowed = classes + [f"`{each}`" for each in policy.allow_licenses]
    more = f" and {len(allowed) - _SHOWN} more" if len(allowed) > _SHOWN else ""
    shown = ", ".join(allowed[:_SHOWN]) + more
    return f"{allowance.named(policy)} allows {f'only {shown}' if shown else 'no license'}"


def _how_to_fix(case: Case, license_: License) -> str:
    policy = case.policy
    steps = ["use a model under an allowed license"]
    if license_.license_class is LicenseClass.PROPRIETARY:
        steps = ["use a model with open weights", "record your contract under `agreements`"]
    if not allowance.is_built_in(policy) and not allowance.is_denied(license_, policy):
        steps.append(f"allow `{license_.id}` in {policy.origin} under `allow: licenses`")
    if blocks.can_be_accepted(case, ID):
        steps.append("accept it for a time by an exception")
    return "; or ".join(steps)
