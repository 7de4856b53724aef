"""Licenses as the rules describe them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Never

from modelguard.namedtuple import NamedTuple
from modelguard.strenum import StrEnum

_EMPTY: Mapping[str, Never] = MappingProxyType({})


class LicenseClass(StrEnum):
    """How open a license is, from the least to the most restrictive; UNKNOWN beats all."""

    FULLY_OPEN = "fully-open"
    OPEN_WEIGHT_COMMUNITY = "open-weight-community"
    COMMERCIAL_RESTRICTED = "commercial-restricted"
    PROPRIETARY = "proprietary"
    UNKNOWN = "unknown"

    @property
    def strictness(self) -> int:
        return _STRICTNESS[self]


_STRICTNESS = {license_class: rank for rank, license_class in enumerate(LicenseClass)}


class Term(NamedTuple):
    """One thing that a license says.

    `value` is the term's own closed vocabulary (see `license.schema.json`); "silent" and "not-read"
    are values too. `details` carries a term's further fields: numbers, urls, strings to reproduce.
    """

    name: str
    value: str
    section: str | None
    summary: str
    source: str
    checked: str
    verified: bool
    details: Mapping[str, object] = _EMPTY


class License(NamedTuple):
    """One file of `rules/licenses`.

    `kind` is license, family, placeholder, provider-terms or use-policy.

    `purposes` are the only purposes allowed, empty where commercial use is allowed.
    """

    id: str
    name: str
    kind: str
    license_class: LicenseClass
    expression: str
    url: str | None
    steward: str
    version: str | None
    terms: Mapping[str, Term]
    purposes: frozenset[str]
    commercial_after_agreement: bool = False
    osi_approved: bool = False
    hub_ids: tuple[str, ...] = ()
    notes: str = ""


class FamilyMatch(NamedTuple):
    """A family pattern that claims a model's name; it may restrict or ask, never clear.

    `license` is a license id, or None where only the base can decide. `may` is "restrict" or "ask".
    """

    pattern: str
    kind: str
    license: str | None
    may: str
    note: str
    source: str
