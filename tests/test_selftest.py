"""`modelguard selftest`: planted models are stopped, or the hole in the gate is named."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from modelguard import policy

SWITCHED_OFF = """\
policy:
  extends: default
  severity: {license-not-allowed: off, noncommercial-use: off}
"""
EVERYTHING_WAIVED = """\
exceptions:
  - {model: "*", checks: [license-unknown], reason: We were in a hurry}
"""
A_WARNING_ONLY = "policy: {extends: default, severity: {license-unknown: warning}}\n"
NO_PYTHON = 'exclude: ["*.py"]\n'

HOLES = {
    "an exception for every model": (
        EVERYTHING_WAIVED,
        [],
        "license-unknown is waived by modelguard.yaml:2",
    ),
    "a severity that fails nothing": (A_WARNING_ONLY, [], "license-unknown is a warning"),
    "a check that is left out": ("{}\n", ["--ignore", "license-unknown"], "nothing was found"),
    "a step that never fails": ("{}\n", ["--fail-on", "never"], "license-unknown is an error"),
    "code that nobody looks at": (NO_PYTHON, [], "nothing was found by license-unknown"),
}


def unknown_line(text: str) -> str:
    (line,) = (each for each in text.splitlines() if "an unknown license" in each)
    return line


@pytest.mark.parametrize("name", policy.names())
def test_every_built_in_policy_stops_the_planted_models(name, run, project):
    done = run("selftest", project(**{"modelguard.yaml": f"policy: {name}\n"}))

    assert done.code == 0, done.stdout
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["stopped"] * 3


@pytest.mark.parametrize("hole", HOLES)
def test_a_hole_in_the_gate_is_named(hole, run, project):
    content, options, told = HOLES[hole]

    done = run("selftest", project(**{"modelguard.yaml": content}), *options)

    assert done.code == 1
    assert unknown_line(done.stdout).startswith("NOT STOPPED")
    assert told in unknown_line(done.stdout)


def test_a_policy_without_the_ban_is_no_gate(run, project):
    done = run("selftest", project(**{"modelguard.yaml": SWITCHED_OFF}))

    assert done.code == 1
    assert "NOT STOPPED  a forbidden model (" in done.stdout


def test_a_stricter_threshold_counts_warnings_too(run, project):
    folder = project(**{"modelguard.yaml": A_WARNING_ONLY})

    assert run("selftest", folder, "--fail-on", "warning").code == 0


def test_nothing_is_written_and_nothing_stays_behind(run, project, tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    folder = project(**{"team/modelguard.yaml": "policy: default\n", "team/app.py": "x = 1\n"})
    before = contents(folder)

    run("selftest", folder / "team")

    assert contents(folder) == before


def contents(folder: Path) -> dict[str, bytes]:
    files = (Path(root, name) for root, _, names in os.walk(folder) for name in names)
    return {str(path): path.read_bytes() for path in files}


def test_a_folder_that_is_not_there_is_a_usage_error(run, tmp_path):
    done = run("selftest", tmp_path / "nowhere")

    assert done.code == 2
    assert "does not exist" in done.stderr
