"""How the models are used, as stated in the project file."""

from __future__ import annotations

from modelguard.documents import Node
from modelguard.domain import Purpose, Usage
from modelguard.project.dates import day

_NUMBERS = ("monthly_active_users", "monthly_visits", "monthly_output_tokens")
_MONEY = ("annual_revenue", "monthly_revenue", "attributable_revenue")
# The ISO 3166 code of the United Kingdom.
_COUNTRIES = {"UK": "GB"}


def usage(node: Node | None) -> Usage:
    """What is not stated stays None or empty."""
    if node is None:
        return Usage()
    purpose, domicile = node.text("purpose"), node.text("domicile")
    affiliates = node.get("includes_affiliates")
    return Usage(
        purpose=Purpose(purpose) if purpose else None,
        activities=activities(node, "activities"),
        numbers={key: int(found.data) for key in _NUMBERS if (found := node.get(key))},
        money={key: _money(found) for key in _MONEY if (found := node.get(key))},
        domicile=_COUNTRIES.get(domicile, domicile) if domicile else None,
        territories=tuple(_COUNTRIES.get(each, each) for each in node.texts("territories"))
        if node.get("territories")
        else None,
        includes_affiliates=None if affiliates is None else bool(affiliates.data),
        users_at=_users_at(node.get("users_at")),
        competitor_of=node.texts("competitor_of") if node.get("competitor_of") else None,
    )


def activities(node: Node, key: str) -> frozenset[str] | None:
    """None where the key is absent: an empty list is a statement."""
    return frozenset(node.texts(key)) if node.get(key) else None


def _money(node: Node) -> tuple[float, str]:
    amount = node.get("amount")
    return (float(amount.data) if amount else 0.0, node.text("currency") or "")


def _users_at(node: Node | None) -> dict[str, int]:
    if node is None:
        return {}
    return {day(key, found).isoformat(): int(found.data) for key, found in node.members()}
