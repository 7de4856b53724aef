"""The hook's own entry, run on the installed wheel the way pre-commit runs it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
import yaml
from distribution import ROOT
from identify.identify import tags_from_path

CHAT_SERVICE = ROOT / "examples" / "chat-service"
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
HOOK, ONLINE = HOOKS
# A project with a past: what it uses is locked, what is wrong with it excepted.
EXCEPTIONS = "".join(
    f"  - {{model: {model}, checks: [noncommercial-use], reason: Agreed}}\n"
    for model in ("mistralai/Codestral-22B-v0.1", *(f"acme/gone-{index}" for index in range(9)))
)
PROJECT = f"models: [mistralai/Codestral-22B-v0.1, Qwen/Qwen3-8B]\nexceptions:\n{EXCEPTIONS}"


def entry(*files: str) -> list[str]:
    return [*shlex.split(HOOK["entry"]), *files]


def test_a_commit_that_touches_the_project_file_is_checked(run):
    done = run(*entry("examples/chat-service/modelguard.yaml"))

    assert done.returncode == 1, done.stderr
    assert "mistralai/Codestral-22B-v0.1" in done.stdout


def test_a_commit_that_does_not_touch_the_project_file_passes(run):
    done = run(*entry("examples/chat-service/app/answers.py"))

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_clean_project_passes(run):
    done = run(*entry("examples/fully-open/modelguard.yaml", "examples/fully-open/desk.py"))

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_model_that_nobody_knows_is_one_line_that_names_the_lock(run, tmp_path):
    (tmp_path / "modelguard.yaml").write_text("models: [acme/never-heard-of]\n", encoding="utf-8")

    done = run(*entry("modelguard.yaml"), folder=tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    (line,) = done.stdout.splitlines()
    assert "acme/never-heard-of: run `modelguard lock`" in line


def test_a_forbidden_model_blocks_beside_one_that_nobody_knows(run, tmp_path):
    models = "models: [acme/never-heard-of, mistralai/Codestral-22B-v0.1]\n"
    (tmp_path / "modelguard.yaml").write_text(models, encoding="utf-8")

    done = run(*entry("modelguard.yaml"), folder=tmp_path)

    assert done.returncode == 1
    (line,) = [line for line in done.stdout.splitlines() if "never-heard-of" in line]
    assert "acme/never-heard-of: run `modelguard lock`" in line


def test_a_push_does_not_check_the_files_again():
    assert HOOK["stages"] == ["pre-commit", "pre-merge-commit"]


@pytest.fixture
def old_project(run, tmp_path) -> Path:
    (tmp_path / "modelguard.yaml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "other.py").write_text("print('no model here')\n", encoding="utf-8")
    assert run("modelguard", "lock", "--offline", folder=tmp_path).returncode == 0
    return tmp_path


def test_an_unrelated_file_of_an_old_project_passes_without_a_word(run, old_project):
    done = run(*entry("other.py"), folder=old_project)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_lock_answers_for_what_the_catalog_lacks(run, tmp_path):
    """A model that nobody else knows is known where the lock has it."""
    (tmp_path / "modelguard.yaml").write_text("models: [Qwen/Qwen3-8B]\n", encoding="utf-8")
    run("modelguard", "lock", "--offline", folder=tmp_path)
    lock = tmp_path / "modelguard.lock"
    renamed = lock.read_text(encoding="utf-8").replace("Qwen/Qwen3-8B", "acme/private-8b")
    lock.write_text(renamed, encoding="utf-8")
    (tmp_path / "modelguard.yaml").write_text("models: [acme/private-8b]\n", encoding="utf-8")

    done = run(*entry("modelguard.yaml"), folder=tmp_path)

    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_the_hook_leaves_no_file_behind(run, tmp_path):
    (tmp_path / "modelguard.yaml").write_text("models: [Qwen/Qwen3-8B]\n", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))

    run(*entry("modelguard.yaml"), folder=tmp_path)

    assert sorted(tmp_path.rglob("*")) == before


def test_the_hook_answers_alike_whatever_the_cache_holds(run, tmp_path):
    words = entry("examples/chat-service/modelguard.yaml")
    first = run(*words)
    second = run(*words, MODELGUARD_CACHE_DIR=str(tmp_path))

    assert (first.stdout, first.returncode) == (second.stdout, second.returncode)


@pytest.mark.parametrize("name", ["app.py", "modelguard.yaml", "main.go", "Modelfile", "a.ipynb"])
def test_pre_commit_hands_over_every_file_that_may_name_a_model(name, tmp_path):
    (tmp_path / name).write_text("{}\n", encoding="utf-8")

    assert set(HOOK["types"]) <= tags_from_path(str(tmp_path / name))


def test_the_hook_is_one_offline_process():
    assert HOOK["language"] == "python"
    assert HOOK["require_serial"] is True
    assert HOOK["minimum_pre_commit_version"] == "3.2.0"
    assert "--offline" in HOOK["entry"]
    assert "--no-cache" in HOOK["entry"]


def test_the_online_hook_checks_the_whole_project_and_not_on_commits(run):
    assert ONLINE["pass_filenames"] is False
    assert ONLINE["stages"] == ["pre-push", "manual"]

    done = run(*shlex.split(ONLINE["entry"]), folder=CHAT_SERVICE, HF_HUB_OFFLINE="1")

    assert done.returncode == 1, done.stderr
    assert "mistralai/Codestral-22B-v0.1" in done.stdout


def test_the_guides_name_hooks_that_exist():
    guides = [ROOT / "README.md", *(ROOT / "docs" / "guides").glob("*.md")]
    named = {hook for guide in guides for hook in _hooks(guide)}

    assert named == {HOOK["id"], ONLINE["id"]}


def _hooks(page: Path) -> list[str]:
    lines = page.read_text(encoding="utf-8").splitlines()
    return [line.split("- id: ")[1] for line in lines if line.startswith("      - id: ")]
