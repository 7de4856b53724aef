"""The test hub's server: TLS, keep-alive, delays, and failures to order."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from pathlib import Path
from socketserver import StreamRequestHandler
from typing import Any, Self

from .answers import Answer, Library, Mirror, Request, as_json
from .repository import Repository, load

_WINDOW = '"fixed window";"api";q=500;w=300'
_HTML = b"<!doctype html><html><body><h1>Sign in to continue</h1></body></html>"


class Certificate:
    """An authority of its own and a certificate for this machine, in files under `folder`."""

    def __init__(self, folder: Path) -> None:
        import trustme

        authority = trustme.CA()
        self.ca_file = folder / "test-hub-ca.pem"
        authority.cert_pem.write_to_path(str(self.ca_file))
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.num_tickets = 0
        authority.issue_cert("localhost", "127.0.0.1").configure_cert(self.context)


@dataclass
class _Fault:
    """An answer instead of the right one, for paths that hold `match`; None is without end."""

    match: str
    answer: Answer
    times: int | None


class Hub:
    """A running hub, from `with Hub(...) as hub`.

    `requests` is the log of all that was asked, `connections` a count. `delay` is the seconds that
    every answer takes. `prefix` puts the API below a path, as artifact managers do.
    """

    def __init__(
        self,
        certificate: Certificate,
        *,
        mirror: Mirror | None = None,
        prefix: str = "",
        delay: float = 0.0,
        port: int = 0,
    ) -> None:
        self.library = Library()
        self.requests: list[Request] = []
        self.connections = 0
        self.mirror = mirror
        self.prefix = prefix
        self.delay = delay
        self.ca_file = str(certificate.ca_file)
        self.stopping = threading.Event()
        self._faults: list[_Fault] = []
        self._lock = threading.Lock()
        self._remaining = 500
        self._server = _Server(self, certificate.context, port)
        self.endpoint = f"https://localhost:{self._server.server_address[1]}{prefix}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.hang_up()
        self._server.server_close()

    def add_model(
        self,
        id: str,
        card: str = "",
        *,
        revisions: Mapping[str, str] | None = None,
        type: str = "model",
        **fields: Any,
    ) -> Repository:
        """`card` is the text of README.md; `fields` are those of `Repository`."""
        repository = Repository(id, {"main": card, **(revisions or {})}, type=type, **fields)
        self.library.add(repository)
        return repository

    def add_folder(self, folder: Path) -> None:
        """Every `org__name.md`; those in `datasets/` and `spaces/` are of that type."""
        for type_ in ("model", "dataset", "space"):
            place = folder if type_ == "model" else folder / f"{type_}s"
            for path in sorted(place.glob("*.md")):
                self.library.add(load(path, type=type_))

    def add_token(self, token: str, *ids: str) -> None:
        """A token that the hub knows, and the gated or private repositories open to it."""
        self.library.tokens[token] = frozenset(ids)

    def paths(self) -> list[str]:
        """What was asked for, in order, without queries."""
        return [request.path for request in self.requests]

    def fail(self, match: str = "", answer: Answer | None = None, *, times: int | None = 1) -> None:
        """Instead of the right answer, `times` times; without an answer, a 500."""
        answer = answer or as_json({"error": "Internal Error"}, 500)
        self._faults.append(_Fault(match, answer, times))

    def fail_with_status(self, status: int, match: str = "", *, times: int | None = None) -> None:
        self.fail(match, as_json({"error": "no"}, status), times=times)

    def rate_limit(self, match: str = "", *, seconds: int = 0, times: int | None = 1) -> None:
        """429 as the Hub does, with the limit over in `seconds`."""
        limit = {"RateLimit": f'"api";r=0;t={seconds}', "RateLimit_Policy": _WINDOW}
        self.fail(match, as_json({"error": "Too Many Requests"}, 429, **limit), times=times)

    def hang(self, match: str = "", *, seconds: float = 60.0, times: int | None = None) -> None:
        self.fail(match, Answer(200, hang=seconds), times=times)

    def answer_html(self, match: str = "", *, times: int | None = None) -> None:
        """A page with status 200, as the sign-in pages of proxies are."""
        self.fail(match, Answer(200, _HTML, {"Content-Type": "text/html"}), times=times)

    def answer_text(self, text: str, match: str = "", *, times: int | None = None) -> None:
        """Any text as the JSON of an answer."""
        headers = {"Content-Type": "application/json"}
        self.fail(match, Answer(200, text.encode(), headers), times=times)

    def respond(self, request: Request) -> Answer:
        with self._lock:
            self.requests.append(request)
            self._remaining = max(1, self._remaining - 1)
            answer = self._fault(request)
        if answer is None and not request.target.startswith(self.prefix):
            return Answer(404)
        inner = Request(request.method, request.target.removeprefix(self.prefix), request.headers)
        if answer is None and self.mirror:
            answer = self.mirror.answer(inner, self.library)
        answer = answer or self.library.answer(inner)
        limits = {"RateLimit": f'"api";r={self._remaining};t=251', "RateLimit-Policy": _WINDOW}
        headers = dict(answer.headers) if self.mirror else {**limits, **answer.headers}
        if headers.get("Location", "").startswith("/"):
            headers["Location"] = self.prefix + headers["Location"]
        return Answer(answer.status, answer.body, headers, answer.hang)

    def _fault(self, request: Request) -> Answer | None:
        for fault in self._faults:
            if fault.match in request.path and fault.times != 0:
                fault.times = None if fault.times is None else fault.times - 1
                return fault.answer
        return None


class _Server(ThreadingHTTPServer):
    """Handshakes happen on the connection's own thread, so that a slow one blocks nobody."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, hub: Hub, context: ssl.SSLContext, port: int) -> None:
        self.hub = hub
        self._context = context
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), _Handler)

    def finish_request(self, request: Any, client_address: Any) -> None:
        try:
            with self._context.wrap_socket(request, server_side=True) as connection:
                self._open.add(connection)
                self.hub.connections += 1
                super().finish_request(connection, client_address)
                self._open.discard(connection)
        except (OSError, ValueError):
            # The client is gone, does not trust us, or the hub stops.
            return

    def hang_up(self) -> None:
        """End what is kept alive; its threads close their sockets."""
        for connection in list(self._open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        for thread in threading.enumerate():
            if "process_request_thread" in thread.name:
                thread.join(timeout=2)


class _Handler(StreamRequestHandler):
    """Requests without a body, one after the other on one connection.

    `BaseHTTPRequestHandler` would take three times as long, which shows when 32 clients measure.
    """

    # One write per answer: with two, the second waits for an acknowledgement.
    wbufsize = -1
    disable_nagle_algorithm = True
    server: _Server

    def handle(self) -> None:
        while not self.server.hub.stopping.is_set() and (request := self._read()):
            self._write(request)

    def _read(self) -> Request | None:
        """None when the client has hung up."""
        line = self.rfile.readline(65536).decode("latin-1").split()
        headers: dict[str, str] = {}
        while len(line) == 3 and (field := self.rfile.readline(65536).strip()):
            name, _, text = field.decode("latin-1").partition(":")
            headers[name.lower()] = text.strip()
        return Request(line[0], line[1], headers) if len(line) == 3 else None

    def _write(self, request: Request) -> None:
        """`delay` includes the server's own work."""
        hub, start = self.server.hub, time.monotonic()
        answer = hub.respond(request)
        if (rest := start + answer.hang + hub.delay - time.monotonic()) > 0:
            hub.stopping.wait(rest)
        phrase = HTTPStatus(answer.status).phrase
        lines = [f"HTTP/1.1 {answer.status} {phrase}", f"Content-Length: {len(answer.body)}"]
        lines += [f"{name}: {text}" for name, text in answer.headers.items()]
        self.wfile.write("\r\n".join((*lines, "", "")).encode("latin-1"))
        if request.method != "HEAD":
            self.wfile.write(answer.body)
        self.wfile.flush()
