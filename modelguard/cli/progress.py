"""A progress bar on stderr: only on a terminal, only for work that takes longer than a second."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any, Self

import click

_PATIENCE = 1.0


class Progress:
    """Shows itself once `update` is called later than a second after the start."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._start = time.monotonic()
        self._bar: Any = None
        self._done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def update(self, done: int, total: int) -> None:
        """`done` of `total`; a smaller `done` than before starts a new bar."""
        if done < self._done:
            self._close()
        if self._bar is None and self._is_due() and done < total:
            self._bar = click.progressbar(length=total, label=self._label, file=sys.stderr)
            self._bar.__enter__()
            self._done = 0
        if self._bar is not None:
            self._bar.update(done - self._done)
            self._done = done
        if done == total:
            self._close()

    def _is_due(self) -> bool:
        return sys.stderr.isatty() and time.monotonic() - self._start > _PATIENCE

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
        self._bar, self._done = None, 0
