"""Start-up and a warm check, as ratios to what importing click and yaml costs by itself.

Processor time (user and system) of whole processes, medians of interleaved runs.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from measure import ROOT, compile_everything, interleaved, tell

CHAT_SERVICE = str(ROOT / "examples" / "chat-service")
PROJECT_FILE = f"{CHAT_SERVICE}/modelguard.yaml"
# Named here and not read from the hook's file, which would need a YAML parser of its own.
HOOK = ["check", "--offline", "--no-cache", PROJECT_FILE]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="counted runs of each command")
    runs = parser.parse_args().runs
    compile_everything()
    modelguard = str(Path(sys.executable).with_name("modelguard"))
    commands = {
        "python": [sys.executable, "-c", "pass"],
        "click": [sys.executable, "-c", "import click"],
        "click, yaml": [sys.executable, "-c", "import click, yaml"],
        "modelguard --help": [modelguard, "--help"],
        "warm check of 15 models": [modelguard, "check", "--offline", CHAT_SERVICE],
        "hook on the project file": [modelguard, *HOOK],
    }
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "MODELGUARD_CACHE_DIR": cache}
        seconds = interleaved(commands, environment, runs)
    print(f"cpu, median of {runs} interleaved runs:")
    for name, median in seconds.items():
        print(f"  {name}: {1000 * median:.1f} ms")
    floor = seconds["click, yaml"]
    tell("modelguard --help / import click", seconds["modelguard --help"] / seconds["click"], 1.3)
    tell("warm check / import click, yaml", seconds["warm check of 15 models"] / floor, 1.7)
    tell("hook / import click, yaml", seconds["hook on the project file"] / floor, 1.7)


if __name__ == "__main__":
    main()
