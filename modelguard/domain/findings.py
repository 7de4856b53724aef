"""What checks report."""

from __future__ import annotations

from modelguard.domain.licenses import LicenseClass
from modelguard.domain.references import Reference
from modelguard.namedtuple import NamedTuple
from modelguard.strenum import StrEnum


class Severity(StrEnum):
    """From the least to the most severe."""

    OFF = "off"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        return _SEVERITY_RANK[self]


_SEVERITY_RANK = {severity: rank for rank, severity in enumerate(Severity)}


class Waiver(NamedTuple):
    """Why a finding does not count: an exception, an inline ignore, or a baseline."""

    kind: str
    reason: str
    where: str
    until: str | None = None
    approved_by: str | None = None


class Alternative(NamedTuple):
    """Another model that passes; `as_of` is the date of what the catalog has on it."""

    id: str
    license: str
    license_class: LicenseClass
    as_of: str


class Finding(NamedTuple):
    """One result of one check. `paste` is a block for the project file `paste_into`, empty where
    none helps.

    `alternatives` is None where nobody asked for some, or where another model would mend nothing.
    """

    check: str
    severity: Severity
    model: str | None
    license: str | None
    message: str
    how_to_fix: str
    references: tuple[Reference, ...]
    paste: str = ""
    waived: Waiver | None = None
    alternatives: tuple[Alternative, ...] | None = None
    paste_into: str = "modelguard.yaml"


class CheckText(NamedTuple):
    """A check's own documentation, as formats show it. `url` is the check's page."""

    id: str
    summary: str
    why: str
    how_to_fix: str
    url: str
