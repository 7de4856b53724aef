"""Explanations as JSON, as `rules/schemas/explanation.schema.json` says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from modelguard.domain import License, Weighed
from modelguard.domain.explanation import Descended, Explanation, Said, Use
from modelguard.formats import summary
from modelguard.formats.json_report import finding_row, model_row, reference_row
from modelguard.formats.plain_json import dumps

SCHEMA = "modelguard/explanation/1"


def document(explanations: Sequence[Explanation]) -> str:
    """Keys are only ever added; the same explanations give the same bytes."""
    report = explanations[0].report
    return dumps(
        {
            "schema": SCHEMA,
            "tool": {
                "name": "modelguard",
                "version": report.version,
                "rules": report.rules_version,
            },
            "explanations": [_row(each) for each in explanations],
        }
    )


def _row(explanation: Explanation) -> dict[str, object]:
    """The model and its findings as in a report; then what became of each piece on the way."""
    licenses = {each.id: each for each in explanation.licenses}
    return {
        "mode": dict(explanation.report.mode),
        "model": model_row(explanation.model),
        "said": [_said(each) for each in explanation.said],
        "dropped": [_dropped(each) for each in explanation.lineage if each.drops],
        "uses": [_use(each, licenses) for each in explanation.uses],
        "passages": [each._asdict() for each in explanation.quotes],
        "findings": [finding_row(each) for each in summary.findings(explanation.report)],
    }


def _said(said: Said) -> dict[str, object]:
    return {
        **said.evidence._asdict(),
        "licenses": list(said.licenses),
        "part": said.part,
        "why": said.why,
    }


def _dropped(descended: Descended) -> dict[str, object]:
    return {
        "base": descended.base.id,
        "by": descended.base.via,
        "terms": list(descended.drops),
    }


def _use(use: Use, licenses: Mapping[str, License]) -> dict[str, object]:
    return {
        "references": [reference_row(each) for each in summary.references(use.references)],
        "policy": use.policy,
        "facts": list(use.facts),
        "assumed": list(use.assumed),
        "asks": list(use.asks),
        "terms": [_term(each, licenses[each.license]) for each in use.terms],
    }


def _term(weighed: Weighed, license_: License) -> dict[str, object]:
    term = weighed.term
    return {
        "license": weighed.license,
        "term": term.name,
        "value": term.value,
        "bearing": weighed.bearing,
        "reason": weighed.reason,
        "ask": weighed.ask,
        "met": weighed.is_met,
        "check": weighed.check or None,
        "section": term.section,
        "summary": term.summary,
        "url": license_.url,
        "source": term.source,
        "checked": term.checked,
        "verified": term.verified,
    }
