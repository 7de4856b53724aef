"""Numbers and amounts as people write them."""

from __future__ import annotations

_SCALES = ((1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"))


def counted(number: float) -> str:
    """`700 million` or `1.5 million` where nothing is lost by it, else `250,001`."""
    for size, name in _SCALES:
        if number >= size:
            short = f"{number / size:.2f}".rstrip("0").rstrip(".")
            return f"{short} {name}" if float(short) * size == number else f"{number:,.0f}"
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"


def money(amount: float, currency: str) -> str:
    """The amount after its currency's code."""
    return f"{currency} {counted(amount)}"
