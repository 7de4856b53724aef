"""The action: nothing is interpolated into its scripts, and its steps run as they are written."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from distribution import ROOT
from runner import Ran, Runner

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = ACTION["runs"]["steps"]
SCRIPTS = [step for step in STEPS if "run" in step]
TOOLS = Path(sys.executable).parent
FORBIDDEN = "models: [mistralai/Codestral-22B-v0.1]\n"
CODE = 'from transformers import AutoModel\n\nAutoModel.from_pretrained("{}")\n'
OFFLINE = {"offline": "true"}


def test_no_script_interpolates_anything():
    assert not [step["name"] for step in STEPS if "${{" in step.get("run", "")]


def test_every_input_is_used_and_reaches_scripts_through_variables():
    given = {text for step in STEPS for text in step.get("env", {}).values()}
    conditions = " ".join(step.get("if", "") for step in STEPS)
    used = {name for text in given for name in re.findall(r"inputs\.([\w-]+)", text)}

    assert used | set(re.findall(r"inputs\.([\w-]+)", conditions)) == set(ACTION["inputs"])
    for step in SCRIPTS:
        assert not [
            name for name in step.get("env", {}) if f"${name}" not in step["run"].replace("{", "")
        ]


def test_no_input_overrides_the_project_file_by_default():
    assert not [name for name, each in ACTION["inputs"].items() if each.get("default")]


def test_foreign_actions_are_pinned_to_a_commit():
    used = [step["uses"] for step in STEPS if "uses" in step]

    assert not [name for name in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name)]


def test_every_script_step_names_its_shell():
    assert {step.get("shell") for step in STEPS if "run" in step} == {"bash"}


@pytest.mark.parametrize(
    "words",
    [
        ["zizmor", "--offline", "--no-progress", "--persona", "pedantic", "action.yml"],
        ["check-jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"],
    ],
    ids=lambda words: words[0],
)
def test_the_linters_have_nothing_to_say(words):
    done = subprocess.run(
        [str(TOOLS / words[0]), *words[1:]], cwd=ROOT, capture_output=True, check=False
    )

    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


def test_a_refused_upload_does_not_fail_the_step():
    (upload,) = (step for step in STEPS if "upload-sarif@" in step.get("uses", ""))

    assert upload["continue-on-error"] is True
    assert upload["with"]["sarif_file"] == ACTION["outputs"]["sarif-file"]["value"]


def git(folder: Path, *words: str) -> str:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    done = subprocess.run(
        ["git", *identity, *words], cwd=folder, check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout.strip()


@pytest.fixture
def checkout(tmp_path) -> Path:
    folder = tmp_path / "checkout"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    return folder


def commit(folder: Path, **files: str) -> str:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "a change")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def installed(environment, bin_folder, tmp_path_factory) -> Path:
    """What the install step leaves in RUNNER_TEMP: the wheel, where that step puts it."""
    temp = tmp_path_factory.mktemp("runner")
    (temp / "modelguard").mkdir()
    (temp / "modelguard" / "bin").symlink_to(bin_folder, target_is_directory=True)
    return temp


@pytest.fixture
def act(environment, installed, checkout) -> Callable[..., Ran]:
    """Runs every script step but the installation."""
    steps = [step for step in STEPS if step["name"] != "Install modelguard"]
    action = {**ACTION, "runs": {"steps": steps}}

    def act(inputs: dict[str, str], event: dict | None = None, sha: str = "") -> Ran:
        place = Runner(action, ROOT, checkout, installed, environment, event or {}, sha)
        return place.run(inputs)

    return act


def test_findings_become_annotations_a_summary_reports_and_a_failed_step(act, checkout):
    commit(checkout, **{"modelguard.yaml": FORBIDDEN})

    ran = act(OFFLINE)

    assert ran.code == 1, ran.stderr
    assert ran.steps["Check the models' licenses"] == 0, "the reports come before the failure"
    assert "::error file=modelguard.yaml,line=1," in ran.stdout
    assert "| error | noncommercial-use | mistralai/Codestral-22B-v0.1 |" in ran.summary
    assert (ran.outputs["violations"], ran.outputs["exit-code"]) == ("1", "1")
    for name in ("sarif-file", "json-file"):
        json.loads(Path(ran.outputs[name]).read_text(encoding="utf-8"))


def test_a_clean_project_passes(act, checkout):
    commit(checkout, **{"modelguard.yaml": "models: [Qwen/Qwen3-8B]\n"})

    ran = act(OFFLINE)

    assert ran.code == 0, ran.stdout + ran.stderr
    assert (ran.outputs["violations"], ran.outputs["exit-code"]) == ("0", "0")


def test_a_model_that_could_not_be_looked_up_fails_the_step(act, checkout):
    commit(checkout, **{"modelguard.yaml": "models: [acme/never-heard-of]\n"})

    assert act(OFFLINE).code == 3


def test_a_broken_project_file_fails_the_step_without_a_report(act, checkout):
    commit(checkout, **{"modelguard.yaml": "modles: []\n"})

    ran = act(OFFLINE)

    assert ran.code == 2
    assert (ran.outputs["exit-code"], ran.outputs["sarif-file"]) == ("2", "")


@pytest.fixture
def merge(checkout) -> tuple[dict, str]:
    """The event and the merge commit of a pull request to a project with a past."""
    target = commit(checkout, **{"old.py": CODE.format("mistralai/Codestral-22B-v0.1")})
    git(checkout, "checkout", "--quiet", "-b", "change")
    commit(checkout, **{"new.py": CODE.format("Qwen/Qwen3-8B")})
    git(checkout, "checkout", "--quiet", "main")
    git(checkout, "merge", "--quiet", "--no-ff", "--no-edit", "change")
    event = {"pull_request": {"base": {"sha": target}}}
    return event, git(checkout, "rev-parse", "HEAD")


def test_a_pull_request_is_judged_on_what_it_adds(act, merge):
    event, sha = merge

    assert act(OFFLINE, event, sha).code == 0
    assert act(OFFLINE, {}, sha).code == 1, "the default branch is judged on all"


def test_a_pull_request_that_adds_a_forbidden_model_fails(act, merge, checkout):
    event, _ = merge
    sha = commit(checkout, **{"worse.py": CODE.format("mistralai/Codestral-22B-v0.1")})

    ran = act(OFFLINE, event, sha)

    assert ran.code == 1
    assert "worse.py" in ran.stdout
    assert "old.py" not in ran.stdout


def test_a_branch_that_merged_another_is_held_against_the_target(act, merge):
    """Checked out is the branch itself, whose own merges say nothing of what it adds."""
    event, _ = merge

    ran = act(OFFLINE, {"pull_request": {"base": {"sha": "0" * 40}}}, "of-another-commit")

    assert "so everything is judged" in ran.stdout
    assert ran.code == 1
    assert act(OFFLINE, event, "of-another-commit").code == 0


def test_a_shallow_checkout_without_its_target_is_judged_as_a_whole(act, merge, checkout):
    event, sha = merge
    (checkout / ".git" / "shallow").write_text(f"{sha}\n", encoding="utf-8")
    event["pull_request"]["base"]["sha"] = "1" * 40

    ran = act(OFFLINE, event, sha)

    assert ran.code == 1
    assert "::warning title=modelguard::the target branch is not in this checkout" in ran.stdout


def test_all_inputs_are_passed_on(act, checkout, tmp_path):
    report = tmp_path / "with space.sarif"
    commit(checkout, **{"other.yaml": FORBIDDEN, "a.py": CODE.format("acme/never-heard-of")})
    inputs = {
        "paths": ".\n\na.py",
        "config": "other.yaml",
        "policy": "internal-use",
        "fail-on": "never",
        "unresolved": "warn",
        "diff-base": "HEAD",
        "sarif-file": f"{report}\nexit-code=0",
    }

    ran = act({**OFFLINE, **inputs})

    assert ran.code == 0, ran.stdout + ran.stderr
    assert '"version": "2.1.0"' in report.read_text(encoding="utf-8")
    assert ran.outputs["sarif-file"] == str(report)


def test_a_baseline_lets_the_past_rest_and_nothing_new(act, checkout, run):
    commit(checkout, **{"modelguard.yaml": FORBIDDEN})
    words = ["modelguard", "check", "--offline", "--write-baseline", "known.json"]
    assert run(*words, folder=checkout).returncode == 0

    assert act({**OFFLINE, "baseline": "known.json"}).code == 0
    commit(checkout, **{"new.py": CODE.format("mistralai/Codestral-22B-v0.1")})
    assert act({**OFFLINE, "baseline": "known.json"}).code == 1


def test_under_a_lock_nobody_else_answers(act, checkout):
    commit(checkout, **{"modelguard.yaml": "models: [Qwen/Qwen3-8B]\n"})

    ran = act({"locked": "true"})

    assert ran.code == 1
    assert "title=lock-outdated" in ran.stdout


@pytest.mark.parametrize("name", ["paths", "config", "policy", "baseline", "diff-base", "fail-on"])
def test_an_input_is_never_run_as_code(name, act, checkout, tmp_path):
    planted = tmp_path / "planted"
    commit(checkout, **{"modelguard.yaml": FORBIDDEN})

    ran = act({**OFFLINE, name: f'"; touch {planted}; $(touch {planted}) `touch {planted}`'})

    assert ran.code == 2
    assert not planted.exists()


def test_a_path_that_looks_like_an_option_is_a_path(act, checkout):
    commit(checkout, **{"modelguard.yaml": FORBIDDEN})

    ran = act({**OFFLINE, "paths": "--fail-on=never"})

    assert ran.code == 2
    assert "does not exist" in ran.stderr


def test_the_install_step_makes_the_command(environment, bin_folder, checkout, tmp_path):
    """The dependencies are borrowed from the environment of the tests: no index is asked."""
    borrowed = next((bin_folder.parent / "lib").rglob("borrowed.pth")).read_text(encoding="utf-8")
    alone = {
        **environment,
        "PYTHONPATH": ":".join([environment["PYTHONPATH"], *borrowed.split()]),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
    }
    (install,) = (step for step in SCRIPTS if step["name"] == "Install modelguard")
    action = {**ACTION, "runs": {"steps": [install]}}

    ran = Runner(action, ROOT, checkout, tmp_path, alone, {}, "").run({})

    assert ran.code == 0, ran.stderr
    done = subprocess.run(
        [str(tmp_path / "modelguard" / "bin" / "modelguard"), "--version"],
        env=alone,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_an_old_python_is_told_with_the_way_out(environment, checkout, tmp_path):
    python = tmp_path / "old" / "python3"
    python.parent.mkdir()
    python.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    python.chmod(0o755)
    old = {**environment, "PATH": f"{python.parent}:{environment['PATH']}"}

    ran = Runner(ACTION, ROOT, checkout, tmp_path, old, {}, "").run({})

    assert ran.code == 2
    assert ran.stdout.startswith("::error title=modelguard::Python 3.11 or newer is needed")
