"""What is named on the command line: a model by id, address or path, and how it is used."""

from __future__ import annotations

import re
from pathlib import Path

from modelguard import ids
from modelguard.cli import session
from modelguard.domain import ModelId, Purpose, Reference, Usage
from modelguard.errors import UsageError
from modelguard.project import codes

ACTIVITIES = (
    "internal",
    "hosted-service",
    "redistribution",
    "on-device",
    "fine-tuning",
    "publishing-derivatives",
    "training-on-outputs",
)


def reference(subject: str) -> Reference:
    """A model that is named by hand has no place in a project: line 0 says so."""
    parsed = _local(subject) or ids.parse(subject)
    return Reference(
        id=parsed.id,
        path=subject,
        line=0,
        column=0,
        text=subject,
        detector="command-line",
        revision=parsed.revision,
    )


def usage(
    *,
    purpose: str | None,
    activities: tuple[str, ...],
    monthly_active_users: int | None,
    annual_revenue: str | None,
    domicile: str | None,
    territories: tuple[str, ...],
) -> Usage:
    """The use that the options state; `UsageError` for what they do not know."""
    users, revenue = monthly_active_users, annual_revenue
    return Usage(
        purpose=Purpose(purpose) if purpose else None,
        activities=_activities(activities),
        numbers={} if users is None else {"monthly_active_users": users},
        money={} if revenue is None else {"annual_revenue": _money(revenue)},
        domicile=_country(domicile) if domicile else None,
        territories=tuple(_territory(each) for each in territories) or None,
    )


def _local(subject: str) -> ids.ParsedId | None:
    """A folder or weights file of this machine; what exists here goes before the Hub's names."""
    try:
        place = Path(subject).expanduser()
        is_here = bool(subject) and place.exists()
    except (OSError, ValueError, RuntimeError):
        return None
    if not is_here:
        return None
    if re.fullmatch(r"[\w.-]+(/[\w.-]+)?", subject) and place.is_dir():
        session.say(f"`{subject}` is a folder here; for the model on the Hub, write `hf:{subject}`")
    return ids.ParsedId(ModelId("path", place.as_posix()))


def _activities(names: tuple[str, ...]) -> frozenset[str] | None:
    for name in names:
        if name not in ACTIVITIES:
            raise UsageError(
                f"`--activity` does not know `{name}`", hint=f"activities: {', '.join(ACTIVITIES)}"
            )
    return frozenset(names) or None


def _money(text: str) -> tuple[float, str]:
    match = re.fullmatch(r"([\d_.,]+)\s*([A-Za-z]{3})?", text.strip())
    try:
        amount = float(match.group(1).replace("_", "").replace(",", "")) if match else None
    except ValueError:
        amount = None
    if match is None or amount is None:
        raise UsageError(
            f"`--annual-revenue` is `{text}`, which is no amount",
            hint="write 3000000 or 3000000EUR",
        )
    currency = (match.group(2) or "USD").upper()
    if not codes.is_currency(currency):
        message = f"`--annual-revenue` is in `{currency}`, which is no currency"
        raise UsageError(message, hint=codes.CURRENCY_HINT)
    return amount, currency


def _country(code: str) -> str:
    found = codes.country(code.upper())
    if found is None:
        raise UsageError(f"`--domicile` is `{code}`, which is no country", hint=codes.COUNTRY_HINT)
    return found


def _territory(code: str) -> str:
    found = codes.territory(code.upper())
    if found is None:
        message = f"`--territory` is `{code}`, which is no country"
        raise UsageError(message, hint=codes.TERRITORY_HINT)
    return found
