"""Our enumerations of texts behave as those of `enum`."""

from __future__ import annotations

import copy
import enum
import json
import pickle

import pytest

from modelguard import strenum


class Ours(strenum.StrEnum):
    """Two."""

    FIRST = "first"
    SECOND = "the second"

    @property
    def size(self) -> int:
        return len(self)


class Theirs(enum.StrEnum):
    FIRST = "first"
    SECOND = "the second"

    @property
    def size(self) -> int:
        return len(self)


BOTH = pytest.mark.parametrize("kind", [Ours, Theirs])


@BOTH
def test_a_member_is_found_by_its_text_and_is_one_text(kind):
    assert kind("the second") is kind.SECOND
    assert kind(kind.FIRST) is kind.FIRST
    assert (kind.SECOND.name, kind.SECOND.value, kind.SECOND.size) == ("SECOND", "the second", 10)
    assert kind.FIRST == "first"
    assert {"first": 1}[kind.FIRST] == 1
    assert f"{kind.FIRST}, {kind.SECOND:>12}" == "first,   the second"
    assert type(str(kind.FIRST)) is str
    assert json.dumps([kind.FIRST]) == '["first"]'
    assert isinstance(kind.FIRST, kind)


@BOTH
def test_the_members_are_those_that_are_written(kind):
    assert list(kind) == ["first", "the second"]
    assert len(kind) == 2
    assert kind.FIRST in kind


@BOTH
@pytest.mark.parametrize("value", ["third", None, 1, []])
def test_another_text_is_refused(kind, value):
    with pytest.raises(ValueError, match="is not a valid"):
        kind(value)


@BOTH
def test_a_copy_is_the_member_itself(kind):
    assert pickle.loads(pickle.dumps(kind.SECOND)) is kind.SECOND
    assert copy.deepcopy([kind.SECOND])[0] is kind.SECOND


@BOTH
def test_a_member_shows_its_name(kind):
    assert repr(kind.SECOND) == f"<{kind.__name__}.SECOND: 'the second'>"


@BOTH
def test_members_are_told_apart_by_match(kind):
    match kind("the second"):
        case kind.FIRST:
            found = 1
        case kind.SECOND:
            found = 2
    assert found == 2
