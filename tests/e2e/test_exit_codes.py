"""The exit codes of `docs/reference/exit-codes.md`, and never a traceback."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import time
from pathlib import Path

import pytest
from distribution import ROOT

CLEAN = "models: [sentence-transformers/all-MiniLM-L6-v2]\n"
UNKNOWN = "models: [acme/never-heard-of]\n"
FINDING = "models: [mistralai/Codestral-22B-v0.1]\n"
UNUSED = (
    CLEAN + "exceptions: [{model: acme/gone, checks: [noncommercial-use], reason: Was a trial}]\n"
)
BOTH = "models: [mistralai/Codestral-22B-v0.1, acme/never-heard-of]\n"
WARN = ["check", "--unresolved", "warn"]

TABLE = [
    ("a clean project", 0, CLEAN, ["check"]),
    ("no models at all", 0, "models: []\n", ["check"]),
    ("findings that do not count", 0, FINDING, ["check", "--fail-on", "never"]),
    ("a waived look-up", 0, UNKNOWN, WARN),
    ("findings", 1, FINDING, ["check"]),
    ("a finding beside a model that is not known", 1, BOTH, ["check"]),
    ("a warning that counts", 1, UNUSED, ["check", "--fail-on", "warning"]),
    ("a warning that does not count", 0, UNUSED, ["check"]),
    ("an audited model", 1, "", ["audit", "mistralai/Codestral-22B-v0.1"]),
    ("a path that does not exist", 2, CLEAN, ["check", "nowhere"]),
    ("a lock that is not there", 1, CLEAN, ["lock", "--check"]),
    ("a model that the lock lacks", 1, CLEAN, ["check", "--locked"]),
    ("a lock that cannot be whole", 3, BOTH, ["lock"]),
    ("a lock without what is not known", 0, BOTH, ["lock", "--unresolved", "warn"]),
    ("a diff with nothing", 2, CLEAN, ["diff"]),
    ("a baseline that is not there", 2, CLEAN, ["check", "--baseline", "nowhere.json"]),
    ("a baseline that is written", 0, FINDING, ["check", "--write-baseline", "known.json"]),
    ("an unknown option", 2, CLEAN, ["check", "--nonsense"]),
    ("an unknown command", 2, CLEAN, ["chek"]),
    ("an unknown policy", 2, CLEAN, ["check", "--policy", "strickt"]),
    ("an unknown check", 2, CLEAN, ["check", "--ignore", "licence-missing"]),
    ("an unknown format", 2, CLEAN, ["check", "--format", "xml"]),
    ("an unknown key", 2, "modles: []\n", ["check"]),
    ("broken YAML", 2, "models: [\n", ["check"]),
    ("a configuration error although nothing fails", 2, "x: 1\n", ["check", "--fail-on", "never"]),
    ("an impossible id", 2, "", ["audit", "a/b/c/d e"]),
    ("a model that is not known", 3, UNKNOWN, ["check"]),
    ("a failed look-up that counts as warning", 3, UNKNOWN, [*WARN, "--fail-on", "warning"]),
    ("an audited model that is not known", 3, "", ["audit", "acme/never-heard-of"]),
]


@pytest.mark.parametrize(("case", "code", "project", "words"), TABLE, ids=[row[0] for row in TABLE])
def test_exit_code_of(case, code, project, words, run, tmp_path):
    if project:
        (tmp_path / "modelguard.yaml").write_text(project, encoding="utf-8")

    done = run("modelguard", *words, folder=tmp_path, HF_HUB_OFFLINE="1")

    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_errors_go_to_stderr_and_leave_stdout_empty(run, tmp_path):
    done = run("modelguard", "check", "nowhere", folder=tmp_path)

    assert done.stdout == ""
    assert "nowhere" in done.stderr


def test_an_interrupt_ends_with_130_and_a_word(environment):
    import fcntl
    import termios

    process = subprocess.Popen(
        ["modelguard", "audit", "--offline", "-"],
        cwd=ROOT,
        env=dict(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        os.write(process.stdin.fileno(), b"# still typing\n")
        unread = 1
        for _ in range(600):  # until it has read the line and waits for the next one
            answer = fcntl.ioctl(process.stdin, termios.FIONREAD, struct.pack("i", 0))
            unread = struct.unpack("i", answer)[0]
            if not unread:
                break
            time.sleep(0.05)
        assert not unread
        process.send_signal(signal.SIGINT)
        told = process.stderr.read().decode()

    assert process.returncode == 130, told
    assert "interrupted" in told
    assert "Traceback" not in told


def test_every_code_of_the_table_is_documented():
    text = (Path(ROOT) / "docs" / "reference" / "exit-codes.md").read_text(encoding="utf-8")

    for code in {row[1] for row in TABLE} | {130}:
        assert f"| {code} |" in text
