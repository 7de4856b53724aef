"""What was resolved to the rows of a lock; known rows stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from modelguard import gates
from modelguard.cards.sources import Answer, Wanted
from modelguard.domain import (
    Ancestor,
    Card,
    CardSource,
    LicenseText,
    ModelId,
    ModelReport,
    Passage,
    Reason,
    TrainingData,
    Unresolved,
)
from modelguard.lock.comparing import facts
from modelguard.lock.types import Facts, Lock, Row, asked, dataset_name, key_of, name, stated
from modelguard.namedtuple import NamedTuple
from modelguard.policy import Policy
from modelguard.rulebase import Rulebase

_MAX_PROMPT = 2_000
# Of a changed license text, enough to recognise the change.
_MAX_PASSAGES, _MAX_PASSAGE = 5, 200


class Resolved(NamedTuple):
    """The models of a project and every answer that was had for them and their bases."""

    models: tuple[ModelReport, ...]
    answers: Mapping[Wanted, Answer]


def build(
    resolved: Resolved, rules: Rulebase, *, version: str, policy: Policy, known: Lock | None = None
) -> Lock:
    """The rows of everything that was resolved; `version` is that of `rules`.

    With `known`, its rows stay. Where older rules judged them, their judgement stays too: it is
    what tells later that the rules alone made a verdict tighter. Not where the project itself says
    otherwise now.
    """
    is_older = known is not None and known.rules != version
    kept = known.models if known and is_older else {}
    made = dict(_rows(resolved, rules, known))
    models = {
        key: kept[key] if key in kept and kept[key].stated == row.stated else row
        for key, row in made.items()
    }
    said = known.licenses if known and is_older else {}
    return Lock(
        rules=known.rules if known and is_older else version,
        policy=policy.name,
        policy_digest=policy.digest,
        models=models,
        licenses=dict(_licenses(models.values(), rules, said)),
        absent=tuple(sorted(_absent(resolved, rules))),
    )


def _absent(resolved: Resolved, rules: Rulebase) -> set[str]:
    """What cards name and the Hub does not know; models of the project itself are no such thing."""
    table = rules.table("sources")
    missing = {
        str(ModelId("huggingface", wanted.repo, wanted.type))
        for wanted, answer in resolved.answers.items()
        if isinstance(answer, Unresolved) and answer.reason is Reason.NOT_FOUND
    }
    return missing - {name(report.id, table) for report in resolved.models}


def _rows(resolved: Resolved, rules: Rulebase, known: Lock | None) -> Iterator[tuple[str, Row]]:
    """Bases and datasets first: what the project names itself takes their place."""
    found = {(each, revision): row for each, revision, row in _made(resolved, rules)}
    for (each, revision), row in found.items():
        plain = found.get((each, None))
        is_told = revision is not None and plain is not None and plain.revision == revision
        if not is_told:
            is_known = known is not None and row.source == CardSource.LOCK
            origin = known.find(each, revision) if known and is_known else None
            yield key_of(each, revision), _dated(row, origin)


def _dated(row: Row, origin: Row | None) -> Row:
    """What came out of the lock keeps what the lock says of its origin."""
    if origin is None:
        return row
    return row._replace(source=origin.source, where=origin.where, as_of=origin.as_of)


def _made(resolved: Resolved, rules: Rulebase) -> Iterator[tuple[str, str | None, Row]]:
    found = {("model", base.id.lower()): base for each in resolved.models for base in each.lineage}
    data = {("dataset", each.id.lower()): each for one in resolved.models for each in one.datasets}
    for wanted, answer in resolved.answers.items():
        if wanted.revision is not None or not isinstance(answer, Card):
            continue
        key = (wanted.type, wanted.repo.lower())
        if key in found:
            yield wanted.repo, None, of_base(found[key], answer, rules)
        elif key in data:
            yield dataset_name(wanted.repo), None, of_dataset(data[key], answer, rules)
    table = rules.table("sources")
    for report in resolved.models:
        if report.unresolved is None:
            yield name(report.id, table), asked(report, table), of_report(report, rules)


def of_report(report: ModelReport, rules: Rulebase) -> Row:
    conclusion = report.conclusion
    first = conclusion.evidence[0] if conclusion.evidence else None
    is_provider = conclusion.basis == "provider" and first is not None
    row = Row(
        revision=report.card.revision if report.card else None,
        card=None,
        license=conclusion.license,
        license_class=conclusion.license_class,
        licenses=conclusion.licenses,
        problem=conclusion.problem,
        use_policy=_use_policy(conclusion.licenses, rules),
        source="provider" if is_provider else "project",
        where=first.where if first and is_provider else "",
        as_of=first.as_of if first and is_provider else "",
        stated=stated(report),
    )
    return row if report.card is None else _declared(row, report.card, rules)


def of_base(base: Ancestor, card: Card, rules: Rulebase) -> Row:
    row = Row(
        revision=card.revision,
        card=None,
        license=base.license,
        license_class=base.license_class,
        licenses=base.licenses,
        problem=base.problem,
        use_policy=_use_policy(base.licenses, rules),
        source="",
        where="",
        as_of="",
    )
    return _declared(row, card, rules)


def of_dataset(data: TrainingData, card: Card, rules: Rulebase) -> Row:
    strictest = max(data.licenses, key=lambda each: each.license_class.strictness, default=None)
    row = Row(
        revision=card.revision,
        card=None,
        license=strictest.id if strictest else None,
        license_class=data.license_class,
        licenses=tuple(each.id for each in data.licenses),
        problem=data.problem,
        use_policy=None,
        source="",
        where="",
        as_of="",
    )
    return _declared(row, card, rules)


def _declared(row: Row, card: Card, rules: Rulebase) -> Row:
    # What the cache answers is what the Hub said on that day.
    source = CardSource.HUB if card.source is CardSource.CACHE else card.source
    return row._replace(
        card=kept(card, rules), source=source.value, where=card.where, as_of=card.as_of
    )


def kept(card: Card, rules: Rulebase) -> Card:
    """The parts that a lock keeps: no whole text, of a gate what it says of the license."""
    prompt = (card.gate_prompt or "")[:_MAX_PROMPT]
    names = [rules.license(each).name for each in rules.named_in(prompt)]
    names += [limit] if not names and (limit := gates.limit(prompt)) else []
    return card._replace(
        gate_prompt="; ".join(names) or None,
        texts=tuple(_kept_text(text, rules) for text in card.texts),
        files=(),
        disabled=False,
        private=False,
    )


def _kept_text(text: LicenseText, rules: Rulebase) -> LicenseText:
    from modelguard.identify import identify

    found = text.identified or identify(text.content, rules)
    found = found._replace(
        score=round(found.score, 2),
        added=tuple(map(_cut, found.added[:_MAX_PASSAGES])),
        missing=tuple(map(_cut, found.missing[:_MAX_PASSAGES])),
    )
    return LicenseText(text.path, b"", text.sha256, found)


def _cut(passage: Passage) -> Passage:
    return passage._replace(text=passage.text[:_MAX_PASSAGE])


def _use_policy(licenses: Iterable[str], rules: Rulebase) -> str | None:
    for license_id in licenses:
        term = rules.license(license_id).terms.get("acceptable-use")
        url = term.details.get("url") if term else None
        if isinstance(url, str):
            return url
    return None


def _licenses(
    rows: Iterable[Row], rules: Rulebase, said: Mapping[str, Facts]
) -> Iterator[tuple[str, Facts]]:
    """A kept row may name a license that these rules do not know; nothing is said of it."""
    for license_id in sorted({each for row in rows for each in row.licenses}):
        if license_id in said:
            yield license_id, said[license_id]
        elif license_id in rules:
            yield license_id, facts(rules.license(license_id))
