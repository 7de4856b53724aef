"""Files that hold several licenses, or none."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelguard import rulebase
from modelguard.domain import LicenseClass
from modelguard.identify import identify
from modelguard.identify.normal import typed
from modelguard.identify.reading import LIMIT
from modelguard.identify.spelling import spelling_of
from tests.identify.copies import IDS, text_of

RULES = rulebase.load()
SPELLING = spelling_of(RULES.table("license_words"))
LONG = ("Apache-2.0", "MPL-2.0", "EPL-2.0", "GPL-2.0-only", "CC-BY-4.0", "AFL-3.0", "CC0-1.0")


def test_several_licenses_are_parts_of_which_the_strictest_counts() -> None:
    text = "\n\n".join(map(text_of, ("MIT", "CC-BY-NC-4.0", "Apache-2.0")))
    found = identify(text.encode(), RULES)
    assert found.parts == ("MIT", "CC-BY-NC-4.0", "Apache-2.0")
    assert (found.license, found.license_class) == (None, LicenseClass.COMMERCIAL_RESTRICTED)
    assert not found.modified


def test_changed_part_spoils_the_whole() -> None:
    text = text_of("MIT") + "\n\n" + text_of("Apache-2.0").replace("irrevocable", "revocable")
    found = identify(text.encode(), RULES)
    assert (found.license, found.modified, found.parts) == (None, True, ("MIT", "Apache-2.0"))


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        (b"", "nothing", "the file is empty"),
        (b" \n\t\n", "nothing", "the file is empty"),
        (b"%PDF-1.7 ...", "nothing", "a PDF file; only plain text and HTML are read"),
        (bytes(range(256)) * 9, "nothing", "a binary file"),
        (b"<html><style>a</style></html>", "nothing", "the file holds no text"),
        (b"x" * (LIMIT + 1), "nothing", "longer than 500,000 bytes, which no license is"),
        (b"SPDX-License-Identifier: Apache-2.0\n", "pointer", "the file points to Apache-2.0"),
        (b"Licensed under MIT, see LICENSE.\n", "pointer", "the file points to MIT and does not"),
        (b"Licensed like the rest, see LICENSE.\n", "pointer", "the file names or links a license"),
        (b"https://example.org/license\n", "pointer", "the file names or links a license"),
        (b"Be nice to each other, and report who is not.\n", "nothing", "no license text"),
    ],
)
def test_file_without_a_license_says_why(content: bytes, kind: str, reason: str) -> None:
    found = identify(content, RULES)
    assert (found.license, found.modified, found.kind) == (None, False, kind)
    assert found.reason.startswith(reason)


@pytest.mark.parametrize(
    ("text", "ids", "license_class"),
    [
        ("Licensed under the MIT License.", ("MIT",), LicenseClass.UNKNOWN),
        (
            "Acme is licensed under the Creative Commons Attribution-NonCommercial-ShareAlike 4.0"
            " license.\n\nIt is here:\n\thttps://creativecommons.org/licenses/by-nc-sa/4.0/legalcode",
            ("CC-BY-NC-SA-4.0",),
            LicenseClass.COMMERCIAL_RESTRICTED,
        ),
        ("License: llama3.1", ("llama3.1",), LicenseClass.OPEN_WEIGHT_COMMUNITY),
        (
            "Code under the Apache License, Version 2.0. Weights under CC BY-NC 4.0.",
            ("Apache-2.0", "CC-BY-NC-4.0"),
            LicenseClass.COMMERCIAL_RESTRICTED,
        ),
    ],
)
def test_pointer_names_its_licenses_and_grants_nothing(
    text: str, ids: tuple[str, ...], license_class: LicenseClass
) -> None:
    found = identify(text.encode(), RULES)
    assert (found.license, found.kind, found.parts) == (None, "pointer", ids)
    assert found.license_class is license_class


@pytest.mark.parametrize(
    "limit",
    ["For non-commercial use only.", "You may not use it commercially.", "Prohibited uses: spam."],
)
def test_limit_beside_a_pointer_is_not_lost(limit: str) -> None:
    found = identify(f"Licensed under the MIT License. {limit}".encode(), RULES)
    assert (found.kind, found.parts) == ("license", ())


def test_unknown_license_is_told_from_no_license() -> None:
    text = "Permission is granted to you. You may not sell it. This license ends when you break it."
    assert identify(text.encode(), RULES).reason == "a license that modelguard does not know"


@pytest.mark.parametrize(
    "text",
    [
        "The weights may only be used for research.",
        "Available free of charge for certain non-commercial uses. Ask us first.",
        "By using the output you agree to be bound by these terms.",
        "Prohibited use: whatever harms somebody.",
        "Los recursos son para usos no comerciales.",
        "Nutzung nur f\u00fcr nicht kommerzielle Zwecke.",
        "\u672c\u8f6f\u4ef6\u7981\u6b62\u5546\u4e1a\u7528\u9014\u3002",
        '{"grant": "non-commercial"}',
    ],
)
def test_terms_of_no_known_license_are_told_from_nothing(text: str) -> None:
    found = identify(text.encode(), RULES)
    assert (found.license, found.kind) == (None, "license")
    assert found.reason == "terms that are no license that modelguard knows"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (
            "\u672c\u8f6f\u4ef6\u4ec5\u9650\u4e8e\u5b66\u672f\u7814\u7a76\uff0c\u7981\u6b62\u5546\u4e1a\u7528\u9014\u3002",
            "gb18030",
        ),
        (
            "\u672c\u8edf\u9ad4\u50c5\u9650\u65bc\u5b78\u8853\u7814\u7a76\u4f7f\u7528\uff0c\u7981\u6b62\u5546\u696d\u7528\u9014\u3002",
            "big5",
        ),
        (
            "\u3053\u306e\u30e2\u30c7\u30eb\u306e\u5546\u7528\u5229\u7528\u3092\u7981\u6b62\u3057\u307e\u3059\u3002",
            "shift_jis",
        ),
        (
            "\u3053\u306e\u30e2\u30c7\u30eb\u306e\u5546\u7528\u5229\u7528\u3092\u7981\u6b62\u3057\u307e\u3059\u3002",
            "euc_jp",
        ),
    ],
)
def test_terms_in_an_older_encoding_are_terms(text: str, encoding: str) -> None:
    assert identify(text.encode(encoding), RULES).kind == "license"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_chinese_without_a_mark_is_read(encoding: str) -> None:
    text = "\u672c\u8f6f\u4ef6\uff0c\u7981\u6b62\u5546\u4e1a\u7528\u9014\u3002"
    assert identify((text * 9).encode(encoding), RULES).kind == "license"


def test_signs_that_stand_for_many_letters_do_not_grow() -> None:
    """The sign stands for eighteen characters; all of them would fill the memory."""
    began = time.process_time()
    found = identify(("\ufdfa" * 300_000).encode()[:LIMIT], RULES)
    assert (found.license, found.kind) == (None, "nothing")
    assert time.process_time() - began < 2
    assert len(typed("\ufdfa" * 300_000)) == 300_000


def test_readme_that_quotes_a_license_is_not_clean() -> None:
    readme = "# Parrot\n\nParrot repeats what it hears. Install it with a cage.\n\n" * 5
    assert identify((readme + text_of("MIT")).encode(), RULES).license is None


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=3000))
def test_any_bytes_are_answered(content: bytes) -> None:
    assert identify(content, RULES).license is None


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(LONG), min_size=2, max_size=4, unique=True),
    st.integers(),
)
def test_pieces_of_several_licenses_are_no_license(ids: list[str], seed: int) -> None:
    """Really shuffled: Apache-2.0 in its order is itself, also without its appendix."""
    pieces = [piece for license_id in ids for piece in text_of(license_id).split("\n\n")]
    random.Random(seed).shuffle(pieces)
    chosen = "\n\n".join(pieces[: len(pieces) // 3])
    assert identify(chosen.encode(), RULES).license is None


@pytest.mark.parametrize(
    "content",
    [
        text_of("MIT") * 900,
        "not only " * 110_000,
        "a" * 990_000,
        "<" * 990_000,
        "-\n" * 490_000,
        "(c) " * 240_000,
        "".join(map(text_of, IDS)) * 4,
        "1. (a) " * 140_000,
        "Copyright 2020 " * 66_000,
        "Copyright 2020 Ann Lee\n" * 44_000,
        "SPDX-License-Identifier: MIT\n" * 35_000,
        "a-\n" * 330_000,
        "<p " * 330_000,
        "(" * 990_000,
        "&#" * 490_000,
    ],
    ids=[
        "repeated",
        "two words",
        "one word",
        "tags",
        "hyphens",
        "marks",
        "all",
        "lists",
        "holders",
        "notices",
        "identifiers",
        "broken words",
        "open tags",
        "brackets",
        "entities",
    ],
)
def test_hostile_text_takes_two_seconds_at_most(content: str) -> None:
    began = time.process_time()
    identify(content[:LIMIT].encode(), RULES)
    assert time.process_time() - began < 2
