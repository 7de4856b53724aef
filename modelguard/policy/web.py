"""A policy from an https address, pinned by its sha256 and kept in the user's cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

from modelguard.documents import MAX_BYTES, Node
from modelguard.policy.cache import keep, kept, name
from modelguard.policy.types import Context, Source

if TYPE_CHECKING:
    from urllib.request import OpenerDirector

_SECONDS = 10


def read_by_digest(source: Source, spec: Node, context: Context) -> bytes:
    import hashlib

    content = kept(context.cache, source)
    if content is not None and hashlib.sha256(content).hexdigest() == source.pin:
        return content
    if context.offline:
        hint = "run once without `--offline`"
        raise spec.error(f"`{source.label}` is not in the cache", hint=hint)
    content = _fetched(source, spec)
    found = hashlib.sha256(content).hexdigest()
    if found != source.pin:
        raise spec.error(
            f"`{source.label}` is not the file that was pinned: its sha256 is {found},"
            f" not {source.pin}",
            at="sha256",
            hint="read what changed, then write the new sha256",
        )
    keep(context.cache, name(source), content)
    return content


def _fetched(source: Source, spec: Node) -> bytes:
    from http.client import HTTPException
    from urllib.error import HTTPError

    try:
        with _opener().open(source.place, timeout=_SECONDS) as answer:
            content: bytes = answer.read(MAX_BYTES + 1)
    except HTTPError as error:
        message = f"`{source.label}` answered {error.code} {error.reason}"
        error.close()
        raise spec.error(message, hint="check the address") from error
    except (OSError, HTTPException, ValueError) as error:
        reason = str(getattr(error, "reason", "") or error)
        raise spec.error(f"`{source.label}` cannot be reached: {reason}") from error
    if len(content) > MAX_BYTES:
        raise spec.error(f"`{source.label}` is larger than 5 MiB")
    return content


def _opener() -> OpenerDirector:
    """https alone: a redirect to http, ftp or a file finds nobody who would follow it."""
    from urllib import request

    opener = request.OpenerDirector()
    opener.addheaders = [("User-Agent", "modelguard")]
    for handler in (
        request.ProxyHandler(),
        request.HTTPSHandler(),
        request.HTTPRedirectHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener
