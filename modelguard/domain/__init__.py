"""Every type that crosses a folder: frozen data, no I/O."""

from modelguard.domain.cards import (
    Base,
    Card,
    CardSource,
    Header,
    Identified,
    LicenseText,
    Namer,
    Passage,
    Reason,
    Relation,
    UnreadText,
    Unresolved,
)
from modelguard.domain.conclusions import (
    Ancestor,
    Conclusion,
    Evidence,
    Mismatch,
    Openness,
    Problem,
)
from modelguard.domain.findings import Alternative, CheckText, Finding, Severity, Waiver
from modelguard.domain.licenses import FamilyMatch, License, LicenseClass, Term
from modelguard.domain.lineage import Descent, TrainingData
from modelguard.domain.references import ModelId, Reference
from modelguard.domain.report import BaselineUse, KnownFinding, ModelReport, Report
from modelguard.domain.usage import Bearing, Purpose, Usage, Weighed

__all__ = [
    "Alternative",
    "Ancestor",
    "Base",
    "BaselineUse",
    "Bearing",
    "Card",
    "CardSource",
    "CheckText",
    "Conclusion",
    "Descent",
    "Evidence",
    "FamilyMatch",
    "Finding",
    "Header",
    "Identified",
    "KnownFinding",
    "License",
    "LicenseClass",
    "LicenseText",
    "Mismatch",
    "ModelId",
    "ModelReport",
    "Namer",
    "Openness",
    "Passage",
    "Problem",
    "Purpose",
    "Reason",
    "Reference",
    "Relation",
    "Report",
    "Severity",
    "Term",
    "TrainingData",
    "UnreadText",
    "Unresolved",
    "Usage",
    "Waiver",
    "Weighed",
]
