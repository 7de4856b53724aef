"""What `modelguard` commands print, as pages show it: the same on every day and every machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

# Shown output must not change with the calendar.
_TODAY = "2026-11-22"


def shown_run(command: str, folder: Path) -> tuple[str, int]:
    """What a `modelguard …` command prints on both streams, and its exit code."""
    words = command.split()
    assert words[0] == "modelguard", command
    done = subprocess.run(
        [sys.executable, "-c", "from modelguard.cli import main; main()", *words[1:]],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        cwd=folder,
        env=plain_environment(),
        check=False,
    )
    return done.stdout, done.returncode


def plain_environment() -> dict[str, str]:
    """The environment without anything that changes what modelguard prints."""
    dropped = ("MODELGUARD_", "HF_", "GITHUB_", "COLUMNS", "FORCE_COLOR", "NO_COLOR", "CI")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    cache = os.environ.get("MODELGUARD_CACHE_DIR")
    return {**kept, "MODELGUARD_TODAY": _TODAY} | ({"MODELGUARD_CACHE_DIR": cache} if cache else {})
