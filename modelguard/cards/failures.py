"""What went wrong with a call to the Hub, and whether to try again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from typing import TYPE_CHECKING

from modelguard.cards.endpoint import Endpoint
from modelguard.cards.sources import Wanted, WantedText
from modelguard.domain import Reason, Unresolved
from modelguard.namedtuple import NamedTuple

if TYPE_CHECKING:
    from huggingface_hub.errors import HfHubHTTPError

_RATE_LIMIT = re.compile(r"\br\s*=\s*(\d+)\s*;\s*t\s*=\s*(\d+)")
_NAME_ERRORS = ("not known", "name resolution", "No address", "getaddrinfo")
_BUSY = frozenset((408, 500, 502, 503, 504))


class UnreadableAnswer(Exception):
    """An answer came, and it is not what the Hub's API answers."""


class Retry(Enum):
    """Whether another try can help: never, after a while, or after everybody paused."""

    NEVER = auto()
    BACK_OFF = auto()
    PAUSE = auto()


class Failure(NamedTuple):
    """`pause` is in seconds, 0 where the server names none. `is_away`: not one byte came."""

    reason: Reason
    detail: str
    retry: Retry = Retry.NEVER
    pause: float = 0.0
    is_away: bool = False

    def unresolved(self, wanted: Wanted | WantedText) -> Unresolved:
        return Unresolved(wanted.repo, self.reason, self.detail)


def transport_errors() -> tuple[type[Exception], ...]:
    """What a call may raise for reasons outside this program; httpx2's errors are no `OSError`."""
    import httpx2
    from huggingface_hub.errors import HFValidationError

    return (httpx2.HTTPError, httpx2.InvalidURL, HFValidationError, OSError, UnreadableAnswer)


def understand(error: Exception, wanted: Wanted | WantedText, endpoint: Endpoint) -> Failure:
    """In words of ours, as what a server or the HTTP library says may repeat a token."""
    import httpx2
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, OfflineModeIsEnabled

    if isinstance(error, HfHubHTTPError):
        return _refused(error, wanted, endpoint)
    if isinstance(error, HFValidationError):
        return Failure(Reason.UNKNOWN_ID, f"`{wanted.repo}` can't be an id on the Hub")
    if isinstance(error, OfflineModeIsEnabled):
        return Failure(Reason.OFFLINE, "`HF_HUB_OFFLINE` forbids calls to the Hub")
    where = f"`{endpoint.shown}`"
    if isinstance(error, httpx2.ReadTimeout | httpx2.WriteTimeout | httpx2.PoolTimeout):
        return Failure(
            Reason.NETWORK, f"{where} does not answer in time", Retry.BACK_OFF, is_away=True
        )
    if isinstance(error, UnreadableAnswer | httpx2.DecodingError):
        return Failure(Reason.UNREADABLE, f"{where} sent no readable answer: {error}")
    if isinstance(error, httpx2.TooManyRedirects | httpx2.UnsupportedProtocol | httpx2.InvalidURL):
        return Failure(Reason.UNREADABLE, f"{where} redirects without end, or to what is no page")
    if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.ProxyError):
        return Failure(
            Reason.NETWORK,
            f"{where} can't be reached: {_cause(error)}",
            Retry.BACK_OFF,
            is_away=True,
        )
    return Failure(Reason.NETWORK, f"{where} broke off the connection", Retry.BACK_OFF)


def _cause(error: Exception) -> str:
    import httpx2

    text = str(error)
    if isinstance(error, httpx2.ProxyError):
        return "the proxy of the environment refuses"
    if isinstance(error, httpx2.ConnectTimeout):
        return "nobody answers"
    if "CERTIFICATE_VERIFY_FAILED" in text:
        return "its certificate is not trusted (`SSL_CERT_FILE` names further authorities)"
    if "SSL" in text:
        return "it does not speak TLS as it should"
    if any(each in text for each in _NAME_ERRORS):
        return "its name can't be resolved"
    return "connection refused" if "refused" in text else "no connection"


def _refused(error: HfHubHTTPError, wanted: Wanted | WantedText, endpoint: Endpoint) -> Failure:
    from huggingface_hub.errors import DisabledRepoError, GatedRepoError

    status, name = error.response.status_code, f"`{wanted.repo}`"
    where = f"`{endpoint.shown}`"
    if status == 429:
        return _rate_limited(error.response.headers, endpoint)
    if status in _BUSY:
        return Failure(Reason.NETWORK, f"{where} answered {status} for {name}", Retry.BACK_OFF)
    # A subclass of RepositoryNotFoundError, so it comes before every "not found".
    if isinstance(error, GatedRepoError):
        return Failure(Reason.GATED, f"{name} is gated and the token has no access to it")
    if isinstance(error, DisabledRepoError):
        return Failure(Reason.FORBIDDEN, f"{where} has disabled {name}")
    if status in (401, 404):
        return _not_found(error, wanted, endpoint)
    if status == 403:
        return Failure(Reason.FORBIDDEN, f"{where} forbids to read {name} (403)")
    return Failure(Reason.UNREADABLE, f"{where} answered {status} for {name}")


def _not_found(error: HfHubHTTPError, wanted: Wanted | WantedText, endpoint: Endpoint) -> Failure:
    """Only the Hub itself can say that a repository does not exist."""
    from huggingface_hub.errors import RevisionNotFoundError

    status, name = error.response.status_code, f"`{wanted.repo}`"
    if not endpoint.is_authoritative:
        detail = f"`{endpoint.shown}` answered {status} for {name}, which proves nothing: a mirror"
        return Failure(Reason.UNREADABLE, f"{detail} need not carry what the Hub has")
    if isinstance(error, RevisionNotFoundError):
        return Failure(Reason.NOT_FOUND, f"{name} has no revision `{wanted.revision}`")
    if status == 401 and endpoint.token:
        # With a token that it knows, the Hub answers 404.
        return Failure(Reason.FORBIDDEN, "the Hub does not accept the token (`HF_TOKEN`)")
    advice = "" if endpoint.token else "; to read private repositories, set `HF_TOKEN`"
    return Failure(Reason.NOT_FOUND, f"{name} does not exist on the Hub, or is private{advice}")


def _rate_limited(headers: Mapping[str, str], endpoint: Endpoint) -> Failure:
    advice = "" if endpoint.token else "; with a token in `HF_TOKEN` the limit is higher"
    detail = f"`{endpoint.shown}` answers no more for now (429){advice}"
    return Failure(Reason.RATE_LIMITED, detail, Retry.PAUSE, pause=_pause(headers))


def _pause(headers: Mapping[str, str]) -> float:
    """`RateLimit` is on every answer: it is the cause only where nothing remains."""
    limit = _RATE_LIMIT.search(headers.get("RateLimit", ""))
    if limit and limit.group(1) == "0":
        return float(limit.group(2)) + 1
    after = headers.get("Retry-After", "").strip()
    return float(after) if after.isdigit() else _until(after)


def _until(date: str) -> float:
    import time
    from email.utils import parsedate_to_datetime

    try:
        return max(0.0, parsedate_to_datetime(date).timestamp() - time.time())
    except ValueError:
        return 0.0
