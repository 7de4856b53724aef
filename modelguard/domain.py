"""Every type that crosses a folder: frozen data, no I/O.

Named tuples rather than frozen dataclasses: creating such a class costs a fifth, and the hook
creates them all on every commit. Annotations are evaluated, not postponed: `NamedTuple` would
compile each of the texts.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, Never

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


class ModelId(NamedTuple):
    """`org/name` on the Hub, `source:name` elsewhere; `datasets/…`, `spaces/…` for those types."""

    source: str
    name: str
    type: str = "model"

    def __str__(self) -> str:
        prefix = "" if self.type == "model" else f"{self.type}s/"
        return (
            f"{prefix}{self.name}" if self.source == "huggingface" else f"{self.source}:{self.name}"
        )

    @property
    def purl(self) -> str | None:
        """Package URL without a version, where the purl specification has a type for the source."""
        from urllib.parse import quote

        if self.source == "huggingface" and self.type == "model":
            return f"pkg:huggingface/{quote(self.name, errors='replace')}"
        if self.source == "mlflow":
            return f"pkg:mlflow/{quote(self.name, errors='replace')}"
        return None


class Reference(NamedTuple):
    """A place in the project that names a model. Lines and columns count from 1.

    `scope` is "product", or "development" for tests, examples and benchmarks. `ignored_checks` are
    named by an inline ignore, `ignore_reason` is what it gives as its reason.
    """

    id: ModelId
    path: str
    line: int
    column: int
    text: str
    detector: str
    revision: str | None = None
    scope: str = "product"
    ignored_checks: tuple[str, ...] = ()
    ignore_reason: str = ""

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Relation(StrEnum):
    """How a model was made from its base, in the Hub's words.

    HOSTED is ours: an API that serves these weights. UNSPECIFIED: nothing is said.
    """

    FINETUNE = "finetune"
    ADAPTER = "adapter"
    QUANTIZED = "quantized"
    MERGE = "merge"
    HOSTED = "hosted"
    UNSPECIFIED = "unspecified"


class Base(NamedTuple):
    """A base model as declared: its repo id and the relation to it."""

    id: str
    relation: Relation = Relation.UNSPECIFIED


class CardSource(StrEnum):
    """Where a card was read."""

    HUB = "hub"
    CACHE = "cache"
    CATALOG = "catalog"
    LOCK = "lock"
    FOLDER = "folder"


class Passage(NamedTuple):
    """What a text has and its license has not, or the reverse.

    Added words stand in `text` as written, from `line` on. For missing words `text` is empty,
    `line` is 0, and `section` is the license's own heading or number where it has one.
    """

    text: str
    line: int
    section: str = ""


class Identified(NamedTuple):
    """What a text is. `license` is a clean match; a changed copy has `modified` and `near`.

    `kind` is license, use-policy, pointer or nothing. `parts` are ids where a text holds several.
    `score` is between 0 and 1. `reason` says why there is no license, empty where there is one.
    """

    license: str | None
    license_class: LicenseClass
    score: float = 0.0
    modified: bool = False
    near: str | None = None
    kind: str = "license"
    parts: tuple[str, ...] = ()
    added: tuple[Passage, ...] = ()
    missing: tuple[Passage, ...] = ()
    reason: str = ""


class LicenseText(NamedTuple):
    """A license file of a repository as it lies there; `sha256` is of its bytes, in hex.

    `identified` is what it was found to be earlier; a lock keeps that and leaves `content` empty.
    """

    path: str
    content: bytes
    sha256: str
    identified: Identified | None = None


class UnreadText(NamedTuple):
    """A license file that is there and could not be read; `detail` says why."""

    path: str
    detail: str


class Card(NamedTuple):
    """What a publisher declares for one repository, raw and undecided.

    `licenses` holds the raw values after `license:` (a YAML list is AND), empty when there is none.
    `gated` is "", "auto" or "manual". `confirmed` is False for a catalog row that nobody read on
    a card. `problems` are sentences about a card that could not be read as written.
    """

    id: str
    source: CardSource
    where: str
    as_of: str
    revision: str | None = None
    licenses: tuple[str, ...] = ()
    license_name: str | None = None
    license_link: str | None = None
    bases: tuple[Base, ...] = ()
    datasets: tuple[str, ...] = ()
    gated: str = ""
    gate_prompt: str | None = None
    disabled: bool = False
    private: bool = False
    files: tuple[str, ...] = ()
    task: str | None = None
    library: str | None = None
    confirmed: bool = True
    problems: tuple[str, ...] = ()
    texts: tuple[LicenseText, ...] = ()
    unread: tuple[UnreadText, ...] = ()


class Reason(StrEnum):
    """Why there is no card for a model."""

    NOT_FOUND = "not-found"
    GATED = "gated"
    OFFLINE = "offline"
    NETWORK = "network"
    RATE_LIMITED = "rate-limited"
    FORBIDDEN = "forbidden"
    UNREADABLE = "unreadable"
    UNKNOWN_ID = "unknown-id"
    UNSUPPORTED_SOURCE = "unsupported-source"
    NOT_LOCKED = "not-locked"


class Unresolved(NamedTuple):
    """A model for which no declaration could be had; never the same as an open one."""

    id: str
    reason: Reason
    detail: str


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


class Evidence(NamedTuple):
    """Something that speaks for a model's license: what it says, where, when."""

    kind: str
    says: str
    where: str
    as_of: str
    disagrees: bool = False


