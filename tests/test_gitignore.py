"""Folders without git are walked by the same `.gitignore` rules as git's own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modelguard.detect.files import walk

# fmt: off
FILES = (
    "b.py", "d", "a/b", "a/b.py", "a/c/b", "a/#b", "b/c", "b/a/b.py", "c/x y", "c/[b]", "c/!a",
)
NAMES = (
    "a", "b", "c", "b.py", "x y", "x\\ y", "[b]", "\\[b]", "\\#b", "#b", "\\!a", "[!a]", "[a-b]",
    "[^c]", "[[:alpha:]]", "*", "**", "***", "*.py", "?", "?.py", "b*", "[", "a\\", "[]a]",
)
# fmt: on
PATTERNS = st.builds(
    lambda negated, start, names, end: negated + start + "/".join(names) + end,
    st.sampled_from(["", "", "!"]),
    st.sampled_from(["", "", "/"]),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=3),
    st.sampled_from(["", "", "/", " ", "\r"]),
)
LINES = st.lists(st.one_of(PATTERNS, st.sampled_from(["", "*", "!*", "!a", "!b/"])), max_size=5)


def listed_by_git(folder: Path) -> set[str]:
    run = ["git", "-c", "init.defaultBranch=main", "-C", str(folder)]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run([*run, "init", "--quiet"], check=True, env=environment)
    arguments = ["ls-files", "-z", "--others", "--exclude-standard"]
    done = subprocess.run([*run, *arguments], check=True, env=environment, capture_output=True)
    shutil.rmtree(folder / ".git")
    return set(done.stdout.decode().split("\0")[:-1])


def tree(folder: Path, ignores: dict[str, str]) -> Path:
    for path in FILES:
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    for path, text in ignores.items():
        (folder / path / ".gitignore").write_text(text, newline="")
    return folder


def test_what_a_later_line_takes_back_is_walked(tmp_path):
    tmp_path.joinpath(".gitignore").write_text("*\n!*.ipynb\n!recipes\n")
    tmp_path.joinpath("recipes").mkdir()
    for path in ("recipes/a.ipynb", "recipes/b.py", "c.py"):
        tmp_path.joinpath(path).touch()

    assert list(walk.files(str(tmp_path), [])) == ["recipes/a.ipynb"]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(above=LINES, inside=LINES)
def test_any_tree_is_walked_as_git_lists_it(tmp_path_factory, above, inside):
    ignores = {"": "\n".join(above), "a": "\n".join(inside)}
    folder = tree(tmp_path_factory.mktemp("tree"), ignores)

    assert set(walk.files(str(folder), [])) == listed_by_git(folder)
