"""A notice that a model's license asks for is nowhere in the project.

## What it does

Looks in the project's own documents for what the use makes due: a badge such as "Built with Llama",
a notice line that goes with every copy, a copy of the license, and the model's name as attribution.
Badges are due for the activities that the license names, the others where weights are passed on:
`redistribution`, `on-device`, `publishing-derivatives`. Searched are README, NOTICE, LICENSE and
third-party files, Markdown and text files, pages, templates and translations, whatever the layout
of the words. A license copy counts as there where a document names the license.

Runs over whole projects only. Silent where no activities are stated, where an agreement in force
covers the use, where the model serves tests and examples only, and where `noncommercial-use`
reports the same license.

## Why it matters

These duties cost a line of text, and many licenses end where they are not kept.

## Example

```yaml
usage:
  activities: [hosted-service]
models:
  - meta-llama/Llama-3.1-8B-Instruct
```

A product that makes Llama available shows "Built with Llama" on a website, an interface, an about
page or in its documentation.

## How to fix

Put the texts into a NOTICE file, the README, or a page that users see. If they are shown somewhere
that modelguard cannot read, record that as an exception.

## Offline?

Yes; the texts are part of modelguard's rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.checks import activity, blocks, coverage, origin, terms
from modelguard.checks.activity import Doing
from modelguard.checks.case import Case, Draft
from modelguard.displayed import Displayed
from modelguard.domain import Bearing, License, Severity, Term, Weighed
from modelguard.namedtuple import NamedTuple

ID = "notice-missing"
SEVERITY = Severity.WARNING
SCOPE = "model"


class Notice(NamedTuple):
    """Something to be shown where one of the activities is done; one of the texts will do."""

    term: Term
    what: str
    texts: tuple[str, ...]
    activities: tuple[str, ...] = activity.PASSING_ON


def find(case: Case) -> Iterator[Draft]:
    shown = case.displayed
    if shown is None:
        return
    for license_ in terms.licensed(case):
        if coverage.is_covered(case, license_):
            continue
        due = [each for each in _notices(case, license_) if _is_due(case, each)]
        missing = [each for each in due if not _is_shown(each, shown)]
        if missing:
            yield _draft(case, license_, missing)
            return


def weigh(case: Case) -> Iterator[Weighed]:
    """What has to be shown for this use, and whether the project's documents show it."""
    for license_ in terms.licensed(case):
        excuse = coverage.excuse(case, license_)
        for notice in _notices(case, license_):
            yield _weighed(case, license_, notice, excuse)


def _weighed(case: Case, license_: License, notice: Notice, excuse: str) -> Weighed:
    known = activity.doing(case, *notice.activities)
    reason = f"asks for {notice.what}; {excuse or activity.source(case, *notice.activities)}"
    if excuse or known is Doing.NOT_DONE:
        return Weighed(license_.id, notice.term, Bearing.FREE, reason)
    if known is Doing.UNKNOWN:
        return Weighed(license_.id, notice.term, Bearing.UNKNOWN, reason, activity.ASK)
    is_met = case.displayed is not None and _is_shown(notice, case.displayed)
    reason += ", and the project's documents show it" if is_met else ""
    return Weighed(license_.id, notice.term, Bearing.BINDS, reason, is_met=is_met)


def _notices(case: Case, license_: License) -> Iterator[Notice]:
    """Everything that the license wants to be shown once an activity makes it due."""
    badge = license_.terms.get("badge")
    if badge and (due := terms.texts(badge, "due")):
        yield from _ordered("a badge", badge, due)
    if notice := license_.terms.get("notice"):
        yield from _ordered("a notice line", notice, activity.PASSING_ON)
    if copy := _asked(license_, "license-copy"):
        yield Notice(copy, "a copy of the license", (license_.name, *_ids(license_)))
    if attribution := _asked(license_, "attribution"):
        owner = origin.bases(case, license_)
        named = owner[0].id if owner else str(case.model.id)
        yield Notice(attribution, "the model's name", (named, named.rpartition("/")[2]))


def _ordered(what: str, term: Term, activities: tuple[str, ...]) -> Iterator[Notice]:
    """A text that the license wants word for word; where nobody has read it, none."""
    text = terms.text(term, "text")
    if text:
        texts = (text, *terms.texts(term, "alternatives"))
        yield Notice(term, what, texts, activities)


def _asked(license_: License, name: str) -> Term | None:
    return license_.terms[name] if terms.value(license_, name) == "yes" else None


def _ids(license_: License) -> tuple[str, ...]:
    return (license_.id, license_.expression)


def _is_due(case: Case, notice: Notice) -> bool:
    return activity.doing(case, *notice.activities) in {Doing.STATED, Doing.ASSUMED}


def _is_shown(notice: Notice, shown: Displayed) -> bool:
    return any(shown.shows(text) for text in notice.texts)


def _draft(case: Case, license_: License, missing: list[Notice]) -> Draft:
    *most, last = [f"{each.what}{terms.cited(each.term)}" for each in missing]
    named = f"{', '.join(most)} and {last}" if most else last
    texts = "".join(f"\n  {each.texts[0]}" for each in missing)
    return Draft(
        message=f"{origin.subject(case, license_)} asks for {named}, which the project's documents "
        f"do not show; {activity.source(case, activity.HOSTED, *activity.PASSING_ON)}",
        how_to_fix=f"show these in the README, a NOTICE file or a page that users see:{texts}",
        license=license_.id,
        paste=blocks.exception(case, ID),
    )
