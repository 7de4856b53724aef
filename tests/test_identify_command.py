"""`modelguard identify` from outside: which license a file holds, and what can't be read."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys

import pytest

from tests.formats.schemas import schema
from tests.hub.license_texts import license_text

MIT = license_text("MIT")
ADDED = "If more than one hundred million people use it, its name must be shown prominently."


@pytest.fixture
def identify(run):
    """The JSON rows of the command, checked against their schema, and the exit code."""

    def identify(*paths):
        outcome = run("identify", *paths, "--format", "json")
        document = json.loads(outcome.stdout)
        schema("identified").validate(document)
        return document["texts"], outcome.code

    return identify


def test_clean_text_is_named_with_its_class_and_hash(tmp_path, identify):
    path = tmp_path / "LICENSE"
    path.write_text(MIT, encoding="utf-8")

    (row,), code = identify(path)

    assert code == 0
    assert (row["path"], row["license"], row["class"]) == (str(path), "MIT", "fully-open")
    assert (row["modified"], row["near"], row["reason"]) == (False, None, "")
    assert row["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_added_words_are_told_with_their_line(tmp_path, identify, run):
    path = tmp_path / "LICENSE"
    path.write_text(f"{MIT}\n{ADDED}\n", encoding="utf-8")

    (row,), code = identify(path)

    line = len(MIT.splitlines()) + 2
    assert code == 0
    assert (row["license"], row["modified"], row["near"]) == (None, True, "MIT")
    assert row["added"] == [{"line": line, "text": ADDED.rstrip(".")}]
    shown = run("identify", path).stdout
    assert "no known license: a changed MIT" in shown
    assert f"line {line} adds: {ADDED.rstrip('.')}" in shown


def test_folder_stands_for_its_license_files(tmp_path, identify):
    (tmp_path / "LICENSE").write_text(MIT, encoding="utf-8")
    (tmp_path / "README.md").write_text("# A model\n", encoding="utf-8")

    rows, code = identify(tmp_path)

    assert ([row["path"] for row in rows], code) == ([f"{tmp_path.as_posix()}/LICENSE"], 0)


def test_standard_input_is_read_for_a_dash(monkeypatch, identify):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MIT.encode())))

    (row,), code = identify("-")

    assert (row["path"], row["license"], code) == ("-", "MIT", 0)


def test_path_that_does_not_exist_is_a_usage_error(tmp_path, run):
    outcome = run("identify", tmp_path / "nowhere")

    assert outcome.code == 2
    assert "does not exist" in outcome.stderr


def test_folder_without_a_license_file_is_a_usage_error(tmp_path, run):
    outcome = run("identify", tmp_path)

    assert outcome.code == 2
    assert "holds no license file" in outcome.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_fifo_is_named_and_the_other_files_are_answered(tmp_path, identify):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "LICENSE").write_text(MIT, encoding="utf-8")

    (pipe, license_), code = identify(tmp_path / "pipe", tmp_path / "LICENSE")

    assert (pipe["license"], pipe["reason"], pipe["sha256"]) == (None, "not a regular file", None)
    assert (license_["license"], code) == ("MIT", 2)


def test_file_longer_than_any_license_is_named_and_not_read(tmp_path, identify):
    (tmp_path / "LICENSE").write_bytes(b"word " * 300_000)

    (row,), code = identify(tmp_path / "LICENSE")

    assert ("longer than" in row["reason"], row["sha256"], code) == (True, None, 2)


def test_link_that_leads_nowhere_is_named(tmp_path, identify):
    (tmp_path / "LICENSE").symlink_to(tmp_path / "nowhere")

    (row,), code = identify(tmp_path / "LICENSE")

    assert (row["reason"], code) == ("a link to a file that does not exist", 2)


@pytest.mark.parametrize(
    "content",
    [b"", b"\0\1\2" * 100, b"%PDF-1.7\n", "\ufeffMIT".encode("utf-16"), b"\xff\xfe\xfa", b"<html>"],
    ids=["empty", "binary", "pdf", "utf-16", "broken-bytes", "html"],
)
def test_what_holds_no_license_says_why(tmp_path, identify, content):
    (tmp_path / "file").write_bytes(content)

    (row,), code = identify(tmp_path / "file")

    assert (row["license"], bool(row["reason"]), code) == (None, True, 0)


def test_names_of_files_reach_the_terminal_without_control_characters(tmp_path, run):
    path = tmp_path / "LICENSE\x1b[31m"
    path.write_text(MIT, encoding="utf-8")

    assert "\x1b" not in run("identify", path).stdout
