"""References of a large tree, found by several processes in the order of one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from modelguard import detect, rulebase
from modelguard.detect.files.reading import MAX_BYTES, Outcome, Selected, Skipped
from modelguard.domain import Reference

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

    from modelguard.detect.remembered import Memory

# Starting processes takes about as long as reading so much text.
_LARGE = 16 * 1024 * 1024
_TOLD = 500  # files whose sizes tell how large all are
_PORTION = 20  # files that a process takes at a time
_MOST = 4  # processes


def find(
    files: Sequence[Selected],
    skipped: list[Skipped],
    cores: int | None = None,
    memory: Memory | None = None,
) -> list[Reference]:
    """As `detect.find`; in this process alone where others do not pay or cannot be had.

    `cores` are those that may be used, all that the system allows where it is not given. What
    `memory` knows is not read again.
    """
    found: list[Reference] = []
    for outcome in _recalled(files, cores, memory) if memory else _outcomes(files, cores):
        skipped += outcome.skipped
        found += outcome.references
    return found


def _recalled(files: Sequence[Selected], cores: int | None, memory: Memory) -> list[Outcome]:
    known = {file.path: memory.recall(file) for file in files}
    fresh = [file for file in files if known[file.path] is None]
    before = memory.signatures(fresh)
    for file, outcome in zip(fresh, _outcomes(fresh, cores), strict=True):
        memory.keep(file, before[file.path], outcome)
        known[file.path] = outcome
    memory.save()
    return [outcome for outcome in known.values() if outcome]


def _outcomes(files: Sequence[Selected], cores: int | None) -> Iterable[Outcome]:
    processes = min(cores or _cores(), _MOST)
    if processes > 1 and _is_large(files):
        from concurrent.futures.process import BrokenProcessPool

        try:
            return _shared(files, processes)
        except (OSError, ImportError, BrokenProcessPool):
            pass
    return detect.outcomes(files, rulebase.load())


def _is_large(files: Sequence[Selected]) -> bool:
    """Of many files, some tell enough."""
    step = max(len(files) // _TOLD, 1)
    return step * sum(map(_size, files[::step])) > _LARGE


def _size(file: Selected) -> int:
    try:
        return min(os.stat(file.place).st_size, MAX_BYTES)
    except (OSError, ValueError):
        return 0


def _shared(files: Sequence[Selected], processes: int) -> list[Outcome]:
    from concurrent.futures import ProcessPoolExecutor

    portions = [files[start : start + _PORTION] for start in range(0, len(files), _PORTION)]
    with ProcessPoolExecutor(processes, _context()) as pool:
        with _no_interrupts():
            found = pool.map(_portion, portions)
        return [outcome for portion in found for outcome in portion]


def _portion(files: Sequence[Selected]) -> list[Outcome]:
    return list(detect.outcomes(files, rulebase.load()))


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Ctrl-C comes later, and to this process alone: those that start here never see it."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _context() -> BaseContext:
    """A copy of this process has all modules loaded; elsewhere than on Linux that is not safe."""
    import multiprocessing
    import sys

    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _cores() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
