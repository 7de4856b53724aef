"""License text against card: which of them speaks, and what is a disagreement."""

from __future__ import annotations

import pytest

from modelguard import rulebase, texts
from modelguard.declared import Reader
from modelguard.domain import (
    Card,
    CardSource,
    Identified,
    LicenseClass,
    LicenseText,
    Problem,
)

RULES = rulebase.load()
COMMIT = "0123456789abcdef0123456789abcdef01234567"


def _text(license_id, path="LICENSE", **fields):
    found = Identified(license_id, LicenseClass.UNKNOWN, **fields)
    return LicenseText(path, b"words", "0" * 64, found)


def _changed(near, path="LICENSE"):
    return _text(None, path, modified=True, near=near)


def _weigh(tag, *of_files, name=None, link=None):
    card = Card(
        id="acme/model",
        source=CardSource.HUB,
        where="https://huggingface.co/acme/model",
        as_of="2026-11-22",
        revision=COMMIT,
        licenses=(tag,) if tag else (),
        license_name=name,
        license_link=link,
        texts=of_files,
    )
    said = Reader(RULES, card.id, lambda license_: True).card(card)
    return texts.weigh(said, texts.spoken(card, RULES), card, RULES)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("gpl-3.0", "GPL-3.0-only"),
        ("apache-2.0", "Apache-2.0"),
        ("llama3.1", "llama3.1"),
    ],
)
def test_same_license_under_another_name_is_no_mismatch(tag, text):
    found = _weigh(tag, _text(text))

    assert (found.basis, found.mismatch) == ("card", None)


@pytest.mark.parametrize(
    ("tag", "text", "governs", "is_material"),
    [
        ("mit", "CC-BY-NC-4.0", "CC-BY-NC-4.0", True),
        ("cc-by-nc-4.0", "MIT", "CC-BY-NC-4.0", False),
        ("apache-2.0", "llama3.1", "llama3.1", True),
        ("llama3", "llama3.1", "llama3.1", True),
        ("mit", "Apache-2.0", "Apache-2.0", False),
        ("cc-by-sa-4.0", "MIT", "CC-BY-SA-4.0", False),
        ("apache-2.0", "AGPL-3.0-only", "AGPL-3.0-only", True),
    ],
)
def test_stricter_one_wins_and_among_equals_the_text_decides_the_name(
    tag, text, governs, is_material
):
    found = _weigh(tag, _text(text))

    assert found.meaning.licenses == (governs,)
    assert found.mismatch.is_material is is_material


@pytest.mark.parametrize("tag", [None, "other", "unknown", "cc", "no-such-license"])
def test_text_settles_what_the_card_leaves_open(tag):
    found = _weigh(tag, _text("CC-BY-4.0"))

    assert (found.meaning.licenses, found.basis) == (("CC-BY-4.0",), "text")
    assert found.mismatch is None


def test_license_with_an_address_elsewhere_is_not_cleared_by_a_file_here():
    link = "https://acme.example/weights-terms"
    found = _weigh("other", _text("MIT"), name="acme-terms", link=link)

    assert found.meaning.problem is Problem.UNKNOWN


def test_license_with_an_address_elsewhere_is_restricted_by_a_file_here():
    link = "https://acme.example/weights-terms"
    found = _weigh("other", _text("CC-BY-NC-4.0"), name="acme-terms", link=link)

    assert found.meaning.licenses == ("CC-BY-NC-4.0",)


@pytest.mark.parametrize(
    "link", ["TERMS_LICENSE", "https://huggingface.co/acme/model/blob/main/TERMS_LICENSE"]
)
def test_file_that_the_card_links_to_speaks_alone(link):
    files = (_text("MIT"), _text("CC-BY-NC-4.0", "TERMS_LICENSE"))
    found = _weigh("other", *files, name="acme-terms", link=link)

    assert found.meaning.licenses == ("CC-BY-NC-4.0",)


