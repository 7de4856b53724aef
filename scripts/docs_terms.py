"""The table of what binds whom: the licenses most used, each judged under five uses."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import docs_licenses

from modelguard import policy, project, rulebase
from modelguard.checks import known, weighing
from modelguard.checks.case import Case
from modelguard.domain import (
    Bearing,
    Conclusion,
    License,
    ModelId,
    ModelReport,
    Openness,
    Purpose,
    Term,
    Usage,
    Weighed,
)

ROOT = Path(__file__).parent.parent
MOST_USED = 20
# Asked about more often than their rows in the catalog tell.
ASKED_ABOUT = (
    *("llama4", "qwen", "deepseek-model-license", "stabilityai-ai-community"),
    *("flux-1-dev-non-commercial", "tencent-hunyuan-community", "mnpl"),
)
# Column → what is done. All are commercial; nothing else is stated.
USES = {
    "commercial service": ("hosted-service",),
    "on-device product": ("on-device",),
    "internal tool": ("internal",),
    "published fine-tune": ("fine-tuning", "publishing-derivatives"),
    "training on outputs": ("training-on-outputs",),
}
# What a term comes to in few words; the others say it in a clause of their own.
_WORDS = {
    "acceptable-use": "use policy",
    "use-restrictions-passed-on": "hold users to it",
    "attribution": "name the model",
    "license-copy": "license copy",
    "notice": "notice line",
    "state-changes": "say what was changed",
    "share-alike": "same license for changed weights",
    "disclose-source": "source goes along",
    "network-copyleft": "source for users of a changed model",
    "registration": "register first",
    "badge": "show “{}”",
    "name-prefix": "name starts with “{}”",
}
_SHOWN = (Bearing.BROKEN, Bearing.BINDS, Bearing.UNKNOWN)


class Row(NamedTuple):
    """What binds under one license: in every case, and beside that in each use."""

    license: License
    always: tuple[str, ...]
    by_use: tuple[tuple[str, ...], ...]


def table() -> str:
    """The licenses by how many rows of the catalog declare them, then those asked about."""
    head = ["license", "in every case", *USES]
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(_line(_row(each)) for each in _licenses())]) + "\n"


def _licenses() -> list[License]:
    rules = rulebase.load()
    ranked = [rules.license(each) for each, _ in _counts(rules).most_common()]
    most_used = [each for each in ranked if each.kind == "license"][:MOST_USED]
    added = [rules.license(each) for each in ASKED_ABOUT]
    return [*most_used, *(each for each in added if each not in most_used)]


def _counts(rules: rulebase.Rulebase) -> Counter[str]:
    lines = (ROOT / "rules" / "catalog" / "models.jsonl").read_text("utf-8").splitlines()
    counts: Counter[str] = Counter()
    for row in map(json.loads, lines):
        tag = row.get("license_name") or row["license"]
        found = rules.find(tag, row["id"]) if isinstance(tag, str) else ()
        counts.update(found if len(found) == 1 else ())
    return counts


def _row(license_: License) -> Row:
    cells = [
        tuple(dict.fromkeys(_told(each) for each in _weighed(license_, use)))
        for use in USES.values()
    ]
    always = tuple(each for each in cells[0] if all(each in cell for cell in cells))
    rest = tuple(tuple(each for each in cell if each not in always) for cell in cells)
    return Row(license_, always, rest)


def _weighed(license_: License, activities: tuple[str, ...]) -> Iterator[Weighed]:
    """The checks' own judgment of a model under this license, of which nothing else is known."""
    usage = Usage(purpose=Purpose.COMMERCIAL, activities=frozenset(activities))
    judged = project.empty(str(ROOT), context=_context())._replace(usage=usage)
    case = Case(
        model=_model(license_),
        references=(),
        usage=usage,
        policy=judged.policy,
        licenses=(license_,),
        project=judged,
        today=date.min,
    )
    return (each for each in weighing.weigh(case) if each.bearing in _SHOWN)


def _model(license_: License) -> ModelReport:
    conclusion = Conclusion(
        license=license_.id,
        expression=license_.expression,
        license_class=license_.license_class,
        basis="card",
        licenses=(license_.id,),
        evidence=(),
    )
    model = ModelId("huggingface", "publisher/model")
    openness = Openness("undetermined", ())
    return ModelReport(model, (), None, conclusion, openness, (), license_.terms, None)


def _context() -> policy.Context:
    rules = rulebase.load()
    return policy.Context(
        known_checks=known(),
        resolve_license=lambda text: next(iter(rules.find(text)), None),
        license_names=rules.names,
        today=date.min,
        offline=True,
    )


def _told(weighed: Weighed) -> str:
    """A term in few words, with its section; what forbids the use stands out."""
    term = weighed.term
    place = f" ({term.section})" if term.section else ""
    doubt = "" if term.verified else " ?"
    told = docs_licenses.cell(f"{_words(weighed)}{place}{doubt}")
    return f"**no**: {told}" if weighed.bearing is Bearing.BROKEN else told


def _words(weighed: Weighed) -> str:
    term = weighed.term
    if term.value == "silent":
        return "the license is silent"
    if term.name in _WORDS:
        return _WORDS[term.name].format(term.details.get("text", ""))
    clause = weighed.reason.partition(";")[0].removeprefix("is ")
    return f"{clause}, for multimodal models" if _is_of_multimodal(term) else clause


def _is_of_multimodal(term: Term) -> bool:
    entries = term.details.get("territories")
    return isinstance(entries, list) and all(each["models"] == "multimodal" for each in entries)


def _line(row: Row) -> str:
    cells = ["<br>".join(told) or "-" for told in (row.always, *row.by_use)]
    anchor = docs_licenses.anchor(row.license.id)
    link = f"[{row.license.id}](../reference/licenses.md#{anchor})"
    return f"| {link} | {' | '.join(cells)} |"
