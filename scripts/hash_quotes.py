"""Truncated hashes of all runs of eight words of the quotes in a table of licenses, on stdout."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

RUN = 8
_WORD = re.compile(r"\w+")
_APOSTROPHES = str.maketrans("", "", "'\u2019\u2018`")


def words(text: str) -> list[str]:
    """Lower-cased words; punctuation does not count."""
    return _WORD.findall(text.translate(_APOSTROPHES).casefold())


def run_hashes(text: str) -> Iterator[str]:
    """8 bytes of SHA-256 in hex for each run of `RUN` words."""
    found = words(text)
    for start in range(len(found) - RUN + 1):
        run = " ".join(found[start : start + RUN])
        yield hashlib.sha256(run.encode()).hexdigest()[:16]


def quotes(table: Path) -> Iterator[str]:
    """Every `evidence[].quote` of every license."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = yaml.load(table.read_text(encoding="utf-8"), Loader=loader)
    for entry in content["licenses"]:
        for evidence in entry["evidence"]:
            if isinstance(evidence, dict):
                yield evidence["quote"]


def main() -> None:
    found = {run for quote in quotes(Path(sys.argv[1])) for run in run_hashes(quote)}
    print("\n".join(sorted(found)))


if __name__ == "__main__":
    main()
