"""Our named tuples behave as those of `typing`."""

from __future__ import annotations

import pickle
import re
import typing
from pathlib import Path

import pytest

from modelguard import namedtuple

PACKAGE = Path(namedtuple.__file__).parent


class Ours(namedtuple.NamedTuple):
    """A pair."""

    first: int
    second: str = "two"

    @property
    def both(self) -> str:
        return f"{self.first} {self.second}"


class Theirs(typing.NamedTuple):
    first: int
    second: str = "two"


CALLS = [((1,), {}), ((1, "b"), {}), ((), {"second": "b", "first": 1}), ((1,), {"second": "b"})]
WRONG = [
    ((), {}),
    ((1, "b", 3), {}),
    ((1,), {"first": 1}),
    ((1,), {"third": 3}),
    ((), {"second": "b"}),
]


@pytest.mark.parametrize(("values", "named"), CALLS)
def test_values_come_by_place_by_name_and_by_default(values, named):
    ours, theirs = Ours(*values, **named), Theirs(*values, **named)

    assert ours == theirs
    assert hash(ours) == hash(theirs)
    assert (ours.first, ours.second) == (theirs.first, theirs.second)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")


@pytest.mark.parametrize(("values", "named"), WRONG)
@pytest.mark.parametrize("made", [Ours, Theirs])
def test_a_call_that_does_not_fit_is_a_type_error(made, values, named):
    with pytest.raises(TypeError):
        made(*values, **named)


@pytest.mark.parametrize("made", [Ours, Theirs])
def test_a_copy_may_change_fields_and_only_those(made):
    assert made(1)._replace(second="b") == made(1, "b")
    assert made(1)._asdict() == {"first": 1, "second": "two"}
    with pytest.raises((TypeError, ValueError)):
        made(1)._replace(third=3)


@pytest.mark.parametrize("made", [Ours, Theirs])
def test_nothing_can_be_set(made):
    with pytest.raises(AttributeError):
        made(1).first = 2
    with pytest.raises(AttributeError):
        made(1).third = 3


def test_it_unpacks_and_matches_and_has_properties_and_can_be_pickled():
    ours = Ours(1, "b")
    first, second = ours
    match ours:
        case Ours(1, matched):
            pass

    assert (first, second, matched) == (1, "b", "b")
    assert ours.both == "1 b"
    assert pickle.loads(pickle.dumps(ours)) == ours


def test_every_module_makes_its_named_tuples_here():
    theirs = re.compile(r"^from typing import .*\bNamedTuple\b", re.M)

    assert not [
        path.name for path in PACKAGE.rglob("*.py") if theirs.search(path.read_text("utf-8"))
    ]
