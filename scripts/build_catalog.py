"""Build `rules/catalog/models.jsonl` from collected facts about model cards.

Usage: python scripts/build_catalog.py FACTS_FOLDER rules/catalog

A row is a dated copy of what a card declares, never a class. How rows for one id become one:

* What was read on a card or in a registry beats what was written from memory, whatever the dates;
  among those the newest wins and the older ones are dropped. A guess never replaces something
  read, an empty `license:` included.
* A registry without a tag says nothing about the card, so such a row is passed over for one with a
  tag, and left out altogether where it is alone and names no base. A card without a tag is a fact:
  null, which means that nothing is declared.
* `license_name`, bases, datasets and task that the winner does not speak of are kept from the next
  row that does: a source that lists no bases denies none, and a stated base can only restrict.
* Only declarations count. What a license text says beyond the tag lives in `families.yaml` or in
  a stated base.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ADDITIONS = Path(__file__).with_name("catalog_additions.jsonl")
MEMORY = "general knowledge, not re-read"
MEMORY_DATE = "2026-01"  # what the other rows from memory carry: older than anything read since
READ_DATE = "2026-11"
STUDY = "public model metadata study"
RECORD = "public record of the card"
KEPT_FROM_OLDER = {"license_name", "bases", "datasets", "task"}
KEYS = ("id", "license", "license_name", "bases", "relation", "datasets", "task", "as_of", "source")
SPELLINGS = {"apache 2.0": "apache-2.0", "apache2": "apache-2.0", "apache2.0": "apache-2.0"}
# Where a source names its data with a date, the declaration is as old as that, not as our reading.
DATED_SOURCES = {
    "mteb 2.26.24 ModelMeta": ("PyPI mteb 2.26.24 ModelMeta", "2026-11"),
    "mudler/LocalAI:": ("mudler/LocalAI:gallery/index.yaml@82c191af", "2026-08"),
    "hub-docs": ("huggingface/hub-docs license list", "2026-08"),
    "eugeneyan/open-llms:": ("eugeneyan/open-llms:README.md@78a2524e", "2025-02"),
}


class Fact(NamedTuple):
    """One source's word on one repository. `fields` holds only what the source speaks of."""

    id: str
    license: str | None
    as_of: str
    source: str
    confirmed: bool
    is_registry: bool
    fields: Mapping[str, object]

    @property
    def says_nothing(self) -> bool:
        return self.license is None and self.is_registry

    @property
    def trust(self) -> tuple[bool, bool, str]:
        return not self.says_nothing, self.confirmed, self.as_of


def clean_tag(raw: object) -> str | None:
    """A Hub tag as the Hub spells it; null stays null, placeholders stay as they are."""
    if raw is None:
        return None
    tag = " ".join(str(raw).split()).lower()
    return SPELLINGS.get(tag, tag) or None


def clean_relation(raw: object) -> str | None:
    """One of the Hub's four words; some tables repeat it once per base (`merge;merge`)."""
    words = set(str(raw or "").lower().split(";"))
    found = words & {"finetune", "adapter", "quantized", "merge"}
    return found.pop() if len(found) == 1 else None


def fields_of(row: Mapping[str, Any]) -> dict[str, object]:
    bases = [base for base in row.get("base_models") or row.get("bases") or () if base != row["id"]]
    fields: dict[str, object] = {"license_name": row.get("license_name"), "bases": bases}
    if bases and (relation := clean_relation(row.get("relation"))):
        fields["relation"] = relation
    fields |= {"datasets": row.get("datasets"), "task": row.get("pipeline_tag")}
    return {name: value for name, value in fields.items() if value}


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def read_models(path: Path) -> Iterator[dict[str, Any]]:
    yield from yaml.safe_load(path.read_text(encoding="utf-8"))["models"]


def table_facts(rows: Iterable[Mapping[str, Any]]) -> Iterator[Fact]:
    for row in rows:
        yield Fact(
            id=row["id"].strip(),
            license=clean_tag(row["license"]),
            as_of=row["as_of"],
            source=row.get("source", STUDY),
            confirmed=row.get("confidence") != "memory",
            is_registry=row.get("confidence") == "registry",
            fields=fields_of(row),
        )


def well_known_facts(rows: Iterable[Mapping[str, Any]]) -> Iterator[Fact]:
    """Hand-collected rows; hosted models (`api:…`) belong to `rules/providers`."""
    for row in rows:
        if row["id"].startswith("api:"):
            continue
        said = row["evidence"] if isinstance(row["evidence"], list) else [row["evidence"]]
        text = " ".join([*said, row.get("note") or ""])
        confirmed = "unverified" not in said and "not re-read" not in text
        source, as_of = dated_source(row, said) if confirmed else (MEMORY, MEMORY_DATE)
        yield well_known_fact(row, source=source, as_of=as_of, confirmed=confirmed)


def added_facts(rows: Iterable[Mapping[str, Any]]) -> Iterator[Fact]:
    """Rows with a stated confidence; it confirms only where it names what was read."""
    for row in rows:
        confidence = row["confidence"]
        said = f"{confidence} {row['governing']}"
        if "id not seen" in said or "ids not seen" in said or " " in row["id"]:
            continue
        confirmed = confidence.startswith("high") and confidence != "high"
        source, as_of = (RECORD, READ_DATE) if confirmed else (MEMORY, MEMORY_DATE)
        if "catalog_facts" in confidence:
            source, as_of = STUDY, "2025-01"
        yield well_known_fact(row, source=source, as_of=as_of, confirmed=confirmed)


