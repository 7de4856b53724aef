"""What the README and the examples show is what happens."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from modelguard.cli import group

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import docs_blocks  # noqa: E402
import docs_runs  # noqa: E402

README = (ROOT / "README.md").read_text(encoding="utf-8")
HAND_WRITTEN = sorted(
    {ROOT / name for name in docs_blocks.PAGES}
    | set((ROOT / "docs" / "concepts").glob("*.md"))
    | {ROOT / "CONTRIBUTING.md"}
)
LINKED = sorted({*HAND_WRITTEN, *(ROOT / "docs").rglob("*.md")})
_OUTPUT = re.compile(
    r"<!-- output: (.*?) -->\n```console\n\$ (.*?)\n(.*?)\$ echo \$\?\n(\d+)\n```\n", re.DOTALL
)
_COMMAND = re.compile(r"<!-- command: (\w+) -->\n```sh\n(.*?)\n```\n<!-- /command -->")


def shown_outputs() -> Iterator[tuple[str, str, str, str, int]]:
    for name in docs_blocks.PAGES:
        text = (ROOT / name).read_text(encoding="utf-8")
        for announced, command, output, code in _OUTPUT.findall(text):
            yield name, announced, command, output, int(code)


@pytest.mark.parametrize(
    ("name", "announced", "command", "output", "code"),
    list(shown_outputs()),
    ids=[f"{row[0]}: {row[2]}" for row in shown_outputs()],
)
def test_shown_output_is_real(name, announced, command, output, code):
    folder = (ROOT / name).parent if name.startswith("examples/") else ROOT

    assert announced == command
    assert docs_runs.shown_run(command, folder) == (output, code)


@pytest.mark.parametrize("name", ["chat-service", "image-studio", "fully-open"])
def test_every_example_shows_its_output(name):
    shown = [row for row in shown_outputs() if row[0] == f"examples/{name}/README.md"]

    assert len(shown) == 1
    assert shown[0][4] == (0 if name == "fully-open" else 1)


def test_the_readme_has_exactly_two_commands():
    assert [name for name, _ in _COMMAND.findall(README)] == ["check", "test"]


def test_the_first_command_does_what_the_output_below_it_shows():
    command = dict(_COMMAND.findall(README))["check"]
    job = command.rsplit("&&", 1)[1].strip().removeprefix(".venv/bin/")

    assert job == "modelguard check --offline examples/chat-service"
    assert f"<!-- output: {job} -->" in README
    assert "exit code is 1" in README


def test_both_commands_set_everything_up():
    for command in dict(_COMMAND.findall(README)).values():
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install -q -e ")


def shown_commands() -> Iterator[tuple[str, str]]:
    """Every `$ modelguard …` line of the pages that people write."""
    for page in HAND_WRITTEN:
        for line in page.read_text(encoding="utf-8").splitlines():
            if line.startswith("$ modelguard "):
                yield str(page.relative_to(ROOT)), line.removeprefix("$ ").split(" < ")[0]


@pytest.mark.parametrize(("page", "line"), list(shown_commands()))
def test_shown_command_line_is_accepted(page, line):
    words = shlex.split(line, comments=True)[1:]
    command: click.Command = group
    context = click.Context(group, info_name="modelguard")
    while isinstance(command, click.Group):
        _, command, words = command.resolve_command(context, words)
        context = click.Context(command, info_name=command.name, parent=context)

    # Parses, and raises for an option that does not exist or a value that it does not take.
    command.make_context(command.name, list(words), parent=context.parent)


def yaml_blocks() -> Iterator[tuple[str, str]]:
    for page in HAND_WRITTEN:
        text = page.read_text(encoding="utf-8")
        for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL):
            yield str(page.relative_to(ROOT)), block


@pytest.mark.parametrize(("page", "block"), list(yaml_blocks()))
def test_shown_yaml_can_be_read(page, block):
    assert yaml.safe_load(block)


def test_the_guide_gives_the_action_inputs_that_exist():
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    guide = (ROOT / "docs" / "guides" / "github-action.md").read_text(encoding="utf-8")
    given = re.findall(r"^          ([\w-]+): ", guide, re.MULTILINE)

    assert "upload-sarif" in given
    assert set(given) - set(action["inputs"]) == {"persist-credentials", "fetch-depth"}


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    found: list[str] = []
    for heading in headings:
        plain = re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-"))
        found.append(f"{plain}-{found.count(plain)}" if plain in found else plain)
    return set(found)


@pytest.mark.parametrize("page", LINKED, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_inside_the_project_lead_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    broken = []
    for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)

    assert broken == []
