"""What GitHub asks of SARIF beyond the standard: one breach, and it drops the whole upload."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator

import pytest
from formats.sample_report import CLEAN, FINDINGS, SAMPLE, report

from modelguard import checks, formats
from modelguard.domain import Report
from modelguard.formats import Style

# https://docs.github.com/en/code-security/code-scanning: limits of an upload, and what it keeps.
MOST_BYTES_COMPRESSED = 10_000_000
MOST_RULES = 25_000
MOST_TAGS = 10

EVERY_CHECK = CLEAN._replace(checks={check: checks.text(check) for check in checks.ids()})
EMPTY_WORDS = report((), (FINDINGS[0]._replace(how_to_fix="", license=None, references=()),))
REPORTS = {
    "sample": SAMPLE,
    "clean": CLEAN,
    "every check": EVERY_CHECK,
    "hardly a word": EMPTY_WORDS._replace(checks={}),
}


def sarif(shown: Report) -> dict:
    return json.loads(formats.render("sarif", shown, Style()))


def strings(node: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield key, node
    elif isinstance(node, dict):
        for name, child in node.items():
            yield from strings(child, name)
    elif isinstance(node, list):
        for child in node:
            yield from strings(child, key)


@pytest.mark.parametrize("name", REPORTS)
def test_no_string_is_empty(name: str) -> None:
    assert [key for key, text in strings(sarif(REPORTS[name])) if not text.strip()] == []


@pytest.mark.parametrize("name", REPORTS)
def test_what_github_computes_is_left_to_it(name: str) -> None:
    keys = {key for key, _ in strings(sarif(REPORTS[name]))}
    assert keys.isdisjoint({"primaryLocationLineHash", "security-severity"})


@pytest.mark.parametrize("name", REPORTS)
def test_every_rule_says_what_it_is_and_how_to_fix_it(name: str) -> None:
    rules = sarif(REPORTS[name])["runs"][0]["tool"]["driver"]["rules"]
    assert len(rules) <= MOST_RULES
    for rule in rules:
        texts = (rule["shortDescription"]["text"], rule["fullDescription"]["text"])
        assert all(texts)
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        assert len(rule["properties"]["tags"]) <= MOST_TAGS


def test_the_standard_and_its_version_are_named() -> None:
    document = sarif(CLEAN)
    assert document["version"] == "2.1.0"
    assert document["$schema"].endswith("/sarif-schema-2.1.0.json")
    assert len(document["runs"]) == 1


def test_the_largest_upload_is_small_enough() -> None:
    many = tuple(FINDINGS[0]._replace(model=f"acme/m{index}") for index in range(6_000))
    text = formats.render("sarif", report((), many), Style())
    assert len(gzip.compress(text.encode())) < MOST_BYTES_COMPRESSED
