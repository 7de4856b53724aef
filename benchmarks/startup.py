"""Start-up, the hook and a warm check, as ratios to what importing click and yaml costs by itself.

Processor time (user and system) of whole processes, medians of interleaved runs.
"""

from __future__ import annotations

import argparse
import json
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
FILES = 5_000
LARGE = "check --locked, 5,000 files and 200 models"
FIRST = f"{LARGE}, first look"
LOCKED = 190  # of the 200 of the manifest


PLAIN = """from dataclasses import dataclass


@dataclass
class Row{number}:
    name: str
    count: int = 0

    def shown(self) -> str:
        return f"{{self.name}}: {{self.count}}"
"""
LOADING = """from transformers import AutoModel

model = AutoModel.from_pretrained("{model}")
"""


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
        budget = 8 if name in (LARGE, FIRST) else 1.7
        tell(f"{name} / import click, yaml", seconds[name] / seconds["click, yaml"], budget)


def _warm(scratch: Path, environment: Mapping[str, str]) -> dict[str, Sequence[str]]:
    """The runs that are held against importing click and yaml."""
    plain = _repository(scratch / "plain", USAGE)
    locked = _repository(scratch / "locked", f"{USAGE}models:\n{_manifest()}")
    _lock(scratch / "locked", environment)
    large = _large(scratch / "large", environment)
    return {
        "hook, five files, two name models": [*HOOK, *plain],
        "hook, three files without models": [*HOOK, *plain[NAMING:]],
        "hook, five files, a lock of 200 models": [*HOOK, *locked],
        "hook, project file of 15 models": [*HOOK, f"{CHAT_SERVICE}/modelguard.yaml"],
        "warm check of 15 models": [MODELGUARD, "check", "--offline", CHAT_SERVICE],
        LARGE: [MODELGUARD, "check", "--locked", large],
        FIRST: [MODELGUARD, "check", "--locked", "--no-cache", large],
    }


def _repository(folder: Path, project_file: str) -> list[str]:
    """A repository with a project file; returns the files that a commit touches."""
    (folder / ".git").mkdir(parents=True)
    (folder / "modelguard.yaml").write_text(project_file, encoding="utf-8")
    for name, text in STAGED.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return [str(folder / name) for name in STAGED]


def _large(folder: Path, environment: Mapping[str, str]) -> str:
    """A git repository in which every 25th file loads a model."""
    _repository(folder, USAGE)
    named = _models()
    for number in range(FILES):
        path = folder / f"package{number // 50}" / f"module{number}.py"
        path.parent.mkdir(exist_ok=True)
        model = named[number // 25] if number % 25 == 0 else ""
        text = LOADING.format(model=model) if model else PLAIN.format(number=number)
        path.write_text(text, encoding="utf-8")
    for command in (["init", "--quiet"], ["add", "."]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    _lock(folder, environment)
    return str(folder)


def _lock(folder: Path, environment: Mapping[str, str]) -> None:
    """Lock what the manifest names, but for the models that the catalog does not know."""
    command = [MODELGUARD, "lock", "--offline", "--unresolved", "warn", str(folder)]
    subprocess.run(command, env=environment, capture_output=True, check=True)
    models = json.loads((folder / "modelguard.lock").read_bytes())["models"]
    assert len(models) >= LOCKED, f"only {len(models)} models are locked"


def _manifest() -> str:
    return "".join(f"  - {name}\n" for name in _models())


def _models() -> list[str]:
    named = POPULAR.read_text(encoding="utf-8").split()
    return [name for name in named if not name.startswith("#")]


if __name__ == "__main__":
    main()
