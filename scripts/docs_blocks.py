"""Blocks of hand-written pages that are filled from files and from real runs.

A block stands between `<!-- KIND: argument -->` and `<!-- /KIND -->`. Kinds: `output` (a command
and what it prints), `example` (a file), `commands`, `layers`, `inputs`, `profiles` (models under
each of the example profiles), `terms` (the licenses most used under five uses).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import docs_profiles
import docs_terms
from docs_runs import shown_run

ROOT = Path(__file__).parent.parent
PAGES = (
    "README.md",
    "docs/architecture.md",
    "docs/concepts/terms-by-use.md",
    "docs/guides/audit-once.md",
    "docs/guides/explain.md",
    "docs/guides/github-action.md",
    "docs/guides/lock.md",
    "docs/guides/pre-commit.md",
    "docs/guides/write-a-policy.md",
    "docs/reference/exit-codes.md",
    "docs/reference/formats.md",
    "examples/chat-service/README.md",
    "examples/fully-open/README.md",
    "examples/image-studio/README.md",
    "examples/profiles/README.md",
)
_BLOCK = re.compile(r"<!-- (\w+)(?:: (.*?))? -->\n(.*?)<!-- /\1 -->\n", re.DOTALL)


def page(name: str) -> str:
    """The page with every block filled anew."""
    folder = (ROOT / name).parent if name.startswith("examples/") else ROOT
    return _BLOCK.sub(lambda found: _filled(found, folder), (ROOT / name).read_text("utf-8"))


def _filled(found: re.Match[str], folder: Path) -> str:
    kind, argument, old = found.groups()
    filler = FILLERS.get(kind)
    body = filler(argument or "", folder) if filler else old
    told = f": {argument}" if argument else ""
    return f"<!-- {kind}{told} -->\n{body}<!-- /{kind} -->\n"


def _output(command: str, folder: Path) -> str:
    printed, code = shown_run(command, folder)
    return f"```console\n$ {command}\n{printed}$ echo $?\n{code}\n```\n"


def _example(name: str, folder: Path) -> str:
    return f"```yaml\n{(ROOT / name).read_text('utf-8')}```\n"


def _layers(argument: str, folder: Path) -> str:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = next(each["layers"] for each in contracts["contracts"] if each["type"] == "layers")
    lines = "\n".join(line.replace("modelguard.", "") for line in layers)
    return f"```\n{lines}\n```\n"


def _inputs(argument: str, folder: Path) -> str:
    import yaml

    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    rows = [f"| `{name}` | {each['description']} |\n" for name, each in _items(action)]
    return "".join(["| input | does |\n|---|---|\n", *rows])


def _items(
    action: Mapping[str, Mapping[str, Mapping[str, str]]],
) -> list[tuple[str, dict[str, str]]]:
    return [(name, dict(each)) for name, each in action["inputs"].items()]


def _commands(argument: str, folder: Path) -> str:
    from modelguard.cli import COMMANDS

    rows = [
        f"| [`modelguard {name}`](docs/reference/cli.md#modelguard-{name}) | {about} |\n"
        for name, (_, about) in COMMANDS.items()
    ]
    return "".join(["| command | does |\n|---|---|\n", *rows])


def _profiles(argument: str, folder: Path) -> str:
    return docs_profiles.table(argument.split())


def _terms(argument: str, folder: Path) -> str:
    return docs_terms.table()


FILLERS: Mapping[str, Callable[[str, Path], str]] = {
    "output": _output,
    "example": _example,
    "commands": _commands,
    "layers": _layers,
    "inputs": _inputs,
    "profiles": _profiles,
    "terms": _terms,
}
