"""Every generated page but the one of the checks, and the hand-written pages with filled blocks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import docs_blocks
import docs_cli
import docs_licenses
import docs_policies
import docs_schema

WHOLE: dict[str, Callable[[], str]] = {
    "docs/reference/cli.md": docs_cli.page,
    "docs/reference/licenses.md": docs_licenses.page,
    "docs/reference/manifest.md": docs_schema.manifest_page,
    "docs/reference/policy.md": docs_policies.page,
}


def pages(header: str) -> dict[str, Callable[[], str]]:
    """Target → generator; wholly generated pages start with `header`."""
    whole = {name: partial(_headed, header, page) for name, page in WHOLE.items()}
    return {**whole, **{name: partial(docs_blocks.page, name) for name in docs_blocks.PAGES}}


def _headed(header: str, page: Callable[[], str]) -> str:
    return header + page()
