"""SARIF by the validator of the format's own makers, with GitHub's rules on top."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
# SARIF2005 asks for the address of a home page, and the project has none yet.
_EXCUSED = {"SARIF2005"}

pytestmark = pytest.mark.external


def validate(sarif: Path, report: Path) -> list[dict]:
    """What the validator objects to. It exits with 0 even for errors, so its report is read."""
    tool = shutil.which("sarif-multitool")
    assert tool, "npm install @microsoft/sarif-multitool, and put its folder on PATH"
    # Its launcher hands the words to a shell, unquoted.
    words = ["validate", str(sarif), "--rule-kind", "Sarif;Ghas", "-o", str(report)]
    # The tool is a .NET program; without this it needs a library for languages.
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    subprocess.run(
        [tool, *map(shlex.quote, words)], check=False, capture_output=True, env=environment
    )
    run = json.loads(report.read_text(encoding="utf-8-sig"))["runs"][0]
    return [result for result in run["results"] if result["ruleId"] not in _EXCUSED]


@pytest.mark.parametrize("name", ["chat-service", "image-studio", "fully-open"])
def test_report_of_an_example_is_valid(name, tmp_path):
    sarif = tmp_path / "report.sarif"
    words = ["check", "--offline", "--output", f"sarif={sarif}", str(ROOT / "examples" / name)]
    program = "from modelguard.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", program, *words], check=False, capture_output=True)

    assert done.returncode in (0, 1), done.stderr
    assert validate(sarif, tmp_path / "validated.sarif") == []


def test_the_validator_finds_what_is_wrong(tmp_path):
    sarif = tmp_path / "broken.sarif"
    run = {"tool": {"driver": {"name": "x"}}, "results": [{"message": {"text": ""}}]}
    sarif.write_text(json.dumps({"version": "2.1.0", "runs": [run]}), encoding="utf-8")

    assert validate(sarif, tmp_path / "validated.sarif")
