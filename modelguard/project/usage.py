"""How the models are used, as stated in the project file."""

from __future__ import annotations

from modelguard.documents import Node
from modelguard.domain import Purpose, Usage
from modelguard.errors import shown

_NUMBERS = ("monthly_active_users", "monthly_visits", "monthly_output_tokens")
_MONEY = ("annual_revenue", "monthly_revenue", "attributable_revenue")


def usage(node: Node | None) -> Usage:
    """What is not stated stays None or empty."""
    if node is None:
        return Usage()
    purpose, domicile = node.text("purpose"), node.get("domicile")
    affiliates = node.get("includes_affiliates")
    return Usage(
        purpose=Purpose(purpose) if purpose else None,
        activities=activities(node, "activities"),
        numbers={key: int(found.data) for key in _NUMBERS if (found := node.get(key))},
        money={key: _money(found) for key in _MONEY if (found := node.get(key))},
        domicile=_country(domicile) if domicile else None,
        territories=tuple(_territory(each) for each in node.items("territories"))
        if node.get("territories")
        else None,
        includes_affiliates=None if affiliates is None else bool(affiliates.data),
        users_at=_users_at(node.get("users_at")),
        competitor_of=node.texts("competitor_of") if node.get("competitor_of") else None,
        places={key: f"{node.document.label}:{found.line}" for key, found in node.members()},
    )


def activities(node: Node, key: str) -> frozenset[str] | None:
    """None where the key is absent: an empty list is a statement."""
    return frozenset(node.texts(key)) if node.get(key) else None


def _country(node: Node) -> str:
    from modelguard.project import codes

    found = codes.country(str(node.data))
    if found is None:
        raise node.error(f"there is no country {shown(node.data)}", hint=codes.COUNTRY_HINT)
    return found


def _territory(node: Node) -> str:
    from modelguard.project import codes

    found = codes.territory(str(node.data))
    if found is None:
        raise node.error(f"there is no country {shown(node.data)}", hint=codes.TERRITORY_HINT)
    return found


def _money(node: Node) -> tuple[float, str]:
    from modelguard.project import codes

    amount, currency = node.get("amount"), node.text("currency") or ""
    if not codes.is_currency(currency):
        message = f"there is no currency {shown(currency)}"
        raise node.error(message, at="currency", hint=codes.CURRENCY_HINT)
    return (float(amount.data) if amount else 0.0, currency)


def _users_at(node: Node | None) -> dict[str, int]:
    if node is None:
        return {}
    from modelguard.project.dates import day

    return {day(key, found).isoformat(): int(found.data) for key, found in node.members()}
