"""A title names the license that the text is, and no other one."""

from __future__ import annotations

import pytest

from modelguard import rulebase
from modelguard.identify import identify
from tests.identify.copies import text_of

RULES = rulebase.load()
TITLE = "Creative Commons Attribution 4.0 International"


@pytest.mark.parametrize(
    "title", [TITLE, f"# {TITLE}", f"{TITLE} (CC BY 4.0)", "Attribution 4.0 International"]
)
def test_title_in_other_forms_is_that_of_the_license(title: str) -> None:
    found = identify(_under(title), RULES)
    assert (found.license, found.modified) == ("CC-BY-4.0", False), found.added


@pytest.mark.parametrize(
    "title",
    [
        "Creative Commons Attribution-NonCommercial 4.0 International",
        "Creative Commons Attribution-NoDerivatives 4.0 International",
        "Creative Commons Attribution 3.0 International",
        "Creative Commons Attribution 4.1 International",
        "Creative Commons AttributionResearch 4.0 International",
    ],
)
def test_title_of_another_license_is_seen(title: str) -> None:
    found = identify(_under(title), RULES)
    assert (found.license, found.near) == (None, "CC-BY-4.0")


def _under(title: str) -> bytes:
    text = text_of("CC-BY-4.0")
    return f"{title}\n\n{text[text.index('Creative Commons Corporation') :]}".encode()
