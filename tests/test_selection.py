"""Which files are read: git's answer, `.gitignore` elsewhere, named paths, globs, odd files."""

from __future__ import annotations

import json
import os
import subprocess
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from modelguard.detect.files import path_globs, reading, scope, selection
from modelguard.detect.files.reading import Selected, Skipped
from modelguard.detect.files.selection import Request

YAML = "model_name_or_path: acme/{}\n"


def _tree(root: Path, *paths: str) -> Path:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(YAML.format(file.stem.strip(".") or "x"), encoding="utf-8")
    return root


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *arguments],
        cwd=root,
        check=True,
        capture_output=True,
    )


def _repository(root: Path, *paths: str) -> Path:
    _tree(root, *paths)
    _git(root, "init", "--quiet")
    _git(root, "add", "--all")
    _git(root, "commit", "--quiet", "--message=x", "--allow-empty")
    return root


def _selected(*places: Path, root: Path | None = None, **changes: object) -> list[str]:
    request = _request(*places, root=root, **changes)
    return [each.path for each in selection.select(request, []).files]


def _request(*places: Path, root: Path | None = None, **changes: object) -> Request:
    start = root or places[0]
    return Request(places, start, start, environment=dict(os.environ))._replace(**changes)


def _skipped(*places: Path, **changes: object) -> list[Skipped]:
    skipped: list[Skipped] = []
    for file in selection.select(_request(*places, **changes), skipped).files:
        reading.read(file, skipped)
    return sorted(skipped)


def test_git_says_which_files_are_tracked_or_new_and_not_ignored(tmp_path):
    _repository(tmp_path, "a.yaml", "gone.yaml", ".github/w.yml", "sub/b.yaml")
    _tree(tmp_path, "new.yaml", "out/c.yaml", "secret.env")
    tmp_path.joinpath(".gitignore").write_text("out/\n*.env\n")
    tmp_path.joinpath("gone.yaml").unlink()

    selected = [path for path in _selected(tmp_path) if path != "gone.yaml"]

    assert selected == [".github/w.yml", ".gitignore", "a.yaml", "new.yaml", "sub/b.yaml"]
    assert _skipped(tmp_path) == []


def test_tracked_files_count_even_if_ignored(tmp_path):
    _repository(tmp_path, "out/a.yaml")
    tmp_path.joinpath(".gitignore").write_text("out/\n")

    assert "out/a.yaml" in _selected(tmp_path)


def test_names_that_git_would_quote_are_read(tmp_path):
    name = 'a "b"\té\n.yaml'
    _repository(tmp_path, name)

    assert _selected(tmp_path) == [name]


def test_submodules_and_nested_repositories_are_read_by_their_own_rules(tmp_path):
    _repository(tmp_path / "library", "a.yaml")
    outer = _repository(tmp_path / "outer", "b.yaml")
    _git(outer, "-c", "protocol.file.allow=always", "submodule", "add", "../library", "lib")
    _repository(outer / "nested", "c.yaml", "d.log")
    _tree(outer / "lib", "e.yaml")
    outer.joinpath("nested", ".gitignore").write_text("*.log\n")
    _tree(outer / "nested", "f.log")

    selected = [path for path in _selected(outer) if path.endswith((".yaml", ".log"))]

    assert selected == ["b.yaml", "lib/a.yaml", "lib/e.yaml", "nested/c.yaml", "nested/d.log"]


def test_gitignore_files_hold_without_git_too(tmp_path):
    _tree(
        tmp_path, "a.yaml", "out/b.yaml", "deep/out/c.yaml", "deep/keep.log", "d.log", "x/y/z.yaml"
    )
    tmp_path.joinpath(".gitignore").write_text("out/\n*.log\n/x/*/z.yaml\n# b\n\n[\n")
    tmp_path.joinpath("deep", ".gitignore").write_text("!keep.log\n")

    selected = [path for path in _selected(tmp_path) if not path.endswith(".gitignore")]

    assert selected == ["a.yaml", "deep/keep.log"]


