"""What newer rules alone make of a locked model, and how long that is eased."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from modelguard import rulebase
from modelguard.domain import Finding, License, ModelReport, Severity
from modelguard.lock.types import Change, Direction, Lock, Locked, Row, stated
from modelguard.rulebase import Rulebase


def locked(
    lock: Lock, model: ModelReport, rules: Rulebase, *, days: int, today: date
) -> Locked | None:
    """What the lock says of the model, and what newer rules alone make of it within `days`."""
    row, version = lock.row(model, rules.table("sources")), rulebase.version()
    if row is None:
        return None
    found = Locked(row, lock, is_same_rules=lock.rules == version)
    if lock.rules >= version or today > (last := _last_day(version, days)):
        return found
    return _reviewed(found, model, rules, last)


def _last_day(version: str, days: int) -> date:
    """The last of so many days, the first being the rules' own date; `version` is `YYYY.MM.DD`."""
    return date.fromisoformat(version.replace(".", "-")) + timedelta(days=days - 1)


def _reviewed(found: Locked, model: ModelReport, rules: Rulebase, last: date) -> Locked:
    """Where the publisher or the project says otherwise too, it is not the rules alone."""
    from modelguard.lock import evidence

    is_told = all(each in found.lock.licenses for each in found.row.licenses)
    if not is_told or found.row.stated != stated(model) or evidence.changes(found, model):
        return found
    changes = _verdict(found, model, rules)
    is_tighter = any(change.direction is Direction.TIGHTER for change in changes)
    return found._replace(verdict=changes, grace_ends=last if is_tighter else None)


def _verdict(found: Locked, model: ModelReport, rules: Rulebase) -> tuple[Change, ...]:
    from modelguard.lock import comparing
    from modelguard.lock.comparing import Judged

    conclusion = model.conclusion
    now = found.row._replace(
        license=conclusion.license,
        license_class=conclusion.license_class,
        licenses=conclusion.licenses,
        problem=conclusion.problem,
    )
    facts = {each: comparing.facts(rules.license(each)) for each in conclusion.licenses}
    return comparing.verdict(
        Judged(found.row, found.lock.licenses),
        Judged(now, facts),
        comparing.order(rules.table("term_order")),
    )


def as_it_was(model: ModelReport, row: Row) -> ModelReport:
    """The model as the rules of the lock concluded it."""
    return model._replace(
        conclusion=model.conclusion._replace(
            license=row.license,
            license_class=row.license_class,
            licenses=row.licenses,
            problem=row.problem,
        )
    )


def licenses_then(found: Locked, rules: Rulebase) -> tuple[License, ...]:
    """The licenses that bound, with the terms that they had; the strictest first."""
    from modelguard.lock import comparing

    known = [rules.license(each) for each in found.row.licenses if each in rules]
    said = found.lock.licenses
    then = [
        comparing.with_facts(each, said[each.id]) if each.id in said else each for each in known
    ]
    return tuple(sorted(then, key=lambda each: -each.license_class.strictness))


def eased(now: Iterable[Finding], then: Iterable[Finding]) -> Iterator[Finding]:
    """Errors that the earlier rules would not have given are warnings for a while."""
    old = {each.check for each in then if each.severity is Severity.ERROR}
    for each in now:
        is_new = each.severity is Severity.ERROR and each.check not in old
        yield each._replace(severity=Severity.WARNING) if is_new else each
