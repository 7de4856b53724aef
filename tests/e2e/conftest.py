"""The wheel, built once and installed into a clean environment; no package index is asked."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest
from distribution import ROOT, Built, build


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Built:
    return build(ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def bin_folder(built, tmp_path_factory) -> Path:
    """An environment with the wheel; the dependencies are borrowed from the one that tests run in.

    The borrowed folder's own `.pth` files are not read, so an editable modelguard stays out.
    """
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False)
    folder = home / ("Scripts" if os.name == "nt" else "bin")
    python = next(folder.glob("python*"))
    install = ["install", "--quiet", "--no-deps", "--no-index", str(built.wheel)]
    subprocess.run([sys.executable, "-m", "pip", "--python", str(python), *install], check=True)
    packages = next((home / "lib").rglob("site-packages"), home / "Lib" / "site-packages")
    found = (find_spec(name).origin for name in ("click", "yaml", "huggingface_hub"))
    borrowed = dict.fromkeys(str(Path(origin).parent.parent) for origin in found)
    (packages / "borrowed.pth").write_text("\n".join(borrowed) + "\n", encoding="utf-8")
    return folder


Outcome = subprocess.CompletedProcess[str]
Run = Callable[..., Outcome]


@pytest.fixture(scope="session")
def environment(bin_folder, tmp_path_factory) -> Mapping[str, str]:
    """A user's environment: nothing of this project, nothing of CI, no network."""
    dropped = ("MODELGUARD_", "HF_", "GITHUB_", "PYTHONPATH", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    blocked = tmp_path_factory.mktemp("blocked")
    (blocked / "sitecustomize.py").write_text(_NO_SOCKETS, encoding="utf-8")
    return {
        **kept,
        "PATH": os.pathsep.join([str(bin_folder), kept["PATH"]]),
        "PYTHONPATH": str(blocked),
        "MODELGUARD_CACHE_DIR": str(tmp_path_factory.mktemp("cache")),
        "MODELGUARD_TODAY": "2026-11-22",
    }


_NO_SOCKETS = """
import socket

def refuse(*arguments, **options):
    raise AssertionError("a socket was opened")

socket.socket.__init__ = refuse
"""


@pytest.fixture(scope="session")
def run(environment) -> Run:
    """Runs a command of the installed wheel in a folder, sockets forbidden."""

    def run_command(*words: str, folder: Path = ROOT, **variables: str) -> Outcome:
        return subprocess.run(
            words,
            cwd=folder,
            env={**environment, **variables},
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            check=False,
        )

    return run_command
