"""Project files of tests/projects: good ones are read, bad ones refused with their message."""

from __future__ import annotations

import os
from datetime import date
from enum import Enum
from pathlib import Path

import pytest
from project_files import PROJECTS, cases, context, golden

from modelguard import project
from modelguard.errors import ConfigError


def _find(path):
    root, file = project.find(str(path))
    return Path(root), Path(file) if file else None


def _plain(value: object) -> object:
    """What a project states, in words that JSON has; empty parts, roots and digests left out."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(_plain(each) for each in value)
    if hasattr(value, "_asdict"):
        return _plain(value._asdict())
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if hasattr(value, "items"):
        left_out = ("root", "file", "content")
        plain = {str(key): _plain(each) for key, each in value.items() if key not in left_out}
        return {key: each for key, each in plain.items() if each not in (None, "", [], {})}
    return value


def _read(case: Path) -> project.Project:
    root, file = _find(case)
    assert root == case
    assert file is not None
    return project.load(file, root=root, context=context())


@pytest.mark.parametrize("case", cases("good"))
def test_good_project_file_is_read_as_expected(case):
    folder = PROJECTS / "good" / case

    golden(folder / "expected.json", _plain(_read(folder)))


@pytest.mark.parametrize("case", cases("bad"))
def test_bad_project_file_is_refused_with_its_message(case):
    folder = PROJECTS / "bad" / case

    with pytest.raises(ConfigError) as caught:
        _read(folder)

    golden(folder / "expected.txt", str(caught.value))
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("case", cases("bad"))
def test_every_message_says_where(case):
    message = (PROJECTS / "bad" / case / "expected.txt").read_text(encoding="utf-8")
    place = message.partition(": ")[0]

    assert (PROJECTS / "bad" / case / place.partition(":")[0]).is_file()
    assert place.partition(":")[2].isdigit() or case in NO_LINE


# An empty or unreadable file is wrong as a whole.
NO_LINE = {"policy-file-empty", "policy-file-of-unknown-kind"}


def test_a_file_that_was_valid_before_is_not_validated_again(tmp_path):
    (tmp_path / "modelguard.yaml").write_text("models: [gpt2]\n")
    memo = tmp_path / "memo"
    project.load(tmp_path / "modelguard.yaml", root=tmp_path, context=context(memo=memo))
    (remembered,) = memo.iterdir()

    (tmp_path / "modelguard.yaml").write_text("models: [gpt2]\nfrobnicate: 1\n")
    with pytest.raises(ConfigError, match="unknown key"):
        project.load(tmp_path / "modelguard.yaml", root=tmp_path, context=context(memo=memo))

    assert list(memo.iterdir()) == [remembered]


def test_project_without_a_file_has_the_default_policy(tmp_path):
    found = project.empty(tmp_path, context=context())

    assert found.policy.name == "default"
    assert found.models == ()
    assert found.file is None


def test_project_without_a_file_takes_a_named_policy(tmp_path):
    assert project.empty(tmp_path, "research", context=context()).policy.name == "research"


def test_named_policy_takes_the_place_of_the_projects_own(tmp_path):
    file = tmp_path / "modelguard.yaml"
    file.write_text("policy: internal-use\n")

    found = project.load(file, root=tmp_path, context=context(), policy_name="fully-open")

    assert found.policy.name == "fully-open"


def test_named_policy_file_is_relative_to_its_base(tmp_path):
    file = tmp_path / "modelguard.yaml"
    file.write_text("")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "strict.yaml").write_text("name: strict\n")

    found = project.load(
        file,
        root=tmp_path,
        context=context(),
        policy_name="strict.yaml",
        policy_base=tmp_path / "here",
    )

    assert found.policy.name == "strict"


def test_named_policy_file_of_a_project_without_a_file_is_relative_to_its_base(tmp_path):
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "strict.yaml").write_text("name: strict\n")

    found = project.empty(
        tmp_path, "./strict.yaml", context=context(), policy_base=tmp_path / "here"
    )

    assert found.policy.name == "strict"


def test_named_policy_cannot_loosen_what_the_project_extends(tmp_path):
    file = tmp_path / "modelguard.yaml"
    file.write_text("extends: org.yaml\n")
    (tmp_path / "org.yaml").write_text("allow: {classes: [fully-open]}\nlock: [allow]\n")

    with pytest.raises(ConfigError) as caught:
        project.load(file, root=tmp_path, context=context(), policy_name="default")

    assert str(caught.value).startswith("--policy: `open-weight-community` cannot be allowed")


def test_unknown_named_policy_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="--policy: unknown policy `strickt`"):
        project.empty(tmp_path, "strickt", context=context())


def test_exception_to_a_locked_check_stands_where_approvers_are_named(tmp_path):
    file = tmp_path / "modelguard.yaml"
    file.write_text(
        "extends: org.yaml\n"
        "exceptions:\n"
        "  - {model: gpt2, checks: [license-missing], reason: Known, approved_by: legal}\n"
    )
    (tmp_path / "org.yaml").write_text("require: {approvers: [legal]}\nlock: [license-missing]\n")

    found = project.load(file, root=tmp_path, context=context())

    assert found.exceptions[0].approved_by == "legal"


def test_exception_may_end_on_the_last_day_that_the_policy_allows(tmp_path):
    file = tmp_path / "modelguard.yaml"
    text = (
        "policy: {{require: {{exception_max_days: 30}}}}\n"
        "exceptions:\n"
        "  - {{model: gpt2, checks: [license-missing], reason: Known, until: {until}}}\n"
    )
    file.write_text(text.format(until="2026-12-22"))
    project.load(file, root=tmp_path, context=context())
    file.write_text(text.format(until="2026-12-23"))

    with pytest.raises(ConfigError, match="`2026-12-23` is too far ahead"):
        project.load(file, root=tmp_path, context=context())


def test_project_file_is_searched_upwards(tmp_path):
    (tmp_path / "modelguard.yaml").touch()
    inner = tmp_path / "src" / "app"
    inner.mkdir(parents=True)
    (inner / "main.py").touch()

    assert _find(inner / "main.py") == (tmp_path, tmp_path / "modelguard.yaml")


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_search_ends_at_the_git_top_level(tmp_path, kind):
    (tmp_path / "modelguard.yaml").touch()
    top = tmp_path / "repository"
    (top / "src").mkdir(parents=True)
    if kind == "folder":
        (top / ".git").mkdir()
    else:
        (top / ".git").write_text("gitdir: elsewhere\n")

    assert _find(top / "src") == (top, None)


def test_project_file_in_the_git_top_level_is_found(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "modelguard.yaml").touch()
    (tmp_path / "src").mkdir()

    assert _find(tmp_path / "src") == (tmp_path, tmp_path / "modelguard.yaml")


def test_nearest_project_file_wins(tmp_path):
    (tmp_path / "modelguard.yaml").touch()
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "modelguard.yml").touch()

    assert _find(tmp_path / "inner") == (
        tmp_path / "inner",
        tmp_path / "inner" / "modelguard.yml",
    )


def test_pyproject_without_the_table_does_not_end_the_search(tmp_path):
    (tmp_path / "modelguard.yaml").touch()
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text('[project]\nname = "modelguard-example"\n')

    assert _find(inner) == (tmp_path, tmp_path / "modelguard.yaml")


def test_pyproject_with_a_dotted_table_is_a_project_file(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool]\nmodelguard.policy = "research"\n')
    root, file = _find(tmp_path)

    assert file is not None
    assert project.load(file, root=root, context=context()).policy.name == "research"


def test_two_yaml_project_files_in_one_folder_are_refused(tmp_path):
    (tmp_path / "modelguard.yaml").touch()
    (tmp_path / "modelguard.yml").touch()

    with pytest.raises(ConfigError, match="lie in one folder"):
        _find(tmp_path)


def test_folder_that_is_named_like_a_project_file_is_refused(tmp_path):
    (tmp_path / "modelguard.yaml").mkdir()
    root, file = _find(tmp_path)

    assert file is not None
    with pytest.raises(ConfigError, match=r"^modelguard\.yaml: this is a folder, not a file$"):
        project.load(file, root=root, context=context())


def test_broken_link_to_a_project_file_is_refused(tmp_path):
    os.symlink(tmp_path / "nowhere", tmp_path / "modelguard.yaml")
    root, file = _find(tmp_path)

    assert file is not None
    with pytest.raises(ConfigError, match="a link to a file that does not exist"):
        project.load(file, root=root, context=context())


def test_missing_project_file_is_refused(tmp_path):
    with pytest.raises(ConfigError) as caught:
        project.load(tmp_path / "other.yaml", root=tmp_path, context=context())

    assert str(caught.value) == "other.yaml: this file does not exist"


def test_pyproject_without_the_table_is_refused_where_it_is_named(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "chat"\n')

    with pytest.raises(ConfigError, match=r"this file has no `\[tool\.modelguard\]`"):
        project.load(tmp_path / "pyproject.toml", root=tmp_path, context=context())


def test_project_file_may_lie_outside_the_root(tmp_path):
    (tmp_path / "root").mkdir()
    file = tmp_path / "other.yaml"
    file.write_text("models: [gpt2]\n")

    found = project.load(file, root=tmp_path / "root", context=context())

    assert found.label == "../other.yaml"
    assert found.models[0].line == 1
