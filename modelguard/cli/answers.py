"""Connects the Hub, the lock, the cache and the catalog as the options say."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from modelguard import rulebase
from modelguard.cli import session

if TYPE_CHECKING:
    from modelguard.cards.cache import Cache
    from modelguard.cards.endpoint import Endpoint
    from modelguard.cards.sources import Answer, Source, Sources, Wanted
    from modelguard.lock.types import Lock
    from modelguard.resolve import LookUp


def is_offline(asked: bool | None) -> bool:
    """`--offline`, or HF_HUB_OFFLINE where neither `--offline` nor `--online` is given."""
    return session.hub_settings().offline if asked is None else asked


def cache_file() -> str:
    return os.path.join(session.cache_folder(), "hub.sqlite")


def look_up(sources: Sources, lock: Lock | None, *, locked: bool = False) -> LookUp:
    """What asks `sources`, and the lock between them; under `--locked`, the lock alone."""
    from modelguard.cards.sources import look_up as ask

    if lock is None:
        return partial(ask, sources=sources)
    from modelguard.lock import source

    if locked:
        return partial(source.only, lock)
    return partial(ask, sources=sources._replace(lock=partial(source.known, lock)))


def catalog() -> LookUp:
    """What asks the built-in catalog and nobody else."""
    from modelguard.cards.sources import Sources
    from modelguard.cards.sources import look_up as ask

    return partial(ask, sources=Sources(catalog=_catalog))


@contextmanager
def sources(
    *, offline: bool | None, no_cache: bool = False, locked: bool = False
) -> Iterator[Sources]:
    """By default the Hub, then the cache, then the catalog; `--online` leaves out the copies."""
    from modelguard.cards.sources import Sources

    if locked:
        yield Sources()
        return
    if is_offline(offline) and (no_cache or not os.path.exists(cache_file())):
        yield Sources(catalog=_catalog)
        return
    from modelguard.cards.cache import DAY, Cache
    from modelguard.cards.endpoint import endpoint

    settings = session.hub_settings()
    place = endpoint(settings.endpoint, settings.token, is_authoritative=settings.is_authoritative)
    with ExitStack() as open_:
        cache = None if no_cache else open_.enter_context(Cache(cache_file()))
        stale = _cached(cache, place, max_age=None)
        if is_offline(offline):
            found = Sources(stale=stale, catalog=_catalog)
        elif offline is None:
            fresh = _cached(cache, place, max_age=DAY)
            hub = _hub(place, cache, open_, then="; going on with the cache and the catalog")
            found = Sources(fresh=fresh, hub=hub, stale=stale, catalog=_catalog)
        else:
            found = Sources(hub=_hub(place, cache, open_, then=""))
        yield found
        if cache and cache.notice:
            session.say(cache.notice)


def _hub(place: Endpoint, cache: Cache | None, open_: ExitStack, *, then: str) -> Source:
    from modelguard.cards.hub import HubClient
    from modelguard.cli.progress import Progress

    keep = partial(cache.put_many, place.shown) if cache else None
    recall = partial(cache.recall, place.shown) if cache else None
    progress = open_.enter_context(Progress("Asking the Hub"))
    client = HubClient(
        place,
        on_progress=progress.update,
        on_unreachable=lambda reason: session.say(f"{reason}{then}"),
        keep=keep,
        recall=recall,
    )
    return open_.enter_context(client).look_up


def _cached(cache: Cache | None, place: Endpoint, *, max_age: float | None) -> Source | None:
    import time

    if cache is None:
        return None
    return partial(cache.get_many, place.shown, now=time.time(), max_age=max_age)


def _catalog(wanted: list[Wanted]) -> Mapping[Wanted, Answer]:
    models = [each for each in wanted if each.type == "model"]
    if not models:
        return {}
    from modelguard.cards import catalog

    file = os.path.join(rulebase.rules_folder(), "catalog", "models.jsonl")
    found = catalog.find_many((each.repo for each in models), file=file)
    return {each: found[each.repo] for each in models if each.repo in found}
