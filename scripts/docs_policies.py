"""The page of the policies: what the built-in ones say, and what stands in a policy."""

from __future__ import annotations

from datetime import date

import docs_schema

from modelguard import checks, policy, rulebase
from modelguard.domain import LicenseClass

INTRO = """# Policies

A policy says which licenses and models are allowed and how severe each finding is.
[How to write one](../guides/write-a-policy.md) is a page of its own.

## Built-in policies

"""
KEYS = """
How severe the findings of each check are under each policy stands with
[the checks](checks.md#severity-by-policy).

## What stands in a policy

The same keys stand in a policy file, in a package that offers a policy, and under `policy:` in a
project file.

"""


def page() -> str:
    """Tables of the built-in policies, then each key under its heading."""
    found = {name: _load(name) for name in policy.names()}
    return INTRO + _built_in(found) + KEYS + docs_schema.keys("policy")


def _load(name: str) -> policy.Policy:
    rules = rulebase.load()

    def resolve(text: str) -> str | None:
        ids = rules.find(text)
        return ids[0] if len(ids) == 1 else None

    # The date plays no part: built-in policies hold no exceptions.
    context = policy.Context(
        known_checks=checks.known(),
        resolve_license=resolve,
        license_names=rules.names,
        today=date(2026, 1, 1),
        offline=True,
    )
    return policy.load(name, base=".", context=context)


def _built_in(found: dict[str, policy.Policy]) -> str:
    rows = [
        f"| `{name}` | {each.description} | {_classes(each)} | {_assumed(each)} |"
        for name, each in found.items()
    ]
    head = ["| policy | for | allows | assumes where nothing is stated |", "|---|---|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


def _classes(each: policy.Policy) -> str:
    return ", ".join(str(kind) for kind in LicenseClass if kind in each.allow_classes)


def _assumed(each: policy.Policy) -> str:
    activities = sorted(each.assumed.activities or ())
    return ", ".join([str(each.assumed.purpose or "commercial"), *activities])
