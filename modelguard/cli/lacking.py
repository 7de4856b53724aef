"""Models that could not be looked up, told before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

from modelguard.cli import session
from modelguard.cli.loading import Choice
from modelguard.domain import Unresolved

_SHOWN = 10


def forbids_writing(missing: Sequence[Unresolved], choice: Choice) -> bool:
    """True where a model is missing and `--unresolved warn` does not let it pass."""
    for model in missing[:_SHOWN]:
        session.say(f"`{model.id}` could not be looked up: {model.detail}")
    if len(missing) > _SHOWN:
        session.say(f"{len(missing) - _SHOWN} more could not be looked up; `check` names them")
    if not missing or choice.unresolved != "error":
        return False
    session.say("nothing was written; `--unresolved warn` leaves these models out")
    return True
