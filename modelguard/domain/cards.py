"""What a publisher declares for one repository."""

from __future__ import annotations

from modelguard.domain.licenses import LicenseClass
from modelguard.namedtuple import NamedTuple
from modelguard.strenum import StrEnum


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


class Namer(StrEnum):
    """Who names a base. HUB infers it, or tells what it is called today. LOCK: an older one."""

    CARD = "card"
    MODEL_LINK = "model_link"
    TAG = "tag"
    HUB = "hub"
    ADAPTER_CONFIG = "adapter_config"
    HEADER = "header"
    CATALOG = "catalog"
    LOCK = "lock"
    MANIFEST = "manifest"
    CLARIFICATION = "clarification"
    SERVICE = "service"


class Base(NamedTuple):
    """A base model as declared: its repo id and the relation to it."""

    id: str
    relation: Relation = Relation.UNSPECIFIED
    named_by: Namer = Namer.CARD


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

    `kind` is license, use-policy, pointer or nothing. `parts` are ids where a text holds several,
    and those that a pointer names.
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

    @property
    def is_incomplete(self) -> bool:
        """A changed copy that only lacks something."""
        return self.modified and not self.added


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


class Header(NamedTuple):
    """What the header of a weights file at `path` declares; its bases are the card's."""

    path: str
    license: str | None = None
    license_name: str | None = None
    license_link: str | None = None


class Card(NamedTuple):
    """What a publisher declares for one repository, raw and undecided.

    `licenses` holds the raw values after `license:` (a YAML list is AND), empty when there is none;
    what `headers` of weights files declare stands apart.
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
    headers: tuple[Header, ...] = ()


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
