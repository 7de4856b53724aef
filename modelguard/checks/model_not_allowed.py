"""The policy denies a model or its publisher.

## What it does

Matches the model's id, its repository on the Hub if its id names another source, the id that it
has now if it was renamed, and every base model in its lineage against the patterns of
`deny: models` and `allow: models`. A denial always wins. Where
`allow: models` lists anything, every model and every base that binds has to match it; one that is
listed by its full id brings its bases along. First-party models need no entry of their own.

## Why it matters

Teams rule out publishers for reasons that no license shows: sanctions, security, provenance. A
fine-tune under another name still carries the weights that were ruled out.

## Example

```yaml
policy:
  extends: default
  deny:
    models: ["deepseek-ai/*"]
models:
  - unsloth/DeepSeek-R1-Distill-Qwen-7B
```

The base model, `deepseek-ai/DeepSeek-R1-Distill-Qwen-7B`, is denied.

## How to fix

Use a model of an allowed publisher, whose bases are allowed too. If this one is acceptable, have
the policy's owner list it under `allow: models` or narrow the denial, or record an exception.

## Offline?

Yes. Bases are known as far as the lock, the cache or the built-in catalog name them.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import allowance, blocks
from modelguard.checks.case import Case, Draft
from modelguard.domain import Severity
from modelguard.globs import matches

ID = "model-not-allowed"
SEVERITY = Severity.ERROR
SCOPE = "model"


def find(case: Case) -> Iterator[Draft]:
    message = _denied(case) or _unlisted(case)
    if message:
        steps = ["use a model whose publisher and bases the policy allows"]
        if not allowance.is_built_in(case.policy):
            steps.append(f"have {case.policy.origin} allow this one")
        if blocks.can_be_accepted(case, ID):
            steps.append("accept it for a time by an exception")
        yield Draft(message, "; or ".join(steps), paste=blocks.exception(case, ID))


def _denied(case: Case) -> str:
    """The first of model, new name and bases that a pattern denies."""
    for role, name in _names(case):
        glob = _match(name, case.policy.deny_models)
        if glob is not None:
            return f"{allowance.named(case.policy)} denies `{glob}`{role}"
    return ""


def _unlisted(case: Case) -> str:
    """The first of model and binding bases that a list of allowed models leaves out."""
    allowed = case.policy.allow_models
    exact = tuple(glob for glob in allowed if not set(glob) & set("*?["))
    if not allowed or case.model.id.type != "model" or case.is_named_by(exact):
        return ""
    verdict = f"{allowance.named(case.policy)} allows only {_shown(allowed)}"
    accepted = (*allowed, *case.project.first_party)
    if not case.is_named_by(accepted):
        return verdict
    bases = (base.id for base in case.model.lineage if base.binds)
    stranger = next((base for base in bases if _match(base, accepted) is None), None)
    return f"it is made from `{stranger}`, and {verdict}" if stranger else ""


def _names(case: Case) -> Iterator[tuple[str, str]]:
    """Every name under which the model can be denied, each after the words that explain it."""
    model = case.model
    yield "", str(model.id)
    if model.repository:
        yield f", and the model is `{model.repository}` on the Hub", model.repository
    if model.renamed_to:
        yield f", and the model is called `{model.renamed_to}` now", model.renamed_to
    for base in model.lineage:
        yield f", and the model is made from `{base.id}`", base.id


def _match(name: str, globs: tuple[str, ...]) -> str | None:
    return next((glob for glob in globs if matches(name, glob)), None)


def _shown(globs: tuple[str, ...]) -> str:
    more = f" and {len(globs) - 5} more" if len(globs) > 5 else ""
    return ", ".join(f"`{glob}`" for glob in globs[:5]) + more
