"""The checks that `--select` and `--ignore` name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from modelguard import checks
from modelguard.errors import UsageError, nearest
from modelguard.project import Project

if TYPE_CHECKING:
    from modelguard.cli.loading import Choice


def require_known(choice: Choice, judged: Project) -> None:
    """Neither option may leave out a check that a policy locks."""
    for check in (*choice.select, *choice.ignore):
        if check not in checks.ids():
            raise UsageError(f"there is no check `{check}`", hint=nearest(check, checks.ids()))
    for check in judged.policy.locks.intersection(checks.ids()):
        if check in choice.ignore or (choice.select and check not in choice.select):
            by = judged.policy.locked_by.get(check, judged.policy.origin)
            raise UsageError(
                f"`{check}` cannot be left out: it is locked by {by}",
                hint="drop `--ignore` or `--select`",
            )
