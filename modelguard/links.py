"""Addresses of pages that are known to carry one license, to that license; never fetched."""

from __future__ import annotations

import re

from modelguard.rulebase import Rulebase

_PAGES = (
    r"(?:choosealicense\.com/licenses|opensource\.org/licenses?|spdx\.org/licenses)/([\w.+-]+?)"
    r"(?:\.html|\.txt|\.json)?/?$"
)
_CREATIVE_COMMONS = r"creativecommons\.org/licenses/([a-z-]+)/([\d.]+)"


def plain(link: str) -> str:
    """Without what leads to one page in several ways: scheme, `www.`, fragment, last slash."""
    return re.sub(r"^https?://(www\.)?", "", link.strip().lower()).split("#")[0].rstrip("/")


def licenses(page: str, rules: Rulebase) -> tuple[str, ...]:
    """License ids behind a plain address."""
    if found := re.search(_PAGES, page):
        return rules.find(found.group(1))
    if commons := re.search(_CREATIVE_COMMONS, page):
        return rules.find(f"cc-{commons.group(1)}-{commons.group(2)}")
    return rules.find(page)
