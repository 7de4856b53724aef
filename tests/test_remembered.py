"""A second look at a tree reads what changed, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from modelguard import cli

LOADS = 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/one")\n'
FOLLOWS = """from names import MODEL
from transformers import AutoModel

AutoModel.from_pretrained(MODEL)
"""
TEXTS = {
    "loads.py": LOADS,
    "follows.py": FOLLOWS,
    "names.py": 'MODEL = "acme/two"\n',
    "broken.py": "from transformers import AutoModel\ndef f(:\n  x = AutoModel('acme/three')\n",
}
OLD_ENOUGH = 2.1  # seconds; what is younger is not remembered


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree that is old enough to be remembered."""
    folder = tmp_path_factory.mktemp("grown") / "tree"
    folder.mkdir()
    for number in range(200):
        (folder / f"module_{number:03}.py").write_text("x = 1\n", encoding="utf-8")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    time.sleep(OLD_ENOUGH)
    return folder


@pytest.fixture
def tree(grown, tmp_path, monkeypatch):
    """The grown tree, as one run has left it; the cache is this test's own."""
    monkeypatch.setenv("MODELGUARD_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(grown)
    found()
    yield grown
    if restored(grown):
        time.sleep(OLD_ENOUGH)


def restored(folder: Path) -> bool:
    """Whether a test has changed the tree, which is as it was now."""
    changed = [name for name, text in TEXTS.items() if (folder / name).read_text("utf-8") != text]
    for name in changed:
        (folder / name).write_text(TEXTS[name], encoding="utf-8")
    added = [path for path in folder.iterdir() if path.name in ("late.py", "inner")]
    for path in added:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return bool(changed or added)


def listed(*options: str) -> str:
    result = CliRunner().invoke(cli.group, ["list", "--format", "json", *options])
    assert result.exit_code == 0, result.output
    return result.output


def found(*options: str) -> list[str]:
    return [each["id"] for each in json.loads(listed(*options))["references"]]


def memory() -> Path:
    (file,) = Path(os.environ["MODELGUARD_CACHE_DIR"], "found").glob("*.json")
    return file


def forge(path: str) -> None:
    """Let the memory say that the file holds nothing, which shows whether it is asked."""
    content = json.loads(memory().read_text(encoding="utf-8"))
    row = content["files"][path]
    content["files"][path] = row[0] if isinstance(row[0], list) else row
    memory().write_text(json.dumps(content), encoding="utf-8")


def test_an_unchanged_file_is_not_read_again(tree):
    forge("loads.py")

    assert found() == ["acme/two"]
    assert set(found("--no-cache")) == {"acme/one", "acme/two"}


def test_a_second_run_says_the_same_to_the_byte(tree):
    first = listed("--no-cache", "--verbose")

    assert listed("--verbose") == first


def test_a_file_that_keeps_its_size_and_its_date_is_read_again(tree):
    """Whoever writes a file cannot set back when its inode changed."""
    file = tree / "loads.py"
    before = file.stat()
    file.write_text(LOADS.replace("one", "six"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert "acme/six" in found()


def test_a_constant_of_another_file_that_changed_is_followed_again(tree):
    (tree / "names.py").write_text('MODEL = "acme/new"\n', encoding="utf-8")

    assert "acme/new" in found()
    assert "acme/two" not in found()


def test_a_file_that_was_sought_in_vain_is_found_when_it_comes(tree):
    (tree / "late.py").write_text(FOLLOWS.replace("names", "inner"), encoding="utf-8")
    found()
    os.utime(tree / "late.py", (1, 1))
    time.sleep(OLD_ENOUGH)
    before = found()
    (tree / "inner").mkdir()
    (tree / "inner" / "__init__.py").write_text('MODEL = "acme/late"\n', encoding="utf-8")

    assert "acme/late" not in before
    assert "acme/late" in found()


def test_of_a_file_that_has_just_changed_nothing_is_kept(tree):
    """It may change again within one tick of the clock."""
    file = tree / "loads.py"
    file.write_text(LOADS.replace("one", "now"), encoding="utf-8")
    found()
    rows = json.loads(memory().read_text(encoding="utf-8"))["files"]

    assert rows["loads.py"][0][1] != file.stat().st_mtime_ns


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"of": ["elsewhere", ""], "files": {"loads.py": 1}}', b"\xff"]
)
def test_a_broken_memory_is_none(tree, content):
    memory().write_bytes(content)

    assert "acme/one" in found()
    assert "acme/one" in found()


@pytest.mark.parametrize(
    "row",
    [5, [], [1], [[]], [[1, 2, 3, 4], [], []], {"loads.py": 1}, "text", None, [None, 1, 2, 3]],
)
def test_a_row_that_somebody_edited_is_none(tree, row):
    content = json.loads(memory().read_text(encoding="utf-8"))
    content["files"]["loads.py"] = row
    memory().write_text(json.dumps(content), encoding="utf-8")

    assert "acme/one" in found()


def test_a_reference_that_somebody_edited_is_none(tree):
    content = json.loads(memory().read_text(encoding="utf-8"))
    content["files"]["loads.py"][1] = [["acme/one", "loads.py"], 7]
    memory().write_text(json.dumps(content), encoding="utf-8")

    assert "acme/one" in found()


def test_other_rules_start_anew(tree):
    forge("loads.py")
    content = json.loads(memory().read_text(encoding="utf-8"))
    content["of"][1] += " of an older version"
    memory().write_text(json.dumps(content), encoding="utf-8")

    assert "acme/one" in found()


def test_a_cache_folder_that_cannot_be_made_costs_time_alone(grown, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("MODELGUARD_CACHE_DIR", str(tmp_path / "file"))
    monkeypatch.chdir(grown)

    assert "acme/one" in found()


def test_a_run_over_a_part_forgets_nothing_of_the_rest(tree):
    forge("loads.py")
    (tree / "names.py").write_text('MODEL = "acme/new"\n', encoding="utf-8")

    assert found("--exclude", "loads.py") == ["acme/new"]
    assert found() == ["acme/new"]


def test_clearing_the_cache_forgets(tree):
    forge("loads.py")
    CliRunner().invoke(cli.group, ["cache", "--clear"])

    assert "acme/one" in found()
