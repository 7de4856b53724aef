"""A clarification was made for a revision or a license text that the model no longer has.

## What it does

Warns of clarifications with `revision` or `text_sha256` whose model was looked up and has another
commit, or no license file with that hash. Such a clarification does not count any more. Runs only
over whole projects.

## Why it matters

A clarification says what somebody found out about one state of a repository. When the publisher
changes the text, somebody has to look again; until then the model is judged by its own words.

## Example

```yaml
clarifications:
  - model: acme/internal-bert
    license: Apache-2.0
    text_sha256: "0000000000000000000000000000000000000000000000000000000000000000"
    reason: "Publisher confirmed in discussion 12"
```

## How to fix

Read what changed. If the statement still holds, bind it to the revision or the text that is there
now; `modelguard check --format json` shows both.

## Offline?

Yes, for models that the cache has. The built-in catalog knows neither commits nor texts.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks.case import Draft, Whole
from modelguard.domain import Card, CardSource, ModelId, ModelReport, Reference, Severity
from modelguard.globs import any_matches
from modelguard.project import Clarification, Project

ID = "clarification-stale"
SEVERITY = Severity.WARNING
SCOPE = "project"

_READ = frozenset((CardSource.HUB, CardSource.CACHE, CardSource.FOLDER))


def find(whole: Whole) -> Iterator[Draft]:
    for clarification in whole.project.clarifications:
        models = _models(clarification, whole)
        if models and not any(_holds(clarification, *each) for each in models):
            bound = "license text" if clarification.text_sha256 else "revision"
            yield Draft(
                message=f"the clarification for `{clarification.model}` is bound to a {bound} that "
                "the model no longer has",
                how_to_fix=f"read what changed; then bind it to the {bound} of today, or remove it",
                references=(_reference(whole.project, clarification),),
            )


def _models(clarification: Clarification, whole: Whole) -> list[tuple[ModelReport, Card]]:
    """The models it names, if all that it is bound to could be read of them."""
    return [
        (model, model.card)
        for model in whole.models
        if model.card and any_matches(str(model.id), (clarification.model,))
        if model.card.source in _READ and not model.card.unread
    ]


def _holds(clarification: Clarification, model: ModelReport, card: Card) -> bool:
    asked = {each.revision for each in model.references}
    is_of_commit = clarification.revision in {None, card.revision, *asked} or card.revision is None
    hashes = {text.sha256 for text in card.texts}
    return is_of_commit and clarification.text_sha256 in {None, *hashes}


def _reference(project: Project, clarification: Clarification) -> Reference:
    return Reference(
        id=ModelId("huggingface", clarification.model),
        path=project.label,
        line=clarification.line,
        column=1,
        text=clarification.model,
        detector="project-file",
    )
