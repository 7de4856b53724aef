"""What the wheel and the sdist hold."""

from __future__ import annotations

import email
import subprocess
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from distribution import ROOT, build

WHEEL_TOPS = {"modelguard", "modelguard_lint-{version}.dist-info"}
IN_SDIST = ("README.md", "LICENSE", "NOTICE", "CHANGELOG.md", "CONTRIBUTING.md", "hatch_build.py")
IN_SDIST += ("pyproject.toml", ".pre-commit-hooks.yaml", "action.yml", ".ci/run")
IN_SDIST += ("tests/test_layers.py", "benchmarks/startup.py", "scripts/generate_docs.py")
IN_SDIST += ("examples/chat-service/modelguard.yaml", "docs/architecture.md")


def _version() -> str:
    from modelguard import __version__

    return __version__


@pytest.fixture(scope="module")
def wheel_names(built) -> set[str]:
    with zipfile.ZipFile(built.wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def sdist_names(built) -> set[str]:
    with tarfile.open(built.sdist) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def test_the_wheel_holds_the_package_and_nothing_else(wheel_names):
    tops = {name.split("/")[0] for name in wheel_names}

    assert tops == {top.format(version=_version()) for top in WHEEL_TOPS}
    assert not [name for name in wheel_names if "__pycache__" in name]


def test_the_wheel_holds_every_module(wheel_names):
    modules = {str(path.relative_to(ROOT)) for path in (ROOT / "modelguard").rglob("*.py")}

    assert modules <= wheel_names
    assert "modelguard/py.typed" in wheel_names


def test_the_wheel_holds_the_rules_as_files_and_compiled(wheel_names):
    rules = {
        f"modelguard/_rules/{path.relative_to(ROOT / 'rules')}"
        for path in (ROOT / "rules").rglob("*")
        if path.is_file()
    }
    compiled = {
        f"modelguard/_rules/compiled/licenses/{path.stem}.json"
        for path in (ROOT / "rules" / "licenses").glob("*.yaml")
    }

    assert rules <= wheel_names
    assert compiled <= wheel_names
    assert "modelguard/_rules/compiled/index.json" in wheel_names


def test_the_wheel_says_its_license_and_what_it_needs(built):
    with zipfile.ZipFile(built.wheel) as archive:
        info = f"modelguard_lint-{_version()}.dist-info"
        metadata = email.message_from_bytes(archive.read(f"{info}/METADATA"))
        assert archive.read(f"{info}/licenses/NOTICE") == (ROOT / "NOTICE").read_bytes()
        assert archive.read(f"{info}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
        assert b"modelguard = modelguard.__main__:main" in archive.read(f"{info}/entry_points.txt")

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [each for each in metadata.get_all("Requires-Dist") if "extra ==" not in each]
    assert sorted(needed) == sorted(project["dependencies"])
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Name"] == "modelguard-lint"


@pytest.mark.parametrize("name", IN_SDIST)
def test_the_sdist_holds(name, sdist_names):
    assert name in sdist_names


def test_the_sdist_leaves_out_what_git_ignores(sdist_names):
    leftovers = (".venv", "__pycache__", ".mypy_cache", ".pytest_cache", ".hypothesis", "dist/")

    assert not [name for name in sdist_names if any(part in name for part in leftovers)]


def test_the_sdist_builds_the_same_wheel(built, wheel_names, tmp_path):
    with tarfile.open(built.sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    source = next(path for path in tmp_path.iterdir() if path.is_dir())

    again = build(source, tmp_path / "dist")

    with zipfile.ZipFile(again.wheel) as archive:
        assert set(archive.namelist()) == wheel_names


def test_the_installed_rules_are_the_wheels_own(bin_folder, environment, tmp_path):
    code = "from modelguard import rulebase; print(rulebase.rules_folder())"
    done = subprocess.run(
        [str(bin_folder / "python"), "-c", code],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert Path(done.stdout.strip()).parts[-2:] == ("modelguard", "_rules")
    assert bin_folder.parent in Path(done.stdout.strip()).parents


def test_an_installed_wheel_compiles_nothing(run, environment, tmp_path):
    cache = tmp_path / "cache"
    done = run("modelguard", "licenses", MODELGUARD_CACHE_DIR=str(cache), XDG_CACHE_HOME=str(cache))

    assert done.returncode == 0, done.stderr
    assert not list(cache.rglob("index.json"))
