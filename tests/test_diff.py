"""`modelguard diff`: what changed between two locks, or between two versions of the rules."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from modelguard import rulebase
from modelguard.lock import comparing
from modelguard.lock.rows import facts_data
from tests.formats.schemas import schema

ROOT = Path(__file__).parent.parent
NAME = "modelguard.lock"
LOCKS = ROOT / "tests" / "locks"
EXPECTED = LOCKS / "diff.expected"
# Read before the fixture `machine` clears the environment.
IS_UPDATE = os.environ.get("MODELGUARD_UPDATE") == "1"


def diff(run, *words: object) -> dict[str, object]:
    outcome = run("diff", *words, "--format", "json")
    assert outcome.code == 0, outcome.stderr
    document = json.loads(outcome.stdout)
    schema("diff").validate(document)
    return document


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path, monkeypatch) -> Path:
    """The old lock is committed, the new one lies in the working tree."""
    git(tmp_path, "init", "-q")
    shutil.copy(LOCKS / "old.lock", tmp_path / NAME)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "old")
    shutil.copy(LOCKS / "new.lock", tmp_path / NAME)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_locks_of_the_tests_fit_their_schema():
    for name in ("old.lock", "new.lock"):
        schema("lock").validate(json.loads((LOCKS / name).read_text(encoding="utf-8")))


def test_text_tells_each_model_and_term(run):
    text = run("diff", LOCKS / "old.lock", LOCKS / "new.lock").stdout
    if IS_UPDATE:
        EXPECTED.write_text(text, encoding="utf-8")

    assert text == EXPECTED.read_text(encoding="utf-8")


def test_another_policy_is_told(tmp_path, run):
    lock = json.loads((LOCKS / "new.lock").read_text(encoding="utf-8"))
    lock["policy"]["name"] = "research"
    (tmp_path / NAME).write_text(json.dumps(lock), encoding="utf-8")
    outcome = run("diff", LOCKS / "new.lock", tmp_path / NAME)

    assert outcome.stdout == "policy default → research\nno model changed\n"


def test_lock_of_the_current_project_is_named_as_it_lies_there(repository, run):
    assert diff(run, "HEAD")["new"]["label"] == NAME


def test_report_tells_direction_by_model_and_term(run):
    found = diff(run, LOCKS / "old.lock", LOCKS / "new.lock")
    models = {each["id"]: each for each in found["models"]}

    assert [each["change"] for each in models.values()].count("changed") == 4
    assert models["acme/added"]["before"] is None
    assert models["acme/removed"]["after"] is None
    assert models["acme/tighter"]["direction"] == "tighter"
    assert models["acme/looser"]["direction"] == "looser"
    assert models["acme/sideways"]["direction"] == "sideways"
    terms = {each["what"]: each["direction"] for each in models["acme/tighter"]["changes"]}
    assert terms["commercial-use"] == "tighter"
    assert found["summary"]["added"] == found["summary"]["removed"] == 1


def test_a_lock_and_itself_differ_in_nothing(run):
    assert diff(run, LOCKS / "old.lock", LOCKS / "old.lock")["models"] == []
    assert run("diff", LOCKS / "old.lock", LOCKS / "old.lock").stdout == "no model changed\n"


@pytest.mark.parametrize(
    ("fail_on", "code", "words"),
    [
        ("never", 0, ["old.lock", "new.lock"]),
        ("tighter", 1, ["old.lock", "new.lock"]),
        ("any", 1, ["old.lock", "new.lock"]),
        ("any", 0, ["old.lock", "old.lock"]),
    ],
)
def test_exit_code_is_asked_for(fail_on, code, words, run):
    outcome = run("diff", *(LOCKS / word for word in words), "--fail-on", fail_on)

    assert outcome.code == code


@pytest.mark.parametrize("words", [["HEAD"], ["HEAD", "."], ["HEAD", NAME]])
def test_git_revision_is_held_against_the_working_tree(words, repository, run):
    assert diff(run, *words)["summary"]["changed"] == 4


def test_two_git_revisions_are_compared(repository, run):
    git(repository, "commit", "-qam", "new")

    assert diff(run, "HEAD~1", "HEAD")["summary"]["changed"] == 4


def test_detached_head_is_no_hindrance(repository, run):
    git(repository, "checkout", "-q", "--detach")

    assert diff(run, "HEAD")["summary"]["changed"] == 4


WRONG = [
    ("nothing", [], "nothing to compare with"),
    ("no revision", ["never-was"], "neither a file nor a revision"),
    ("an option as a revision", ["--", "--help"], "neither a file nor a revision"),
    ("three things", [NAME, NAME, "--rules", "lock"], "leave NEW out"),
    ("rules that are none", ["--rules", "never-was"], "no license data"),
    ("a folder without rules", ["--rules", "."], "no license data"),
]


@pytest.mark.parametrize(("case", "words", "told"), WRONG, ids=[row[0] for row in WRONG])
def test_what_cannot_be_compared_is_a_usage_error(case, words, told, repository, run):
    outcome = run("diff", *words)

    assert outcome.code == 2
    assert told in outcome.stderr


def test_repository_of_another_user_is_told_as_such(repository, run, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    for words in (["diff", "HEAD"], ["check", "--offline", "--diff-base", "HEAD"]):
        outcome = run(*words)

        assert outcome.code == 2
        assert "git does not read the repository" in outcome.stderr
        assert "safe.directory" in outcome.stderr


def test_revision_without_a_lock_is_a_usage_error(repository, run):
    git(repository, "rm", "-q", "--cached", NAME)
    git(repository, "commit", "-qm", "gone")
    outcome = run("diff", "HEAD")

    assert outcome.code == 2
    assert f"has no `{NAME}`" in outcome.stderr


def test_revision_that_a_shallow_clone_lacks_is_a_usage_error(
    repository, tmp_path_factory, run, monkeypatch
):
    git(repository, "commit", "-qam", "new")
    clone = tmp_path_factory.mktemp("shallow")
    git(clone, "clone", "-q", "--depth", "1", repository.as_uri(), ".")
    monkeypatch.chdir(clone)
    outcome = run("diff", "HEAD~1")

    assert outcome.code == 2
    assert "shallow" in outcome.stderr


def test_without_git_a_revision_is_a_usage_error(tmp_path, run, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcome = run("diff", "HEAD")

    assert outcome.code == 2
    assert "without git" in outcome.stderr


def test_broken_lock_of_a_revision_is_told_with_the_revision(repository, run):
    (repository / NAME).write_text("{")
    git(repository, "commit", "-qam", "broken")
    outcome = run("diff", "HEAD", LOCKS / "new.lock")

    assert outcome.code == 2
    assert f"HEAD:{NAME}:1: not JSON" in outcome.stderr


def test_rules_of_the_lock_are_held_against_those_of_this_version(run, tmp_path):
    """The lock says all that licenses say today, but for a threshold of Llama 3.1."""
    document = json.loads((LOCKS / "new.lock").read_text(encoding="utf-8"))
    for license_id in document["licenses"]:
        facts = comparing.facts(rulebase.load().license(license_id))
        document["licenses"][license_id] = facts_data(facts)
    del document["licenses"]["llama3.1"]["terms"]["user-threshold"]
    (tmp_path / NAME).write_text(json.dumps(document), encoding="utf-8")
    found = diff(run, tmp_path / NAME, "--rules", "lock")

    models = {each["id"]: each for each in found["models"]}
    assert models["acme/looser"]["direction"] == "tighter"
    assert {each["what"] for each in models["acme/looser"]["changes"]} == {"user-threshold"}
    assert "acme/tighter" not in models


def test_rules_of_a_folder_are_held_against_those_of_this_version(run, tmp_path):
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    (rules / "VERSION").write_text("2026.01.01\n")
    apache = rules / "licenses" / "Apache-2.0.yaml"
    text = apache.read_text(encoding="utf-8")
    apache.write_text(text.replace("class: fully-open", "class: commercial-restricted"))
    found = diff(run, LOCKS / "old.lock", "--rules", rules)

    assert found["old"]["rules"] == "2026.01.01"
    models = {each["id"]: each["direction"] for each in found["models"]}
    assert models == {"acme/removed": "looser", "acme/tighter": "looser"}


def test_rules_of_a_wheel_are_read(run, tmp_path):
    unpacked = tmp_path / "unpacked"
    rules = unpacked / "modelguard" / "_rules"
    shutil.copytree(ROOT / "rules", rules)
    wheel = shutil.make_archive(str(tmp_path / "modelguard"), "zip", unpacked)

    assert diff(run, LOCKS / "old.lock", "--rules", wheel)["models"] == []
