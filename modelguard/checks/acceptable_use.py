"""A license forbids some uses of the model.

## What it does

Notes licenses with an acceptable-use policy or a list of forbidden uses, and says where it stands
and whether it may change. Where the license wants its restrictions passed on to users, and `usage`
or the policy says that the model is offered as a service or handed to others, the finding has the
severity that the policy sets; else it is a note. It is a warning where the rights end when
guardrails are removed, and the name of the model or of a base tells that they were. Hosted APIs are
left to `provider-terms`. Silent where an agreement in force covers the use, and where
`noncommercial-use` reports the same license.

## Why it matters

Such policies bind whoever runs the model, for what its users do as well. No tool can tell whether a
product keeps to them: a person has to have read them.

## Example

```yaml
models:
  - google/gemma-2-9b-it
```

The Gemma terms forbid the uses of a policy that Google may change, and want the same in the terms
that a product's users agree to.

## How to fix

Read the policy, and put its restrictions into your own terms of use where the license asks for it.
Record that as an exception with a reason, and the finding is done with.

## Offline?

Yes; the policies' addresses are part of modelguard's rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import activity, blocks, coverage, origin, terms, unread
from modelguard.checks.activity import Doing
from modelguard.checks.case import Case, Draft
from modelguard.domain import Bearing, License, Severity, Term, Weighed

ID = "acceptable-use"
SEVERITY = Severity.NOTE
SCOPE = "model"

_PASSED_ON = "use-restrictions-passed-on"


def find(case: Case) -> Iterator[Draft]:
    found = [
        (each, term)
        for each in terms.licensed(case)
        if (term := _restriction(each)) and not coverage.is_covered(case, each)
    ]
    if found:
        found.sort(key=lambda each: (not _removed(case, each[1]), not _is_passed_on(case, each[0])))
        yield _draft(case, *found[0])
    else:
        yield from unread.note(case, ID)


def weigh(case: Case) -> Iterator[Weighed]:
    """Forbidden uses bind whoever uses the model; passing them on, whoever offers it."""
    for license_ in terms.licensed(case):
        excuse = coverage.excuse(case, license_)
        forbidding = _restriction(license_)
        for term in filter(None, map(license_.terms.get, (ID, _PASSED_ON))):
            if term.value == "yes" and excuse:
                yield Weighed(license_.id, term, Bearing.FREE, excuse)
            elif term == forbidding:
                told = "; ".join(filter(None, (_forbids(term), _removed(case, term))))
                yield Weighed(license_.id, term, Bearing.BINDS, told)
            elif term.value == "yes":
                yield _passing_on(case, license_, term)


def _passing_on(case: Case, license_: License, term: Term) -> Weighed:
    offering = (activity.HOSTED, *activity.PASSING_ON)
    reason = f"your users have to be held to it too; {activity.source(case, *offering)}"
    if activity.doing(case, *offering) is Doing.UNKNOWN:
        return Weighed(license_.id, term, Bearing.UNKNOWN, reason, activity.ASK)
    is_owed = _is_passed_on(case, license_)
    return Weighed(license_.id, term, Bearing.BINDS if is_owed else Bearing.FREE, reason)


def _restriction(license_: License) -> Term | None:
    """The term that speaks of forbidden uses, be it only that they have to be passed on."""
    spoken = (license_.terms.get(name) for name in (ID, _PASSED_ON))
    return next((term for term in spoken if term and term.value == "yes"), None)


def _is_passed_on(case: Case, license_: License) -> bool:
    """Whether users have to be held to the restrictions, and there are users."""
    is_offered = activity.doing(case, activity.HOSTED, *activity.PASSING_ON)
    is_owed = terms.value(license_, _PASSED_ON) == "yes"
    return is_owed and is_offered in {Doing.STATED, Doing.ASSUMED}


def _draft(case: Case, license_: License, term: Term) -> Draft:
    url = terms.text(term, "url")
    passed_on, removed = _is_passed_on(case, license_), _removed(case, term)
    forbids = f"{origin.subject(case, license_)} {_forbids(term, terms.sourced(term))}"
    held = "your users have to be held to it too" if passed_on else ""
    fixed = f"use a model that keeps them; or read {url or 'the license'}, and have somebody decide"
    return Draft(
        message="; ".join(filter(None, (forbids, removed, held))),
        how_to_fix=(fixed if removed else f"read {url or 'the license'}")
        + (", and put its restrictions into your terms of use" if passed_on else ""),
        license=license_.id,
        severity=Severity.WARNING if removed else None if passed_on else Severity.NOTE,
        paste=blocks.exception(case, ID) if removed else "",
    )


def _removed(case: Case, term: Term) -> str:
    """Where a name tells that limits were taken out, and the license ends for whoever does that."""
    words = term.details.get("ended_by_names")
    names = (case.model.id.name, *(base.id for base in case.model.lineage))
    for word in words if isinstance(words, list) else ():
        if found := next((name for name in names if word in name.lower()), None):
            return f"the rights end when guardrails are removed, and `{found}` is called `{word}`"
    return ""


def _forbids(term: Term, where: str = "") -> str:
    changing = ", and the list may change" if term.details.get("may_change") else ""
    return f"forbids some uses{where}{changing}"
