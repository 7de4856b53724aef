"""Which server is asked, as whom, and how hard."""

from __future__ import annotations

from modelguard.errors import UsageError
from modelguard.namedtuple import NamedTuple

HUB_URL = "https://huggingface.co"


class Endpoint(NamedTuple):
    """A server that speaks the Hub's API; make it by `endpoint`.

    `is_authoritative` says whether its "not found" means that a repository does not exist. That
    holds for huggingface.co alone; a mirror may lack what it was not told to carry.
    """

    url: str
    token: str | None
    is_authoritative: bool

    @property
    def shown(self) -> str:
        """The address without a user name or password."""
        from urllib.parse import urlsplit, urlunsplit

        parts = urlsplit(self.url)
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


class Effort(NamedTuple):
    """Seconds, except `connections` and `tries`.

    `connect` bounds how long it may take to learn that nobody is there; `timeout` one answer;
    `patience` all waiting for rate limits together.
    """

    connect: float = 2.5
    timeout: float = 10.0
    connections: int = 32
    tries: int = 3
    back_off: float = 0.5
    patience: float = 30.0


def endpoint(
    url: str = HUB_URL, token: str | None = None, *, is_authoritative: bool | None = None
) -> Endpoint:
    """Raises `UsageError` for what is no address, and for a token that no header can carry."""
    from urllib.parse import urlsplit

    url = url.strip().rstrip("/")
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or any(each.isspace() for each in url):
        raise UsageError(
            "the address of the Hub is not an http or https address",
            hint="set `HF_ENDPOINT` to an address such as `https://huggingface.co`",
        )
    token = (token or "").strip() or None
    if token and not (token.isascii() and token.isprintable() and " " not in token):
        raise UsageError(
            "the Hub's token holds characters that no token has",
            hint="look at `HF_TOKEN`, or at the file that `HF_TOKEN_PATH` names",
        )
    authoritative = url == HUB_URL if is_authoritative is None else is_authoritative
    return Endpoint(url, token, authoritative)
