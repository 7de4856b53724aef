"""The documents say what the code does."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from modelguard import checks, formats, policy
from modelguard.cli import COMMANDS, group, run

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"
POLICY_EXAMPLES = sorted((ROOT / "docs" / "guides" / "policies").glob("*/modelguard.yaml"))


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_generated_pages_and_filled_blocks_are_current():
    done = subprocess.run(
        [sys.executable, "scripts/generate_docs.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by its whole name."""
    context = click.Context(group, info_name="modelguard")
    waiting = [(f"modelguard {name}", group.get_command(context, name)) for name in COMMANDS]
    for path, command in waiting:
        if isinstance(command, click.Group):
            waiting += [(f"{path} {name}", each) for name, each in command.commands.items()]
        else:
            yield path, command


@pytest.mark.parametrize(("path", "command"), list(commands()), ids=[row[0] for row in commands()])
def test_every_option_has_its_heading(path, command):
    page = read(REFERENCE / "cli.md")

    assert f"## {path}\n" in page
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert f"### {path} {max(parameter.opts, key=len)}\n" in page


@pytest.mark.parametrize(("path", "command"), list(commands()), ids=[row[0] for row in commands()])
def test_every_option_says_what_it_does(path, command):
    options = [each for each in command.params if isinstance(each, click.Option)]

    assert [option.opts[0] for option in options if not option.help] == []


@pytest.mark.parametrize("check", checks.ids())
def test_every_check_has_its_heading(check):
    assert f"## {check}\n" in read(REFERENCE / "checks.md")


@pytest.mark.parametrize("name", formats.names())
def test_every_format_has_its_heading(name):
    assert f"## {name}\n" in read(REFERENCE / "formats.md")


@pytest.mark.parametrize("name", policy.names())
def test_every_policy_is_in_the_table(name):
    assert f"| `{name}` | " in read(REFERENCE / "policy.md")


@pytest.mark.parametrize("path", POLICY_EXAMPLES, ids=lambda path: path.parent.name)
def test_policy_of_a_guide_is_accepted(path, monkeypatch, capsys):
    monkeypatch.setenv("MODELGUARD_TODAY", "2099-06-01")

    code = run(["list", "--config", str(path)])

    assert code == 0, capsys.readouterr().err


def test_every_policy_of_the_guides_is_shown():
    guide = read(ROOT / "docs" / "guides" / "write-a-policy.md")

    assert POLICY_EXAMPLES
    for path in POLICY_EXAMPLES:
        assert f"<!-- example: {path.relative_to(ROOT).as_posix()} -->" in guide


def test_every_dependency_has_its_reason():
    needed = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]["dependencies"]
    section = read(ROOT / "docs" / "architecture.md").split("## Run-time dependencies")[1]
    told = re.findall(r"^\| ([\w-]+) \| (?!why)", section.split("## ")[0], re.MULTILINE)

    assert sorted(told) == sorted(re.split(r"[><=~]", each)[0] for each in needed)


def test_the_changelog_has_an_entry_for_rules_in_every_version():
    versions = re.split(r"^## ", read(ROOT / "CHANGELOG.md"), flags=re.MULTILINE)[1:]

    assert versions
    assert all("### Rules" in version for version in versions)


@pytest.mark.parametrize(
    "page", ["CONTRIBUTING.md", "docs/architecture.md", "benchmarks/README.md"]
)
def test_every_file_that_a_page_names_exists(page):
    pattern = r"(?<![\w/.])(?:tests|rules|scripts|docs|modelguard|benchmarks)/[\w./-]*\w"
    named = set(re.findall(pattern, read(ROOT / page)))

    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
