"""Front matter is read as the Hub reads it, and every odd one says what is wrong with it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelguard.cards import front_matter

CASES = json.loads(
    (Path(__file__).parent.parent / "data" / "front_matter.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"].replace(" ", "-"))
def test_a_card_is_read_as_the_hub_reads_it(case):
    found = front_matter.read(case["text"])

    assert found.data == case["data"]
    assert found.problems == ((case["problem"],) if "problem" in case else ())


def _card(yaml: str) -> str:
    return f"---\n{yaml}\n---\n"


HOSTILE = {
    "an alias bomb": _card(
        "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]"
    ),
    "brackets without end": _card("a: " + "[" * 200_000),
    "braces without end": _card("{a: " * 100_000),
    "a staircase": _card("\n".join(" " * depth + "a:" for depth in range(300))),
    "too many values": _card("a: [" + "1, " * 150_000 + "]"),
    "an alias of itself": _card("a: &a [*a" + ", *a" * 20 + "]"),
    "a number of many digits": _card("license: " + "9" * 20_000),
    "more than a mebibyte": _card("license: mit\ntext: " + "x" * (1024 * 1024)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_card_built_to_exhaust_its_reader_is_refused_at_once(name):
    start = time.process_time()

    found = front_matter.read(HOSTILE[name])

    assert found.data == {}
    assert len(found.problems) == 1
    assert time.process_time() - start < 1


@given(st.text(alphabet=st.sampled_from("---\n\r \t:[]{}&*!|>'\"#%@license0é\ufeff\ud800")))
def test_no_text_makes_it_raise(text):
    for each in (text, _card(text)):
        assert isinstance(front_matter.read(each), front_matter.FrontMatter)
