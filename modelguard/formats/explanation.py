"""One model from evidence to verdict, as a tree for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import shorten

from modelguard import confidence
from modelguard.domain import Evidence, Finding, License, ModelReport, Namer, Relation
from modelguard.domain.explanation import Descended, Explanation, Part, Said, Use
from modelguard.formats import escape, explained_terms, identified, summary
from modelguard.formats.style import BOLD, DIM, GREEN, RED, SEVERITY_LOOK, YELLOW, Style, paint
from modelguard.formats.tree import Node, lines

_KINDS = {
    "catalog": "tag",
    "lock": "tag",
    "card": "tag",
    "folder": "tag",
    "header": "header",
    "license_name": "name",
    "license_link": "link",
    "text": "text",
    "text-unread": "text",
    "clarification": "project file",
    "family-pattern": "model's name",
}
# Evidence in the words of modelguard; of the rest, the publisher's own words are shown.
_IN_OWN_WORDS = frozenset({"text", "text-unread", "gate"})
_RELATIONS = {
    Relation.FINETUNE: "fine-tune of",
    Relation.ADAPTER: "adapter of",
    Relation.QUANTIZED: "quantization of",
    Relation.MERGE: "merge of",
    Relation.HOSTED: "serves",
    Relation.UNSPECIFIED: "derived from",
}
_NAMED = {
    Namer.CARD: "named in the card of {}",
    Namer.MODEL_LINK: "named by `model_link` in the card of {}",
    Namer.TAG: "named by a tag of {}",
    Namer.HUB: "named by the Hub, of {}",
    Namer.ADAPTER_CONFIG: "named in `adapter_config.json` of {}",
    Namer.HEADER: "named in the header of a weights file of {}",
    Namer.CATALOG: "named in the built-in catalog, of {}",
    Namer.LOCK: "named in the lock, of {}",
    Namer.MANIFEST: "stated in the project file for {}",
    Namer.CLARIFICATION: "stated in a clarification for {}",
    Namer.SERVICE: "known of the service",
}
_PARTS = {Part.DECIDES: GREEN, Part.DISAGREES: YELLOW}
_COUNTS = "counts as well; what governs asks for more"
_DISCLAIMER = "modelguard states what licenses say; it gives no legal advice"


def page(explanations: Iterable[Explanation], style: Style) -> str:
    """A tree for each, with an empty line between."""
    trees = ["\n".join(lines(_root(each, style), style)) for each in explanations]
    return escape.commands("\n\n".join([*trees, paint(_DISCLAIMER, DIM, style)]) + "\n")


def _root(explanation: Explanation, style: Style) -> Node:
    model = explanation.model
    renamed = f"now {model.renamed_to}" if model.renamed_to else ""
    revision = f"at {model.revision}" if model.revision else ""
    verdict = f"{model.conclusion.license or 'no license'}, {model.conclusion.license_class}"
    outcome = summary.outcome(summary.summarize(explanation.report))
    branches = (
        Node("declared", "", tuple(_declared(explanation, style)), BOLD),
        Node("made from", "", tuple(_made_from(explanation)), BOLD),
        Node("concluded", "", tuple(_concluded(model)), BOLD),
        *(_use(explanation, use, style) for use in explanation.uses),
        Node("findings", "", tuple(_findings(explanation)), BOLD),
    )
    shown = tuple(each for each in branches if each.children)
    told = " · ".join(filter(None, (renamed, revision, verdict, outcome)))
    return Node(f"{model.id}:", told, shown, BOLD)


def _declared(explanation: Explanation, style: Style) -> Iterator[Node]:
    place = ""
    for said in explanation.said:
        before, place = place, _place(said.evidence)
        yield _said(said, "" if place == before else place)
    card = explanation.model.card
    for text in card.texts if card else ():
        if text.identified and text.identified.modified:
            told = (line.strip() for line in identified.changes(text.identified, style))
            yield Node(f"changed in {text.path}", "", tuple(Node("", each) for each in told), RED)
    if explanation.model.unresolved:
        yield Node("not looked up:", explanation.model.unresolved.detail, (), YELLOW)


def _said(said: Said, place: str) -> Node:
    """`place` is empty where it is that of the piece before."""
    piece = said.evidence
    part = {Part.TELLS: "", Part.COUNTS: _COUNTS}.get(said.part, said.part)
    told = ", since ".join(filter(None, (part, said.why)))
    text = ": ".join(filter(None, (_names(said), told)))
    children = (Node("", place, (), DIM),) if place else ()
    kind = _KINDS.get(piece.kind, piece.kind)
    return Node(kind, text, children, _PARTS.get(said.part, BOLD))


def _names(said: Said) -> str:
    """What a piece says, and which licenses that means where it is not plain."""
    kind, says = said.evidence.kind, said.evidence.says
    meant = " AND ".join(said.licenses)
    is_told = kind in _IN_OWN_WORDS or " " in says
    shown = says if is_told else f"`{says}`"
    if not meant or meant.lower() == says.lower().partition(" (")[0]:
        return shown
    return f"{shown}, {'for' if kind == 'gate' else 'which is'} {meant}"


def _place(piece: Evidence) -> str:
    return f"{piece.where}, as of {piece.as_of}" if piece.as_of else piece.where


def _made_from(explanation: Explanation) -> Iterator[Node]:
    model = explanation.model
    bases = {each.base.id for each in explanation.lineage}
    direct = [each for each in explanation.lineage if each.base.via not in bases]
    yield from (_base(each, explanation.lineage) for each in direct)
    if model.descent.left_out:
        yield Node(summary.counted(model.descent.left_out, "more base"), "not looked up")
    for loop in model.descent.loops:
        yield Node(loop, "is named among its own bases", (), YELLOW)
    if model.descent.hint:
        yield Node("named like", model.descent.hint.pattern, (), YELLOW)
    for data in model.datasets:
        licensed = " AND ".join(each.id for each in data.licenses)
        yield Node("trained on", f"{data.id}: {licensed or data.detail or 'no license known'}")


def _base(descended: Descended, lineage: tuple[Descended, ...]) -> Node:
    base = descended.base
    licensed = " AND ".join(base.licenses) or base.license or "no license known"
    told = "" if base.binds else "; told, not owed"
    drops = ", ".join(descended.drops)
    children = [Node("", _NAMED[base.named_by].format(base.via), (), DIM)]
    children += [Node("", _place(descended.evidence), (), DIM)] if descended.evidence else []
    children += [Node("dropped on the way:", drops, (), YELLOW)] if drops else []
    children += [Node("", base.detail)] if base.problem and base.detail else []
    children += [_base(each, lineage) for each in lineage if each.base.via == base.id]
    text = f"{base.id}: {licensed} ({base.license_class}){told}"
    return Node(_RELATIONS[base.relation], text, tuple(children))


def _concluded(model: ModelReport) -> Iterator[Node]:
    conclusion, sure = model.conclusion, confidence.of(model)
    yield Node("license:", conclusion.license or "none", (), BOLD)
    if conclusion.expression != conclusion.license:
        yield Node("expression:", conclusion.expression)
    yield Node("class:", conclusion.license_class)
    yield Node("basis:", ", ".join((conclusion.basis, *_governing_bases(model))))
    yield Node("confidence:", f"{sure.level}: {sure.reason}")
    if conclusion.detail and conclusion.detail != sure.reason:
        yield Node("", conclusion.detail)
    yield Node("openness:", "; ".join((model.openness.verdict, *model.openness.reasons)))


def _governing_bases(model: ModelReport) -> list[str]:
    if model.conclusion.basis != "base":
        return []
    return [base.id for base in model.lineage if model.conclusion.license in base.licenses]


def _use(explanation: Explanation, use: Use, style: Style) -> Node:
    places = [summary.place(each) for each in summary.references(use.references)]
    children = [Node("at:", ", ".join(places))] if places else []
    children += [Node("stated:", each) for each in use.facts]
    children += [Node("assumed:", each) for each in use.assumed]
    children += [Node("open:", each, (), YELLOW) for each in use.asks]
    for license_ in explanation.licenses:
        groups = tuple(explained_terms.groups(explanation, use, license_, style))
        children.append(Node(f"terms of {license_.id}", _address(license_), groups, BOLD))
    return Node("used", f"under policy `{use.policy}`", tuple(children), BOLD)


def _address(license_: License) -> str:
    return license_.url or ""


def _findings(explanation: Explanation) -> Iterator[Node]:
    found = summary.findings(explanation.report)
    yield from (_finding(each) for each in found)
    if not found:
        yield Node("none", "", (), GREEN)


def _finding(finding: Finding) -> Node:
    children = []
    if finding.waived:
        reason = finding.waived.reason or "no reason given"
        by = f" by {finding.waived.approved_by}" if finding.waived.approved_by else ""
        told = f"{finding.waived.kind} at {finding.waived.where}{by}: {reason}"
        children.append(Node("waived:", told, (), DIM))
    fixes = [each.strip() for each in escape.lines(finding.how_to_fix) if each.strip()]
    children += [Node("fix:" if each == fixes[0] else "", each, (), GREEN) for each in fixes]
    for other in finding.alternatives or ():
        told = f"{other.id}: {other.license} ({other.license_class}), as of {other.as_of}"
        children.append(Node("instead:", told))
    message = shorten(" ".join(escape.lines(finding.message)), 2_000)
    look = SEVERITY_LOOK[finding.severity]
    return Node(f"{finding.severity}[{finding.check}]", message, tuple(children), look)
