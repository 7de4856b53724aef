"""Where a text file of any language has comments and long texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

# fmt: off
_FAMILIES = {
    "python": (".py", ".pyi", ".pyw", ".bzl", ".star"),
    "hash": (
        ".bash", ".bashrc", ".cfg", ".cmake", ".conf", ".env", ".ex", ".exs", ".fish", ".jl",
        ".ksh",
        ".mk", ".nix", ".nim", ".pl", ".pm", ".r", ".rb", ".sh", ".slurm", ".sbatch", ".toml",
        ".yaml",
        ".yml", ".zsh", ".tpl", ".j2", ".jinja", ".tmpl", ".template", ".example", ".sample",
    ),
    "slash": (
        ".c", ".cc", ".cjs", ".cpp", ".cs", ".cts", ".cu", ".cxx", ".dart", ".go", ".gradle",
        ".groovy",
        ".h", ".hpp", ".java", ".js", ".json5", ".jsonc", ".jsx", ".kt", ".kts", ".m", ".mjs",
        ".mm",
        ".mts", ".proto", ".rs", ".scala", ".swift", ".ts", ".tsx", ".zig",
    ),
    "both": (".hcl", ".php", ".tf", ".tfvars", ".bicep"),
    "markup": (".astro", ".htm", ".html", ".svelte", ".vue"),
    "xml": (
        ".csproj", ".fsproj", ".pbxproj", ".plist", ".props", ".targets", ".vbproj", ".vcxproj",
        ".xaml", ".xml",
    ),
    "dashes": (".elm", ".hs", ".lua", ".sql"),
    "semicolon": (".ini", ".properties", ".clj", ".el"),
    "batch": (".bat", ".cmd"),
    "power": (".ps1", ".psm1"),
    "none": (".json", ".webmanifest", ".workflow"),
}
_NAMES = (
    "dockerfile", "containerfile", "makefile", "gnumakefile", "modelfile", "procfile", "justfile",
    ".env", ".envrc", "rakefile", "gemfile", "jenkinsfile", "vagrantfile", "brewfile", "caddyfile",
)
# fmt: on
_DOUBLE, _SINGLE = r'"(?:[^"\\\n]|\\.)*+"?', r"'(?:[^'\\\n]|\\.)*+'?"
_LINE = r"[^\n]*+"
_BLOCK = r"/\*(?:[^*]|\*(?!/))*+(?:\*/)?"
_PATTERNS = {
    "python": rf"(?P<c>\#{_LINE}|[rRbBuUfF]{{0,2}}(?:\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*+(?:\"\"\")?"
    rf"|'''(?:[^'\\]|\\.|'(?!''))*+(?:''')?))|{_DOUBLE}|{_SINGLE}",
    "hash": rf"(?P<c>(?:(?<![^\s;])|(?<=^))\#{_LINE})|{_DOUBLE}|(?<!\w){_SINGLE}",
    "slash": rf"(?P<c>//{_LINE}|{_BLOCK})|{_DOUBLE}|{_SINGLE}|`(?:[^`\\]|\\.)*+`?",
    "both": rf"(?P<c>//{_LINE}|\#{_LINE}|{_BLOCK})|{_DOUBLE}|{_SINGLE}",
    "markup": rf"(?P<c><!--(?:[^-]|-(?!->))*+(?:-->)?|{_BLOCK}|(?<![:\"'\w])//{_LINE})",
    "xml": r"(?P<c><!--(?:[^-]|-(?!->))*+(?:-->)?)",
    "dashes": rf"(?P<c>--{_LINE}|{_BLOCK})|{_DOUBLE}|{_SINGLE}",
    "semicolon": rf"(?P<c>(?m:^)[ \t]*+[;\#!]{_LINE})",
    "batch": rf"(?P<c>(?mi:^)[ \t@]*+(?:rem\b|::){_LINE})",
    "power": rf"(?P<c><\#(?:[^#]|\#(?!>))*+(?:\#>)?|\#{_LINE})|{_DOUBLE}|{_SINGLE}",
}


@cache
def _by_suffix() -> dict[str, str]:
    return {suffix: family for family, every in _FAMILIES.items() for suffix in every}


def family(path: str) -> str:
    """How the file writes comments; empty for prose, data and what is not known."""
    name = path.rpartition("/")[2].lower()
    stem, dot, suffix = name.rpartition(".")
    if found := _by_suffix().get(f".{suffix}" if dot else ""):
        return found
    is_script = name.startswith(_NAMES) or (stem or name).endswith("file")
    return "hash" if is_script else ""


def masked(text: str, kind: str) -> Iterator[tuple[int, int]]:
    """Comments in order; in Python also every text in triple quotes."""
    if kind in _PATTERNS:
        for found in _pattern(kind).finditer(text):
            if found.lastgroup:
                yield found.span("c")


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[kind], re.DOTALL)
