"""A full scan of the unpacked transformers wheel, and of a large tree, beside ripgrep.

The scan is the whole process `modelguard list`, byte code written, twice: as a first look at the
tree (`--no-cache`), and as any later one, which reads what changed. ripgrep looks for
`from_pretrained\\(` with one thread. They take turns on the same files, and the median of the
wall-clock ratios, pair by pair, is judged. Without ripgrep only the scan itself is told.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

from measure import compile_everything, tell

WHEEL = "transformers==5.23.0"
PATTERN = r"from_pretrained\("
LARGE = 50_000  # files
COMMAND = [str(Path(sys.executable).with_name("modelguard")), "list", "--format", "json"]
LOOKS = {"first scan": [*COMMAND, "--no-cache"], "scan": COMMAND}
# Prints the list of a scan whose detectors are asked about every file that they claim.
WITHOUT_PREFILTER = """
import sys
from modelguard import detect
for detector in detect.file_detectors():
    detector.may_hold = lambda data: True
from modelguard.cli import main
sys.argv = ["modelguard", "list", "--format", "json", "--no-cache", "."]
main()
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tree", type=Path, help="an unpacked wheel, instead of downloading it")
    parser.add_argument("--runs", type=int, default=3, help="counted runs of each command")
    parser.add_argument("--large", action="store_true", help="also a tree of 50,000 files")
    parser.add_argument("--verify", action="store_true", help="compare with an unfiltered scan")
    options = parser.parse_args()
    compile_everything()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["MODELGUARD_CACHE_DIR"] = f"{scratch}/cache"
        tree = options.tree or unpacked(WHEEL, Path(scratch) / "wheel")
        seconds = scan(tree, WHEEL, options.runs)
        if options.verify:
            verify(tree)
        if options.large:
            grown(tree, Path(scratch) / "large", seconds)


def grown(tree: Path, place: Path, seconds: float) -> None:
    """A scan of many such trees, beside the `seconds` that one took."""
    files = grow(tree, place)
    longer = scan(place, f"{files:,} files", 1)
    small = sum(1 for path in tree.rglob("*.py"))
    tell("seconds a file, large tree / wheel", longer / files / (seconds / small), 1.5)


def unpacked(requirement: str, place: Path) -> Path:
    """The files of a wheel from the package index."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest"]
    subprocess.run([*command, str(place), requirement], check=True)
    (wheel,) = place.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place / "tree")
    return place / "tree"


def scan(tree: Path, name: str, runs: int) -> float:
    """Median wall-clock seconds of a first scan, told beside a later one and beside ripgrep's."""
    ripgrep = shutil.which("rg")
    taken: dict[str, list[tuple[float, float]]] = {look: [] for look in LOOKS}
    most = 0
    for turn in range(runs + 1):
        for look, command in LOOKS.items():
            seconds, output, memory = run(command, tree)
            beside = run([ripgrep, "-j1", "-c", PATTERN], tree)[0] if ripgrep else 0.0
            most = max(most, memory)
            if turn:
                taken[look].append((seconds, beside))
    print(f"{name}: {len(json.loads(output)['references'])} references, {most} MB")
    tell(f"memory of the scan of {name} / 150 MB", most / 150, 1)
    for look, pairs in taken.items():
        told(f"{look} of {name}", pairs)
    return statistics.median(seconds for seconds, _ in taken["first scan"])


def told(name: str, pairs: Sequence[tuple[float, float]]) -> None:
    """The medians of a scan and of ripgrep, and the median of their ratios."""
    seconds, beside = (statistics.median(each) for each in zip(*pairs, strict=True))
    print(f"  {name}: {seconds:.2f} s" + (f", ripgrep {beside:.3f} s" if beside else ""))
    if beside:
        tell(f"{name} / ripgrep", statistics.median(ours / rg for ours, rg in pairs), 20)
    else:
        print("  ripgrep is not installed: no ratio")


def run(command: Sequence[str], folder: Path) -> tuple[float, bytes, int]:
    """Wall-clock seconds, what was printed, and the peak of memory in MB."""
    begun = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE) as process:
        assert process.stdout
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{command[0]}: exit {process.returncode}"
    return time.perf_counter() - begun, output, usage.ru_maxrss // 1024


def verify(tree: Path) -> None:
    """Raises where a scan without the prefilter finds anything else."""
    _, filtered, _ = run(LOOKS["first scan"], tree)
    _, unfiltered, _ = run([sys.executable, "-c", WITHOUT_PREFILTER], tree)
    assert filtered == unfiltered, "the prefilter changes the list"
    print("  the list without the prefilter is identical")


def grow(tree: Path, place: Path) -> int:
    """Hard links to the same files again and again, up to `LARGE` of them."""
    sources = sorted(path for path in tree.rglob("*.py"))
    for number in range(LARGE):
        source = sources[number % len(sources)]
        target = place / str(number // len(sources)) / source.relative_to(tree)
        target.parent.mkdir(parents=True, exist_ok=True)
        link(source, target)
    return LARGE


def link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copyfile(source, target)


if __name__ == "__main__":
    main()
