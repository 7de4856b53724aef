"""Small files of repositories, license texts above all: which are wanted, what came of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from modelguard.cards import license_files
from modelguard.cards.card_bases import ADAPTER_CONFIG, adapter_base
from modelguard.cards.declaration import Reply, names_bases, only_names
from modelguard.cards.files import text_of
from modelguard.cards.sources import Wanted, WantedText
from modelguard.domain import LicenseText, Reason, UnreadText, Unresolved

# Another try, another day, may read the file: an answer that lacks it is not kept.
_PASSING = frozenset((Reason.NETWORK, Reason.RATE_LIMITED, Reason.OFFLINE))
_WHY_UNREAD = {
    Reason.GATED: "the publisher's gate has to be accepted first",
    Reason.NOT_FOUND: "the repository lists it and does not have it",
}


def wanted(key: Wanted, reply: Reply) -> tuple[WantedText, ...]:
    """The license files of a model, at its commit; equal for two names of one repository.

    The configuration of an adapter too, where the card does not say what it adapts.
    """
    if key.type != "model":
        return ()
    revision = reply.commit or key.revision or "main"
    names = tuple(only_names(reply.body.get("siblings")))
    paths = license_files.select(names)
    if ADAPTER_CONFIG in names and not names_bases(reply.body):
        paths = (*paths, ADAPTER_CONFIG)
    return tuple(WantedText(str(reply.body["id"]), revision, key.type, path) for path in paths)


def with_texts(
    reply: Reply,
    wanted_texts: Iterable[WantedText],
    found: Mapping[WantedText, bytes | Unresolved],
) -> Reply:
    """The reply with what was read for it, and what was not."""
    read: list[LicenseText] = []
    unread: list[UnreadText] = []
    body = reply.body
    for each in wanted_texts:
        outcome = found[each]
        if each.path == ADAPTER_CONFIG:
            base = adapter_base(outcome) if isinstance(outcome, bytes) else None
            body = {**body, "adapterBase": base}
        elif isinstance(outcome, bytes):
            read.append(text_of(outcome, each.path))
        else:
            detail = _WHY_UNREAD.get(outcome.reason, outcome.detail)
            unread.append(UnreadText(each.path, detail))
    return reply._replace(body=body, texts=tuple(read), unread=tuple(unread))


def is_whole(
    wanted_texts: Iterable[WantedText], found: Mapping[WantedText, bytes | Unresolved]
) -> bool:
    """Whether asking again would bring nothing more."""
    outcomes = [found[each] for each in wanted_texts]
    return not any(isinstance(each, Unresolved) and each.reason in _PASSING for each in outcomes)
