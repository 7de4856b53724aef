"""Imports point down, siblings do not meet, heavy packages are imported inside functions only."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "modelguard").rglob("*.py"))

# Slow to import or rarely needed; FIELD measurements in docs/architecture.md say what each costs.
HEAVY = {
    "asyncio",
    "hashlib",
    "httpx2",
    "huggingface_hub",
    "jsonschema",
    "license_expression",
    "spdx_tools",
    "sqlite3",
    "ssl",
    "subprocess",
    "tempfile",
    "tomllib",
    "urllib",
    "yaml",
}
_LINT = (
    "import sys; from importlinter.cli import lint_imports;"
    "sys.exit(lint_imports(config_filename=sys.argv[1], no_cache=True, no_logo=True))"
)


def _imported(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
        return [node.module]
    return []


def _is_for_types(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def eager_imports(statements: list[ast.stmt]) -> Iterator[str]:
    """Top packages imported when the module is: everything outside function bodies."""
    for node in statements:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or _is_for_types(node):
            continue
        yield from (name.split(".")[0] for name in _imported(node))
        for block in ("body", "orelse", "finalbody", "handlers", "cases"):
            inner = getattr(node, block, [])
            yield from eager_imports([each for each in inner if isinstance(each, ast.AST)])


def _lint(config: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(folder)!r}); {_LINT}", config],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )


def test_the_contracts_of_pyproject_hold():
    done = _lint(ROOT / "pyproject.toml", ROOT)

    assert done.returncode == 0, done.stdout + done.stderr


def test_an_import_that_points_up_breaks_a_contract(tmp_path):
    for path in MODULES:
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    with (tmp_path / "modelguard" / "domain" / "__init__.py").open("a", encoding="utf-8") as domain:
        domain.write("\n\ndef planted() -> None:\n    import modelguard.audit\n")

    done = _lint(ROOT / "pyproject.toml", tmp_path)

    assert done.returncode == 1
    assert "modelguard.domain -> modelguard.audit" in done.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_heavy_packages_are_imported_inside_functions_only(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))

    assert HEAVY.isdisjoint(eager_imports(tree.body))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_command_line_imports_click(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt)
        for name in _imported(node)
    }

    assert "click" not in imported or "cli" in path.relative_to(ROOT / "modelguard").parts


def test_eager_imports_are_seen_in_every_kind_of_block():
    source = """
import click.core
if True:
    import yaml
try:
    from spdx_tools import spdx
except ImportError:
    import jsonschema
class Box:
    import sqlite3
def late():
    import huggingface_hub
if TYPE_CHECKING:
    import httpx2
"""
    seen = set(eager_imports(ast.parse(source).body))

    assert seen == {"click", "yaml", "spdx_tools", "jsonschema", "sqlite3"}


def test_only_the_command_line_prints_exits_or_reads_the_environment():
    offenders = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in MODULES
        if "cli" not in path.relative_to(ROOT / "modelguard").parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute | ast.Call)
        and ast.unparse(node).startswith(("sys.exit(", "os.environ", "os.getenv(", "print("))
    ]

    assert offenders == []
