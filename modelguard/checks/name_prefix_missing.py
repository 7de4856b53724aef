"""A published model's name lacks what the license of a base asks for.

## What it does

Looks at models under `publishes`, and at other folders with a model card for which the use states
`publishing-derivatives`. Where the license of a base wants derivatives to carry a name, "Llama" in
front for one, the last part of the published id, or the folder's name, has to have it. Upper and
lower case, blanks and dashes do not matter.

## Why it matters

The name is a condition of the license. Renaming a model that others already use is far more work
than naming it right.

## Example

```yaml
publishes:
  - path: models/support
    id: acme/support-8b
    license: llama3.1
    base_model: meta-llama/Llama-3.1-8B
```

It has to be called something like `acme/Llama-support-8b`.

## How to fix

Rename the model before it is published. If the publisher of the base agreed to another name, record
an exception that says so.

## Offline?

Yes, as far as the bases are known.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import blocks, published, terms
from modelguard.checks.case import Case, Draft
from modelguard.domain import Ancestor, License, Severity
from modelguard.publishing import ROOT

ID = "name-prefix-missing"
SEVERITY = Severity.ERROR
SCOPE = "model"


def find(case: Case) -> Iterator[Draft]:
    if published.entry(case) is None:
        return
    for base, license_ in published.bases(case):
        if license_ and not _carries(case.model.id.name, license_):
            yield _draft(case, base, license_)
            return


def _carries(name: str, license_: License) -> bool:
    term = license_.terms.get("name-prefix")
    wanted = _letters(terms.text(term, "text"))
    letters = _letters(name.rpartition("/")[2])
    is_anywhere = terms.text(term, "position") == "anywhere"
    return wanted in letters if is_anywhere else letters.startswith(wanted)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _draft(case: Case, base: Ancestor, license_: License) -> Draft:
    term = license_.terms["name-prefix"]
    text = terms.text(term, "text")
    where = "in" if terms.text(term, "position") == "anywhere" else "in front of"
    if case.model.id.name == ROOT:
        return Draft(
            message=f"`{license_.id}` of its base `{base.id}` wants it published with `{text}` "
            f"{where} its name, which the project does not say{terms.sourced(term)}",
            how_to_fix="list it under `publishes`, with its `id`",
            license=license_.id,
            severity=Severity.WARNING,
            paste=blocks.exception(case, ID),
        )
    name = f"{text.replace(' ', '-')}-{case.model.id.name.rpartition('/')[2]}"
    return Draft(
        message=f"`{license_.id}` of its base `{base.id}` wants it published with `{text}` {where} "
        f"its name{terms.sourced(term)}",
        how_to_fix=f"rename it, to `{name}` for one",
        license=license_.id,
        paste=blocks.exception(case, ID),
    )