@pytest.mark.parametrize("prepare", [_tree, _repository], ids=["plain", "git"])
def test_git_environments_and_installed_packages_are_left_out(tmp_path, prepare):
    prepare(
        tmp_path,
        "a.yaml",
        "venv/pyvenv.cfg",
        "venv/lib/b.yaml",
        "web/node_modules/m/c.yaml",
        "node_modules/d.yaml",
        ".hidden/e.yaml",
    )
    if prepare is _tree:
        _tree(tmp_path, ".git/config.yaml")

    assert _selected(tmp_path) == [".hidden/e.yaml", "a.yaml"]
    assert [each.path for each in _skipped(tmp_path)] == [
        "node_modules",
        "venv",
        "web/node_modules",
    ]


@pytest.mark.parametrize("prepare", [_tree, _repository], ids=["plain", "git"])
def test_named_paths_are_read_even_if_ignored_or_hidden(tmp_path, prepare):
    tmp_path.joinpath(".gitignore").write_text("out/\n*.log\n")
    prepare(tmp_path, ".gitignore")
    tmp_path.joinpath(".gitignore").write_text("out/\nlog/*\n")
    _tree(tmp_path, "out/a.yaml", "out/.b/c.yaml", "out/tmp/d.yaml", "log/e.yaml")
    tmp_path.joinpath("out", ".gitignore").write_text("tmp/\n")
    out, log = tmp_path / "out", tmp_path / "log" / "e.yaml"

    assert _selected(log, root=tmp_path) == ["log/e.yaml"]
    assert _selected(out, root=tmp_path) == ["out/.b/c.yaml", "out/.gitignore", "out/a.yaml"]


def test_node_modules_that_is_named_is_read(tmp_path):
    _tree(tmp_path, "node_modules/m/a.yaml")

    assert _selected(tmp_path / "node_modules" / "m", root=tmp_path) == ["node_modules/m/a.yaml"]


def test_each_file_is_read_once_whatever_names_it(tmp_path):
    _tree(tmp_path, "a/b.yaml", "c.yaml")

    places = (tmp_path, tmp_path / "a", tmp_path / "a" / "b.yaml")

    assert _selected(*places) == ["a/b.yaml", "c.yaml"]


def test_paths_outside_the_root_are_relative_to_the_current_folder(tmp_path):
    _tree(tmp_path, "one/a.yaml", "two/b.yaml")
    places = (tmp_path / "one", tmp_path / "two")

    assert _selected(*places, current=tmp_path) == ["a.yaml", "two/b.yaml"]


def test_modelguards_own_files_are_no_use_of_a_model(tmp_path):
    _tree(tmp_path, "modelguard.yaml", "sub/modelguard.yml", "modelguard.lock", "p.yaml", "a.yaml")
    own = frozenset([str(tmp_path / "p.yaml")])

    found = selection.select(_request(tmp_path, own=own), [])

    assert [each.path for each in found.files] == ["a.yaml"]
    assert [each.path for each in found.project_files] == ["modelguard.yaml", "sub/modelguard.yml"]


def test_without_ignore_rules_everything_is_read_but_git_itself(tmp_path):
    _repository(tmp_path, "a.yaml")
    _tree(tmp_path, "out/b.yaml")
    tmp_path.joinpath(".gitignore").write_text("out/\n")

    assert _selected(tmp_path, honour_ignores=False) == [".gitignore", "a.yaml", "out/b.yaml"]


@pytest.mark.parametrize(
    ("glob", "path", "names"),
    [
        ("*.py", "a.py", True),
        ("*.py", "deep/a.py", True),
        ("*.py", "a.pyi", False),
        ("docs", "docs/a.md", True),
        ("docs/", "x/docs/a.md", True),
        ("./docs", "docs/a.md", True),
        ("third_party/**", "third_party/x/a.py", True),
        ("third_party/**", "src/third_party/a.py", False),
        ("src/*.py", "src/a.py", True),
        ("src/*.py", "src/deep/a.py", False),
        ("**/gen/*.py", "a/b/gen/x.py", True),
        ("**/gen/*.py", "gen/x.py", True),
        ("a/**/z.py", "a/b/c/z.py", True),
        ("a/**/z.py", "a/z.py", True),
        ("[ab].py", "b.py", True),
        ("[!ab].py", "b.py", False),
        ("a?.py", "ab.py", True),
        ("a+b(c).py", "a+b(c).py", True),
        ("[.py", "[.py", True),
        ("/src", "src/a.py", True),
        ("/src", "x/src/a.py", False),
    ],
)
def test_globs_read_as_in_gitignore(glob, path, names):
    assert path_globs.any_names(path, (glob,)) is names


