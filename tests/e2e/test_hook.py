"""The hook's own entry, run on the installed wheel the way pre-commit runs it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
import yaml
from distribution import ROOT

CHAT_SERVICE = ROOT / "examples" / "chat-service"
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
HOOK = next(hook for hook in HOOKS if hook["id"] == "modelguard")


def entry(*files: str) -> list[str]:
    return [*shlex.split(HOOK["entry"]), *HOOK.get("args", []), *files]


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


def test_a_model_that_the_catalog_lacks_does_not_pass(run, tmp_path):
    (tmp_path / "modelguard.yaml").write_text("models: [acme/never-heard-of]\n", encoding="utf-8")

    done = run(*entry("modelguard.yaml"), folder=tmp_path)

    assert done.returncode == 3, done.stdout + done.stderr


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


@pytest.mark.parametrize("kind", ["yaml", "toml", "python"])
def test_pre_commit_hands_over_project_files_and_code(kind):
    assert kind in HOOK["types_or"]


def test_the_hook_is_one_offline_process():
    assert HOOK["language"] == "python"
    assert HOOK["require_serial"] is True
    assert HOOK["minimum_pre_commit_version"] == "3.2.0"
    assert "--offline" in HOOK["entry"]
    assert "--no-cache" in HOOK["entry"]


def test_the_guides_name_hooks_that_exist():
    guides = [ROOT / "README.md", *(ROOT / "docs" / "guides").glob("*.md")]
    named = {hook for guide in guides for hook in _hooks(guide)}

    assert named == {HOOK["id"]}


def _hooks(page: Path) -> list[str]:
    lines = page.read_text(encoding="utf-8").splitlines()
    return [line.split("- id: ")[1] for line in lines if line.startswith("      - id: ")]
