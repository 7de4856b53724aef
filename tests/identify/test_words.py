"""Reading a text line by line, with what was kept of other texts, leads to the same words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelguard import rulebase
from modelguard.identify import words as reading
from modelguard.identify.normal import cleaned, typed
from modelguard.identify.spelling import spelling_of
from modelguard.identify.words import Reader
from tests.identify.copies import IDS, WRITINGS, all_ids, text_of

SPELLING = spelling_of(rulebase.load().table("license_words"))
READER = Reader(SPELLING)
BROKEN = "Rights are non-\nexclusive, world-\n * wide and royalty-free.\n(a) May-be, may be.\n"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(all_ids()), st.sampled_from(sorted(WRITINGS)))
def test_reader_that_has_seen_other_texts_reads_the_same(license_id: str, writing: str) -> None:
    text = WRITINGS[writing](text_of(license_id))
    seen, fresh = READER.words(text), Reader(SPELLING).words(text)
    assert (seen.clean, seen.code) == (fresh.clean, fresh.code)


def test_reader_that_forgets_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MOST_LETTERS", 5_000)
    reader = Reader(SPELLING)
    for license_id in IDS:
        assert reader.words(text_of(license_id)).code == READER.words(text_of(license_id)).code


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(all_ids()), st.sampled_from(sorted(WRITINGS)))
def test_each_line_is_cleaned_for_itself(license_id: str, writing: str) -> None:
    text = typed(WRITINGS[writing](text_of(license_id)))
    lines = [cleaned(line, SPELLING, name="") for line in text.split("\n")]
    assert cleaned(text, SPELLING, name="").split("\n") == lines


@pytest.mark.parametrize("text", [BROKEN, *map(text_of, ("MIT", "Apache-2.0", "GPL-2.0-only"))])
def test_word_leads_back_to_its_place(text: str) -> None:
    told = READER.words(text)
    every = told.words(0, len(told.code))
    assert len(every) == len(told.code)
    for index, word in enumerate(every):
        assert told.words(index, index + 1) == [word]
        assert told.clean[word.start : word.end] == word.text
        assert READER.code(word.text) == told.code[index]
        assert told.line(index) == told.clean.count("\n", 0, word.start) + 1


def test_word_that_two_lines_share_stands_in_the_first() -> None:
    assert READER.words(BROKEN).clean.split("\n")[1:3] == [", worldwide", " and royaltyfree."]