def test_include_and_exclude_narrow_the_files(tmp_path):
    _tree(tmp_path, "a.yaml", "b.py", "docs/c.yaml", "docs/d/e.yaml")

    assert _selected(tmp_path, include=("*.yaml",)) == ["a.yaml", "docs/c.yaml", "docs/d/e.yaml"]
    assert _selected(tmp_path, include=("docs",), exclude=("docs/d",)) == ["docs/c.yaml"]
    assert _selected(tmp_path / "b.py", root=tmp_path, include=("*.yaml",)) == []


def test_excluded_file_that_is_named_is_left_out_with_a_word(tmp_path):
    _tree(tmp_path, "docs/a.yaml")

    skipped = _skipped(tmp_path / "docs" / "a.yaml", root=tmp_path, exclude=("docs/**",))

    assert skipped == [Skipped("docs/a.yaml", "is excluded")]


def test_links_are_not_followed_and_loops_end(tmp_path):
    _tree(tmp_path, "real/a.yaml")
    tmp_path.joinpath("real", "loop").symlink_to(tmp_path)
    tmp_path.joinpath("self").symlink_to("self")
    tmp_path.joinpath("b.yaml").symlink_to("real/a.yaml")

    assert _selected(tmp_path) == ["real/a.yaml"]
    assert [each.path for each in _skipped(tmp_path)] == ["b.yaml", "real/loop", "self"]


def test_links_in_a_repository_are_not_followed_either(tmp_path):
    outside = _tree(tmp_path / "outside", "secret.yaml")
    inside = tmp_path / "inside"
    inside.mkdir()
    inside.joinpath("tracked.yaml").symlink_to(outside / "secret.yaml")
    _repository(inside, "a.yaml")
    inside.joinpath("new.yaml").symlink_to(outside / "secret.yaml")

    assert [each.path for each in _skipped(inside)] == ["new.yaml", "tracked.yaml"]


def test_link_that_is_named_is_followed(tmp_path):
    _tree(tmp_path, "a.yaml")
    link = tmp_path / "b.yaml"
    link.symlink_to("a.yaml")

    assert (
        reading.read(Selected("b.yaml", str(link), is_named=True), [])
        == b"model_name_or_path: acme/a\n"
    )


@pytest.mark.parametrize("prepare", [_tree, _repository], ids=["plain", "git"])
def test_pipes_are_not_waited_for(tmp_path, prepare):
    prepare(tmp_path, "a.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")

    assert _selected(tmp_path) == ["a.yaml"]
    assert _skipped(tmp_path / "pipe.yaml", root=tmp_path) == [
        Skipped("pipe.yaml", "is no regular file")
    ]


def test_devices_are_not_read():
    assert _skipped(Path("/dev/zero"), root=Path("/dev")) == [Skipped("zero", "is no regular file")]


def test_binary_and_huge_files_are_skipped_with_a_word(tmp_path):
    tmp_path.joinpath("weights.yaml").write_bytes(b"GGUF\0\0\1")
    tmp_path.joinpath("utf16.yaml").write_bytes(b"\xff\xfe" + "model: x".encode("utf-16-le"))
    with tmp_path.joinpath("huge.yaml").open("wb") as huge:
        huge.truncate(reading.MAX_BYTES + 1)

    assert _skipped(tmp_path) == [
        Skipped("huge.yaml", "is larger than 16 MiB"),
        Skipped("weights.yaml", "is binary"),
    ]


def test_file_that_cannot_be_read_is_skipped_with_a_word(tmp_path, monkeypatch):
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    _tree(tmp_path, "a.yaml")
    monkeypatch.setattr(os, "open", refuse)
    skipped: list[Skipped] = []

    assert reading.read(Selected("a.yaml", str(tmp_path / "a.yaml")), skipped) is None
    assert skipped == [Skipped("a.yaml", "cannot be read: Permission denied")]


def test_what_was_named_and_cannot_be_read_is_a_usage_error(tmp_path, run, monkeypatch):
    _tree(tmp_path, "closed/a.yaml")
    monkeypatch.setattr(os, "access", lambda path, _: not str(path).endswith("closed"))

    outcome = run("list", tmp_path / "closed")

    assert outcome.code == 2
    assert "cannot be read" in outcome.stderr


