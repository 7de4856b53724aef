"""Why a model is judged as it is: the chain from evidence to findings."""

from __future__ import annotations

from modelguard.domain.conclusions import Ancestor, Evidence
from modelguard.domain.licenses import License
from modelguard.domain.references import Reference
from modelguard.domain.report import ModelReport, Report
from modelguard.domain.usage import Weighed
from modelguard.namedtuple import NamedTuple
from modelguard.strenum import StrEnum


class Part(StrEnum):
    """What became of a piece of evidence. COUNTS: its license binds, and another one governs."""

    DECIDES = "decides"
    AGREES = "agrees"
    COUNTS = "counts"
    DISAGREES = "disagrees"
    TELLS = "tells"


class Said(NamedTuple):
    """A piece of evidence and the licenses that it names; `why` is a clause on its part."""

    evidence: Evidence
    licenses: tuple[str, ...]
    part: Part
    why: str


class Descended(NamedTuple):
    """A base and the terms of its license that the model made from it does not keep.

    `evidence` is what tells the base's license, None where nothing does.
    """

    base: Ancestor
    drops: tuple[str, ...]
    evidence: Evidence | None


class Use(NamedTuple):
    """What each term comes to for the references that one usage and policy hold for.

    `facts` are stated, `assumed` come from the policy, `asks` say what to state or read.
    """

    references: tuple[Reference, ...]
    policy: str
    facts: tuple[str, ...]
    assumed: tuple[str, ...]
    asks: tuple[str, ...]
    terms: tuple[Weighed, ...]


class Quote(NamedTuple):
    """What stands under a `section` of a license in a text at hand, from `line` of `path` on."""

    license: str
    section: str
    path: str
    line: int
    text: str


class Explanation(NamedTuple):
    """One model from evidence to verdict. `report` has this model alone, with its findings."""

    report: Report
    model: ModelReport
    licenses: tuple[License, ...]
    said: tuple[Said, ...]
    lineage: tuple[Descended, ...]
    uses: tuple[Use, ...]
    quotes: tuple[Quote, ...]
