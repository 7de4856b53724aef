"""`check --write-baseline` and `--baseline`: old findings are known, new ones fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.formats.schemas import schema

CODESTRAL = 'AutoModel.from_pretrained("mistralai/Codestral-22B-v0.1")\n'
QWEN = 'AutoModel.from_pretrained("Qwen/Qwen2.5-3B-Instruct")\n'
HEAD = "from transformers import AutoModel\n"


@pytest.fixture
def old(project, run) -> Path:
    """A project with one finding in one file, and its baseline."""
    folder = project(**{"a.py": HEAD + CODESTRAL})
    outcome = run("check", folder, "--offline", "--write-baseline", folder / "known.json")
    assert outcome.code == 0
    return folder


def report(outcome) -> dict[str, object]:
    return json.loads(outcome.stdout)


def test_baseline_fits_its_schema_and_names_no_lines(old):
    document = json.loads((old / "known.json").read_text(encoding="utf-8"))

    schema("baseline").validate(document)
    assert {
        "check": "noncommercial-use",
        "model": "mistralai/Codestral-22B-v0.1",
        "license": "mnpl",
        "path": "a.py",
        "severity": "error",
    } in document["findings"]
    assert all("line" not in each for each in document["findings"])


def test_known_finding_is_counted_and_marked_and_fails_nothing(old, run):
    options = ("--offline", "--baseline", old / "known.json")
    outcome = run("check", old, *options, "--format", "json")

    waived = [each for each in report(outcome)["findings"] if each["waived"]]
    assert outcome.code == 0
    assert {each["waived"]["kind"] for each in waived} == {"baseline"}
    assert report(outcome)["baseline"]["known"] == len(waived)
    assert f"waived[baseline] {len(waived)} finding" in run("check", old, *options).stdout
    schema("report").validate(report(outcome))


@pytest.mark.parametrize(("blanks", "others"), [("\n", "\r\n"), ("\n  ", "\n"), (" ", "")])
def test_baseline_is_no_place_that_uses_models_however_it_is_laid_out(blanks, others, old, run):
    known = old / "known.json"
    known.write_bytes(known.read_text(encoding="utf-8").replace(blanks, others).encode())

    assert "known.json" not in run("list", old).stdout


def test_known_finding_stays_known_where_its_line_moves(old, run):
    (old / "a.py").write_text("\n\n\n" + HEAD + CODESTRAL)

    assert run("check", old, "--offline", "--baseline", old / "known.json").code == 0


def test_known_warning_that_becomes_an_error_is_new(project, run):
    milder = "overrides:\n  - {paths: [a.py], severity: {noncommercial-use: warning}}\n"
    folder = project(**{"a.py": HEAD + CODESTRAL, "modelguard.yaml": milder})
    known = folder / "known.json"
    options = ("check", folder, "--offline", "--fail-on", "warning")
    assert run(*options, "--write-baseline", known).code == 0

    (folder / "modelguard.yaml").unlink()
    assert run(*options, "--baseline", known).code == 1

    known.write_text(known.read_text().replace(',\n      "severity": "warning"', ""))
    assert run(*options, "--baseline", known).code == 0, "baselines of before know no severity"


@pytest.mark.parametrize("places", [(".",), ("b.py",)], ids=["whole", "staged"])
def test_known_finding_stays_known_where_its_file_is_renamed(places, old, run, monkeypatch):
    monkeypatch.chdir(old)
    (old / "a.py").rename(old / "b.py")
    options = ("--offline", "--baseline", "known.json")
    outcome = run("check", *places, *options)

    assert outcome.code == 0
    assert outcome.stderr == ""

    (old / "c.py").write_text((old / "b.py").read_text())
    assert run("check", *options).code == 1, "one renamed file excuses one file"


@pytest.mark.parametrize("place", [".", "b/x.py", "b"])
def test_baseline_of_a_monorepo_holds_for_each_of_its_projects(place, project, run, monkeypatch):
    policy = "policy: default\n"
    code = {f"{name}/x.py": HEAD + CODESTRAL for name in "ab"}
    folder = project(**code, **{f"{name}/modelguard.yaml": policy for name in "ab"})
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder)
    assert run("check", "--offline", "--write-baseline", "known.json").code == 0
    outcome = run("check", place, "--offline", "--baseline", "known.json")

    assert outcome.code == 0
    assert outcome.stderr == ""


@pytest.mark.parametrize("added", [("b.py", CODESTRAL), ("a.py", CODESTRAL + QWEN)])
def test_new_finding_fails(added, old, run):
    name, text = added
    (old / name).write_text(HEAD + text)
    outcome = run("check", old, "--offline", "--baseline", old / "known.json", "--format", "json")

    errors = [
        each
        for each in report(outcome)["findings"]
        if each["severity"] == "error" and not each["waived"]
    ]
    assert outcome.code == 1
    assert len(errors) == 1
    assert name in errors[0]["references"][0]


def test_gone_finding_is_told_on_stderr_and_in_the_report(old, run):
    (old / "a.py").write_text(HEAD)
    outcome = run("check", old, "--offline", "--baseline", old / "known.json", "--format", "json")

    gone = report(outcome)["baseline"]["gone"]
    assert outcome.code == 0
    assert "noncommercial-use" in {each["check"] for each in gone}
    assert "gone: " in outcome.stderr


def test_nothing_is_gone_when_only_some_files_were_looked_at(old, run):
    (old / "b.py").write_text("x = 1\n")
    options = ("--offline", "--baseline", old / "known.json", "--format", "json")
    outcome = run("check", old / "b.py", *options)

    assert report(outcome)["baseline"]["gone"] == []
    assert outcome.stderr == ""


def test_writing_it_again_drops_what_is_gone_and_adds_what_is_new(old, run):
    (old / "a.py").write_text(HEAD + QWEN)
    options = ("--baseline", old / "known.json", "--write-baseline", old / "known.json")
    assert run("check", old, "--offline", *options).code == 0

    document = json.loads((old / "known.json").read_text(encoding="utf-8"))
    assert {each["model"] for each in document["findings"]} == {"Qwen/Qwen2.5-3B-Instruct"}


def test_baseline_is_the_same_to_the_byte_each_time(old, run):
    first = (old / "known.json").read_bytes()
    run("check", old, "--offline", "--write-baseline", old / "known.json")

    assert (old / "known.json").read_bytes() == first


def test_baseline_names_models_and_uses_none(old, run):
    listed = json.loads(run("list", old, "--format", "json").stdout)["references"]

    assert {each["path"] for each in listed} == {"a.py"}


def test_isolated_check_does_not_heed_it_and_says_what_it_would_have_hidden(old, run):
    outcome = run("check", old, "--offline", "--isolated", "--baseline", old / "known.json")

    assert outcome.code == 1
    assert "known.json` is not heeded; " in outcome.stderr


def test_what_a_policy_locks_is_never_known(old, run):
    policy = "policy: {lock: [noncommercial-use], severity: {noncommercial-use: error}}\n"
    (old / "modelguard.yaml").write_text(policy)
    outcome = run("check", old, "--offline", "--baseline", old / "known.json", "--format", "json")

    open_ = {each["check"] for each in report(outcome)["findings"] if not each["waived"]}
    assert outcome.code == 1
    assert "noncommercial-use" in open_


BROKEN = [
    ("empty", "", "JSON"),
    ("cut off", '{"schema": "modelguard/baseline/1", "findings": [', "not JSON"),
    ("a list", "[]", "no JSON object"),
    ("a newer schema", '{"schema": "modelguard/baseline/2", "findings": []}', "no baseline"),
    ("no findings", '{"schema": "modelguard/baseline/1"}', "`findings` is missing"),
    ("a number", '{"schema": "modelguard/baseline/1", "findings": [7]}', "`check` must be"),
    (
        "no path",
        '{"schema": "modelguard/baseline/1", "findings": [{"check": "a", "model": "b",\n'
        '"license": "c"}]}',
        "`path` must be a text",
    ),
]


@pytest.mark.parametrize(("case", "text", "told"), BROKEN, ids=[row[0] for row in BROKEN])
def test_broken_baseline_is_a_configuration_error(case, text, told, project, run):
    folder = project(**{"a.py": HEAD, "known.json": text})
    outcome = run("check", folder, "--offline", "--baseline", folder / "known.json")

    assert outcome.code == 2
    assert told in outcome.stderr


def test_baseline_that_is_not_there_is_a_configuration_error(project, run):
    folder = project(**{"a.py": HEAD})
    outcome = run("check", folder, "--offline", "--baseline", folder / "known.json")

    assert outcome.code == 2
    assert "does not exist" in outcome.stderr


WARNS_IN_TOOLS = "overrides:\n  - {paths: ['tools/**'], severity: {noncommercial-use: warning}}\n"


@pytest.mark.parametrize("place", ["", "part/"])
def test_known_error_hides_no_new_warning_of_its_check_elsewhere(place, project, run):
    text = HEAD + CODESTRAL
    folder = project(**{f"{place}modelguard.yaml": WARNS_IN_TOOLS, f"{place}a.py": text})
    known = folder / "known.json"
    assert run("check", folder, "--offline", "--write-baseline", known).code == 0
    (folder / place / "tools").mkdir()
    (folder / place / "tools/b.py").write_text(text)
    options = ("--offline", "--fail-on", "warning", "--baseline", known)
    outcome = run("check", folder, *options, "--format", "json")

    new = [each for each in report(outcome)["findings"] if not each["waived"]]
    told = [(each["check"], each["references"]) for each in new if each["severity"] == "warning"]
    assert outcome.code == 1
    assert [check for check, _ in told] == ["noncommercial-use"]
    assert f"{place}tools/b.py" in json.dumps(told)


def test_baseline_has_the_warnings_that_its_errors_speak_for(project, run):
    text = HEAD + CODESTRAL
    folder = project(**{"modelguard.yaml": WARNS_IN_TOOLS, "a.py": text, "tools/b.py": text})
    options = ("--offline", "--fail-on", "warning")
    assert run("check", folder, *options, "--write-baseline", folder / "known.json").code == 0

    assert run("check", folder, *options, "--baseline", folder / "known.json").code == 0


@pytest.mark.parametrize("name", ["\udcff.py", "\udcff/a.py", 'a\n"b.py', "ünï.py"])
def test_names_of_any_bytes_are_known_again(name, project, run):
    folder = project(**{name: HEAD + CODESTRAL, "plain.py": HEAD + QWEN})
    known = folder / "known.json"
    assert run("check", folder, "--offline", "--write-baseline", known).code == 0
    (folder / "new.py").write_text(HEAD + CODESTRAL)
    outcome = run("check", folder, "--offline", "--baseline", known, "--format", "json")

    open_ = [each for each in report(outcome)["findings"] if not each["waived"]]
    errors = [each["references"] for each in open_ if each["severity"] == "error"]
    assert outcome.code == 1
    assert errors == [["new.py:2:28"]]