def test_repository_that_git_refuses_is_walked(tmp_path):
    _repository(tmp_path, "a.yaml")
    _tree(tmp_path, "out/b.yaml")
    tmp_path.joinpath(".gitignore").write_text("out/\n")
    tmp_path.joinpath(".git", "config").write_text("[core\nbroken")

    assert _selected(tmp_path) == [".gitignore", "a.yaml"]


def test_configuration_of_a_repository_runs_no_program(tmp_path):
    _repository(tmp_path, "a.yaml")
    _git(tmp_path, "config", "core.fsmonitor", f"touch {tmp_path}/ran; false")

    _selected(tmp_path)

    assert not tmp_path.joinpath("ran").exists()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("app.py", "product"),
        ("src/models.py", "product"),
        ("contest/app.py", "product"),
        ("latest.py", "product"),
        ("tests/app.py", "development"),
        ("src/test/java/App.java", "development"),
        ("Examples/app.py", "development"),
        ("benchmarks/run.py", "development"),
        ("test_app.py", "development"),
        ("app_test.go", "development"),
        ("app.spec.ts", "development"),
        ("ChatTest.java", "development"),
        ("ChatIT.java", "development"),
        ("WAIT.java", "product"),
        ("conftest.py", "development"),
    ],
)
def test_tests_examples_and_benchmarks_are_development(path, expected):
    assert scope.of(path) == expected


def _listed(run: Callable[..., object], *arguments: object) -> list[str]:
    outcome = run("list", "--format", "json", *arguments)
    assert outcome.code == 0, outcome.stderr
    return [f"{row['path']}:{row['id']}" for row in json.loads(outcome.stdout)["references"]]


def test_include_that_names_no_file_is_told(tmp_path, run):
    _tree(tmp_path, "a.yaml")
    outcome = run("check", tmp_path, "--offline", "--include", "a.*", "--include", "srk/**")

    assert outcome.stderr == "`--include srk/**` names no file\n"
    assert run("check", tmp_path / "a.yaml", "--offline", "--include", "srk/**").stderr == ""


def test_exclude_of_the_project_file_holds(tmp_path, run):
    _tree(tmp_path, "a.yaml", "vendor/b.yaml")
    tmp_path.joinpath("modelguard.yaml").write_text("exclude: [vendor/**]\nmodels: [acme/m]\n")

    assert _listed(run, tmp_path) == ["a.yaml:acme/a", "modelguard.yaml:acme/m"]


def test_named_file_leaves_the_manifest_out(tmp_path, run):
    _tree(tmp_path, "a.yaml")
    manifest = tmp_path / "modelguard.yaml"
    manifest.write_text("models: [acme/m]\n")

    assert _listed(run, tmp_path / "a.yaml") == ["a.yaml:acme/a"]
    assert _listed(run, manifest) == ["modelguard.yaml:acme/m"]
    assert _listed(run, "--include", "*.yaml", tmp_path) == [
        "a.yaml:acme/a",
        "modelguard.yaml:acme/m",
    ]
    assert _listed(run, "--include", "a.*", tmp_path) == ["a.yaml:acme/a"]


def test_nearest_project_file_governs(tmp_path, run):
    _tree(tmp_path, "a.yaml", "service/b.yaml", "service/gen/c.yaml")
    tmp_path.joinpath("modelguard.yaml").write_text("models: [acme/m]\n")
    tmp_path.joinpath("service", "modelguard.yaml").write_text("exclude: [gen]\nmodels: [acme/n]\n")

    assert _listed(run, tmp_path) == [
        "a.yaml:acme/a",
        "modelguard.yaml:acme/m",
        "service/b.yaml:acme/b",
        "service/modelguard.yaml:acme/n",
    ]


