"""The job of the GitLab guide: GitLab's own schema takes it, and its script does what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from distribution import ROOT

GUIDE = (ROOT / "docs" / "guides" / "gitlab.md").read_text(encoding="utf-8")
RECIPE = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)[0]
JOB = yaml.safe_load(RECIPE)["models"]
FORBIDDEN = "models: [mistralai/Codestral-22B-v0.1]\n"


@pytest.fixture
def checkout(run, tmp_path) -> Path:
    run("git", "init", "--quiet", folder=tmp_path)
    (tmp_path / "modelguard.yaml").write_text(FORBIDDEN, encoding="utf-8")
    return tmp_path


def test_the_recipe_follows_the_schema_of_gitlab(tmp_path):
    (tmp_path / ".gitlab-ci.yml").write_text(RECIPE, encoding="utf-8")
    words = ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"]

    done = subprocess.run(
        [str(Path(sys.executable).parent / "check-jsonschema"), *words, ".gitlab-ci.yml"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout.decode()


def test_its_command_writes_the_reports_that_it_hands_over(run, checkout):
    _, command = JOB["script"]

    done = run("bash", "-euc", command, folder=checkout, MODELGUARD_OFFLINE="1")

    assert done.returncode == 1, done.stderr
    for report in JOB["artifacts"]["reports"].values():
        assert "mistralai/Codestral-22B-v0.1" in (checkout / report).read_text(encoding="utf-8")


def test_a_merge_request_is_judged_on_what_it_adds(run, checkout):
    _, command = JOB["script"]
    identity = {
        f"GIT_{who}_{what}": "t@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    run("git", "add", "--all", folder=checkout)
    run("git", "commit", "--quiet", "--message", "an old sin", folder=checkout, **identity)
    base = run("git", "rev-parse", "HEAD", folder=checkout).stdout.strip()
    variables = {"MODELGUARD_OFFLINE": "1", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}

    done = run("bash", "-euc", command, folder=checkout, **variables)

    assert done.returncode == 0, done.stdout + done.stderr
