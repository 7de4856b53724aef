"""A model's license leaves out what its base obliges derivatives to keep.

## What it does

Holds the license of a model against those of all its bases, however many generations up. Reports a
model that declares no license, or one that says nothing of a restriction which goes along with
every derivative of a base: limits on users or revenue, excluded territories, use policies and use
restrictions, noncommercial or research purposes, a name prefix, share-alike.

A license that asks for more than the base does is fine; where it is of a stricter class and yet
silent on a point, that is worth a note. So are notices: MIT on an Apache-2.0 base owes no more.
Another version of the base's terms, as Llama 3's on a Llama 3.1 base, is a note: both count. An
adapter may be licensed by itself and is a note too, since whoever runs it runs its base. A base
whose own license is not known is a warning of the check that says why. Models of your own that
declare nothing are spared, and so are bases whose use an agreement covers; models that you publish
are left to `published-license`.

## Why it matters

Nobody can grant more than they got. Whoever relies on the label loses the rights to the base
without having heard of its terms.

## Example

```yaml
license: mit
base_model: meta-llama/Llama-3.1-8B
```

MIT says nothing of Llama's user limit, its use policy and its name prefix.

## How to fix

Keep to the terms of both: the model's class and terms in the report already count the base's. To
record that this is settled, state both licenses in a clarification. Or ask the publisher to
correct the label, or use a model whose label is right.

## Offline?

Yes, as far as the bases are known.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard import inheritance
from modelguard.checks import blocks, coverage, kinship, published, terms
from modelguard.checks.case import Case, Draft
from modelguard.domain import Ancestor, License, Problem, Severity
from modelguard.namedtuple import NamedTuple

ID = "base-license-dropped"
SEVERITY = Severity.ERROR
SCOPE = "model"


class Dropped(NamedTuple):
    """What the model's license leaves out of what `license` of `base` asks for.

    Nothing where it is another version of the same terms, which keeps all of them by kind.
    """

    base: Ancestor
    license: License
    restrictions: tuple[str, ...]
    notices: tuple[str, ...]
    severity: Severity


def find(case: Case) -> Iterator[Draft]:
    found = list(weigh(case))
    if not found:
        return
    worst = max(each.severity.rank for each in found)
    told = [each for each in found if each.severity.rank == worst]
    yield Draft(
        message="; ".join(_said(case, each) for each in told),
        how_to_fix=_how_to_fix(told),
        license=told[0].license.id,
        severity=told[0].severity,
        paste=_paste(case, told) if told[0].severity is Severity.ERROR else "",
    )


def weigh(case: Case) -> Iterator[Dropped]:
    """One for each license of a base of which something is left out."""
    own = _own(case)
    if own is None:
        return
    seen: set[str] = set()
    for base, license_ in kinship.bases(case):
        is_licensed = coverage.is_covered(case, license_)
        if license_.id in seen or is_licensed or kinship.is_licensor(case, base, license_):
            continue
        seen.add(license_.id)
        restrictions = inheritance.dropped(license_, *own)
        notices = inheritance.notices_owed(license_, *own)
        if restrictions or (notices and own) or _is_other_version(license_, own):
            severity = _severity(case, base, license_, own) if restrictions else Severity.NOTE
            yield Dropped(base, license_, restrictions, notices, severity)


def _is_other_version(license_: License, own: tuple[License, ...]) -> bool:
    """Numbers and days of one version are not those of the other."""
    return license_ not in own and any(
        each.steward == license_.steward
        and each.license_class is license_.license_class
        and each.expression.startswith("LicenseRef-")
        for each in own
    )


def _own(case: Case) -> tuple[License, ...] | None:
    """The licenses that the model is given; None where that is another check's question."""
    conclusion = case.model.conclusion
    if case.model.id.type != "model" or published.entry(case) is not None:
        return None
    licenses = {each.id: each for each in case.licenses}
    own = tuple(licenses[each] for each in conclusion.granted if each in licenses)
    is_silent = conclusion.problem is Problem.MISSING
    return own if own or is_silent else None


def _severity(case: Case, base: Ancestor, license_: License, own: tuple[License, ...]) -> Severity:
    strictest = max((each.license_class.strictness for each in own), default=0)
    is_stricter = strictest > license_.license_class.strictness
    is_milder = is_stricter or kinship.is_plugged_in(case, base)
    return Severity.NOTE if is_milder else Severity.ERROR


def _said(case: Case, found: Dropped) -> str:
    of_base = f"`{found.license.id}` of its base `{found.base.id}`"
    own = " and ".join(f"`{each.id}`" for each in _own(case) or ())
    if not (found.restrictions or found.notices):
        return f"{of_base} is another version of the terms than {own}, and both count"
    if not found.restrictions:
        notices = ", ".join(_term(found.license, name) for name in found.notices)
        return f"{of_base} asks for notices that {own} does not: {notices}"
    kept = ", ".join(_term(found.license, name) for name in found.restrictions)
    if not own:
        return f"it declares no license, and {of_base} obliges derivatives to keep: {kept}"
    if kinship.is_plugged_in(case, found.base):
        base, license_ = found.base.id, found.license.id
        return f"whoever runs the adapter runs its base `{base}`, and `{license_}` adds: {kept}"
    verb = "leave" if " and " in own else "leaves"
    return f"{own} {verb} out what {of_base} obliges derivatives to keep: {kept}"


def _term(license_: License, name: str) -> str:
    return f"{name}{terms.cited(license_.terms.get(name))}"


def _how_to_fix(told: list[Dropped]) -> str:
    named = " and ".join(dict.fromkeys(f"`{each.license.id}`" for each in told))
    if told[0].severity is not Severity.ERROR:
        return f"keep to {named} as well"
    return (
        f"keep to {named} as well, and state all licenses in a clarification; ask the publisher to "
        "correct the label; or use another model"
    )


def _paste(case: Case, told: list[Dropped]) -> str:
    """A clarification that says what binds: the licenses together."""
    ids = (*(each.id for each in _own(case) or ()), *(each.license.id for each in told))
    revision = case.model.revision
    lines = [
        "clarifications:",
        f"  - model: {blocks.quoted(str(case.model.id))}",
        f"    license: {blocks.quoted(' AND '.join(dict.fromkeys(ids)))}",
        *([f"    revision: {blocks.quoted(revision)}"] if revision else []),
        '    reason: "TODO: who read the terms of both"',
    ]
    return "".join(f"{line}\n" for line in lines)
