"""Start-up, the hook and a warm check, as ratios to what importing click and yaml costs by itself.

Processor time (user and system) of whole processes, medians of interleaved runs.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from measure import ROOT, compile_everything, interleaved, tell

MODELGUARD = str(Path(sys.executable).with_name("modelguard"))
CHAT_SERVICE = str(ROOT / "examples" / "chat-service")
POPULAR = ROOT / "tests" / "data" / "popular_ids.txt"
# Named here and not read from the hook's file, which would need a YAML parser of its own.
HOOK = [MODELGUARD, "check", "--offline", "--no-cache", "--unresolved", "warn", "--quiet"]
COLD: Mapping[str, Sequence[str]] = {
    "python": [sys.executable, "-c", "pass"],
    "click": [sys.executable, "-c", "import click"],
    "click, yaml": [sys.executable, "-c", "import click, yaml"],
    "modelguard --help": [MODELGUARD, "--help"],
}
USAGE = "usage:\n  purpose: commercial\n  activities: [hosted-service]\n"
# What a commit touches. The first two name a model, the others are like most files.
STAGED: Mapping[str, str] = {
    "app/chat.py": """from transformers import AutoModelForCausalLM, AutoTokenizer

MODEL = "Qwen/Qwen3-8B"
tokenizer = AutoTokenizer.from_pretrained(MODEL)
model = AutoModelForCausalLM.from_pretrained(MODEL, device_map="auto")
""",
    "compose.yaml": """services:
  embeddings:
    image: ghcr.io/huggingface/text-embeddings-inference:1.6
    command: --model-id sentence-transformers/all-MiniLM-L6-v2
  web:
    build: .
""",
    "app/routes.py": """from fastapi import APIRouter

router = APIRouter()


@router.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}
""",
    "app/settings.py": """import os

TIMEOUT = float(os.environ.get("TIMEOUT", "30"))
""",
    "settings.toml": "[server]\nport = 8000\nworkers = 4\n",
}
NAMING = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="counted runs of each command")
    runs = parser.parse_args().runs
    compile_everything()
    with tempfile.TemporaryDirectory() as scratch:
        environment = {**os.environ, "MODELGUARD_CACHE_DIR": f"{scratch}/cache"}
        warm = _warm(Path(scratch), environment)
        seconds = interleaved({**COLD, **warm}, environment, runs)
    print(f"cpu, median of {runs} interleaved runs:")
    for name, median in seconds.items():
        print(f"  {name}: {1000 * median:.1f} ms")
    tell("modelguard --help / import click", seconds["modelguard --help"] / seconds["click"], 1.3)
    for name in warm:
        tell(f"{name} / import click, yaml", seconds[name] / seconds["click, yaml"], 1.7)


def _warm(scratch: Path, environment: Mapping[str, str]) -> dict[str, Sequence[str]]:
    """The runs that are held against importing click and yaml."""
    plain = _repository(scratch / "plain", USAGE)
    locked = _repository(scratch / "locked", f"{USAGE}models:\n{_manifest()}")
    subprocess.run(
        [MODELGUARD, "lock", "--offline", str(scratch / "locked")],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,  # the exit code tells of models that nothing is known of
    )
    return {
        "hook, five files, two name models": [*HOOK, *plain],
        "hook, three files without models": [*HOOK, *plain[NAMING:]],
        "hook, five files, a lock of 200 models": [*HOOK, *locked],
        "hook, project file of 15 models": [*HOOK, f"{CHAT_SERVICE}/modelguard.yaml"],
        "warm check of 15 models": [MODELGUARD, "check", "--offline", CHAT_SERVICE],
    }


def _repository(folder: Path, project_file: str) -> list[str]:
    """A repository with a project file; returns the files that a commit touches."""
    (folder / ".git").mkdir(parents=True)
    (folder / "modelguard.yaml").write_text(project_file, encoding="utf-8")
    for name, text in STAGED.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return [str(folder / name) for name in STAGED]


def _manifest() -> str:
    named = POPULAR.read_text(encoding="utf-8").split()
    return "".join(f"  - {name}\n" for name in named if not name.startswith("#"))


if __name__ == "__main__":
    main()
