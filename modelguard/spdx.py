"""What a license file would say of an SPDX license that has none, as far as its kind tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def content(license_id: str, row: Sequence[str], table: Mapping[str, Any]) -> Mapping[str, Any]:
    """In the form of the files under `rules/licenses`; `row` is a kind and a full name."""
    kind_name, name = row
    kind = table["kinds"][kind_name]
    return {
        "id": license_id,
        "name": name,
        "version": None,
        "steward": "SPDX License List",
        "kind": "license",
        "class": kind["class"],
        "expression": license_id,
        "osi_approved": kind.get("osi_approved", False),
        "hub_ids": [],
        "aliases": [],
        "url": f"https://spdx.org/licenses/{license_id}.html",
        "purposes": kind.get("purposes", []),
        "commercial_after_agreement": False,
        "terms": _terms(kind, table),
        "notes": f"{kind['why']}. modelguard has no file with its terms.",
    }


def _terms(kind: Mapping[str, Any], table: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    told = {"section": None, "checked": table["checked"], "verified": False}
    told["source"] = kind["source"]
    terms = {name: told | {"summary": kind["why"]} | value for name, value in kind["terms"].items()}
    unread = told | {"value": "not-read", "summary": table["unread_summary"]}
    return terms | {name: unread for name in table["unread"] if name not in terms}
