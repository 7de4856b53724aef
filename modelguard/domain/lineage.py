"""What a model was made from, and how much of that is known."""

from __future__ import annotations

from modelguard.domain.conclusions import Problem
from modelguard.domain.licenses import FamilyMatch, License, LicenseClass
from modelguard.namedtuple import NamedTuple


class Descent(NamedTuple):
    """How much of a model's lineage is known.

    `is_stated` where bases are named, or the project file says that there are none. `left_out`
    bases were named and not looked up, since there are too many of them. `loops` are ids that are
    named among their own ancestors. `hint` is what the model's name tells of, while neither its
    license nor one of its bases is of that family. `unread` datasets were named and not looked up.
    """

    is_stated: bool = True
    left_out: int = 0
    loops: tuple[str, ...] = ()
    hint: FamilyMatch | None = None
    unread: int = 0


class TrainingData(NamedTuple):
    """A dataset that a model, or a base of it, was trained on; `via` is the id that names it.

    Without `licenses`, `problem` and `detail` say why. `made_with` are the terms of a hosted API
    whose outputs it holds.
    """

    id: str
    via: str
    licenses: tuple[License, ...]
    license_class: LicenseClass
    problem: Problem | None = None
    detail: str = ""
    made_with: License | None = None
