"""A model's card and its license text, or the fields of its card, name different licenses.

## What it does

Reads the license files of the repository and holds them against the card, and the card's
`license_name`, `license_link`, the prompt of its gate and the headers of weights files against its
`license`. An error where a text or a field asks for more than the card admits, or for something
else; a note where the card is the stricter one, or where both allow the same. Files for code, for
data or for a part, use policies and notices are no contradiction to what the card says of the
weights.

## Why it matters

The tag is one word that anybody can set; the text is what the publisher granted. A product that
relies on the tag may break every condition of the text.

## Example

```yaml
license: mit
```

The front matter of a card that lies beside a `LICENSE` with the text of CC-BY-NC-4.0.

## How to fix

Ask the publisher which one holds. Until then the stricter one counts. When it is settled, record
it as a clarification, bound to the text that you read by its sha256.

## Offline?

Yes, as far as the cache has the repository's license files.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import blocks
from modelguard.checks.case import Case, Draft
from modelguard.domain import Mismatch, Severity

ID = "license-text-mismatch"
SEVERITY = Severity.ERROR
SCOPE = "model"

_FIELDS = {"license_name", "license_link", "extra_gated_prompt"}


def find(case: Case) -> Iterator[Draft]:
    mismatch = case.model.conclusion.mismatch
    if mismatch is None or case.model.card is None:
        return
    sha256 = next(
        (text.sha256 for text in case.model.card.texts if text.path == mismatch.path), None
    )
    yield Draft(
        message=_message(case, mismatch),
        how_to_fix="ask the publisher which of the two holds; then state it in a clarification "
        "that is bound to the text",
        severity=None if mismatch.is_material else Severity.NOTE,
        paste=blocks.clarification(case, text_sha256=sha256),
    )


def _message(case: Case, mismatch: Mismatch) -> str:
    card = case.model.card
    place = ", ".join(part for part in (card.where, card.as_of) if part) if card else ""
    where = f" ({place})" if place else ""
    declared, text = " and ".join(mismatch.declared), " and ".join(mismatch.text)
    is_header = card is not None and any(each.path == mismatch.path for each in card.headers)
    if mismatch.path in _FIELDS or is_header:
        counts = "both count" if mismatch.is_material else f"`{declared}` counts"
        by = f"the header of `{mismatch.path}`" if is_header else f"its `{mismatch.path}`"
        return f"the card declares `{declared}`, and {by} names `{text}`{where}; {counts}"
    evidence = case.model.conclusion.evidence
    is_card = any(each.kind == "text" and each.disagrees for each in evidence)
    counts = f"`{declared if is_card else text}` counts"
    return (
        f"the card declares `{declared}`, and the text in `{mismatch.path}` is `{text}`"
        f"{where}; {counts}"
    )
