"""Small files of repositories, license texts above all: which are wanted, what came of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from modelguard.cards import headers, license_files
from modelguard.cards.card_bases import ADAPTER_CONFIG, adapter_base
from modelguard.cards.card_fields import only_texts
from modelguard.cards.declaration import Reply, names_bases, names_license, only_names
from modelguard.cards.failures import Failure, Retry
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

    Where the card does not say what it was made from, the configuration of an adapter too, and
    the header of a GGUF file; the header also where the card declares no license.
    """
    if key.type != "model":
        return ()
    revision = reply.commit or key.revision or "main"
    names = tuple(only_names(reply.body.get("siblings")))
    paths = license_files.select(names)
    is_based = names_bases(reply.body)
    if ADAPTER_CONFIG in names and not is_based:
        paths = (*paths, ADAPTER_CONFIG)
    weights = None if is_based and names_license(reply.body) else headers.select(names)
    if weights is not None:
        paths = (*paths, weights)
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
        elif is_header(each.path):
            body = _with_header(body, each.path, outcome)
        elif isinstance(outcome, bytes):
            read.append(text_of(outcome, each.path))
        else:
            detail = _WHY_UNREAD.get(outcome.reason, outcome.detail)
            unread.append(UnreadText(each.path, detail))
    return reply._replace(body=body, texts=tuple(read), unread=tuple(unread))


def is_header(path: str) -> bool:
    """Whether only the first bytes of a file are wanted, `headers.PREFIX` of them."""
    return path.lower().endswith(headers.GGUF)


def is_left(wanted: Wanted | WantedText, failure: Failure) -> bool:
    """Whether a file is asked for once: where weights lie, nothing is told of the Hub itself."""
    is_weights = isinstance(wanted, WantedText) and is_header(wanted.path)
    return is_weights and failure.retry is not Retry.PAUSE


def _with_header(
    body: Mapping[str, object], path: str, outcome: bytes | Unresolved
) -> Mapping[str, object]:
    """A header that can't be had or read says nothing; one that may be read another day is told."""
    if isinstance(outcome, bytes):
        try:
            return {**body, "headers": {path: headers.read_prefix(outcome)}}
        except headers.UnreadableHeader:
            return body
    if outcome.reason not in _PASSING:
        return body
    told = f"whether `{path}` names a `base_model` is not known: {outcome.detail}"
    return {**body, "problems": [*only_texts(body.get("problems")), told]}


def is_whole(
    wanted_texts: Iterable[WantedText], found: Mapping[WantedText, bytes | Unresolved]
) -> bool:
    """Whether asking again would bring nothing more."""
    outcomes = [found[each] for each in wanted_texts]
    return not any(isinstance(each, Unresolved) and each.reason in _PASSING for each in outcomes)