@pytest.mark.parametrize("has_project_on_top", [False, True])
@pytest.mark.parametrize(
    "places", [("one/x.yaml", "two/x.yaml"), ("two/x.yaml", "one/x.yaml"), ("one", "two/sub")]
)
def test_each_path_is_governed_by_its_nearest_project_file(
    places, has_project_on_top, tmp_path, run, monkeypatch
):
    """As a hook names them: the first one's project file does not speak for the others."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    for name, text in {"one": "policy: research", "two": "policy: commercial-saas"}.items():
        for file in (f"{name}/x.yaml", f"{name}/sub/x.yaml"):
            _tree(tmp_path, file)
            (tmp_path / file).write_text("model_name_or_path: jinaai/jina-embeddings-v3\n")
        tmp_path.joinpath(name, "modelguard.yaml").write_text(text + "\n")
    if has_project_on_top:
        tmp_path.joinpath("modelguard.yaml").write_text("policy: research\n")

    outcome = run("check", "--offline", "--no-cache", "--format", "json", *places)
    findings = json.loads(outcome.stdout)["findings"]
    errors = [found for found in findings if found["severity"] == "error"]

    assert outcome.code == 1
    (error,) = errors
    assert error["check"] == "noncommercial-use"
    assert all(place.startswith("two/") for place in error["references"])


def test_what_to_paste_names_the_file_that_it_is_for(tmp_path, run):
    code = "model_name_or_path: jinaai/jina-embeddings-v3\n"
    for name in ("one", "two"):
        _tree(tmp_path, f"{name}/x.yaml")
        (tmp_path / name / "x.yaml").write_text(code)
    (tmp_path / "one" / "modelguard.yaml").write_text("usage: {purpose: commercial}\n")
    (tmp_path / "two" / "pyproject.toml").write_text("[tool.modelguard]\npolicy = 'default'\n")

    one = run("check", "--offline", tmp_path / "one").stdout
    assert "  paste into modelguard.yaml:\n      exceptions:\n" in one
    assert "  paste into one/modelguard.yaml:" in run("check", "--offline", tmp_path).stdout
    two = run("check", "--offline", tmp_path / "two").stdout
    start, _, block = two.partition("  paste into pyproject.toml:\n")
    assert start
    document = "[tool.modelguard]\npolicy = 'default'\n" + textwrap.dedent(
        block.partition("\n\n")[0]
    )
    (tmp_path / "two" / "pyproject.toml").write_text(document)
    assert run("check", "--offline", tmp_path / "two").code == 0


def test_what_is_wrong_in_a_project_below_is_told_with_the_way_to_it(tmp_path, run):
    _tree(tmp_path, "one/x.yaml")
    broken = "modles: []\nexceptions: [{model: a/b}]\n"
    tmp_path.joinpath("one", "modelguard.yaml").write_text(broken)
    outcome = run("check", "--offline", tmp_path)

    places = [line.partition(": ")[0] for line in outcome.stderr.splitlines()[1:3]]
    assert outcome.code == 2
    assert outcome.stderr.startswith("error: one/modelguard.yaml:1: ")
    assert places == ["one/modelguard.yaml:2"] * 2


def test_several_projects_are_judged_each_by_its_own_file(tmp_path, run):
    two = "policy: commercial-saas\nusage: {purpose: commercial}"
    for name, text in {"one": "policy: research", "two": two}.items():
        _tree(tmp_path, f"{name}/x.yaml")
        folder = tmp_path / name
        folder.joinpath("x.yaml").write_text("model_name_or_path: jinaai/jina-embeddings-v3\n")
        folder.joinpath("modelguard.yaml").write_text(text + "\n")

    outcome = run("check", "--offline", "--no-cache", "--format", "json", tmp_path)
    report = json.loads(outcome.stdout)
    errors = [found for found in report["findings"] if found["severity"] == "error"]

    assert outcome.code == 1
    assert len(report["models"]) == 1
    assert {place["path"] for place in report["models"][0]["references"]} == {
        "one/x.yaml",
        "two/x.yaml",
    }
    assert "two/x.yaml" in json.dumps(errors)
    assert "one/x.yaml" not in json.dumps(errors)
    assert "`usage.purpose` (two/modelguard.yaml:2) is commercial" in json.dumps(errors)


def test_several_projects_tell_a_model_once_for_each_revision(tmp_path, run):
    entry = "models: [{id: Qwen/Qwen3-8B, revision: REVISION}]\n"
    for name, revision in {"one": "v1", "two": "v2", "three": "v1"}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "modelguard.yaml").write_text(entry.replace("REVISION", revision))

    report = json.loads(run("check", "--offline", "--format", "json", tmp_path).stdout)

    assert sorted(len(each["references"]) for each in report["models"]) == [1, 2]


def test_diff_base_gives_only_what_was_added_since(tmp_path, run):
    _repository(tmp_path, "old.yaml", "moved.yaml", "changed.yaml", "same.yaml")
    tmp_path.joinpath("modelguard.yaml").write_text("models:\n  - acme/m\n")
    _git(tmp_path, "add", "--all")
    _git(tmp_path, "commit", "--quiet", "--message=y")
    _git(tmp_path, "mv", "moved.yaml", "there.yaml")
    changed = tmp_path / "changed.yaml"
    changed.write_text(
        "# a comment\n" + changed.read_text() + "---\nmodel_name_or_path: acme/fresh\n"
    )
    _tree(tmp_path, "untracked.yaml")

    assert _listed(run, "--diff-base", "HEAD", tmp_path) == [
        "changed.yaml:acme/fresh",
        "untracked.yaml:acme/untracked",
    ]
    tmp_path.joinpath("modelguard.yaml").write_text("models:\n  - acme/m\n  - acme/n\n")
    assert "modelguard.yaml:acme/n" in _listed(run, "--diff-base", "HEAD", tmp_path)
    assert "modelguard.yaml:acme/m" not in _listed(run, "--diff-base", "HEAD", tmp_path)


def test_diff_base_counts_what_moved_to_where_it_is_judged_otherwise(tmp_path, run):
    _repository(tmp_path, "tests/a.yaml", "lab/b.yaml", "lab/c.yaml", "app/d.yaml")
    tmp_path.joinpath("lab/modelguard.yaml").write_text("policy: research\n")
    tmp_path.joinpath("modelguard.yaml").write_text("policy: commercial-saas\n")
    _git(tmp_path, "add", "--all")
    _git(tmp_path, "commit", "--quiet", "--message=y")
    for old, new in {
        "tests/a.yaml": "app/a.yaml",
        "lab/b.yaml": "app/b.yaml",
        "lab/c.yaml": "lab/moved.yaml",
        "app/d.yaml": "moved.yaml",
    }.items():
        _git(tmp_path, "mv", old, new)

    assert _listed(run, "--diff-base", "HEAD", tmp_path) == [
        "app/a.yaml:acme/a",
        "app/b.yaml:acme/b",
    ]


NAMES = """from transformers import AutoModel
from lib.names import {0}

