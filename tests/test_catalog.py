"""The built-in catalog: its rows, the look-up, and how much of today's models it answers."""

from __future__ import annotations

import importlib.util
import json
import statistics
import sys
import time
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from modelguard import rulebase
from modelguard.cards import catalog
from modelguard.domain import Base, Card, CardSource, Namer, Relation
from modelguard.errors import RulesError
from modelguard.families import match

ROOT = Path(__file__).parent.parent
FILE = ROOT / "rules" / "catalog" / "models.jsonl"
LINES = FILE.read_text(encoding="utf-8").splitlines()
ROWS: list[dict[str, Any]] = [json.loads(line) for line in LINES]
IDS = {row["id"].lower() for row in ROWS}
FAMILIES = yaml.load((FILE.parent / "families.yaml").read_text("utf-8"), yaml.CSafeLoader)
NO_ANSWER = {"unknown", "other", "bsd", "cc", "gpl", "lgpl", "gfdl", "openrail"}


def _ids(name: str) -> list[str]:
    return (ROOT / "tests" / "data" / name).read_text(encoding="utf-8").split()


def test_every_row_fits_its_schema() -> None:
    schema = json.loads((ROOT / "rules" / "schemas" / "catalog.schema.json").read_text())
    validator = Draft202012Validator(schema)
    errors = [f"{row['id']}: {e.message}" for row in ROWS for e in validator.iter_errors(row)]
    assert errors == []


def test_rows_are_sorted_by_lower_cased_id_and_no_id_stands_twice() -> None:
    keys = [row["id"].lower().encode() for row in ROWS]
    assert keys == sorted(set(keys))


def test_rows_are_compact_so_that_diffs_are_readable() -> None:
    assert [json.dumps(row, separators=(",", ":")) for row in ROWS] == LINES


def test_every_tag_is_one_of_the_hub_or_a_license_of_ours() -> None:
    unknown = {row["license"] for row in ROWS if not rulebase.load().find(row["license"] or "mit")}
    assert unknown == set()


def test_every_row_is_found_in_any_case() -> None:
    found = catalog.find_many([row["id"].upper() for row in ROWS], file=FILE)
    assert [card.id for card in found.values()] == [row["id"] for row in ROWS]


@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,12}(/[A-Za-z0-9._-]{1,12})?", fullmatch=True))
def test_an_id_without_a_row_is_not_found(model_id: str) -> None:
    assert (catalog.find(model_id, file=FILE) is not None) == (model_id.lower() in IDS)


@given(st.sampled_from(ROWS), st.sampled_from(["", "-x", "0", "~"]), st.integers(1, 3))
def test_neighbours_of_a_row_are_not_found(row: dict[str, Any], suffix: str, cut: int) -> None:
    near = row["id"][:-cut] + suffix
    assert (catalog.find(near, file=FILE) is not None) == (near.lower() in IDS)


@pytest.mark.parametrize("model_id", ["", "/", "~", "\N{SNOWMAN}", "a" * 5000])
def test_ids_beyond_both_ends_are_not_found(model_id: str) -> None:
    assert catalog.find(model_id, file=FILE) is None


def test_fifteen_look_ups_take_a_few_milliseconds() -> None:
    models = _ids("popular_ids.txt")[::13][:15]
    seconds = []
    for _ in range(5):
        start = time.process_time()
        catalog.find_many(models, file=FILE)
        seconds.append(time.process_time() - start)
    assert min(seconds) < 0.01


def test_a_row_becomes_a_card(tmp_path: Path) -> None:
    row = (
        '{"id":"Acme/Both","license":["mit","cc-by-nc-4.0"],"license_name":"both",'
        '"bases":["acme/one","acme/two"],"relation":"merge","datasets":["acme/data"],'
        '"as_of":"2026-08","source":"a gallery","confirmed":false}\n'
    )
    (tmp_path / "models.jsonl").write_text(row, encoding="utf-8")
    card = catalog.find("acme/both", file=tmp_path / "models.jsonl")
    assert card == Card(
        id="Acme/Both",
        source=CardSource.CATALOG,
        where="catalog: a gallery",
        as_of="2026-08",
        licenses=("mit", "cc-by-nc-4.0"),
        license_name="both",
        bases=(
            Base("acme/one", Relation.MERGE, Namer.CATALOG),
            Base("acme/two", Relation.MERGE, Namer.CATALOG),
        ),
        datasets=("acme/data",),
        confirmed=False,
    )


def test_a_card_that_declares_nothing_has_no_license(tmp_path: Path) -> None:
    row = '{"id":"acme/none","license":null,"bases":["acme/one"],"as_of":"2025-01","source":"x"}\n'
    (tmp_path / "models.jsonl").write_text(row, encoding="utf-8")
    card = catalog.find("acme/none", file=tmp_path / "models.jsonl")
    assert card is not None
    assert (card.licenses, card.confirmed) == ((), True)
    assert card.bases == (Base("acme/one", Relation.UNSPECIFIED, Namer.CATALOG),)


