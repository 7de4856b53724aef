"""A license bars the purpose that the model is used for.

## What it does

Compares the project's purpose with the purposes that a license allows, for licenses that bar
commercial use; those of base models count. `research`, `noncommercial`, `evaluation`, `personal`
and `education` are told apart: a research license does not allow every noncommercial use, while a
noncommercial license allows research without commercial ends, which the purpose `research` means.

A purpose that is not stated is the policy's, which is commercial unless the policy is made for
research. Where the purpose is allowed, a note says which purposes are. An agreement in force that
covers the purpose, or all of the activities, licenses the use, and nothing is reported.

## Why it matters

Under such a license, use for another purpose has no permission at all: it is infringement, not a
missed duty. Publishers who sell commercial licenses do look for it.

## Example

```yaml
usage:
  purpose: commercial
models:
  - jinaai/jina-embeddings-v3
```

`CC-BY-NC-4.0` allows noncommercial purposes only.

## How to fix

Use a model whose license allows the purpose. Where the publisher sells or grants commercial
licenses, get one and record it under `agreements`. If the project is not commercial, state
`usage: purpose`. A use that is accepted for a time, such as an evaluation, is an exception.

## Offline?

Yes, from the lock, the cache or the built-in catalog.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import allowance, blocks, coverage, origin, terms
from modelguard.checks.case import Case, Draft
from modelguard.domain import Bearing, License, Purpose, Severity, Term, Weighed

ID = "noncommercial-use"
SEVERITY = Severity.ERROR
SCOPE = "model"

_PURPOSES = ("noncommercial", "research", "evaluation", "education", "personal")


def find(case: Case) -> Iterator[Draft]:
    limited = [
        each for each in case.licenses if each.purposes and not coverage.is_covered(case, each)
    ]
    violated = [each for each in limited if allowance.bars(each, case.purpose)]
    if violated:
        yield _error(case, violated[0], violated[1:])
    elif limited:
        yield _note(case, limited[0])


def weigh(case: Case) -> Iterator[Weighed]:
    """Which licenses allow the purpose, and which others."""
    for license_ in case.licenses:
        term = license_.terms.get("commercial-use")
        if license_.purposes and term is not None:
            yield _weighed(case, license_, term)


def _weighed(case: Case, license_: License, term: Term) -> Weighed:
    limits = f"is for {_purposes(license_)} only"
    if covered := coverage.excuse(case, license_):
        return Weighed(license_.id, term, Bearing.FREE, f"{limits}; {covered}")
    is_barred = allowance.bars(license_, case.purpose)
    bearing = Bearing.BROKEN if is_barred else Bearing.BINDS
    return Weighed(license_.id, term, bearing, f"{limits}; {_purpose(case)}")


def _error(case: Case, license_: License, others: list[License]) -> Draft:
    also = f", and `{others[0].id}` is restricted as well" if others else ""
    return Draft(
        message=f"{origin.subject(case, license_)} is for {_purposes(license_)} only"
        f"{terms.cited(license_.terms.get('commercial-use'))}{also}; {_purpose(case)}",
        how_to_fix=_how_to_fix(case, license_),
        license=license_.id,
        paste=blocks.exception(case, ID),
    )


def _note(case: Case, license_: License) -> Draft:
    is_told_apart = case.purpose is Purpose.RESEARCH and "research" not in license_.purposes
    return Draft(
        message=f"{origin.subject(case, license_)} is for {_purposes(license_)} only"
        + ("; research for commercial ends is not covered" if is_told_apart else ""),
        how_to_fix="keep it out of anything that serves another purpose",
        license=license_.id,
        severity=Severity.NOTE,
    )


def _purposes(license_: License) -> str:
    *first, last = [each for each in _PURPOSES if each in license_.purposes]
    return f"{', '.join(first)} and {last} purposes" if first else f"{last} purposes"


def _purpose(case: Case) -> str:
    if case.usage.purpose is not None:
        return f"{case.usage.named('purpose')} is {case.purpose.value}"
    if case.purpose is Purpose.COMMERCIAL:
        return "the purpose is not stated, so commercial is assumed"
    return (
        f"the purpose is not stated, so {allowance.named(case.policy)} assumes {case.purpose.value}"
    )


def _how_to_fix(case: Case, license_: License) -> str:
    steps = [f"use a model whose license allows {case.purpose.value} use"]
    steps += [_short_agreement(case) or _license_to_be_had(license_)]
    if case.usage.purpose is None:
        steps.append("state `usage: purpose` if it is another one")
    if blocks.can_be_accepted(case, ID):
        steps.append("accept it for a time by an exception")
    return "; or ".join(step for step in steps if step)


def _short_agreement(case: Case) -> str:
    short = coverage.falling_short(case)
    if short is None:
        return ""
    agreement, missing = short
    return f"extend agreement {agreement.reference}, which does not cover {', '.join(missing)}"


def _license_to_be_had(license_: License) -> str:
    term = license_.terms.get("commercial-use")
    is_conditional = term is not None and term.value == "conditional"
    if not (license_.commercial_after_agreement or is_conditional):
        return ""
    return (
        f"get a commercial license from {license_.steward}{terms.cited(term)}, and record it under "
        "`agreements`"
    )
