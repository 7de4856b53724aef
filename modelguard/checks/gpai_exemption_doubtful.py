"""A general-purpose model may not fall under the open-source exemption of the EU's AI Act.

## What it does

Looks at models that are known to be of general purpose, and at what the license says that the
Commission's guidelines of 18 July 2025 count for or against the exemption of Article 53(2): limits
on purposes or users, separate commercial licenses, no redistribution (paragraph 83), restrictions
of use, which are acceptable if they are proportionate and about safety (84), payment for commercial
use (86), and access for which personal data is asked (87). Where the act presumes systemic risk,
the exemption never holds. What only a person can weigh is a note that asks for a review. Off by
default. Models that are not known to be of general purpose, hosted APIs, and models whose license
is not known are passed over.

## Why it matters

The exemption frees providers from the technical documentation of Article 53(1)(a) and (b), never
from the copyright policy and the summary of the training data, and not where there is systemic
risk. Whoever passes such a model on, or changes it much, may have to have that documentation.

## Example

```yaml
policy:
  extends: default
  severity:
    gpai-exemption-doubtful: warning
models:
  - meta-llama/Llama-3.1-8B-Instruct
```

A license that ends at 700 million users is not free and open-source in the sense of paragraph 83.

## How to fix

Ask the provider for the documentation of Article 53(1)(b), or use a model under a license without
such limits. Record what you were told as an exception.

## Offline?

Yes. Gates are known as far as the lock, the cache or the built-in catalog name them.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import blocks, origin, terms
from modelguard.checks.case import Case, Draft
from modelguard.domain import License, Severity

ID = "gpai-exemption-doubtful"
SEVERITY = Severity.OFF
SCOPE = "model"

_FIX = "ask the provider for the documentation of Article 53(1)(b) of the AI Act"
_LIMITS, _SAFETY, _PAYMENT, _DATA = (
    f"see paragraph {each} of the guidelines" for each in (83, 84, 86, 87)
)
_ACT = "see Article 53(2) of the act"
# Term, values, what they amount to, where that is spoken of.
_AGAINST = (
    ("user-threshold", ("yes",), "limits users", _LIMITS),
    ("revenue-threshold", ("yes",), "asks for a separate license above a limit", _LIMITS),
    ("redistribution", ("prohibited", "no-weights"), "bars redistribution", _LIMITS),
    ("hosting", ("separate-license", "prohibited"), "bars services", _LIMITS),
    ("derivatives", ("no", "prohibited", "not-shared"), "bars changed versions", _ACT),
    ("royalty", ("yes",), "asks for a royalty", _PAYMENT),
)
_TO_REVIEW = ("acceptable-use", "use-restrictions-passed-on")


def find(case: Case) -> Iterator[Draft]:
    licenses = [each for each in case.licenses if each.kind == "license"]
    if not case.model.openness.general_purpose or not licenses:
        return
    against = [*_systemic(case), *(draft for each in licenses for draft in _against(case, each))]
    review = [*(draft for each in licenses for draft in _to_review(case, each)), *_gate(case)]
    yield from (against or review)[:1]


def _systemic(case: Case) -> Iterator[Draft]:
    if case.model.openness.has_systemic_risk:
        yield _draft(
            case,
            "the act presumes systemic risk (Article 51(2)), and then the license counts for "
            f"nothing, {_ACT}",
        )


def _against(case: Case, license_: License) -> Iterator[Draft]:
    if license_.purposes:
        yield _draft(case, f"allows certain purposes only, {_LIMITS}", license_)
    for name, values, says, place in _AGAINST:
        if terms.value(license_, name) in values:
            cited = terms.cited(license_.terms[name])
            yield _draft(case, f"{says}{cited}, {place}", license_)


def _to_review(case: Case, license_: License) -> Iterator[Draft]:
    for name in _TO_REVIEW:
        if terms.value(license_, name) == "yes":
            cited = terms.cited(license_.terms[name])
            says = f"restricts use{cited}, {_SAFETY}"
            asked = "have somebody review whether that is proportionate and about safety"
            yield _to_be_reviewed(_draft(case, f"{says}: {asked}", license_))


def _gate(case: Case) -> Iterator[Draft]:
    card = case.model.card
    if card is not None and card.gated:
        asked = "have somebody review whether that serves security"
        says = f"access asks for personal data, {_DATA}: {asked}"
        yield _to_be_reviewed(_draft(case, says))


def _draft(case: Case, says: str, license_: License | None = None) -> Draft:
    subject = f"{origin.subject(case, license_)} " if license_ else ""
    return Draft(
        message=f"{subject}{says}; the model is of general purpose: "
        f"{case.model.openness.general_purpose}",
        how_to_fix=_FIX,
        license=license_.id if license_ else None,
        paste=blocks.exception(case, ID),
    )


def _to_be_reviewed(draft: Draft) -> Draft:
    return draft._replace(severity=Severity.NOTE, paste="")
