"""Two judgements of one model, compared term by term: tighter, looser or sideways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from modelguard import domain
from modelguard.domain import License, LicenseClass, Problem
from modelguard.lock.types import Change, Direction, Facts, Row
from modelguard.namedtuple import NamedTuple

Term = Mapping[str, object]
_NONE: Term = {"value": "none"}
# Nothing that is counted is more; a hand-made lock may hold a number that no float can.
_MOST = 10**15
_LISTS = ("thresholds", "territories")


class Judged(NamedTuple):
    """A row, and what its licenses said to whoever judged it."""

    row: Row
    licenses: Mapping[str, Facts]


class Order(NamedTuple):
    """`rules/term_order.yaml`."""

    permissions: Mapping[str, list[str]]
    duties: frozenset[str]

    def rank(self, name: str, value: object) -> int | None:
        """How restrictive a value is; None where it cannot be compared."""
        if name in self.duties:
            return {"yes": 1, "none": 0, "no": 0, "silent": 0}.get(str(value))
        values = self.permissions.get(name, [])
        return values.index(str(value)) if value in values else None


def order(table: Mapping[str, Mapping[str, list[str]]]) -> Order:
    return Order(table["permissions"], frozenset(table["duties"]))


def facts(license_: License) -> Facts:
    return Facts(
        license_class=license_.license_class,
        purposes=tuple(sorted(license_.purposes)),
        terms={
            name: {"value": term.value, **term.details} for name, term in license_.terms.items()
        },
    )


def verdict(before: Judged, after: Judged, ranks: Order) -> tuple[Change, ...]:
    """What changed in license, class and terms, whatever was declared."""
    return (*_license(before.row, after.row), *_terms(before, after, ranks))


def _license(before: Row, after: Row) -> Iterator[Change]:
    if before.license_class is not after.license_class:
        direction = _compared(before.license_class.strictness, after.license_class.strictness)
        yield Change("class", before.license_class, after.license_class, direction)
    was, now = _named(before), _named(after)
    if was != now:
        yield Change("license", was, now, Direction.SIDEWAYS)
    if before.problem is not after.problem:
        direction = _compared(before.problem is not None, after.problem is not None)
        yield Change("problem", _problem(before.problem), _problem(after.problem), direction)


def _named(row: Row) -> str:
    return " AND ".join(row.licenses) or "none"


def _problem(problem: Problem | None) -> str:
    return "none" if problem is None else problem.value


def _terms(before: Judged, after: Judged, ranks: Order) -> Iterator[Change]:
    was, now = binding_terms(before, ranks), binding_terms(after, ranks)
    # A license that nobody could name has no terms to compare; the class tells.
    if LicenseClass.UNKNOWN in (before.row.license_class, after.row.license_class):
        was, now = (was, now) if was and now else ({}, {})
    for name in sorted(was.keys() | now.keys()):
        old, new = was.get(name, _NONE), now.get(name, _NONE)
        if old != new:
            yield Change(name, _shown(old), _shown(new), _direction(name, old, new, ranks))


def binding_terms(judged: Judged, ranks: Order) -> dict[str, Term]:
    """Each term as the strictest of the licenses has it."""
    found: dict[str, Term] = {}
    for license_id in judged.row.licenses:
        known = judged.licenses.get(license_id)
        for name, term in known.terms.items() if known else ():
            found[name] = _united(name, found[name], term, ranks) if name in found else term
    return found


def _united(name: str, one: Term, other: Term, ranks: Order) -> Term:
    ranked, also = ranks.rank(name, one["value"]), ranks.rank(name, other["value"])
    if ranked is not None and also is not None and ranked != also:
        return one if ranked > also else other
    lists = {key: [*_list(one, key), *_list(other, key)] for key in _LISTS if key in one}
    return {**one, **lists}


def _direction(name: str, before: Term, after: Term, ranks: Order) -> Direction:
    was, now = ranks.rank(name, before["value"]), ranks.rank(name, after["value"])
    if was is None or now is None:
        return Direction.SIDEWAYS
    if was != now:
        return _compared(was, now)
    moves = {_moved(_limits(before, key), _limits(after, key)) for key in _LISTS}
    moves.discard(Direction.SIDEWAYS)
    return moves.pop() if len(moves) == 1 else Direction.SIDEWAYS


def _limits(term: Term, key: str) -> dict[str, float]:
    """What is limited, and from how much on; a smaller number limits more."""
    return {_limited(each): _number(each.get("above")) for each in _list(term, key)}


def _moved(before: Mapping[str, float], after: Mapping[str, float]) -> Direction:
    nowhere = float("inf")
    both = before.keys() | after.keys()
    pairs = [(before.get(each, nowhere), after.get(each, nowhere)) for each in both]
    is_tighter, is_looser = (any(b > a for b, a in pairs), any(b < a for b, a in pairs))
    if is_tighter is is_looser:
        return Direction.SIDEWAYS
    return Direction.TIGHTER if is_tighter else Direction.LOOSER


def _list(term: Term, key: str) -> list[Mapping[str, object]]:
    found = term.get(key)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _number(value: object) -> float:
    return float(min(value, _MOST)) if isinstance(value, int | float) else 0.0


_SUBJECT = ("metric", "of", "currency", "period", "activity", "territory", "by", "models")


def _limited(limit: Mapping[str, object]) -> str:
    return " ".join(str(limit[key]) for key in _SUBJECT if limit.get(key))


def _compared(before: int, after: int) -> Direction:
    return Direction.TIGHTER if after > before else Direction.LOOSER


def _shown(term: Term) -> str:
    """The value, and what of its fields a person compares."""
    limits = [_limit(each) for key in _LISTS for each in _list(term, key)]
    said = [str(term[key]) for key in ("url", "text", "scope") if term.get(key)]
    more = ", ".join((*limits, *said))
    return f"{term['value']} ({more})" if more else str(term["value"])


def _limit(limit: Mapping[str, object]) -> str:
    above = limit.get("above")
    return _limited(limit) if above is None else f"{_limited(limit)} above {above}"


def with_facts(license_: License, said: Facts) -> License:
    """The license as it was when the facts were written down."""
    return license_._replace(
        license_class=said.license_class,
        purposes=frozenset(said.purposes),
        terms={
            name: _as_it_was(term, said.terms[name])
            for name, term in license_.terms.items()
            if name in said.terms
        },
    )


def _as_it_was(term: domain.Term, said: Term) -> domain.Term:
    """Today's where an older version wrote its limits in a form that today's checks cannot read."""
    for key in _LISTS:
        needed = set.intersection(*(set(each) for each in _list(term.details, key) or [{}]))
        if any(needed - set(each) for each in _list(said, key)):
            return term
    details = {key: value for key, value in said.items() if key != "value"}
    return term._replace(value=str(said["value"]), details=details)
