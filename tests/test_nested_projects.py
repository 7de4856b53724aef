"""Project files inside other projects: what binds them from further out."""

from __future__ import annotations

import json

import pytest

LOCKING = "allow: {classes: [fully-open]}\nlock: [allow, noncommercial-use]\n"
OPEN = "severity: {noncommercial-use: error}\n"
CODE = 'AutoModel.from_pretrained("black-forest-labs/FLUX.1-dev")\n'


@pytest.fixture
def nested(project):
    """A repository whose project file extends `org.yaml`, with a project inside."""

    def nested(organisation: str, inner: str):
        return project(
            **{
                ".git/HEAD": "",
                "org.yaml": organisation,
                "modelguard.yaml": "extends: ./org.yaml\n",
                "sub/modelguard.yaml": inner,
                "sub/app.py": f"from transformers import AutoModel\n{CODE}",
            }
        )

    return nested


@pytest.mark.parametrize("place", ["", "sub", "sub/app.py"])
def test_locks_of_the_outer_project_hold_for_the_inner_one(place, nested, run):
    folder = nested(LOCKING, "exclude: [nothing]\n")
    outcome = run("check", folder / place, "--offline")

    assert outcome.code == 1
    assert "error[noncommercial-use]" in outcome.stdout


@pytest.mark.parametrize("place", ["", "sub"])
def test_inner_project_that_loosens_what_the_outer_one_locks_is_an_error(place, nested, run):
    folder = nested(LOCKING, "policy: research\n")
    outcome = run("check", folder / place, "--offline")

    assert outcome.code == 2
    assert "modelguard.yaml:1: `commercial-restricted` cannot be allowed" in outcome.stderr
    assert "`allow` is locked by ../org.yaml" in outcome.stderr


def test_override_of_the_inner_project_cannot_loosen_either(nested, run):
    folder = nested(LOCKING, "overrides:\n  - {paths: ['*'], policy: research}\n")

    assert run("check", folder, "--offline").code == 2


def test_what_locks_nothing_is_the_outer_projects_own(nested, run):
    folder = nested(OPEN, "policy: research\n")

    assert run("check", folder, "--offline").code == 0


def test_a_repository_inside_another_is_on_its_own(nested, run):
    folder = nested(LOCKING, "policy: research\n")
    (folder / "sub" / ".git").mkdir()

    assert run("check", folder / "sub", "--offline").code == 0


def test_project_file_that_is_named_is_on_its_own(nested, run):
    folder = nested(LOCKING, "policy: research\n")

    assert run("check", folder, "--offline", "--config", folder / "sub/modelguard.yaml").code == 0


def test_lock_names_a_policy_further_out_the_same_on_all_machines(nested, run):
    folder = nested(LOCKING, "extends: ../org.yaml\n")
    assert run("lock", folder, "--offline").code == 0
    lock = json.loads((folder / "sub/modelguard.lock").read_text(encoding="utf-8"))

    assert lock["policy"]["name"] == "../org.yaml"
