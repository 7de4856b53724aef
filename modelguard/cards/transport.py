"""The HTTP client under huggingface-hub: bounded in time, size and connections."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from modelguard.cards.endpoint import Effort
from modelguard.cards.headers import PREFIX
from modelguard.cards.traffic import Traffic
from modelguard.errors import UsageError

if TYPE_CHECKING:
    import httpx2

MAX_API_ANSWER = 16 * 1024 * 1024
MAX_README = 5 * 1024 * 1024
# A stated length is kept to by the HTTP library.
_SMALL = 1024 * 1024


def install(effort: Effort, traffic: Traffic) -> None:
    """Give huggingface-hub a client of ours. Its clients are one per process, and so is this.

    Raises `UsageError` where certificates or proxies of the environment can't be used.
    """
    import logging

    from huggingface_hub import constants, get_session, set_client_factory

    # Else the first call also asks for `/api/agent-harnesses`. The library reads the variable
    # `HF_HUB_DISABLE_TELEMETRY` into this constant on import; only cli/ touches the environment.
    constants.HF_HUB_DISABLE_TELEMETRY = True
    # A server's `X-HF-Warning` header would go to stderr as it comes.
    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    set_client_factory(lambda: _client(effort, traffic))
    try:
        get_session()
    except (OSError, ValueError, ImportError) as error:
        raise UsageError(
            f"the environment's certificates or proxies can't be used: {error}",
            hint="look at `SSL_CERT_FILE`, `SSL_CERT_DIR`, `HTTPS_PROXY` and `ALL_PROXY`",
        ) from error


def _client(effort: Effort, traffic: Traffic) -> httpx2.Client:
    import httpx2

    # httpx2 keeps 20 idle connections by default: with more threads, each round would pay for
    # new TLS handshakes. Answers are asked for uncompressed so that their size is what it seems.
    return httpx2.Client(
        follow_redirects=True,
        max_redirects=5,
        timeout=effort.timeout,
        limits=httpx2.Limits(
            max_connections=effort.connections,
            max_keepalive_connections=effort.connections,
            keepalive_expiry=30,
        ),
        headers={"Accept-Encoding": "identity"},
        event_hooks={
            "request": [_prepare(effort, traffic)],
            "response": [lambda response: _receive(response, effort, traffic)],
        },
    )


def _prepare(effort: Effort, traffic: Traffic) -> Callable[[httpx2.Request], None]:
    """`HfApi` takes one number for all timeouts; connecting has a shorter one of its own."""
    timeouts = dict.fromkeys(("read", "write", "pool"), effort.timeout)
    timeouts["connect"] = effort.connect

    def prepare(request: httpx2.Request) -> None:
        _stop_if_over(traffic)
        request.extensions["timeout"] = timeouts
        if not traffic.is_reached:
            request.extensions["trace"] = lambda event, info: _trace(traffic, event, info)

    return prepare


def _trace(traffic: Traffic, event: str, info: dict[str, object]) -> None:
    """The first bytes of a request mean that a connection stands; a proxy's CONNECT does not."""
    is_request = event.endswith("send_request_headers.started")
    if is_request and getattr(info.get("request"), "method", b"") != b"CONNECT":
        traffic.reached()


def _receive(response: httpx2.Response, effort: Effort, traffic: Traffic) -> None:
    """A connection that came to stand after its client was closed is in no pool: it ends here."""
    if traffic.failure:
        response.extensions["network_stream"].close()
    _stop_if_over(traffic)
    _bound(response, effort)


def _stop_if_over(traffic: Traffic) -> None:
    if traffic.failure:
        raise ConnectionAbortedError("nobody waits for an answer any more")


def _bound(response: httpx2.Response, effort: Effort) -> None:
    """Read the body here, before the client reads all that a server cares to send."""
    import httpx2

    # `headers.get` takes as long as all else here.
    headers = {name.lower(): text for name, text in response.headers.raw}
    if headers.get(b"content-encoding", b"identity") != b"identity":
        raise httpx2.DecodingError("the answer is compressed though that was not asked for")
    length = headers.get(b"content-length", b"")
    if length.isdigit() and int(length) <= _SMALL:
        return
    response.stream = httpx2.ByteStream(_read(response, effort))


def _read(response: httpx2.Response, effort: Effort) -> bytes:
    """Of a file that is asked for in part, no more than that: a server may send it whole."""
    import httpx2

    is_file = "/resolve/" in response.request.url.path
    is_part = "range" in response.request.headers
    limit = PREFIX if is_part else MAX_README if is_file else MAX_API_ANSWER
    latest = time.monotonic() + 3 * effort.timeout
    body = bytearray()
    stream = response.stream
    if not isinstance(stream, httpx2.SyncByteStream):
        return b""
    try:
        for chunk in stream:
            body += chunk
            if is_part and len(body) >= limit:
                break
            if len(body) > limit:
                raise httpx2.DecodingError(f"the answer is longer than {limit // 2**20} MiB")
            if time.monotonic() > latest:
                raise httpx2.ReadTimeout(f"no whole answer within {3 * effort.timeout:g} s")
    finally:
        stream.close()
    return bytes(body)