@pytest.mark.parametrize("content", [None, "", '{"id":"acme/x",'])
def test_a_broken_installation_is_named(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "models.jsonl"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(RulesError, match=r"the built-in catalog cannot be read"):
        catalog.find("acme/x", file=file)


@pytest.mark.parametrize("model_id", _ids("named_first_ids.txt"))
def test_a_system_that_people_name_first_is_answered_or_restricted(model_id: str) -> None:
    assert _answer(model_id, catalog.find(model_id, file=FILE))


@pytest.mark.parametrize(
    ("model_id", "license_id", "base"),
    [
        ("deepseek-ai/DeepSeek-R1-Distill-Llama-8B", "mit", "meta-llama/Llama-3.1-8B"),
        ("deepseek-ai/DeepSeek-R1-Distill-Llama-70B", "mit", "meta-llama/Llama-3.3-70B-Instruct"),
        ("deepseek-ai/DeepSeek-R1-Distill-Qwen-7B", "mit", "Qwen/Qwen2.5-Math-7B"),
        ("intfloat/mmE5-mllama-11b-instruct", "mit", "meta-llama/Llama-3.2-11B-Vision"),
        ("Salesforce/blip2-opt-2.7b", "mit", "facebook/opt-2.7b"),
        ("jinaai/jina-embeddings-v4", "cc-by-nc-4.0", "Qwen/Qwen2.5-VL-3B-Instruct"),
    ],
)
def test_a_tag_that_hides_a_base_keeps_the_base(model_id: str, license_id: str, base: str) -> None:
    card = catalog.find(model_id, file=FILE)
    assert card is not None
    assert card.licenses == (license_id,)
    assert base in [stated.id for stated in card.bases]


def test_most_of_todays_popular_models_are_answered_or_restricted_offline(
    capsys: pytest.CaptureFixture[str],
) -> None:
    models = _ids("popular_ids.txt")
    cards = catalog.find_many(models, file=FILE)
    answers = {model: _answer(model, cards.get(model)) for model in models}
    ages = [_age(card) for model, card in cards.items() if answers[model] == "row"]
    counts = {kind: list(answers.values()).count(kind) for kind in ("row", "pattern", "")}
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(models)} popular ids: {counts['row']} answered by a row, "
            f"{counts['pattern']} restricted by a pattern, {counts['']} open; "
            f"median age of the rows {statistics.median(ages):.0f} days; "
            f"open: {', '.join(model for model, kind in answers.items() if not kind)}\n"
        )
    assert len(models) == len(set(models)) == 200
    assert 1 - counts[""] / len(models) >= 0.95


def _answer(model_id: str, card: Card | None) -> str:
    """`row` where a license is declared, `pattern` where one restricts, empty where neither is."""
    if card and any(tag not in NO_ANSWER for tag in card.licenses):
        return "row"
    if card and card.license_name and rulebase.load().find(card.license_name, model=model_id):
        return "row"
    family = match(model_id, FAMILIES)
    return "pattern" if family and family.may == "restrict" else ""


def _age(card: Card) -> int:
    year, month, day = (int(part) for part in rulebase.version().split("."))
    as_of = date.fromisoformat(card.as_of if card.as_of.count("-") == 2 else f"{card.as_of}-01")
    return (date(year, month, day) - as_of).days


def _script() -> ModuleType:
    path = ROOT / "scripts" / "build_catalog.py"
    spec = importlib.util.spec_from_file_location("build_catalog", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build = _script()


def _fact(license_id: str | None, as_of: str, **more: Any) -> Any:
    fact = build.Fact("acme/x", license_id, as_of, "a source", True, False, {})
    return fact._replace(**more)


def test_the_newest_fact_wins() -> None:
    row = build.decide([_fact("apache-2.0", "2025-01"), _fact("mit", "2026-08")])
    assert (row["license"], row["as_of"], row["confirmed"]) == ("mit", "2026-08", True)


def test_a_guess_never_replaces_what_was_read() -> None:
    for read in ("mit", None):
        row = build.decide([_fact(read, "2025-01"), _fact("gemma", "2026-01", confirmed=False)])
        assert (row["license"], row["confirmed"]) == (read, True)


def test_a_registry_without_a_tag_says_nothing() -> None:
    silent = _fact(None, "2026-11", is_registry=True)
    assert build.decide([silent]) is None
    assert build.decide([silent, _fact("mit", "2025-01")])["license"] == "mit"


def test_bases_of_an_older_source_are_kept_where_the_newer_one_names_none() -> None:
    older = _fact("mit", "2025-01", fields={"bases": ["acme/base"], "relation": "adapter"})
    row = build.decide([older, _fact("mit", "2026-08")])
    assert (row["bases"], row["relation"], row["as_of"]) == (["acme/base"], "adapter", "2026-08")


def test_a_name_from_memory_completes_a_row_that_is_then_not_confirmed() -> None:
    guess = _fact("other", "2026-01", confirmed=False, fields={"license_name": "mrl"})
    row = build.decide([_fact("other", "2025-01"), guess])
    assert (row["license_name"], row["confirmed"]) == ("mrl", False)


def test_a_name_beside_another_tag_is_not_kept() -> None:
    older = _fact("other", "2025-01", fields={"license_name": "mrl"})
    assert "license_name" not in build.decide([older, _fact("apache-2.0", "2026-08")])


@pytest.mark.parametrize(
    ("raw", "tag"),
    [(" MIT ", "mit"), ("Apache 2.0", "apache-2.0"), ("other", "other"), ("", None), (None, None)],
)
def test_tags_are_spelled_as_the_hub_spells_them(raw: str | None, tag: str | None) -> None:
    assert build.clean_tag(raw) == tag
