"""A lock that does not fit what it holds, or what the project says now."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

NAME = "modelguard.lock"
MODEL = "models:\n  - acme/model\n"
CLARIFIED = (
    MODEL + 'clarifications:\n  - {model: acme/model, license: Apache-2.0, reason: "asked"}\n'
)
NONCOMMERCIAL = "---\nlicense: cc-by-nc-4.0\n---\n"


@pytest.fixture
def hub(start_hub, monkeypatch):
    hub = start_hub()
    hub.add_model("acme/model", NONCOMMERCIAL)
    monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
    monkeypatch.setenv("MODELGUARD_NO_CACHE", "1")
    return hub


@pytest.fixture
def locked(hub, project, run) -> Callable[..., Path]:
    """A project with one non-commercial model, and its lock."""

    def locked(project_file: str = MODEL) -> Path:
        folder = project(**{"modelguard.yaml": project_file})
        assert run("lock", folder).code == 0
        return folder

    return locked


def edit(folder: Path, old: str, new: str) -> None:
    file = folder / NAME
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def severities(outcome) -> dict[str, str]:
    report = json.loads(outcome.stdout)
    return {each["check"]: each["severity"] for each in report["findings"]}


def test_an_edited_declaration_does_not_pass_the_locked_check(locked, run):
    folder = locked()
    edit(folder, '"cc-by-nc-4.0"', '"apache-2.0"')
    outcome = run("check", folder, "--locked")

    assert outcome.code == 1
    assert "error[lock-outdated] acme/model" in outcome.stdout
    assert "modelguard lock --upgrade acme/model" in " ".join(outcome.stdout.split())


def test_upgrade_undoes_the_edit(locked, run):
    folder = locked()
    before = (folder / NAME).read_text(encoding="utf-8")
    edit(folder, '"cc-by-nc-4.0"', '"apache-2.0"')
    checked = run("lock", folder, "--check")

    assert checked.code == 1
    assert "modelguard lock --upgrade acme/model" in checked.stdout
    assert run("lock", folder, "--upgrade", "acme/model").code == 0
    assert (folder / NAME).read_text(encoding="utf-8") == before


def test_an_edited_verdict_does_not_pass_the_locked_check(locked, run):
    folder = locked()
    edit(folder, '"class": "commercial-restricted"', '"class": "fully-open"')

    assert severities(run("check", folder, "--locked", "--format", "json"))["lock-outdated"] == (
        "error"
    )


def test_another_policy_than_that_of_the_lock_may_judge_otherwise(locked, run):
    folder = locked()
    edit(folder, '"class": "commercial-restricted"', '"class": "fully-open"')
    outcome = run("check", folder, "--locked", "--policy", "research", "--format", "json")

    assert "lock-outdated" not in severities(outcome)


def test_what_the_project_says_of_a_model_is_locked(locked, run):
    folder = locked(CLARIFIED)
    row = json.loads((folder / NAME).read_text(encoding="utf-8"))["models"]["acme/model"]

    assert row["stated"] == ["Apache-2.0"]
    assert run("check", folder, "--locked").code == 0


def test_a_clarification_that_is_gone_is_not_eased_as_newer_rules_are(locked, run):
    folder = locked(CLARIFIED)
    rules = json.loads((folder / NAME).read_text(encoding="utf-8"))["rules"]
    edit(folder, f'"rules": "{rules}"', '"rules": "2026.01.01"')
    (folder / "modelguard.yaml").write_text(MODEL, encoding="utf-8")
    found = severities(run("check", folder, "--locked", "--format", "json"))

    assert found["noncommercial-use"] == "error"
    assert "rules-changed" not in found


def test_a_clarification_of_a_base_that_is_gone_is_not_eased_either(hub, locked, run):
    hub.add_model("acme/tuned", "---\nlicense: apache-2.0\nbase_model: acme/model\n---\n")
    clarified = CLARIFIED.replace(MODEL, "models:\n  - acme/tuned\n")
    folder = locked(clarified)
    document = json.loads((folder / NAME).read_text(encoding="utf-8"))
    assert document["models"]["acme/tuned"]["stated"] == ["acme/model: Apache-2.0"]
    edit(folder, f'"rules": "{document["rules"]}"', '"rules": "2026.01.01"')
    (folder / "modelguard.yaml").write_text("models:\n  - acme/tuned\n", encoding="utf-8")
    found = severities(run("check", folder, "--locked", "--format", "json"))

    assert found["noncommercial-use"] == "error"
    assert "rules-changed" not in found


def test_a_clarification_that_is_gone_makes_the_lock_of_older_rules_outdated(locked, run):
    folder = locked(CLARIFIED)
    rules = json.loads((folder / NAME).read_text(encoding="utf-8"))["rules"]
    edit(folder, f'"rules": "{rules}"', '"rules": "2026.01.01"')
    (folder / "modelguard.yaml").write_text(MODEL, encoding="utf-8")

    assert "`acme/model` would be judged otherwise" in run("lock", folder, "--check").stdout


def test_a_clarification_that_is_new_is_told_by_diff(locked, run, tmp_path):
    folder = locked()
    before = tmp_path / "before.lock"
    before.write_bytes((folder / NAME).read_bytes())
    (folder / "modelguard.yaml").write_text(CLARIFIED, encoding="utf-8")
    assert run("lock", folder).code == 0

    told = run("diff", before, folder / NAME).stdout
    assert "stated by the project: nothing → Apache-2.0 (sideways)" in told


def test_a_lock_of_newer_license_data_says_so(locked, run):
    folder = locked()
    rules = json.loads((folder / NAME).read_text(encoding="utf-8"))["rules"]
    edit(folder, f'"rules": "{rules}"', '"rules": "2099.01.01"')

    assert "upgrade modelguard" in run("check", folder, "--locked").stderr
    assert "upgrade modelguard" in run("check", folder, "--offline").stderr


def test_a_verdict_that_the_lock_does_not_explain_is_not_eased(locked, run):
    folder = locked()
    document = json.loads((folder / NAME).read_text(encoding="utf-8"))
    document |= {"rules": "2026.01.01", "licenses": {}}
    document["models"]["acme/model"]["concluded"] |= {"licenses": ["X-1"], "class": "fully-open"}
    (folder / NAME).write_text(json.dumps(document), encoding="utf-8")

    found = severities(run("check", folder, "--locked", "--format", "json"))
    assert found["noncommercial-use"] == "error"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{\n", "<<<<<<< ours\n{\n", "a merge conflict"),
        ('"class": "commercial-restricted"', '"class": "open"', "`class` of"),
        ('"commercial-use": "no"', '"commercial-use": 7', "`commercial-use` of"),
    ],
)
def test_a_broken_lock_that_is_staged_alone_is_refused(old, new, told, locked, run):
    folder = locked()
    assert run("check", folder / NAME, "--offline").code == 0
    edit(folder, old, new)
    outcome = run("check", folder / NAME, "--offline")

    assert outcome.code == 2
    assert told in outcome.stderr
