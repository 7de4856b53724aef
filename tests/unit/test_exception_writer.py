"""An exception is put into a project file, and nothing else in that file changes."""

from __future__ import annotations

import stat
import tomllib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from project_files import IS_UPDATE, PROJECTS, cases, context

from modelguard import documents, project
from modelguard.errors import ConfigError
from modelguard.project import PolicyException, writer

EXCEPTION = PolicyException(
    models=("jinaai/*",),
    checks=("noncommercial-use",),
    reason='Evaluation only, "removed" before launch: see #12',
    approved_by="legal",
    until=date(2027, 3, 1),
    paths=("eval/**",),
    ticket="LEGAL-12",
    requested_by="search",
)
BLOCK = """\
exceptions:
  - model: "jinaai/*"
    checks: ["noncommercial-use"]
    reason: "Evaluation only, \\"removed\\" before launch: see #12"
    approved_by: "legal"
    ticket: "LEGAL-12"
    requested_by: "search"
    until: "2027-03-01"
    paths: ["eval/**"]
"""


@pytest.mark.parametrize("case", cases("exception-added"))
def test_exception_is_added_and_the_rest_kept(case, tmp_path):
    """A case without `after.yaml` has no safe place: the file stays as it is."""
    folder = PROJECTS / "exception-added" / case
    before = (folder / "before.yaml").read_bytes()
    file = tmp_path / "modelguard.yaml"
    file.write_bytes(before)

    added = writer.add(file, EXCEPTION)

    if IS_UPDATE and added.is_written:
        (folder / "after.yaml").write_bytes(file.read_bytes())
    after = folder / "after.yaml"
    assert file.read_bytes() == (after.read_bytes() if after.exists() else before)
    assert added.is_written == after.exists()
    assert added.block == BLOCK


WRITTEN = [
    case
    for case in cases("exception-added")
    if (PROJECTS / "exception-added" / case / "after.yaml").exists()
]


@pytest.mark.parametrize("case", WRITTEN)
def test_every_line_that_was_there_is_still_there(case):
    folder = PROJECTS / "exception-added" / case
    before = (folder / "before.yaml").read_text(encoding="utf-8").splitlines()
    after = iter((folder / "after.yaml").read_text(encoding="utf-8").splitlines())

    assert all(line in after for line in before if line != "exceptions: []")


def test_written_exception_is_read_as_it_was_given(tmp_path):
    file = tmp_path / "modelguard.yaml"
    writer.add(file, EXCEPTION)

    found = project.load(file, root=tmp_path, context=context())

    assert found.exceptions == (EXCEPTION._replace(line=2),)


def test_missing_project_file_is_made(tmp_path):
    added = writer.add(tmp_path / "modelguard.yaml", EXCEPTION)

    assert added.is_written
    assert (tmp_path / "modelguard.yaml").read_text(encoding="utf-8") == BLOCK


def test_second_exception_follows_the_first(tmp_path):
    file = tmp_path / "modelguard.yaml"
    writer.add(file, EXCEPTION)
    writer.add(file, EXCEPTION._replace(models=("a/b", "a/c"), approved_by=None, until=None))

    found = project.load(file, root=tmp_path, context=context())

    assert [each.models for each in found.exceptions] == [("jinaai/*",), ("a/b", "a/c")]


def test_pyproject_is_left_alone_and_the_block_fits_it(tmp_path):
    file = tmp_path / "pyproject.toml"
    text = '[tool.modelguard]\npolicy = "default"\n'
    file.write_text(text)

    added = writer.add(file, EXCEPTION)

    assert not added.is_written
    assert file.read_text() == text
    (exception,) = tomllib.loads(text + added.block)["tool"]["modelguard"]["exceptions"]
    assert exception["reason"] == EXCEPTION.reason
    assert exception["until"] == "2027-03-01"
    assert exception["paths"] == ["eval/**"]


@settings(deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_block_holds_any_text_in_yaml_and_toml(text):
    exception = EXCEPTION._replace(reason=text)
    yaml = documents.parse(writer.yaml_block(exception).encode(), label="f", kind="yaml")
    toml = tomllib.loads(writer.toml_block(exception))

    assert yaml.data["exceptions"][0]["reason"] == text
    assert toml["tool"]["modelguard"]["exceptions"][0]["reason"] == text


def test_broken_project_file_is_refused_and_kept(tmp_path):
    file = tmp_path / "modelguard.yaml"
    file.write_text("models: [gpt2\n")

    with pytest.raises(ConfigError, match="a list that opens here is never closed"):
        writer.add(file, EXCEPTION)

    assert file.read_text() == "models: [gpt2\n"


def test_mode_of_the_file_is_kept(tmp_path):
    file = tmp_path / "modelguard.yaml"
    file.touch()
    file.chmod(0o640)

    writer.add(file, EXCEPTION)

    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_link_to_the_file_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "modelguard.yaml"
    target.write_text("models: [gpt2]\n")
    link = tmp_path / "modelguard.yaml"
    link.symlink_to(target)

    writer.add(link, EXCEPTION)

    assert link.is_symlink()
    assert "jinaai" in target.read_text()


def test_nothing_is_left_behind(tmp_path):
    file = tmp_path / "modelguard.yaml"
    file.write_text("models: [gpt2]\n")

    writer.add(file, EXCEPTION)

    assert list(tmp_path.iterdir()) == [file]


def test_folder_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(ConfigError) as caught:
        writer.add(tmp_path / "nowhere" / "modelguard.yaml", EXCEPTION)

    assert caught.value.message == "this file cannot be written: No such file or directory"
