"""Processor time of child processes, and how it is told."""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
_WARM_UP = 2


def compile_everything() -> None:
    """Write byte code first: where PYTHONDONTWRITEBYTECODE is set every run would compile anew."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    compileall.compile_dir(ROOT / "modelguard", quiet=1)


def cpu_seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """User and system time of one run, as the kernel counted it."""
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def interleaved(
    commands: Mapping[str, Sequence[str]], environment: Mapping[str, str], runs: int
) -> dict[str, float]:
    """Median seconds per command; the commands take turns, so that a slow moment hits them all."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + _WARM_UP):
        for name, command in commands.items():
            seconds = cpu_seconds(command, environment)
            if turn >= _WARM_UP:
                taken[name].append(seconds)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def tell(what: str, ratio: float, budget: float) -> None:
    """One line: what was measured, the ratio, the budget, and whether it is kept."""
    verdict = "kept" if ratio <= budget else "MISSED"
    print(f"{what}: ratio {ratio:.2f}, budget {budget:.2f}: {verdict}")
