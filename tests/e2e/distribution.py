"""Builds the files that a release consists of."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent


class Built(NamedTuple):
    """The two files of a release."""

    wheel: Path
    sdist: Path


def build(source: Path, target: Path) -> Built:
    """hatchling itself, without an environment of its own, since that would need an index."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--directory", str(target)],
        cwd=source,
        check=True,
        capture_output=True,
    )
    return Built(next(target.glob("*.whl")), next(target.glob("*.tar.gz")))
