"""`check --fix` writes commits into the manifest and the lock, never into source code."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from modelguard import documents
from modelguard.documents import parse
from modelguard.project import pins

CASES = sorted((Path(__file__).parent / "projects" / "pins").iterdir())
COMMITS = {index: str(index) * 40 for index in range(3)}
# Read before the fixture `machine` clears the environment.
IS_UPDATE = os.environ.get("MODELGUARD_UPDATE") == "1"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_commits_are_written_and_all_else_stays(case):
    """Where the layout leaves no safe place, nothing is written."""
    file, expected = case / "modelguard.yaml", case / "expected.yaml"
    text = file.read_text(encoding="utf-8")
    new = pins.pinned(text, documents.read(file), COMMITS)
    if IS_UPDATE and new is not None:
        expected.write_text(new, encoding="utf-8")

    assert new == (expected.read_text(encoding="utf-8") if expected.exists() else None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_line_ends_of_windows_stay(case):
    text = (case / "modelguard.yaml").read_text(encoding="utf-8").replace("\n", "\r\n")
    new = pins.pinned(text, parse(text.encode(), label="x.yaml", kind="yaml"), COMMITS)

    assert new is None or new.count("\n") == new.count("\r\n") >= text.count("\n")


@pytest.fixture
def hub(start_hub, monkeypatch):
    hub = start_hub()
    hub.add_model("acme/one", "---\nlicense: apache-2.0\n---\n")
    monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
    return hub


def revisions(folder: Path) -> list[str | None]:
    data = documents.read(folder / "modelguard.yaml").data
    return [each.get("revision") if isinstance(each, dict) else None for each in data["models"]]


def test_fix_pins_the_manifest_and_leaves_source_code_alone(hub, project, run):
    code = 'AutoModel.from_pretrained("acme/one")\n'
    source = "from transformers import AutoModel\n" + code
    folder = project(**{"modelguard.yaml": "models:\n  - acme/one\n", "app.py": source})
    outcome = run("check", folder, "--fix")

    (commit,) = revisions(folder)
    assert outcome.code == 0
    assert len(commit) == 40
    assert (folder / "app.py").read_text() == source
    assert "modelguard.yaml:" not in "".join(
        line for line in outcome.stdout.splitlines() if "unpinned-revision" in line
    )


def test_fix_takes_the_commit_of_the_lock_and_keeps_the_lock_current(hub, project, run):
    folder = project(**{"modelguard.yaml": "models:\n  - acme/one\n"})
    run("lock", folder)
    locked = json.loads((folder / "modelguard.lock").read_text())["models"]["acme/one"]["revision"]
    card = "---\nlicense: apache-2.0\n---\n"
    hub.add_model("acme/one", f"{card}\nMoved on.\n", revisions={locked: card})
    outcome = run("check", folder, "--fix", "--no-cache")

    assert outcome.code == 0
    assert revisions(folder) == [locked]
    assert run("lock", folder, "--check").code == 0
    assert run("check", folder, "--locked").code == 0


def test_fix_of_a_pinned_manifest_changes_nothing(hub, project, run):
    folder = project(**{"modelguard.yaml": "models:\n  - acme/one\n"})
    run("check", folder, "--fix")
    before = (folder / "modelguard.yaml").read_bytes()
    outcome = run("check", folder, "--fix")

    assert (folder / "modelguard.yaml").read_bytes() == before
    assert "wrote" not in outcome.stderr


def test_fix_says_of_which_models_no_commit_is_known(project, run):
    folder = project(**{"modelguard.yaml": "models: [sentence-transformers/all-MiniLM-L6-v2]\n"})
    outcome = run("check", folder, "--fix", "--offline")

    assert "no commit is known of `sentence-transformers/all-MiniLM-L6-v2`" in outcome.stderr


def test_fix_of_a_layout_without_a_safe_place_says_what_to_write(hub, project, run):
    text = "models: [acme/one]\n"
    folder = project(**{"modelguard.yaml": text})
    outcome = run("check", folder, "--fix")

    assert (folder / "modelguard.yaml").read_text() == text
    assert "write them by hand: `acme/one` at `" in outcome.stderr


def test_fix_leaves_a_pyproject_alone_and_says_what_to_write(hub, project, run):
    text = '[tool.modelguard]\nmodels = ["acme/one"]\n'
    folder = project(**{"pyproject.toml": text})
    outcome = run("check", folder, "--fix")

    assert (folder / "pyproject.toml").read_text() == text
    assert "write them by hand: `acme/one` at `" in outcome.stderr
