"""Starting up loads none of the heavy packages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CHAT_SERVICE = ROOT / "examples" / "chat-service"
WITHOUT_MODELS = ROOT / "tests" / "data" / "commit_without_models"
HOOK = ["check", "--offline", "--no-cache", "--unresolved", "warn", "--quiet"]
HEAVY = (
    "asyncio",
    "httpx2",
    "huggingface_hub",
    "jsonschema",
    "license_expression",
    "rdflib",
    "referencing",
    "requests",
    "spdx_tools",
    "sqlite3",
    "ssl",
    "subprocess",
    "urllib.request",
)
# What looks up, judges, or reads a file that may name a model.
JUDGING = (
    "modelguard.audit",
    "modelguard.cards",
    "modelguard.checks.case",
    "modelguard.classify",
    "modelguard.declared",
    "modelguard.detect.configuration.files",
    "modelguard.detect.diff",
    "modelguard.detect.names.naming",
    "modelguard.detect.py.hits",
    "modelguard.lock.types",
    "modelguard.resolve",
)
# What a fully open model in a file that was named gives no cause for.
UNCAUSED = (
    "hashlib",
    "modelguard.checks.base_license_dropped",
    "modelguard.checks.gpai_exemption_doubtful",
    "modelguard.checks.license_missing",
    "modelguard.checks.license_not_allowed",
    "modelguard.checks.license_text_modified",
    "modelguard.checks.noncommercial_use",
    "modelguard.checks.notice_missing",
    "modelguard.checks.user_threshold",
    "modelguard.detect.files.gitignore",
    "modelguard.detect.files.walk",
    "modelguard.displayed",
    "modelguard.formats.text",
    "modelguard.lock.types",
    "modelguard.policy.locks",
    "locale",
    "pathlib",
)
_PROBE = """
import json, sys
from modelguard.cli import run
code = run(sys.argv[1:])
sys.stdout.flush()
print("", file=sys.stderr)
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


def _modules(arguments: list[str], cache: Path) -> tuple[int, set[str]]:
    """The exit code of a run in a process of its own, and every module it loaded."""
    environment = {
        **os.environ,
        "MODELGUARD_CACHE_DIR": str(cache),
        "XDG_CACHE_HOME": str(cache),
        "MODELGUARD_TODAY": "2026-11-22",
    }
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    return code, set(modules)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "--help"]])
def test_help_loads_neither_heavy_packages_nor_yaml(arguments, tmp_path):
    code, modules = _modules(arguments, tmp_path)

    assert code == 0
    assert modules.isdisjoint({*HEAVY, "yaml"})


def test_a_command_loads_no_other_command(tmp_path):
    _, modules = _modules(["check", "--help"], tmp_path)

    assert {"modelguard.cli.check"} == modules & {
        f"modelguard.cli.{name}" for name in ("check", "audit", "list_references", "licenses")
    }


def test_a_warm_offline_check_of_a_folder_loads_no_heavy_package_but_for_git(tmp_path):
    arguments = ["check", "--offline", str(CHAT_SERVICE)]
    _modules(arguments, tmp_path)

    code, modules = _modules(arguments, tmp_path)

    assert code == 1
    assert modules.isdisjoint(set(HEAVY) - {"subprocess"})


def test_the_hook_loads_no_heavy_package(tmp_path):
    arguments = ["check", "--offline", "--no-cache", str(CHAT_SERVICE / "modelguard.yaml")]
    _modules(arguments, tmp_path)

    code, modules = _modules(arguments, tmp_path)

    assert code == 1
    assert modules.isdisjoint(HEAVY)


def test_the_hook_loads_nothing_that_judges_where_no_file_names_a_model(tmp_path):
    staged = ("compose.yaml", "routes.py", "settings.toml")
    arguments = [*HOOK, *(str(WITHOUT_MODELS / name) for name in staged)]
    _modules(arguments, tmp_path)

    code, modules = _modules(arguments, tmp_path)

    assert code == 0
    assert modules.isdisjoint({*HEAVY, *JUDGING})


def test_the_hook_loads_no_check_without_a_cause_and_nothing_for_folders(tmp_path):
    (tmp_path / "chat.py").write_text(
        'from transformers import pipeline\n\npipeline(model="Qwen/Qwen3-8B")\n', encoding="utf-8"
    )
    code, modules = _modules([*HOOK, str(tmp_path / "chat.py")], tmp_path / "cache")

    assert code == 0
    assert "modelguard.checks.unpinned_revision" in modules
    assert modules & {*HEAVY, *UNCAUSED} == set()


def test_a_locked_check_loads_no_heavy_package(tmp_path):
    project = tmp_path / "project"
    shutil.copytree(CHAT_SERVICE, project)
    _modules(["lock", "--offline", str(project)], tmp_path)
    arguments = ["check", "--locked", str(project / "modelguard.yaml")]
    _modules(arguments, tmp_path)

    code, modules = _modules(arguments, tmp_path)

    assert code == 1
    assert "modelguard.lock.reading" in modules
    assert modules.isdisjoint({*HEAVY, "modelguard.lock.building", "modelguard.lock.writing"})
