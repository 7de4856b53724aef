"""Fixtures: `test_hub`, `start_hub`, and the cards in `tests/cards`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from .answers import Answer, Mirror
from .proxy import Proxy
from .server import Certificate, Hub

CARDS = Path(__file__).parent.parent / "cards"


@pytest.fixture(scope="session")
def hub_certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return Certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def start_hub(
    hub_certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Hub]]:
    """Starts hubs with the options of `Hub`; this process trusts them, and asks no proxy.

    `mirror=True` is a mirror that refuses `expand`; a mapping gives the fields of `Mirror`.
    """
    monkeypatch.setenv("SSL_CERT_FILE", str(hub_certificate.ca_file))
    monkeypatch.setenv("NO_PROXY", "localhost,127.0.0.1")
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    with ExitStack() as stack:

        def start(*, mirror: bool | dict[str, Any] = False, **options: Any) -> Hub:
            fields = mirror if isinstance(mirror, dict) else {}
            made = Mirror(**fields) if mirror else None
            hub = Hub(hub_certificate, mirror=made, **options)
            hub.add_folder(CARDS)
            return stack.enter_context(hub)

        yield start


@pytest.fixture
def test_hub(start_hub: Callable[..., Hub]) -> Hub:
    """A hub that behaves as huggingface.co, with the cards of `tests/cards`."""
    return start_hub()


@pytest.fixture
def make_answer() -> type[Answer]:
    """For `Hub.fail`: `make_answer(status, body, headers)`."""
    return Answer


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    with Proxy() as running:
        yield running
