"""Sections of a license text are found by number, or not at all."""

from __future__ import annotations

import pytest

from modelguard.sections import locate

TEXT = """\
WIDGET MODEL LICENSE

1. Grants
   a. You may look at the widget.
   b. Copies go out on these terms:
      i. with this text;
      ii. with a line that
          names the widget.
   c. Nothing else is granted.

2. Limits. Nobody with more than
   ten widgets may have another one.

## 3. Names
3.1 Signs. The sign stays on the widget.
3.2 Marks. No mark is licensed.

Part Two: the rest

Section 4: Changes
(a) We may change
(b) You may leave

5. Courts
Those of Widgetland.
6) Last words
None.
"""


@pytest.mark.parametrize(
    ("section", "line", "text"),
    [
        ("2", 11, "2. Limits. Nobody with more than\n   ten widgets may have another one."),
        ("1.a", 4, "a. You may look at the widget."),
        ("1.b.i", 6, "i. with this text;"),
        ("1.b.ii", 7, "ii. with a line that\n          names the widget."),
        ("1(c)", 9, "c. Nothing else is granted."),
        ("3.1", 15, "3.1 Signs. The sign stays on the widget."),
        ("4(b)", 22, "(b) You may leave"),
        ("4", 20, "Section 4: Changes\n(a) We may change\n(b) You may leave"),
        ("5", 24, "5. Courts\nThose of Widgetland."),
    ],
)
def test_section_is_found_by_its_number(section, line, text):
    found = locate(TEXT, section)

    assert found is not None
    assert (found.line, found.text) == (line, text)


@pytest.mark.parametrize("section", ["7", "1.d", "2.a", "preamble", "Exhibit A", "last paragraph"])
def test_section_that_is_not_there_or_has_no_number_is_not_found(section):
    assert locate(TEXT, section) is None


def test_end_of_the_last_section_is_not_guessed():
    assert locate(TEXT, "6") is None


def test_number_that_opens_two_lines_is_not_guessed():
    assert locate(f"2. Scope\n{TEXT}", "2") is None


def test_section_as_long_as_a_license_is_left_to_its_address():
    assert locate("1. All\n" + "word " * 2_000 + "\n2. End\n", "1") is None
