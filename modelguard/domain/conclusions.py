"""What modelguard decides for a model, and on what evidence."""

from __future__ import annotations

from modelguard.domain.cards import Namer, Relation
from modelguard.domain.licenses import LicenseClass
from modelguard.namedtuple import NamedTuple
from modelguard.strenum import StrEnum


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
    weights behind a hosted API: they are told, not owed. `is_original` where the repository is
    known to be the licensor's own. `named_by` is who names it as a base. `is_stated` where the
    project file says what is true of its license.
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
    licenses: tuple[str, ...] = ()
    is_original: bool = False
    named_by: Namer = Namer.CARD
    is_stated: bool = False


class Openness(NamedTuple):
    """`open-source-ai`, `open-weights`, `closed` or `undetermined`, with the reasons.

    `general_purpose` says why a model is one of general purpose in the sense of the EU's AI Act,
    empty where that is not known; `has_systemic_risk` where the act presumes that as well.
    """

    verdict: str
    reasons: tuple[str, ...]
    general_purpose: str = ""
    has_systemic_risk: bool = False


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
    resolve to, an expression where they are several. `granted` are the licenses that somebody
    states for the model itself: without its bases', and without what its name tells on top.
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
    granted: tuple[str, ...] = ()
