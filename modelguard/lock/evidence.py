"""What a publisher changed since a model was locked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from modelguard.domain import Card, CardSource, ModelReport
from modelguard.lock.types import Change, Direction, Locked, Row, dataset_name, stated

DECLARED = "declared license"
_SHOWN = 3
_LIVE = frozenset({CardSource.HUB, CardSource.CACHE, CardSource.FOLDER})


def changes(locked: Locked, model: ModelReport) -> tuple[Change, ...]:
    """Empty where the live or cached card says what the lock says, or is older than that.

    A row that came from the catalog is a copy of a card, and is compared with none.
    """
    row, card = locked.row, model.card
    if row.card is None or card is None or card.source not in _LIVE:
        return ()
    if row.source == CardSource.CATALOG or card.as_of < row.as_of:
        return ()
    bases = _bases(locked, model) if locked.is_same_rules else ()
    return (*between(row.card, card), *bases)


def told(changes: Sequence[Change]) -> str:
    """A clause with the first few of them."""
    shown = [
        f"{each.what} went from `{each.before}` to `{each.after}`" for each in changes[:_SHOWN]
    ]
    more = [f"{len(changes) - _SHOWN} more"] if len(changes) > _SHOWN else []
    return ", ".join((*shown, *more))


def is_same_verdict(row: Row, model: ModelReport) -> bool:
    """Whether the same licenses bind; what nobody could name is never known to be the same."""
    conclusion = model.conclusion
    return (
        conclusion.problem is None
        and row.problem is None
        and set(row.licenses) == set(conclusion.licenses)
        and row.license_class is conclusion.license_class
    )


def fits(row: Row, model: ModelReport) -> bool:
    """Whether the row was judged as the model is now."""
    conclusion = model.conclusion
    return (
        row.stated == stated(model)
        and row.problem is conclusion.problem
        and row.license_class is conclusion.license_class
        and set(row.licenses) == set(conclusion.licenses)
    )


def between(before: Card, after: Card) -> Iterator[Change]:
    """What two cards of one repository declare differently."""
    yield from _change(DECLARED, declared(before), declared(after))
    yield from _change("license_link", before.license_link, after.license_link)
    yield from _change("gate", before.gated, after.gated)
    was, now = (", ".join(sorted(each.id for each in card.bases)) for card in (before, after))
    yield from _change("base models", was, now)
    old = {text.path: text.sha256 for text in before.texts}
    new = {text.path: text.sha256 for text in after.texts}
    # A copy without texts (a mirror, an older cache) does not say that there are none.
    for path in sorted(old.keys() | new.keys()) if old and new else ():
        yield from _change(path, _short(old.get(path)), _short(new.get(path)))


def declared(card: Card) -> str:
    """The publisher's words for the license, in one line."""
    words = " AND ".join(card.licenses)
    return f"{words or 'other'} ({card.license_name})" if card.license_name else words


def _bases(locked: Locked, model: ModelReport) -> Iterator[Change]:
    """Bases and datasets whose own license is another one now."""
    for base in model.lineage:
        row = locked.lock.find(base.id, None)
        if row is not None and row.source != CardSource.CATALOG and base.problem is None:
            yield from _change(f"license of {base.id}", row.license, base.license)
    for data in model.datasets:
        name = dataset_name(data.id)
        row = locked.lock.find(name, None)
        if row is not None and data.problem is None:
            licensed = " AND ".join(each.id for each in data.licenses)
            yield from _change(f"license of {name}", " AND ".join(row.licenses), licensed)


def _change(what: str, before: str | None, after: str | None) -> Iterator[Change]:
    if (before or "").lower() != (after or "").lower():
        yield Change(what, before or "none", after or "none", Direction.SIDEWAYS)


def _short(sha256: str | None) -> str | None:
    return None if sha256 is None else f"sha256 {sha256[:12]}"
