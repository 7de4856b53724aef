"""A license or a provider limits what may be trained on the model's outputs.

## What it does

Where `usage` says `training-on-outputs`, reports licenses and providers' terms that bar it, limit
it to noncommercial or research purposes, or allow it for models of the same family only: an error.
Where the trained model counts as a derivative under the same terms, it warns; where the trained
model has to carry a name, a note says which. A license that says nothing of outputs, and one that
modelguard has not read on that point, is worth a note: neither allows it.

Silent where an agreement in force covers `training-on-outputs`, and where `noncommercial-use`
reports the same license.

## Why it matters

Synthetic data and distillation carry one model's terms into another. Providers end accounts over
it, and a model that was trained on the wrong outputs cannot be cleaned afterwards.

## Example

```yaml
usage:
  activities: [training-on-outputs]
models:
  - meta-llama/Meta-Llama-3-8B-Instruct
```

Llama 3 outputs may improve Llama 3 and its derivatives, no other language model.

## How to fix

Take the training data from a model whose license allows it, keep to the same family where that is
allowed and record it as an exception, or get a license and record it under `agreements` with
`covers: [training-on-outputs]`.

## Offline?

Yes, from the lock, the cache or the built-in catalog.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import activity, blocks, origin, restrictions, terms, unread
from modelguard.checks.activity import Doing
from modelguard.checks.case import Case, Draft
from modelguard.checks.restrictions import Restriction
from modelguard.domain import Bearing, Purpose, Severity, Term, Weighed

ID = "output-training-restricted"
SEVERITY = Severity.WARNING
SCOPE = "model"

_TRAINING = "training-on-outputs"
_BARRED = {
    "prohibited": "does not allow training other models on outputs",
    "same-family-only": "allows training on outputs for models of the same family only",
    "noncommercial-only": "allows training on outputs for noncommercial purposes only",
    "research-only": "allows training on outputs for research only",
}
_DUTIES = {
    "distillate-is-derivative": (
        Severity.WARNING,
        "takes a model that is trained on outputs to perform alike for a derivative",
        "pass the license and its restrictions on with the trained model",
    ),
    "allowed-with-naming": (
        Severity.NOTE,
        "allows training on outputs if the trained model says so",
        "name the trained model, or its documentation, as the license asks",
    ),
    "silent": (
        Severity.NOTE,
        "says nothing of training on outputs",
        "have somebody decide whether its other terms reach outputs",
    ),
}
_FREE_FOR = {
    "noncommercial-only": (Purpose.NONCOMMERCIAL, Purpose.RESEARCH),
    "research-only": (Purpose.RESEARCH,),
}


def find(case: Case) -> Iterator[Draft]:
    if activity.doing(case, _TRAINING) not in {Doing.STATED, Doing.ASSUMED}:
        return
    spoken = [found for found, excuse in _judged(case) if not excuse]
    barred = [each for each in spoken if each.term.value in _BARRED]
    owed = [each for each in spoken if each.term.value in _DUTIES]
    if barred:
        yield restrictions.draft(case, ID, barred[0])
    elif owed:
        yield _duty(case, max(owed, key=lambda each: _DUTIES[each.term.value][0].rank))
    else:
        yield from unread.note(case, ID)


def weigh(case: Case) -> Iterator[Weighed]:
    """What each license says of training on outputs, for this use."""
    for found, excuse in _judged(case):
        weighed = restrictions.weighed(case, found, excuse)
        if weighed.bearing is Bearing.BROKEN and found.term.value in _DUTIES:
            is_silent = found.term.value == "silent"
            weighed = weighed._replace(bearing=Bearing.UNKNOWN if is_silent else Bearing.BINDS)
        yield weighed


def _judged(case: Case) -> Iterator[tuple[Restriction, str]]:
    """What each license asks, and why it does not bind; an empty text where it may."""
    # Providers' terms speak of outputs as well.
    hosted = (each for each in case.licenses if each.kind == "provider-terms")
    for license_ in (*terms.licensed(case), *hosted):
        term = license_.terms.get("output-training")
        if term and (says := _says(term)):
            found = Restriction(license_, term, says, (_TRAINING,))
            yield found, _excuse(case, found)


def _says(term: Term) -> str:
    """Empty where the license allows it, and where nobody has read what it says."""
    if term.value in _DUTIES:
        return _DUTIES[term.value][1]
    return _BARRED.get(term.value, "")


def _excuse(case: Case, found: Restriction) -> str:
    if activity.doing(case, _TRAINING) is Doing.NOT_DONE:
        return activity.source(case, _TRAINING)
    if case.purpose in _FREE_FOR.get(found.term.value, ()):
        return f"the purpose is {case.purpose.value}"
    return restrictions.excuse(case, found.license, found.term.value, _TRAINING)


def _duty(case: Case, found: Restriction) -> Draft:
    license_, term = found.license, found.term
    severity, says, how_to_fix = _DUTIES[term.value]
    subject, source = origin.subject(case, license_), activity.source(case, _TRAINING)
    return Draft(
        message=f"{subject} {says}{terms.sourced(term)}; {source}",
        how_to_fix=how_to_fix,
        license=license_.id,
        severity=severity,
        paste=blocks.exception(case, ID) if severity is Severity.WARNING else "",
    )