class Problem(StrEnum):
    """Why no license was concluded; each value is the id of the check that reports it."""

    MISSING = "license-missing"
    UNKNOWN = "license-unknown"
    FAMILY = "license-family"
    TEXT_MODIFIED = "license-text-modified"
    NOT_FOUND = "model-not-found"
    UNVERIFIED = "model-unverified"


class Ancestor(NamedTuple):
    """One base in a model's lineage, with what was concluded for it alone.

    `depth` is 1 for a direct base; `via` is the id that names it as its base. `binds` is False for
    weights behind a hosted API: they are told, not owed.
    """

    id: str
    relation: Relation
    license: str | None
    license_class: LicenseClass
    depth: int
    via: str
    binds: bool = True
    problem: Problem | None = None
    detail: str = ""


class Openness(NamedTuple):
    """`open-source-ai`, `open-weights`, `closed` or `undetermined`, with the reasons.

    `general_purpose` says why a model is one of general purpose in the sense of the EU's AI Act,
    empty where that is not known.
    """

    verdict: str
    reasons: tuple[str, ...]
    general_purpose: str = ""


class Mismatch(NamedTuple):
    """The card declares one license and the repository's text, at `path`, is another.

    `is_material` where the text asks for more, or for something else, than the card admits.
    """

    declared: tuple[str, ...]
    text: tuple[str, ...]
    path: str
    is_material: bool


class Conclusion(NamedTuple):
    """What modelguard decides for a model.

    `license` governs (the strictest), `expression` is the whole, `license_class` the effective
    class, bases included. `licenses` are the ids whose terms bind. `problem` is set when something
    is missing from a full answer, even where a class is known (a family pattern gives a lower
    bound only); `detail` says what. `declared` is the license that the publisher's own words
    resolve to, an expression where they are several.
    """

    license: str | None
    expression: str
    license_class: LicenseClass
    basis: str
    licenses: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    declared: str | None = None
    problem: Problem | None = None
    detail: str = ""
    mismatch: Mismatch | None = None


class Purpose(StrEnum):
    COMMERCIAL = "commercial"
    NONCOMMERCIAL = "noncommercial"
    RESEARCH = "research"


class Usage(NamedTuple):
    """How the team uses its models. None and empty mean: not stated.

    `numbers` holds counts by metric (`monthly_active_users`, `monthly_visits`, …); `money` holds
    (amount, ISO 4217 currency) by metric (`annual_revenue`, `monthly_revenue`, …).
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


class Waiver(NamedTuple):
    """Why a finding does not count: an exception, an inline ignore, or a baseline."""

    kind: str
    reason: str
    where: str
    until: str | None = None
    approved_by: str | None = None


class Finding(NamedTuple):
    """One result of one check. `paste` is a block for the project file, empty where none helps."""

    check: str
    severity: Severity
    model: str | None
    license: str | None
    message: str
    how_to_fix: str
    references: tuple[Reference, ...]
    paste: str = ""
    waived: Waiver | None = None


class ModelReport(NamedTuple):
    """Everything known of one model of the project."""

    id: ModelId
    references: tuple[Reference, ...]
    card: Card | None
    conclusion: Conclusion
    openness: Openness
    lineage: tuple[Ancestor, ...]
    terms: Mapping[str, Term]
    revision: str | None
    renamed_to: str | None = None
    unresolved: Unresolved | None = None


class CheckText(NamedTuple):
    """A check's own documentation, as formats show it. `url` is the check's page."""

    id: str
    summary: str
    why: str
    how_to_fix: str
    url: str


class KnownFinding(NamedTuple):
    """What tells one finding of a baseline from another; empty where there is none."""

    check: str
    model: str
    license: str
    path: str


class BaselineUse(NamedTuple):
    """`known` findings were in the baseline already; the `gone` ones are there no more."""

    file: str
    known: int
    gone: tuple[KnownFinding, ...]


class Report(NamedTuple):
    """The whole outcome, ready for any format. `mode` is as in the JSON report."""

    version: str
    rules_version: str
    mode: Mapping[str, object]
    models: tuple[ModelReport, ...]
    findings: tuple[Finding, ...]
    checks: Mapping[str, CheckText]
    root: str
    baseline: BaselineUse | None = None
