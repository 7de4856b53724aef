"""The action: nothing is interpolated into its scripts, and its check step runs as written."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from distribution import ROOT

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = ACTION["runs"]["steps"]
CHECK = STEPS[-1]


def test_no_script_interpolates_anything():
    assert not [step["name"] for step in STEPS if "${{" in step.get("run", "")]


def test_every_input_reaches_the_script_through_a_variable():
    given = {re.sub(r"\$\{\{ inputs\.(.+) \}\}", r"\1", text) for text in CHECK["env"].values()}

    assert given == set(ACTION["inputs"])
    assert not [name for name in CHECK["env"] if f"${name}" not in CHECK["run"]]


def test_no_input_overrides_the_project_file_by_default():
    assert not [name for name, each in ACTION["inputs"].items() if each.get("default")]


def test_foreign_actions_are_pinned_to_a_commit():
    used = [step["uses"] for step in STEPS if "uses" in step]

    assert not [name for name in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name)]


def test_every_script_step_names_its_shell():
    assert {step.get("shell") for step in STEPS if "run" in step} == {"bash"}


def test_it_installs_from_its_own_folder():
    assert '"$GITHUB_ACTION_PATH"' in STEPS[0]["run"]


def _step(inputs: dict[str, str], environment, bin_folder: Path, scratch: Path):
    """The check step with the wheel where the install step would have put it."""
    (scratch / "modelguard").mkdir()
    (scratch / "modelguard" / "bin").symlink_to(bin_folder, target_is_directory=True)
    empty = dict.fromkeys(CHECK["env"], "")
    return subprocess.run(
        [shutil.which("bash"), "--noprofile", "--norc", "-eo", "pipefail", "-c", CHECK["run"]],
        env={**environment, **empty, **inputs, "RUNNER_TEMP": str(scratch)},
        cwd=ROOT / "examples",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_findings_become_annotations_and_fail_the_step(environment, bin_folder, tmp_path):
    inputs = {"INPUT_PATHS": "chat-service", "INPUT_OFFLINE": "true"}

    done = _step(inputs, environment, bin_folder, tmp_path)

    assert done.returncode == 1, done.stderr
    assert "::error " in done.stdout


def test_all_inputs_are_passed_on(environment, bin_folder, tmp_path):
    report = tmp_path / "with space.sarif"
    inputs = {
        "INPUT_PATHS": "chat-service\n\nchat-service/app",
        "INPUT_CONFIG": "chat-service/modelguard.yaml",
        "INPUT_POLICY": "internal-use",
        "INPUT_OFFLINE": "true",
        "INPUT_FAIL_ON": "never",
        "INPUT_UNRESOLVED": "warn",
        "INPUT_SARIF_FILE": str(report),
    }

    done = _step(inputs, environment, bin_folder, tmp_path)

    assert done.returncode == 0, done.stderr
    assert '"version": "2.1.0"' in report.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["INPUT_PATHS", "INPUT_CONFIG", "INPUT_POLICY"])
def test_an_input_is_never_run_as_code(name, environment, bin_folder, tmp_path):
    planted = tmp_path / "planted"
    text = f'"; touch {planted}; $(touch {planted}) `touch {planted}`'

    done = _step({name: text, "INPUT_OFFLINE": "true"}, environment, bin_folder, tmp_path)

    assert done.returncode == 2
    assert not planted.exists()


def test_a_path_that_looks_like_an_option_is_a_path(environment, bin_folder, tmp_path):
    inputs = {"INPUT_PATHS": "--fail-on=never", "INPUT_OFFLINE": "true"}

    done = _step(inputs, environment, bin_folder, tmp_path)

    assert done.returncode == 2
    assert "does not exist" in done.stderr
