"""The publisher wants to know who uses the model.

## What it does

Notes licenses under which users register, apply or ask for permission, and says where. A model
behind a gate that the publisher opens by hand is noted as well. Licenses that commercial users
alone register for are noted for a commercial purpose only, hosted APIs not at all: they need an
account anyway. Silent where an agreement in force covers the use, and where `noncommercial-use`
reports the same license.

## Why it matters

Where registration is a condition of the license, use without it is use without a license. A gate
that opens by hand also stops builds on new machines.

## Example

```yaml
models:
  - stabilityai/stable-diffusion-3-medium
```

Commercial users of the Stability AI community license register with the publisher.

## How to fix

Register, and keep the confirmation. Record it under `agreements`, and the note goes.

## Offline?

Yes. Gates are known as far as the lock, the cache or the built-in catalog name them.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import coverage, origin, terms
from modelguard.checks.case import Case, Draft
from modelguard.domain import Bearing, License, Severity, Term, Weighed

ID = "registration-required"
SEVERITY = Severity.NOTE
SCOPE = "model"

_SAYS = {
    "grants-itself": "asks users to register",
    "discretionary": "is granted at the publisher's discretion",
    "not-read": "asks users to register, and what that grants was not read",
}


def find(case: Case) -> Iterator[Draft]:
    for license_ in terms.licensed(case):
        term = license_.terms.get("registration")
        if term and _is_known(term) and not _excuse(case, license_, term):
            yield _of_license(case, license_, term)
            return
    if case.model.card and case.model.card.gated == "manual" and not coverage.is_covered(case):
        yield Draft(
            message="its publisher grants access by hand",
            how_to_fix="ask for access on its page, and keep the answer",
        )


def weigh(case: Case) -> Iterator[Weighed]:
    """Whether the publisher wants to know of this use."""
    for license_ in terms.licensed(case):
        term = license_.terms.get("registration")
        if term and _is_known(term):
            excuse = _excuse(case, license_, term)
            bearing = Bearing.FREE if excuse else Bearing.BINDS
            reason = "; ".join(filter(None, (_SAYS[terms.text(term, "effect")], excuse)))
            yield Weighed(license_.id, term, bearing, reason)


def _is_known(term: Term) -> bool:
    return terms.text(term, "effect") in _SAYS


def _excuse(case: Case, license_: License, term: Term) -> str:
    """Why nobody has to register; empty where somebody has."""
    purposes = terms.texts(term, "purposes")
    if purposes and case.purpose.value not in purposes:
        return f"this counts for {' and '.join(purposes)} use, not {case.purpose.value}"
    return coverage.excuse(case, license_)


def _of_license(case: Case, license_: License, term: Term) -> Draft:
    says = _SAYS[terms.text(term, "effect")]
    return Draft(
        message=f"{origin.subject(case, license_)} {says}{terms.sourced(term)}",
        how_to_fix=f"register ({terms.text(term, 'how')}), keep the confirmation, and record it "
        "under `agreements`",
        license=license_.id,
    )
