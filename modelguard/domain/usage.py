"""How the team uses its models, and what a term comes to for that use."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Never

from modelguard.domain.licenses import Term
from modelguard.namedtuple import NamedTuple
from modelguard.strenum import StrEnum

_EMPTY: Mapping[str, Never] = MappingProxyType({})


class Purpose(StrEnum):
    COMMERCIAL = "commercial"
    NONCOMMERCIAL = "noncommercial"
    RESEARCH = "research"


class Usage(NamedTuple):
    """How the team uses its models. None and empty mean: not stated.

    `numbers` holds counts by metric (`monthly_active_users`, `monthly_visits`, …); `money` holds
    (amount, ISO 4217 currency) by metric (`annual_revenue`, `monthly_revenue`, …); `places` says
    where a key is stated, as `file:line`, if that is in a file.
    """

    purpose: Purpose | None = None
    activities: frozenset[str] | None = None
    numbers: Mapping[str, int] = _EMPTY
    money: Mapping[str, tuple[float, str]] = _EMPTY
    domicile: str | None = None
    territories: tuple[str, ...] | None = None
    includes_affiliates: bool | None = None
    users_at: Mapping[str, int] = _EMPTY
    competitor_of: tuple[str, ...] | None = None
    places: Mapping[str, str] = _EMPTY

    def named(self, key: str) -> str:
        """A key as messages name it, with its place."""
        place = self.places.get(key)
        return f"`usage.{key}` ({place})" if place else f"`usage.{key}`"


class Bearing(StrEnum):
    """What a term comes to for one use. ALWAYS: no fact about the use decides it."""

    BROKEN = "broken"
    BINDS = "binds"
    UNKNOWN = "cannot-be-told"
    FREE = "does-not-bind"
    ALWAYS = "always"


class Weighed(NamedTuple):
    """A term of `license` held against a use: `reason` is a clause, `ask` says what to state.

    `is_met` where the project's documents show what the term asks for. `check` is who reports it.
    """

    license: str
    term: Term
    bearing: Bearing
    reason: str
    ask: str = ""
    is_met: bool = False
    check: str = ""
