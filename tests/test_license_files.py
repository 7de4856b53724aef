"""One case per file in rules/licenses, and what must hold between them."""

from __future__ import annotations

import json
import runpy
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parent.parent
RULES = ROOT / "rules"
FILES = sorted((RULES / "licenses").glob("*.yaml"))
QUOTE_HASHES = frozenset((ROOT / "tests/data/quote_hashes.txt").read_text().split())
run_hashes = runpy.run_path(str(ROOT / "scripts/hash_quotes.py"))["run_hashes"]

# On the SPDX list since 3.28; the index that license-expression ships is older.
NEWER_SPDX_IDS = {"OpenMDW-1.0"}
# One name on cards for several texts; only the model or the text tells them apart.
SHARED_NAMES = {"exaone", "modified-mit"}
TERM_FIELDS = ("value", "section", "summary", "source", "checked", "verified")
LIMITS_ON_USE = {
    "acceptable-use",
    "use-restrictions-passed-on",
    "user-threshold",
    "revenue-threshold",
    "territory-excluded",
    "registration",
    "royalty",
    "remote-restriction",
}
# Strings that a license orders to be reproduced.
ORDERED_KEYS = {"text", "alternatives"}

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@cache
def read(path: Path) -> dict:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)


@cache
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads((RULES / "schemas/license.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@cache
def spdx_ids() -> frozenset[str]:
    from license_expression import get_license_index

    keys = {
        entry.get("spdx_license_key")
        for entry in get_license_index()
        if not entry.get("is_deprecated")
    }
    return frozenset(key for key in keys if key and not key.startswith("LicenseRef-"))


def unscoped_names(content: dict) -> set[str]:
    aliases = {alias for alias in content["aliases"] if isinstance(alias, str)}
    return {name.lower() for name in {content["id"], *content["hub_ids"], *aliases}}


def strings(content: object, key: str = "") -> Iterator[str]:
    """Every string but those that a license orders to be reproduced."""
    if isinstance(content, dict):
        for name, value in content.items():
            yield from strings(value, name)
    elif isinstance(content, list):
        for value in content:
            yield from strings(value, key)
    elif isinstance(content, str) and key not in ORDERED_KEYS:
        yield content


def quoted_runs(content: object) -> list[str]:
    return [
        text for text in strings(content) if any(run in QUOTE_HASHES for run in run_hashes(text))
    ]


@each_file
def test_file_is_valid(path):
    errors = [
        f"{error.json_path}: {error.message}" for error in validator().iter_errors(read(path))
    ]
    assert errors == []


@each_file
def test_file_is_named_after_its_id(path):
    assert read(path)["id"] == path.stem


@each_file
def test_every_term_says_where_it_stands_and_how_sure_it_is(path):
    for name, term in read(path)["terms"].items():
        assert [field for field in TERM_FIELDS if field not in term] == [], name
        assert not term["summary"].endswith("."), name


@each_file
def test_text_that_was_not_read_is_not_verified(path):
    for name, term in read(path)["terms"].items():
        if term["value"] == "not-read":
            assert not term["verified"], name


@each_file
def test_expression_is_an_spdx_id_or_a_license_ref(path):
    content = read(path)
    expression = content["expression"]
    if expression.startswith("LicenseRef-"):
        assert expression.startswith(("LicenseRef-scancode-", "LicenseRef-modelguard-"))
    elif expression != "NOASSERTION":
        assert expression in spdx_ids() | NEWER_SPDX_IDS
        assert expression == content["id"]


@each_file
def test_family_placeholder_or_use_policy_concludes_nothing(path):
    content = read(path)
    if content["kind"] in ("family", "placeholder", "use-policy"):
        assert content["class"] == "unknown"
        assert content["expression"] == "NOASSERTION"
    else:
        assert content["class"] != "unknown"


@each_file
def test_class_agrees_with_commercial_use(path):
    content = read(path)
    if content["kind"] != "license":
        assert content["class"] in ("unknown", "proprietary")
        return
    commercial = content["terms"]["commercial-use"]["value"]
    barred = commercial == "no" or content["commercial_after_agreement"]
    match content["class"]:
        case "fully-open":
            assert commercial == "yes"
            assert not barred
        case "open-weight-community":
            assert not barred
        case "commercial-restricted":
            assert barred or commercial == "not-read"
            assert commercial != "yes"


@each_file
def test_purposes_stand_where_commercial_use_is_barred(path):
    content = read(path)
    if content["kind"] == "license" and content["class"] != "proprietary":
        assert bool(content["purposes"]) == (content["class"] == "commercial-restricted")


@each_file
def test_fully_open_license_has_no_limit_on_use(path):
    content = read(path)
    if content["class"] == "fully-open":
        assert LIMITS_ON_USE.isdisjoint(
            name for name, term in content["terms"].items() if term["value"] == "yes"
        )


@each_file
def test_file_holds_no_eight_words_of_a_quote(path):
    assert quoted_runs(read(path)) == []


def test_other_rules_hold_no_eight_words_of_a_quote():
    others = [path for path in RULES.rglob("*.yaml") if path not in FILES]
    found = {path.name: quoted_runs(read(path)) for path in others}
    for path in RULES.rglob("*.jsonl"):
        lines = path.read_text(encoding="utf-8").splitlines()
        found[path.name] = [line for line in lines if quoted_runs(json.loads(line))]
    assert {name: runs for name, runs in found.items() if runs} == {}


def test_a_quote_would_be_found():
    quote = "greater than 700 million monthly active users in the preceding calendar month"
    assert quoted_runs({"summary": quote.upper().replace(" in ", ", in — ")})
    assert not quoted_runs({"text": quote})


def test_each_hub_tag_stands_in_one_file():
    tags = Counter(tag for path in FILES for tag in read(path)["hub_ids"])
    assert {tag: count for tag, count in tags.items() if count > 1} == {}


def test_unscoped_names_are_unambiguous_unless_shared_on_purpose():
    names = Counter(name for path in FILES for name in unscoped_names(read(path)))
    assert {name for name, count in names.items() if count > 1} == SHARED_NAMES


def test_scoped_aliases_of_one_name_do_not_share_a_glob():
    globs = Counter(
        (alias["name"].lower(), glob.lower())
        for path in FILES
        for alias in read(path)["aliases"]
        if isinstance(alias, dict)
        for glob in alias["models"]
    )
    assert {pair: count for pair, count in globs.items() if count > 1} == {}
