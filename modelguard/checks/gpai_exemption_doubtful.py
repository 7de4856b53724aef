"""A general-purpose model may not fall under the open-source exemption of the EU's AI Act.

## What it does

Looks at models that are known to be of general purpose, and at what the license says that the
Commission's guidelines of 18 July 2025 count for or against the exemption of Article 53(2): limits
on purposes or users, separate commercial licenses, no redistribution (paragraph 83), restrictions
of use, which are acceptable if they are proportionate and about safety (84), payment for commercial
use (86), and access for which personal data is asked (87). What only a person can weigh is a note
that asks for a review. Off by default. Models that are not known to be of general purpose, hosted
APIs, and models whose license is not known are passed over.

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

# Term, values, what they amount to, paragraph of the guidelines.
_AGAINST = (
    ("user-threshold", ("yes",), "limits users", 83),
    ("revenue-threshold", ("yes",), "asks for a separate license above a limit", 83),
    ("redistribution", ("prohibited", "no-weights"), "does not allow redistribution", 83),
    ("hosting", ("separate-license", "prohibited"), "does not allow services", 83),
    ("royalty", ("yes",), "asks for a royalty", 86),
)
_TO_REVIEW = (
    ("acceptable-use", ("yes",), "restricts use", 84),
    ("use-restrictions-passed-on", ("yes",), "restricts use", 84),
)


def find(case: Case) -> Iterator[Draft]:
    licenses = [each for each in case.licenses if each.kind == "license"]
    if not case.model.openness.general_purpose or not licenses:
        return
    against = [draft for each in licenses for draft in _against(case, each)]
    review = [draft for each in licenses for draft in _to_review(case, each)]
    yield from (against or review or list(_gate(case)))[:1]


def _against(case: Case, license_: License) -> Iterator[Draft]:
    if license_.purposes:
        yield _draft(case, license_, f"allows certain purposes only{_see(83)}")
    for says in _spoken(license_, _AGAINST):
        yield _draft(case, license_, says)


def _to_review(case: Case, license_: License) -> Iterator[Draft]:
    for says in _spoken(license_, _TO_REVIEW):
        reviewed = f"{says}: have somebody review whether that is proportionate and about safety"
        yield _draft(case, license_, reviewed)._replace(severity=Severity.NOTE, paste="")


def _spoken(
    license_: License, table: tuple[tuple[str, tuple[str, ...], str, int], ...]
) -> Iterator[str]:
    for name, values, says, paragraph in table:
        if terms.value(license_, name) in values:
            yield f"{says}{terms.cited(license_.terms[name])}{_see(paragraph)}"


def _see(paragraph: int) -> str:
    return f", see paragraph {paragraph} of the guidelines"


def _draft(case: Case, license_: License, says: str) -> Draft:
    return Draft(
        message=f"{origin.subject(case, license_)} {says}, and the model is of general purpose: "
        f"{case.model.openness.general_purpose}",
        how_to_fix="ask the provider for the documentation of Article 53(1)(b) of the AI Act",
        license=license_.id,
        paste=blocks.exception(case, ID),
    )


def _gate(case: Case) -> Iterator[Draft]:
    card = case.model.card
    if card is not None and card.gated:
        yield Draft(
            message=f"access asks for personal data{_see(87)}: have somebody review whether that "
            "serves security; the model is of general purpose: "
            f"{case.model.openness.general_purpose}",
            how_to_fix="ask the provider for the documentation of Article 53(1)(b) of the AI Act",
            severity=Severity.NOTE,
        )