def test_file_of_the_weights_goes_before_the_one_of_the_whole():
    found = _weigh(None, _text("MIT"), _text("CC-BY-NC-4.0", "LICENSE-MODEL"))

    assert found.meaning.licenses == ("CC-BY-NC-4.0",)


@pytest.mark.parametrize("path", ["LICENSE-CODE", "fonts/LICENSE", "DATA_LICENSE"])
def test_file_for_something_else_says_nothing_of_the_weights(path):
    assert _weigh("mit", _text("CC-BY-NC-4.0", path)).meaning.licenses == ("MIT",)
    assert _weigh(None, _text("MIT", path)).meaning.problem is Problem.MISSING


@pytest.mark.parametrize("kind", ["use-policy", "pointer", "nothing"])
def test_policy_and_pointer_say_nothing_of_the_license(kind):
    found = _weigh("mit", _text(None, kind=kind))

    assert (found.meaning.licenses, found.basis) == (("MIT",), "card")


@pytest.mark.parametrize("tag", ["mit", "other", None, "apache-2.0"])
def test_changed_text_takes_back_what_the_card_grants(tag):
    found = _weigh(tag, _changed("MIT"))

    assert (found.meaning.problem, found.meaning.licenses) == (Problem.TEXT_MODIFIED, ())
    assert found.meaning.license_class is LicenseClass.UNKNOWN


def test_changed_text_that_the_card_names_as_a_license_of_its_own_is_that_license():
    found = _weigh("other", _changed("MIT"), name="llama3.1")

    assert found.meaning.licenses == ("llama3.1",)


def test_unknown_text_takes_back_an_open_tag_only():
    assert _weigh("mit", _text(None)).meaning.problem is Problem.UNKNOWN
    assert _weigh("llama3.1", _text(None)).meaning.licenses == ("llama3.1",)


def test_prompt_of_a_gate_counts_only_where_it_is_a_license_word_for_word():
    prompt = "README.md#extra_gated_prompt"

    assert _weigh("mit", _text("llama3.1", prompt)).meaning.licenses == ("llama3.1",)
    assert _weigh("mit", _changed("llama3.1", prompt)).meaning.licenses == ("MIT",)


def test_file_with_several_licenses_unites_them():
    found = _weigh(None, _text(None, parts=("MIT", "CC-BY-NC-4.0")))

    assert found.meaning.licenses == ("MIT", "CC-BY-NC-4.0")
    assert found.meaning.license_class is LicenseClass.COMMERCIAL_RESTRICTED


def test_license_without_known_terms_stays_unknown():
    found = _weigh("mit", _text("no-such-license-1.0"))

    assert found.meaning.problem is Problem.UNKNOWN


def _pointer(*ids, license_class):
    found = Identified(None, license_class, kind="pointer", parts=ids, reason="points elsewhere")
    return LicenseText("LICENSE", b"words", "0" * 64, found)


@pytest.mark.parametrize("tag", ["mit", None])
def test_pointer_to_a_restricted_license_speaks(tag):
    restricted = LicenseClass.COMMERCIAL_RESTRICTED
    found = _weigh(tag, _pointer("CC-BY-NC-SA-4.0", license_class=restricted))

    assert (found.meaning.licenses, found.basis) == (("CC-BY-NC-SA-4.0",), "text")
    assert (found.mismatch is not None) is (tag is not None)


@pytest.mark.parametrize("tag", ["cc-by-nc-4.0", None])
def test_pointer_to_an_open_license_clears_nothing(tag):
    found = _weigh(tag, _pointer("MIT", license_class=LicenseClass.UNKNOWN))

    assert found.basis == ("card" if tag else "none")
    assert found.mismatch is None


def test_copy_that_only_lacks_something_is_called_incomplete():
    found = _weigh("mit", _changed("MIT"))

    assert found.meaning.problem is Problem.TEXT_MODIFIED
    assert found.meaning.detail == "`LICENSE` is an incomplete copy of MIT, and so not that license"
