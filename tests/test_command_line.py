"""What the command line says to whoever gets it wrong, and where its data goes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

MISTAKES = [
    (["chekc"], "there is no command `chekc`", "did you mean `check`?"),
    (["check", "--formt", "json"], "no such option `--formt`", "did you mean `--format`?"),
    (
        ["check", "--baseline"],
        "option `--baseline` requires an argument",
        "see `modelguard --help`",
    ),
    (["check", "--output", "json"], "`--output json` names no file", "write `--output json=FILE`"),
    (["audit"], "missing argument `SUBJECT…`", "modelguard audit [OPTIONS] SUBJECT…"),
    (["bundle", "frob"], "no such command `frob`", "see `modelguard bundle --help`"),
    (
        ["check", "--fail-on", "x"],
        "invalid value for `--fail-on`: `x` is not one of `error`, `warning`, `never`",
        "see `modelguard check --help`",
    ),
]


@pytest.mark.parametrize(("words", "told", "hint"), MISTAKES, ids=lambda each: str(each)[:30])
def test_a_mistake_is_told_with_the_way_out(words, told, hint, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcome = run(*words)

    assert outcome.code == 2
    assert outcome.stdout == ""
    assert outcome.stderr == f"error: {told}\n\nhint: {hint}\n"


@pytest.mark.parametrize("words", [[], ["bundle"], ["exception"]])
def test_a_command_that_is_not_named_is_answered_by_help(words, run):
    outcome = run(*words)

    assert outcome.code == 2
    assert outcome.stderr.startswith("Usage: modelguard ")
    assert "error" not in outcome.stderr.partition("\n")[0]


def test_an_empty_subject_is_no_folder(run):
    outcome = run("audit", "--offline", "")

    assert outcome.code == 2
    assert "a model id is empty" in outcome.stderr


def _checked(folder: Path, *words: str, **options: object) -> subprocess.CompletedProcess[str]:
    program = "from modelguard.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, "check", "--offline", str(folder), *words],
        env=dict(os.environ),
        encoding="utf-8",
        check=True,
        **options,
    )


def test_color_is_forced_where_there_is_no_terminal(project, monkeypatch):
    folder = project(**{"modelguard.yaml": "models: [mistralai/Codestral-22B-v0.1]\n"})
    words = ("--fail-on", "never")

    assert "\x1b" not in _checked(folder, *words, stdout=subprocess.PIPE).stdout
    monkeypatch.delenv("NO_COLOR")
    assert "\x1b" not in _checked(folder, *words, stdout=subprocess.PIPE).stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31merror" in _checked(folder, *words, stdout=subprocess.PIPE).stdout
    assert "\x1b" not in _checked(folder, *words, "--no-color", stdout=subprocess.PIPE).stdout


@pytest.mark.skipif(os.name == "nt", reason="POSIX devices")
@pytest.mark.parametrize("place", ["/dev/stdout", "/dev/fd/1"])
def test_a_report_for_standard_output_replaces_no_file(place, project, tmp_path):
    folder = project(**{"a.py": "x = 1\n"})
    printed = tmp_path / "printed.txt"
    with printed.open("w") as file:
        _checked(folder, "--output", f"json={place}", stdout=file)

    report, _, last = printed.read_text(encoding="utf-8").rstrip("\n").rpartition("\n")
    assert json.loads(report)["models"] == []
    assert last == "no models · no findings"


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_a_report_goes_through_a_named_pipe(project, tmp_path):
    folder = project(**{"a.py": "x = 1\n"})
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        _checked(folder, "-qq", "--output", f"json={pipe}")
        report = reader.communicate(timeout=60)[0]

    assert json.loads(report)["models"] == []
