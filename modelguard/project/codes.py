"""Countries and currencies as a use states them."""

from __future__ import annotations

from modelguard import rulebase

COUNTRY_HINT = "write the two letters that ISO 3166 has for it, such as DE"
TERRITORY_HINT = f"{COUNTRY_HINT}, or EU"
CURRENCY_HINT = "write the three letters that ISO 4217 has for it, such as EUR"


def country(code: str) -> str | None:
    """The code by which the rules know a country; None where there is no such country."""
    table = rulebase.load().table("codes")
    known: str = table["aliases"].get(code, code)
    return known if known in table["countries"] else None


def territory(code: str) -> str | None:
    """As `country`; unions of countries count too."""
    return code if members(code) else country(code)


def members(union: str) -> tuple[str, ...]:
    """The countries of a union such as EU; none for anything else."""
    return tuple(rulebase.load().table("codes")["unions"].get(union, ()))


def is_currency(code: str) -> bool:
    return code in rulebase.load().table("codes")["currencies"]


def between(amount: float, stated_in: str, currency: str) -> tuple[float, float] | None:
    """The least and the most that an amount can be in `currency`; None where no rate is known."""
    dollars = rulebase.load().table("codes")["dollars"]
    if stated_in not in dollars or currency not in dollars:
        return None
    (least, most), (its_least, its_most) = dollars[stated_in], dollars[currency]
    return amount * least / its_most, amount * most / its_least
