"""The hooks as pre-commit and prek run them, in a repository made here, without a network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from distribution import ROOT, Built

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
LOADS = 'from transformers import AutoModel\n\nAutoModel.from_pretrained("{}")\n'
FORBIDDEN = LOADS.format("mistralai/Codestral-22B-v0.1")
UNKNOWN = LOADS.format("acme/never-heard-of")
OPEN = LOADS.format("Qwen/Qwen3-8B")
RECORDED = (
    '<!-- recorded: a refused commit -->\n```console\n$ git commit -m "Answer with Codestral"\n'
)
README = ROOT / "README.md"
# Read before the fixture `machine` clears the environment.
IS_UPDATE = os.environ.get("MODELGUARD_UPDATE") == "1"
SAID_WITHOUT_FINDINGS = "- hook id: modelguard\n- duration: "

Done = subprocess.CompletedProcess[str]
Git = Callable[..., Done]


def run_in(folder: Path, environment: Mapping[str, str], *words: str) -> Done:
    return subprocess.run(
        words,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def surroundings(environment, bin_folder, tmp_path_factory) -> Mapping[str, str]:
    """A hook's environment is made from its source, and its dependencies from what is here."""
    installed = (bin_folder.parent / "lib").rglob("borrowed.pth")
    packages = next(installed).read_text(encoding="utf-8").split()
    return {
        **environment,
        "PATH": f"{Path(sys.executable).parent}:{environment['PATH']}",
        "PYTHONPATH": ":".join([environment["PYTHONPATH"], *packages]),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit")),
        "PREK_HOME": str(tmp_path_factory.mktemp("prek")),
        "GIT_CONFIG_GLOBAL": "/dev/null",
        **{
            f"GIT_{who}_{what}": "t@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
    }


@pytest.fixture(scope="module")
def hook_repository(built: Built, surroundings, tmp_path_factory) -> tuple[Path, str]:
    """The sources of a release as a git repository, and its commit."""
    scratch = tmp_path_factory.mktemp("source")
    with tarfile.open(built.sdist) as archive:
        archive.extractall(scratch, filter="data")
    (folder,) = scratch.iterdir()
    for words in (["init", "--quiet"], ["add", "--all", "--force"], ["commit", "-qm", "release"]):
        assert run_in(folder, surroundings, "git", *words).returncode == 0
    return folder, run_in(folder, surroundings, "git", "rev-parse", "HEAD").stdout.strip()


@pytest.fixture
def repository(surroundings, tmp_path) -> Path:
    run_in(tmp_path, surroundings, "git", "init", "--quiet")
    return tmp_path


@pytest.fixture
def committing(repository, surroundings, hook_repository) -> Callable[..., Done]:
    """Installs the hook with pre-commit; then commits the files it is given."""
    source, revision = hook_repository
    hooks = {"repo": str(source), "rev": revision, "hooks": [{"id": "modelguard"}]}
    return installed(repository, surroundings, hooks, "pre-commit")


def installed(
    repository: Path, surroundings: Mapping[str, str], hooks: dict, manager: str
) -> Callable[..., Done]:
    config = repository / ".pre-commit-config.yaml"
    config.write_text(yaml.safe_dump({"repos": [hooks]}), encoding="utf-8")
    done = run_in(repository, surroundings, manager, "install")
    assert done.returncode == 0, done.stdout

    def commit(**files: str) -> Done:
        for name, text in files.items():
            (repository / name).write_text(text, encoding="utf-8")
        run_in(repository, surroundings, "git", "add", "--all")
        return run_in(repository, surroundings, "git", "commit", "-m", "a change")

    return commit


def has_commits(repository: Path) -> bool:
    words = ["git", "rev-parse", "--verify", "HEAD"]
    return subprocess.run(words, cwd=repository, capture_output=True, check=False).returncode == 0


def assert_refused(done: Done, repository: Path) -> None:
    assert done.returncode == 1, done.stdout
    assert not has_commits(repository)
    assert "app.py:3:28: error[noncommercial-use] mistralai/Codestral-22B-v0.1" in done.stdout
    assert "fix: use a model whose license allows commercial use" in done.stdout


def test_try_repo_runs_the_hook_of_this_repository(repository, surroundings, hook_repository):
    (repository / "app.py").write_text(FORBIDDEN, encoding="utf-8")
    run_in(repository, surroundings, "git", "add", "--all")
    source, _ = hook_repository

    words = ["pre-commit", "try-repo", str(source), "modelguard", "--all-files"]
    done = run_in(repository, surroundings, *words)

    assert_refused(done, repository)


def test_a_commit_that_adds_a_forbidden_model_is_refused(committing, repository):
    assert_refused(committing(**{"app.py": FORBIDDEN}), repository)


def test_the_refused_commit_of_the_readme_is_a_real_one(committing):
    before, opening, rest = README.read_text(encoding="utf-8").partition(RECORDED)
    recorded, closing, after = rest.partition("\n```\n")

    done = committing(**{"app.py": FORBIDDEN})

    lines = [line.rstrip() for line in done.stdout.splitlines() if "[INFO]" not in line]
    printed = "\n".join(lines).rstrip()
    if IS_UPDATE:
        README.write_text(before + opening + printed + closing + after, encoding="utf-8")
        return
    assert _timeless(recorded) == _timeless(printed)


def _timeless(text: str) -> str:
    return re.sub(r"duration: .*", "duration: …", text)


def test_a_model_that_nobody_knows_passes_with_one_line(committing, repository):
    done = committing(**{"app.py": UNKNOWN})

    assert done.returncode == 0, done.stdout
    assert has_commits(repository)
    (line,) = (each for each in done.stdout.splitlines() if each.startswith("app.py"))
    assert "run `modelguard lock`" in line


def test_a_commit_without_findings_says_nothing(committing, repository):
    done = committing(**{"app.py": OPEN, "notes.txt": "Nothing to see\n"})

    assert done.returncode == 0, done.stdout
    assert has_commits(repository)
    duration, after, *_ = done.stdout.split(SAID_WITHOUT_FINDINGS)[1].splitlines()
    assert duration.endswith("s")
    assert after.startswith("["), "git's own word on the commit follows"


def test_prek_refuses_the_commit_too(repository, surroundings):
    """prek makes its environments with a tool of its own; here the wheel is installed already."""
    hook = {**HOOKS[0], "language": "system"}
    commit = installed(repository, surroundings, {"repo": "local", "hooks": [hook]}, "prek")

    assert_refused(commit(**{"app.py": FORBIDDEN}), repository)


@pytest.mark.external
def test_prek_installs_and_runs_the_hook_of_this_repository(
    repository, surroundings, hook_repository
):
    """Its installer is fetched from the package index, and so are the dependencies."""
    (repository / "app.py").write_text(FORBIDDEN, encoding="utf-8")
    run_in(repository, surroundings, "git", "add", "--all")
    source, _ = hook_repository
    with_index = {
        name: value
        for name, value in surroundings.items()
        if name != "PYTHONPATH" and not name.startswith("PIP_NO_")
    }

    done = run_in(repository, with_index, "prek", "try-repo", str(source), "modelguard", "-a")

    assert done.returncode == 1, done.stdout
    assert "error[noncommercial-use] mistralai/Codestral-22B-v0.1" in done.stdout


@pytest.mark.parametrize("manager", ["pre-commit", "prek"])
def test_the_manifest_is_valid(manager, surroundings):
    done = run_in(ROOT, surroundings, manager, "validate-manifest", ".pre-commit-hooks.yaml")

    assert done.returncode == 0, done.stdout