def well_known_fact(row: Mapping[str, Any], *, source: str, as_of: str, confirmed: bool) -> Fact:
    tag = clean_tag(row["hf_license"])
    return Fact(row["id"], tag, as_of, source, confirmed, False, fields_of(row))


def dated_source(row: Mapping[str, Any], said: list[str]) -> tuple[str, str]:
    """The newest source that does not contradict the row, shortened, with the date of its data."""
    declared = {row["hf_license"], row["license_name"]}
    found = [
        short_source(text)
        for text in said
        if "license=" not in text or declared & set(text.split("license=")[1].split("/"))
    ]
    return max(found, key=lambda pair: pair[1], default=(RECORD, READ_DATE))


def short_source(text: str) -> tuple[str, str]:
    dated = next((DATED_SOURCES[key] for key in DATED_SOURCES if key in text), None)
    if dated:
        return dated
    if repository := re.match(r"[\w.-]+/[\w.-]+:[^\s@]+@\w+", text):
        return repository[0], READ_DATE
    if text.startswith("MOT models/"):
        return f"Model Openness Tool {text.split()[1].rstrip(':')}", READ_DATE
    return "ScanCode license index" if text.startswith("scancode") else RECORD, READ_DATE


def decide(facts: list[Fact]) -> dict[str, object] | None:
    """One row from everything said of one id; None where nothing is known."""
    telling = [fact for fact in facts if not fact.says_nothing or "bases" in fact.fields]
    if not telling:
        return None
    best, *rest = sorted(telling, key=lambda fact: fact.trust, reverse=True)
    row: dict[str, object] = {"id": best.id, "license": best.license, **best.fields}
    row |= {"as_of": best.as_of, "source": best.source, "confirmed": best.confirmed}
    for older in rest:
        keep_unspoken(row, older)
    return row


def keep_unspoken(row: dict[str, object], older: Fact) -> None:
    """What the winner does not speak of; a name from memory leaves the row unconfirmed."""
    for name in KEPT_FROM_OLDER & older.fields.keys() - row.keys():
        if name == "license_name" and older.license != row["license"]:
            continue
        row[name] = older.fields[name]
        if name == "license_name":
            row["confirmed"] = row["confirmed"] and older.confirmed
        if name == "bases" and "relation" in older.fields:
            row["relation"] = older.fields["relation"]


def complete(rows: dict[str, dict[str, object]], additions: Iterable[Mapping[str, Any]]) -> None:
    """Add stated bases, and rows for ids that the Hub redirects to another one."""
    for addition in additions:
        key = addition["id"].lower()
        if "same_as" in addition:
            rows.setdefault(key, {**rows[addition["same_as"].lower()], "id": addition["id"]})
        elif "license" not in addition and not rows[key].get("bases"):
            rows[key].update(fields_of(addition))


def in_order(row: Mapping[str, object]) -> dict[str, object]:
    """The order of `KEYS`; `confirmed` is written only where it is false."""
    ordered = {key: row[key] for key in KEYS if key in row}
    return ordered if row["confirmed"] else {**ordered, "confirmed": False}


def gather(folder: Path) -> list[Fact]:
    """Facts in order of trust; for equal dates the first one wins."""
    additions = [row for row in read_jsonl(ADDITIONS) if "license" in row]
    return [
        *well_known_facts(read_models(folder / "models.yaml")),
        *added_facts(read_models(folder / "models_to_add.yaml")),
        *table_facts(read_jsonl(folder / "catalog_more.jsonl")),
        *table_facts(read_jsonl(folder / "catalog_facts.jsonl")),
        *table_facts(additions),
    ]


def missing_patterns(folder: Path, catalog: Path) -> list[str]:
    """Patterns collected in `family_patterns.jsonl` that `families.yaml` does not hold."""
    families = yaml.safe_load((catalog / "families.yaml").read_text(encoding="utf-8"))
    held = {family["pattern"].lower() for family in families}
    collected = read_jsonl(folder / "family_patterns.jsonl")
    return [row["pattern"] for row in collected if row["pattern"].lower() not in held]


def main(folder: Path, output: Path) -> None:
    by_id: dict[str, list[Fact]] = {}
    facts = gather(folder)
    for fact in facts:
        by_id.setdefault(fact.id.lower(), []).append(fact)
    decided = {key: row for key, group in by_id.items() if (row := decide(group)) is not None}
    complete(decided, read_jsonl(ADDITIONS))
    lines = [
        json.dumps(in_order(decided[key]), ensure_ascii=True, separators=(",", ":"))
        for key in sorted(decided, key=lambda key: key.encode())
    ]
    (output / "models.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    counts = Counter(bool(row["confirmed"]) for row in decided.values())
    print(f"{len(facts)} facts, {len(decided)} rows, {len(facts) - len(by_id)} older facts dropped")
    print(f"{counts[False]} rows not confirmed, {len(by_id.keys() - decided.keys())} ids left out")
    print(f"patterns collected but not in families.yaml: {missing_patterns(folder, output)}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: build_catalog.py FACTS_FOLDER OUTPUT_FOLDER")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
