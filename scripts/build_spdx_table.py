"""Build `rules/spdx/licenses.yaml`: the kind of each SPDX license that has no file of its own.

Usage: npm pack spdx-license-list && tar xf spdx-license-list-*.tgz
       python scripts/build_spdx_table.py package

Ids, names and OSI approval are the npm package's (CC0-1.0); whether a license is permissive or
copyleft is its category in ScanCode's index (CC-BY-4.0), which PyPI `license-expression` carries.
When in doubt a license is of kind `unread`, whose class is unknown: source-available, proprietary,
without a category, or limited by its text (`limited` in `rules/spdx/kinds.yaml`).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TextIO

import yaml
from license_expression import get_license_index

RULES = Path(__file__).parent.parent / "rules"
OPEN_CATEGORIES = {
    "Permissive": "permissive",
    "Public Domain": "permissive",
    "Copyleft": "copyleft",
    "Copyleft Limited": "copyleft",
}
HEAD = "# Made by scripts/build_spdx_table.py; the kinds are explained in kinds.yaml.\n"


def main(package: Path) -> None:
    listed = json.loads((package / "spdx.json").read_text(encoding="utf-8"))
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    limited = yaml.safe_load((RULES / "spdx/kinds.yaml").read_text(encoding="utf-8"))["limited"]
    files = {path.stem for path in (RULES / "licenses").glob("*.yaml")}
    renamed = dict(_renamed(set(listed)))
    categories = dict(_categories())
    with (RULES / "spdx/licenses.yaml").open("w", encoding="utf-8", newline="\n") as table:
        table.write(f"{HEAD}source: npm spdx-license-list=={version}\n")
        _write(table, "renamed", {old: renamed[old] for old in renamed if old not in files})
        kinds = {
            license_id: [
                "unread"
                if license_id in limited
                else _kind(license_id, categories.get(license_id), is_osi=fact["osiApproved"]),
                " ".join(fact["name"].split()),
            ]
            for license_id, fact in listed.items()
            if license_id not in files and license_id not in renamed
        }
        _write(table, "licenses", kinds)


def _categories() -> Iterator[tuple[str, str]]:
    for entry in get_license_index():
        if entry.get("spdx_license_key") and not entry["is_deprecated"]:
            yield entry["spdx_license_key"], entry["category"]


def _renamed(listed: set[str]) -> Iterator[tuple[str, str]]:
    """Deprecated SPDX ids and the ids that stand for them today."""
    for entry in get_license_index():
        for old in entry.get("other_spdx_license_keys", ()):
            if old in listed and entry["spdx_license_key"] in listed:
                yield old, entry["spdx_license_key"]


def _kind(license_id: str, category: str | None, *, is_osi: bool) -> str:
    if license_id.startswith("CC-") and (letters := set(re.findall(r"-(NC|ND)\b", license_id))):
        names = {"NC": "noncommercial", "ND": "noderivatives"}
        return "-".join(names[each] for each in sorted(letters))
    leaning = OPEN_CATEGORIES.get(category or "")
    if is_osi:  # without a category the kind with more duties
        return f"osi-{leaning or 'copyleft'}"
    return leaning or "unread"


def _write(table: TextIO, key: str, rows: Mapping[str, object]) -> None:
    """A row a line: what changes with a new version of the list is then easy to read."""
    table.write(f"{key}:\n")
    for name in sorted(rows, key=str.lower):
        value = json.dumps(rows[name], ensure_ascii=False)
        table.write(f"  {json.dumps(name)}: {value}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
