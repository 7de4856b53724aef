"""A copy that says something else is never the license that it resembles."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelguard import rulebase
from modelguard.domain import Identified, LicenseClass
from modelguard.identify import identify
from tests.identify.copies import IDS, all_ids, text_of

RULES = rulebase.load()
SENTENCES = (
    "You may not use the Software for commercial purposes.",
    "Use by companies with more than 100 employees is prohibited.",
    "You must prominently display our name.",
    "This license does not apply in Germany.",
    "Military use is excluded.",
    "The fee is 10 dollars a month.",
    "Research only.",
    "Nur zu Forschungszwecken.",
    "\u4e0d\u5f97\u7528\u4e8e\u5546\u4e1a\u7528\u9014\u3002",
)
WORDS = ("not", "never", "except", "commercial", "without", "prohibited", "must", "only")
NORMS = re.compile(r"\b(?:not|no|may|must|shall|only|except|without|unless|provided)\b", re.I)
#: What stands before or behind is no part of the license, and may be missing or filled in.
BEGIN = re.compile(r"By exercising the Licensed Rights|TERMS AND CONDITIONS FOR|1\. Definitions")
END = re.compile(r"END OF TERMS AND CONDITIONS|How to Apply|Creative Commons is not a party", re.I)


def body(license_id: str) -> str:
    """Without its title and what is printed round it."""
    text = text_of(license_id)
    start, end = BEGIN.search(text), END.search(text, len(text) // 2)
    first = start.start() if start else text.find("\n\n")
    return text[first : end.start() if end else len(text)]


def changed(license_id: str, part: str, place: int) -> tuple[str, int]:
    """The text with `place` moved into its body."""
    text, inner = text_of(license_id), body(license_id)
    return text, text.index(inner) + place % max(1, len(inner) - len(part))


def assert_not_clean(found: Identified, what: str) -> None:
    assert found.license is None, what
    assert found.license_class is LicenseClass.UNKNOWN


LICENSES = st.sampled_from(IDS)
PLACES = st.integers(0, 10**6)


@settings(max_examples=60, deadline=None)
@given(LICENSES, st.sampled_from(SENTENCES), PLACES)
def test_sentence_that_was_put_in_is_seen(license_id: str, sentence: str, place: int) -> None:
    text, at = changed(license_id, "", place)
    at = text.find(" ", at) if text.find(" ", at) >= 0 else len(text)
    found = identify(f"{text[:at]} {sentence} {text[at:]}".encode(), RULES)
    assert_not_clean(found, f"{license_id}: {sentence} at {at}")
    assert found.added


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(all_ids()), st.sampled_from(SENTENCES), PLACES)
def test_sentence_anywhere_in_any_text_is_seen(license_id: str, sentence: str, place: int) -> None:
    text = text_of(license_id)
    at = text.find(" ", place % len(text))
    changed_text = f"{text[:at]} {sentence} {text[at:]}" if at >= 0 else f"{text} {sentence}"
    assert_not_clean(identify(changed_text.encode(), RULES), f"{license_id}: {sentence} at {at}")


@settings(max_examples=60, deadline=None)
@given(LICENSES, st.sampled_from(WORDS), PLACES)
def test_word_that_was_put_in_is_seen(license_id: str, word: str, place: int) -> None:
    text, at = changed(license_id, "", place)
    at = text.find(" ", at) if text.find(" ", at) >= 0 else len(text)
    found = identify(f"{text[:at]} {word} {text[at:]}".encode(), RULES)
    assert_not_clean(found, f"{license_id}: {word} at {at}: {text[at - 30 : at + 30]!r}")


@settings(max_examples=200, deadline=None)
@given(LICENSES | st.sampled_from(all_ids()), PLACES)
def test_norm_that_was_left_out_is_seen(license_id: str, place: int) -> None:
    text, inner = text_of(license_id), body(license_id)
    norms = list(NORMS.finditer(inner))
    if norms:
        norm = norms[place % len(norms)]
        start = text.rindex(inner)
        cut = text[: start + norm.start()] + text[start + norm.end() :]
        assert_not_clean(identify(cut.encode(), RULES), f"{license_id}: {norm}")


@pytest.mark.parametrize(
    ("license_id", "passage"),
    [
        ("HPND-export-US-acknowledgement", "America may"),
        ("Apache-2.0", "this file except"),
    ],
)
def test_norm_that_was_left_out_round_the_terms_is_seen(license_id: str, passage: str) -> None:
    text = text_of(license_id)
    assert passage in text
    cut = text.replace(passage, NORMS.sub("", passage, count=1), 1)
    assert_not_clean(identify(cut.encode(), RULES), license_id)


@settings(max_examples=60, deadline=None)
@given(LICENSES, PLACES)
def test_sentence_that_was_left_out_is_seen(license_id: str, place: int) -> None:
    text, inner = text_of(license_id), body(license_id)
    sentences = [m for m in re.finditer(r"[^.:;\n]{40,}[.;]\s", inner) if NORMS.search(m.group())]
    if sentences:
        sentence = sentences[place % len(sentences)]
        start = text.index(inner)
        cut = text[: start + sentence.start()] + text[start + sentence.end() :]
        found = identify(cut.encode(), RULES)
        # BSD-2-Clause without its second clause is BSD-1-Clause.
        assert found.license != license_id, sentence


@settings(max_examples=30, deadline=None)
@given(LICENSES, st.integers(10, 90))
def test_text_that_was_cut_off_is_seen(license_id: str, percent: int) -> None:
    inner = body(license_id)
    assert_not_clean(identify(inner[: len(inner) * percent // 100].encode(), RULES), license_id)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("MIT License", "Acme Public License"),
        ("MIT License", "Modified MIT License"),
        ("MIT License", "MIT License (non-commercial)"),
        ("MIT License", "MIT License 2.0"),
        ("Copyright (c) <year> <copyright holders>", "Copyright 2024 Ann. No commercial use."),
        ("and/or sell", "but not sell"),
        ("distribute, sublicense,", "distribute,"),
        ("free of charge", "for a fee"),
        ("any person", "any researcher"),
    ],
)
def test_other_words_are_told(old: str, new: str) -> None:
    text = text_of("MIT").replace(old, new)
    assert text != text_of("MIT")
    found = identify(text.encode(), RULES)
    assert (found.license, found.modified, found.near) == (None, True, "MIT")


WITHOUT_RISKY_WORDS = (
    "Firms with customers contact us first.",
    "Nobody in Russia or Belarus.",
    "Zakaz zastosowa\u0144 zarobkowych.",
    "Acme Source-Available License 1.0",
    "See also LICENSE-WEIGHTS.",
    "SPDX-License-Identifier: CC-BY-NC-4.0",
    "https://example.org/You-may-not-sell-it-or-use-it",
    "Source available",
    "with Commons Clause",
    "Acme Community License",
    "Elastic License 2.0",
    "Acme Research License (version 1)",
    "Winst maken is verboden.",
    "Endast f\u00f6r privat bruk.",
    "Solo per uso personale.",
    "Apenas para fins educacionais.",
    "Kun til ikke-kommersiell bruk.",
    "Vain tutkimusk\u00e4ytt\u00f6\u00f6n.",
    "Usage en entreprise interdit.",
    "Prohibida su venta.",
    "Ticari kullan\u0131m yasakt\u0131r.",
    "\u0422\u043e\u043b\u044c\u043a\u043e \u0434\u043b\u044f \u0443\u0447\u0451\u0431\u044b.",
    "\u7814\u7a76\u76ee\u7684\u306b\u9650\u308a\u307e\u3059\u3002",
    "\ube44\uc0c1\uc5c5\uc801 \uc6a9\ub3c4\ub9cc.",
    "\u041d\u0435 \u0434\u043b\u044f \u043f\u0440\u043e\u0434\u0430\u0436\u0443.",
)


@pytest.mark.parametrize(
    "added",
    [*SENTENCES, *WITHOUT_RISKY_WORDS, "Commons Clause", "https://example.org is banned"],
)
@pytest.mark.parametrize("form", ["{added}\n\n{text}", "{text}\n\n{added}\n"])
def test_words_before_and_after_count(added: str, form: str) -> None:
    found = identify(form.format(added=added, text=text_of("Apache-2.0")).encode(), RULES)
    assert (found.license, found.near) == (None, "Apache-2.0")


def test_what_was_added_is_shown_with_its_line() -> None:
    text = text_of("MIT") + "\n\nGood people only.\n"
    found = identify(text.encode(), RULES)
    [passage] = found.added
    assert (passage.text, passage.line) == (
        "Good people only",
        text[: text.index("Good")].count("\n") + 1,
    )


def test_what_is_missing_is_shown_by_its_section() -> None:
    text = text_of("Apache-2.0")
    start = text.index("Grant of Patent License")
    found = identify((text[:start] + text[text.index("4. Redistribution") :]).encode(), RULES)
    assert [(passage.text, passage.section) for passage in found.missing] == [("", "3")]
    assert found.is_incomplete
    assert found.reason == "the text lacks passages of the license that it resembles"


@pytest.mark.parametrize("license_id", ["GPL-2.0-only", "GPL-3.0-only", "LGPL-2.1-only"])
def test_part_of_a_preamble_counts(license_id: str) -> None:
    text = text_of(license_id)
    start = text.index("Preamble")
    sentence = text.index(". ", start) + 1
    cut = text[:sentence] + text[text.index(". ", sentence + 1) + 1 :]
    assert_not_clean(identify(cut.encode(), RULES), license_id)


@pytest.mark.parametrize("change", [("Version 2.0,", "Version 2.1,"), ("Version 2.0,", "")])
def test_date_of_a_title_may_change_and_its_version_may_not(change: tuple[str, str]) -> None:
    text = text_of("Apache-2.0")
    place = text.index("Version 2.0,")
    head, rest = text[: place + 30], text[place + 30 :]
    found = identify((head.replace(*change) + rest).encode(), RULES)
    assert found.modified is (change[1] != "")


def test_known_text_that_is_hardly_there_is_not_named() -> None:
    words = text_of("MIT").split()
    mixed = " ".join(word if at % 12 < 8 else f"other{at}" for at, word in enumerate(words))
    found = identify(f"{mixed} You shall not sell it. This license ends.".encode(), RULES)
    assert (found.license, found.near, found.kind) == (None, None, "license")


@pytest.mark.parametrize("form", ["Research only.\n\n{text}", "{text}\n\nResearch only.\n"])
def test_only_of_an_id_is_no_word_of_a_title(form: str) -> None:
    text = form.format(text=text_of("GPL-3.0-only"))
    assert_not_clean(identify(text.encode(), RULES), text[-40:])


def test_sentence_with_a_word_that_nobody_knows_is_no_preface() -> None:
    text = f"Winst maken is verboden.\n\n{text_of('AGPL-3.0-only')}"
    found = identify(text.encode(), RULES)
    assert (found.license, found.near) == (None, "AGPL-3.0-only")
