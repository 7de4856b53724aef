"""The report as JSON, as `rules/schemas/report.schema.json` says; keys are only ever added."""

from __future__ import annotations

import re
from collections.abc import Mapping

from modelguard import confidence
from modelguard.domain import (
    BaselineUse,
    Card,
    Finding,
    LicenseText,
    ModelReport,
    Reference,
    Report,
    Term,
    TrainingData,
)
from modelguard.formats import summary
from modelguard.formats.identified import row
from modelguard.formats.plain_json import dumps
from modelguard.formats.style import Style

SCHEMA = "modelguard/report/1"
_COMMIT = re.compile(r"[0-9a-f]{40}")


def render(report: Report, style: Style) -> str:
    """Looks do not change it: the same report gives the same bytes."""
    models = summary.models(report)
    return dumps(
        {
            "schema": SCHEMA,
            "tool": {
                "name": "modelguard",
                "version": report.version,
                "rules": report.rules_version,
            },
            "mode": dict(report.mode),
            "models": [model_row(model) for model in models],
            "findings": [finding_row(finding) for finding in summary.findings(report)],
            "unresolved": [
                model.unresolved._asdict() for model in models if model.unresolved is not None
            ],
            "summary": summary.summarize(report)._asdict(),
            "baseline": _baseline(report.baseline),
        }
    )


def model_row(model: ModelReport) -> dict[str, object]:
    conclusion, sure = model.conclusion, confidence.of(model)
    return {
        "id": str(model.id),
        "type": model.id.type,
        "source": model.id.source,
        "renamed_to": model.renamed_to,
        "purl": _purl(model),
        "revision": model.revision,
        "references": [reference_row(found) for found in summary.references(model.references)],
        "declared": {"raw": _raw(model.card), "license": conclusion.declared},
        "concluded": {
            "license": conclusion.license,
            "expression": conclusion.expression,
            "class": conclusion.license_class,
            "basis": conclusion.basis,
            "licenses": list(conclusion.licenses),
            "problem": conclusion.problem,
            "detail": conclusion.detail,
            "confidence": sure.level,
            "confidence_reason": sure.reason,
            "disagreement": [each._asdict() for each in conclusion.evidence if each.disagrees],
        },
        "openness": {"verdict": model.openness.verdict, "reasons": list(model.openness.reasons)},
        "lineage": [
            {
                "id": base.id,
                "relation": base.relation,
                "license": base.license,
                "licenses": list(base.licenses),
                "class": base.license_class,
                "depth": base.depth,
                "via": base.via,
                "named_by": base.named_by,
                "problem": base.problem,
            }
            for base in model.lineage
        ],
        "evidence": [evidence._asdict() for evidence in conclusion.evidence],
        "terms": {name: term.value for name, term in sorted(model.terms.items())},
        "term_details": {name: _term(term) for name, term in sorted(model.terms.items())},
        "texts": [row(text) for text in _texts(model.card)],
        "descent": {
            "is_stated": model.descent.is_stated,
            "left_out": model.descent.left_out,
            "loops": list(model.descent.loops),
            "named_like": model.descent.hint.pattern if model.descent.hint else None,
            "unread_datasets": model.descent.unread,
        },
        "datasets": [_dataset(each) for each in model.datasets],
    }


def _dataset(data: TrainingData) -> dict[str, object]:
    return {
        "id": data.id,
        "via": data.via,
        "licenses": [each.id for each in data.licenses],
        "class": data.license_class,
        "problem": data.problem,
        "detail": data.detail,
        "made_with": data.made_with.id if data.made_with else None,
    }


def _purl(model: ModelReport) -> str | None:
    """With a version only where the revision is a commit: a branch is not a version of a purl."""
    purl = model.id.purl
    if purl and model.revision and _COMMIT.fullmatch(model.revision):
        return f"{purl}@{model.revision}"
    return purl


def _texts(card: Card | None) -> list[LicenseText]:
    return [text for text in card.texts if text.identified is not None] if card else []


def _raw(card: Card | None) -> str | list[str] | None:
    if card is None:
        return None
    said = card.licenses or tuple(each.license for each in card.headers if each.license)
    return said[0] if len(said) == 1 else list(said) or None


def reference_row(reference: Reference) -> dict[str, object]:
    return {
        "path": reference.path,
        "line": reference.line,
        "column": reference.column,
        "text": reference.text,
        "detector": reference.detector,
        "revision": reference.revision,
        "scope": reference.scope,
    }


def _term(term: Term) -> dict[str, object]:
    own: Mapping[str, object] = {
        "section": term.section,
        "summary": term.summary,
        "source": term.source,
        "checked": term.checked,
        "verified": term.verified,
    }
    return {**own, **{key: value for key, value in term.details.items() if key not in own}}


def _baseline(use: BaselineUse | None) -> dict[str, object] | None:
    if use is None:
        return None
    return {**use._asdict(), "gone": [gone._asdict() for gone in use.gone]}


def finding_row(finding: Finding) -> dict[str, object]:
    return {
        "check": finding.check,
        "severity": finding.severity,
        "model": finding.model,
        "license": finding.license,
        "message": finding.message,
        "how_to_fix": finding.how_to_fix,
        "references": [summary.place(found) for found in summary.references(finding.references)],
        "waived": finding.waived._asdict() if finding.waived else None,
        "paste": finding.paste,
        "paste_into": finding.paste_into if finding.paste else None,
        "alternatives": _alternatives(finding),
    }


def _alternatives(finding: Finding) -> list[dict[str, object]] | None:
    if finding.alternatives is None:
        return None
    return [
        {
            "id": each.id,
            "license": each.license,
            "class": each.license_class,
            "as_of": each.as_of,
        }
        for each in finding.alternatives
    ]