AutoModel.from_pretrained({0})
"""


def test_diff_base_follows_a_name_to_the_module_that_gives_it(tmp_path, run):
    names = tmp_path / "app" / "lib" / "names.py"
    names.parent.mkdir(parents=True)
    names.write_text('OLD = "acme/old"\nNEW = "acme/before"\n')
    for name in ("old", "new"):
        (tmp_path / "app" / f"{name}.py").write_text(NAMES.format(name.upper()))
    _repository(tmp_path)
    names.write_text('OLD = "acme/old"\nNEW = "acme/fresh"\n')
    (tmp_path / "app" / "old.py").write_text("# a word\n" + NAMES.format("OLD"))

    assert _listed(run, "--diff-base", "HEAD", tmp_path) == ["app/new.py:acme/fresh"]
    assert _listed(run, "--diff-base", "HEAD", tmp_path / "app") == ["app/new.py:acme/fresh"]


def test_diff_base_starts_where_the_branch_left(tmp_path, run):
    _repository(tmp_path, "a.yaml", "kept.yaml")
    _git(tmp_path, "branch", "base")
    _git(tmp_path, "checkout", "--quiet", "-b", "work")
    _tree(tmp_path, "b.yaml")
    _git(tmp_path, "add", "--all")
    _git(tmp_path, "commit", "--quiet", "--message=work")
    _git(tmp_path, "checkout", "--quiet", "base")
    _git(tmp_path, "rm", "--quiet", "kept.yaml")
    _git(tmp_path, "commit", "--quiet", "--message=base")
    _git(tmp_path, "checkout", "--quiet", "work")

    assert _listed(run, "--diff-base", "base", tmp_path) == ["b.yaml:acme/b"]


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=x", "HEAD:a.yaml"])
def test_diff_base_that_is_no_revision_is_a_usage_error(tmp_path, run, revision):
    _repository(tmp_path, "a.yaml")

    outcome = run("list", f"--diff-base={revision}", tmp_path)

    assert outcome.code == 2
    assert "git does not know the revision" in outcome.stderr


def test_diff_base_without_git_is_a_usage_error(tmp_path, run):
    _tree(tmp_path, "a.yaml")

    outcome = run("list", "--diff-base", "HEAD", tmp_path)

    assert outcome.code == 2
    assert "needs a git repository" in outcome.stderr


def test_isolated_heeds_nothing_of_the_subjects_own_and_says_so(tmp_path, run):
    _repository(tmp_path)
    _tree(tmp_path, "out/b.yaml", "vendor/c.yaml")
    tmp_path.joinpath(".gitignore").write_text("out/\n")
    tmp_path.joinpath("a.yaml").write_text(
        "# modelguard: ignore[license-missing] x\n" + YAML.format("a")
    )
    tmp_path.joinpath("modelguard.yaml").write_text("exclude: [vendor]\nfirst_party: ['acme/*']\n")

    outcome = run("list", "--isolated", tmp_path)

    assert [line.split(":")[0] for line in outcome.stdout.splitlines()] == [
        "a.yaml",
        "out/b.yaml",
        "vendor/c.yaml",
    ]
    for word in (
        "modelguard.yaml",
        "1 first-party pattern",
        "vendor/c.yaml",
        "out/b.yaml",
        "a.yaml:2",
    ):
        assert word in outcome.stderr


def test_skipped_files_are_named_under_v_only(tmp_path, run):
    tmp_path.joinpath("a.yaml").write_bytes(b"model: \0")

    assert run("list", tmp_path).stderr == ""
    assert "skipped `a.yaml`: is binary" in run("list", "-v", tmp_path).stderr


def test_init_writes_what_was_found_and_never_over_a_file_unasked(tmp_path, run):
    _tree(tmp_path, "a.yaml", "tests/b.yaml")
    tmp_path.joinpath("c.yaml").write_text("model: ${MODEL:-gpt-4o}\n")

    outcome = run("init", tmp_path)
    text = tmp_path.joinpath("modelguard.yaml").read_text()

    assert outcome.code == 0
    assert "  # a.yaml:1\n  - acme/a\n" in text
    assert "  # tests/b.yaml:1 (tests, examples or benchmarks)\n  - acme/b\n" in text
    assert "  - openai:gpt-4o\n" in text
    assert run("list", tmp_path / "modelguard.yaml").code == 0
    assert run("init", tmp_path).code == 2
    assert run("init", "--force", tmp_path).code == 0
    assert tmp_path.joinpath("modelguard.yaml").read_text() == text


def test_own_table_of_pyproject_is_no_use_of_a_model(tmp_path, run):
    tmp_path.joinpath("pyproject.toml").write_text(
        '[tool.train]\nmodel_name_or_path = "acme/a"\n\n'
        '[tool.modelguard]\nmodels = ["acme/m"]\n\n'
        '[[tool.modelguard.exceptions]]\nmodel = "acme/x"\nchecks = ["license-missing"]\n'
        'reason = "x"\n\n[tool.eval]\nmodel_name_or_path = "acme/b"\n'
    )

    assert _listed(run, tmp_path) == [
        "pyproject.toml:acme/a",
        "pyproject.toml:acme/m",
        "pyproject.toml:acme/b",
    ]


_LOADS_NONCOMMERCIAL = """from transformers import AutoModel

model = AutoModel.from_pretrained("2Noise/ChatTTS")
"""
ODD_NAMES = [
    "two words.py",
    "it's.py",
    'a "b".py',
    "new\nline.py",
    "\x1b[31m.py",
    "%0A::error::.py",
]


@pytest.mark.skipif(os.name == "nt", reason="names that Windows forbids")
@pytest.mark.parametrize("format_name", ["text", "json", "sarif", "github", "gitlab", "junit"])
def test_file_names_of_any_bytes_are_judged_in_every_format(tmp_path, run, format_name):
    files = [tmp_path / name for name in (*ODD_NAMES, os.fsdecode(b"\xff\xfe.py"))]
    for file in files:
        file.write_text(_LOADS_NONCOMMERCIAL, encoding="utf-8")

    outcome = run("check", *map(str, files), "--offline", "--format", format_name)

    assert outcome.code == 1
    assert "\x1b" not in outcome.stdout
    assert all(not line.startswith("::error::") for line in outcome.stdout.splitlines())
    outcome.stdout.encode("utf-8")
