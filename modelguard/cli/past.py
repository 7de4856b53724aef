"""`--baseline` and `--write-baseline`: findings that were there before."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from modelguard.cli import printing, session
from modelguard.domain import Finding, KnownFinding, Report
from modelguard.errors import UsageError
from modelguard.namedtuple import NamedTuple

if TYPE_CHECKING:
    from modelguard.baseline import Baseline

_SHOWN = 5


class Past(NamedTuple):
    """What is held against a report. What `locks` names, a policy does not let pass as old.

    Under `--isolated` the baseline is not heeded, and said to be there.
    """

    known: Baseline | None
    write_to: str | None
    locks: frozenset[str]
    whole_project: bool
    is_isolated: bool

    def is_old(self, root: str, prefix: str) -> Callable[[Finding], bool] | None:
        """Whether a finding of the project at `prefix` below `root` will be marked as known."""
        from modelguard import baseline

        if self.write_to is not None:
            return lambda finding: finding.check not in self.locks
        if self.known is None or self.is_isolated:
            return None
        known = baseline.below(self.known, _top(root) + prefix)
        return lambda finding: finding.check not in self.locks and baseline.has(known, finding)

    def settled(self, report: Report) -> Report:
        """The report with the findings marked that are known, or become so now."""
        if self.write_to is not None:
            return self._written(report, self.write_to)
        return report if self.known is None else self._held(report, self.known)

    def _written(self, report: Report, path: str) -> Report:
        from modelguard import baseline

        open_ = [each for each in report.findings if each.check not in self.locks]
        session.write_file(path, baseline.render(open_, top=_top(report.root)))
        session.say(f"wrote `{path}`")
        return self._held(report, baseline.read(path))

    def _held(self, report: Report, known: Baseline) -> Report:
        from modelguard import baseline

        marked, use = baseline.held_against(
            report,
            baseline.below(known, _top(report.root)),
            is_there=lambda path: os.path.lexists(os.path.join(report.root, path)),
            locks=self.locks,
            whole_project=self.whole_project,
        )
        if self.is_isolated:
            session.say(
                f"isolated: `{use.file}` is not heeded; {use.known} of the findings are in it"
            )
            return report
        if use.gone:
            session.say(_gone(use.file, use.gone))
        return marked


def _top(root: str) -> str:
    """The way from the top of the repository to the root of the run, with a `/` behind: a baseline
    is the same from wherever a run starts."""
    way = printing.inside_repository(root)
    return f"{way}/" if way else ""


def read(file: str | None) -> Baseline | None:
    if file is None:
        return None
    from modelguard import baseline

    if not os.path.lexists(file):
        hint = f"`modelguard check --write-baseline {file}` writes it"
        raise UsageError(f"`{file}` does not exist", hint=hint)
    return baseline.read(file)


def _gone(file: str, gone: tuple[KnownFinding, ...]) -> str:
    shown = [f"{each.check} {each.model}{f' in {each.path}' * bool(each.path)}" for each in gone]
    more = f" and {len(gone) - _SHOWN} more" if len(gone) > _SHOWN else ""
    count = "1 finding of it is" if len(gone) == 1 else f"{len(gone)} findings of it are"
    return f"`{file}`: {count} gone: {', '.join(shown[:_SHOWN])}{more}"
