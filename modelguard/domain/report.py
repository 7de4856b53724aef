"""The whole outcome, ready for any format."""

from __future__ import annotations

from collections.abc import Mapping

from modelguard.domain.cards import Card, Unresolved
from modelguard.domain.conclusions import Ancestor, Conclusion, Openness
from modelguard.domain.findings import CheckText, Finding, Severity
from modelguard.domain.licenses import Term
from modelguard.domain.lineage import Descent, TrainingData
from modelguard.domain.references import ModelId, Reference
from modelguard.namedtuple import NamedTuple


class ModelReport(NamedTuple):
    """Everything known of one model of the project.

    `repository` is where on the Hub it lies, None where its id says that itself.
    """

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
    descent: Descent = Descent()
    datasets: tuple[TrainingData, ...] = ()
    repository: str | None = None


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

    @property
    def is_right(self) -> bool:
        """Whether it has no error and no warning but such as are accepted."""
        return all(found.waived or found.severity is Severity.NOTE for found in self.findings)
