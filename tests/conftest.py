"""Fixtures for all tests: the command line from outside, an empty machine around it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from modelguard import cli

pytest_plugins = ["tests.hub.plugin"]

TODAY = "2026-11-22"


class Outcome(NamedTuple):
    """What a run of the command line gave."""

    code: int
    stdout: str
    stderr: str


@pytest.fixture(autouse=True)
def machine(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No setting of the developer's machine reaches a test; the rules are compiled once."""
    for name in os.environ:
        if name.startswith(("MODELGUARD_", "HF_", "HUGGING_FACE_", "GITHUB_", "CI")):
            monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HF_HOME", str(home / "huggingface"))
    monkeypatch.setenv("MODELGUARD_CACHE_DIR", str(home / "cache"))
    monkeypatch.setenv("MODELGUARD_TODAY", TODAY)
    monkeypatch.setenv("NO_COLOR", "1")
    return home


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run `modelguard ARGUMENTS…` in this process."""

    def run(*arguments: object) -> Outcome:
        capsys.readouterr()
        code = cli.run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return run


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Write files into an empty folder: `project(**{"modelguard.yaml": text})`."""

    def write(**files: str) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write
