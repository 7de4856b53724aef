"""A license stays itself however it is written down."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelguard import rulebase
from modelguard.domain import LicenseClass
from modelguard.identify import identify
from modelguard.identify.names import Names
from modelguard.identify.spelling import code_of, spelling_of
from tests.identify.copies import IDS, WRITINGS, text_of

RULES = rulebase.load()
#: As the SPDX list has them, with words in capitals or names that a writing would change.
NAMES = {"<year>": "2024", "<copyright holders>": "Ann Lee", "<owner>": "Ann Lee"}


def named(text: str) -> str:
    for place, name in NAMES.items():
        text = text.replace(place, name)
    return text


@pytest.mark.parametrize("license_id", IDS)
def test_each_text_is_its_license(license_id: str) -> None:
    found = identify(text_of(license_id).encode(), RULES)
    assert (found.license, found.modified) == (license_id, False)
    assert found.license_class is RULES.license(license_id).license_class


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("license_id", ["MIT", "Apache-2.0", "BSD-3-Clause", "CC-BY-4.0"])
def test_writing_does_not_matter(license_id: str, writing: str) -> None:
    found = identify(WRITINGS[writing](named(text_of(license_id))).encode(), RULES)
    assert (found.license, found.modified) == (license_id, False), found.added


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(IDS), st.lists(st.sampled_from(sorted(WRITINGS)), min_size=2, max_size=2))
def test_two_writings_do_not_matter(license_id: str, writings: list[str]) -> None:
    text = named(text_of(license_id))
    for writing in writings:
        text = WRITINGS[writing](text)
    found = identify(text.encode(), RULES)
    assert found.license in {license_id, None}
    assert not found.license or not found.modified


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"]
)
def test_encoding_does_not_matter(encoding: str) -> None:
    text = named(text_of("MIT")).replace("Ann Lee", "J\u00fcrgen M\u00fcller")
    assert identify(text.encode(encoding), RULES).license == "MIT"


def test_lines_of_two_encodings_are_read() -> None:
    text = named(text_of("MIT"))
    mixed = "Copyright 2020 \u00dcnal".encode() + b"\nCopyright 2020 M\xfcller\n" + text.encode()
    assert identify(mixed, RULES).license == "MIT"


def test_numbers_of_a_list_may_be_letters_or_bullets() -> None:
    text = text_of("BSD-3-Clause")
    for number, other in (("1.", "a)"), ("2.", "(ii)"), ("3.", "*")):
        text = text.replace(f"\n   {number}", f"\n   {other}").replace(f"\n{number}", f"\n{other}")
    assert identify(text.encode(), RULES).license == "BSD-3-Clause"


def test_word_broken_at_the_end_of_a_line_is_one_word() -> None:
    text = text_of("MIT").replace("restriction", "restric-\ntion")
    assert identify(text.encode(), RULES).license == "MIT"


@pytest.mark.parametrize("owner", ["the name Acme", "the name of Acme", "the name Acme Labs"])
def test_name_may_stand_without_the_of_before_it(owner: str) -> None:
    text = text_of("BSD-3-Clause").replace("the name of the copyright holder", owner)
    assert owner in text
    assert identify(text.encode(), RULES).license == "BSD-3-Clause"


def test_link_within_a_page_says_nothing() -> None:
    text = text_of("Apache-2.0").replace(" Contributor ", " [Contributor](#s1-contributor) ")
    assert "](#" in text
    assert identify(text.encode(), RULES).license == "Apache-2.0"


def test_non_may_end_a_line() -> None:
    text = text_of("CC0-1.0")
    for written in ("non infringement", "non\ninfringement", "noninfringement"):
        other = re.sub(r"non[-\s]*infringement", written, text)
        assert written in other
        assert identify(other.encode(), RULES).license == "CC0-1.0"


def test_own_license_of_the_project_is_known() -> None:
    path = Path(__file__).parents[2] / "LICENSE"
    found = identify(path.read_bytes(), RULES)
    assert (found.license, found.license_class) == ("Apache-2.0", LicenseClass.FULLY_OPEN)


def test_license_without_its_title_or_appendix_is_itself() -> None:
    title, text = text_of("Apache-2.0").split("TERMS AND CONDITIONS", 1)
    body, appendix = text.split("END OF TERMS", 1)
    assert "Apache License" in title
    assert "APPENDIX" in appendix
    assert identify(body.encode(), RULES).license == "Apache-2.0"


@pytest.mark.parametrize("license_id", ["GPL-2.0-only", "GPL-3.0-only", "LGPL-2.1-only"])
def test_preamble_binds_nobody_and_may_be_missing_as_a_whole(license_id: str) -> None:
    text = text_of(license_id)
    start = text.index("TERMS AND CONDITIONS")
    for body in (text[start:], text[: text.index("Preamble")] + text[start:]):
        assert identify(body.encode(), RULES).license == license_id


def test_address_of_the_foundation_may_be_an_old_one() -> None:
    office = "51 Franklin Street, Fifth Floor, Boston, MA  02110-1301"
    text = text_of("LGPL-2.1-only")
    assert office in text
    text = text.replace(office, "59 Temple Place, Suite 330, Boston, MA  02111-1307")
    assert identify(text.encode(), RULES).license == "LGPL-2.1-only"


def test_names_of_characters_are_read_in_markdown_too() -> None:
    text = text_of("MIT").replace('"AS IS"', "&quot;AS IS&quot;")
    assert text != text_of("MIT")
    assert (
        identify(
            f"_Copyright &copy; 2024 Ann Lee &lt;ann@example.org&gt;_\n\n{text}".encode(), RULES
        ).license
        == "MIT"
    )


@pytest.mark.parametrize("name", ["CC BY-NC-SA 4.0", "CC-BY-NC-SA-4.0", "CC BY NC SA 4.0"])
def test_id_of_a_license_is_a_title_of_it(name: str) -> None:
    text = text_of("CC-BY-NC-SA-4.0")
    assert identify(f"{name}\n\n{text}".encode(), RULES).license == "CC-BY-NC-SA-4.0"
    assert (
        identify(f"CC BY 4.0\n\n{text}".encode(), RULES).license_class
        is not LicenseClass.FULLY_OPEN
    )


def test_license_twice_is_the_license() -> None:
    found = identify((text_of("MIT") * 2).encode(), RULES)
    assert (found.license, found.parts) == ("MIT", ())


@pytest.mark.parametrize(
    "preface",
    [
        "Acme Parser License (MIT)",
        "acmeparser -- a parser of C in Python",
        "All contributions towards Acme are MIT licensed.",
        "Acme extensions are licensed under the terms of the MIT license, reproduced below.",
        "This license is approved by the OSI and FSF as GPL-compatible.\n\nMIT License",
        "Except when otherwise stated (look at the beginning of each file) the software and the"
        " documentation in this project are copyrighted by:\n\n  Ann Lee and the contributors",
        "Copyright 2010-202x The acme developers",
        "Copyright (c) The acme.cpp Project Authors. All rights reserved.",
        "Copyright (c) 2019-2022, Ann Lee and acme_json contributors",
    ],
)
def test_words_that_introduce_a_license_say_nothing(preface: str) -> None:
    text = named(text_of("MIT"))
    found = identify(f"{preface}\n\n{text[text.index('Permission') :]}".encode(), RULES)
    assert (found.license, found.added) == ("MIT", ())


def test_title_may_stand_twice() -> None:
    text = text_of("GPL-2.0-only")
    place = text.index("TERMS AND CONDITIONS FOR COPYING")
    twice = f"{text[:place]}GNU GENERAL PUBLIC LICENSE\n{text[place:]}"
    assert identify(twice.encode(), RULES).license == "GPL-2.0-only"


def test_hyphen_of_a_page_break_may_have_a_space_behind_it() -> None:
    text = text_of("Apache-2.0").replace("cross-claim", "cross- claim")
    assert text != text_of("Apache-2.0")
    assert identify(text.encode(), RULES).license == "Apache-2.0"


@pytest.mark.parametrize(
    ("word", "owed", "is_same"),
    [
        ("AcmeVideoMini", "AcmeVideo", True),
        ("AcmeVisionChat", "AcmeChat", True),
        ("AcmeVideo", "Other", False),
        ("NonCommercial", "Commercial", False),
        ("commercialUse", "commercial", False),
        ("ACMEVIDEO", "ACME", False),
    ],
)
def test_longer_name_of_a_product_is_a_name(word: str, owed: str, is_same: bool) -> None:
    spelling = spelling_of(RULES.table("license_words"))
    assert Names(spelling).is_product(word, code_of(owed.lower())) is is_same
