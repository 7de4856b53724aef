"""Reference texts of licenses from registry packages and from clones of public repositories."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from modelguard import documents
from modelguard.rulebase import Rulebase


class Source(NamedTuple):
    """One reference text. `names` are what the license is called; `where` is for the list.

    A `variant` counts only where it says the same as a text that is none.
    """

    id: str
    kind: str
    text: str
    names: str
    where: str
    variant: bool = False


def from_spdx(folder: Path, rules: Rulebase) -> Iterator[Source]:
    """The npm package `spdx-license-list`; of ids with one text the plainest comes first."""
    table = json.loads((folder / "spdx-full.json").read_text(encoding="utf-8"))
    files = set(rules.license_ids())
    for key in sorted(table, key=lambda key: (key not in files, len(key), key)):
        license_id = _id(key, rules)
        if key == license_id or not table.keys() & {license_id}:
            names = f"{table[key]['name']}\n{_spoken(key)}"
            yield Source(license_id, "license", table[key]["licenseText"], names, f"spdx {key}")


def from_scancode(folder: Path, rules: Rulebase) -> Iterator[Source]:
    """The wheel `licensedcode-data`: texts of its licenses that are known here, and rules.

    Its rules are texts as they were met in public code.
    """
    data = folder / "licensedcode" / "data"
    files = set(rules.license_ids())
    ids: dict[str, tuple[str, str]] = {}
    for path in sorted((data / "licenses").glob("*.LICENSE")):
        front, text = _front_matter(path)
        spdx = _field(front, "spdx_license_key")
        license_id = _id(spdx, rules)
        name = f"{_field(front, 'name')}\n{_spoken(license_id)}"
        if license_id and (license_id in files or not spdx.startswith("LicenseRef-")):
            ids[path.stem] = license_id, name
            yield Source(license_id, "license", text, name, f"scancode {path.stem}")
    for path in sorted((data / "rules").glob("*.RULE")):
        front, text = _front_matter(path)
        known = ids.get(_field(front, "license_expression"))
        if known and _field(front, "is_license_text") == "yes":
            yield Source(known[0], "license", text, known[1], f"scancode {path.stem}", True)


def from_repositories(mirror: Path, listing: Path, rules: Rulebase) -> Iterator[Source]:
    """Files of the list from clones in folders named `owner+name/repo`."""
    for row in documents.read(listing).data["texts"]:
        folder = mirror / row["repository"].replace("/", "+", 1) / "repo"
        place = f"{row['commit']}:{row['path']}"
        shown = subprocess.run(
            ["git", "-C", str(folder), "show", place], capture_output=True, check=True
        )
        lines = shown.stdout.decode("utf-8", errors="replace").split("\n")
        text = "\n".join(lines[row.get("from_line", 1) - 1 :])
        kind = "use-policy" if row["id"].endswith("-aup") else "license"
        where = f"{row['repository']}:{row['path']}@{row['commit'][:12]}"
        yield Source(row["id"], kind, text, _names(row["id"], rules), where)


def _id(key: str, rules: Rulebase) -> str:
    """The id of a license file where `key` means one, else `key`."""
    found = rules.find(key) if key else ()
    return found[0] if len(found) == 1 else key


def _names(license_id: str, rules: Rulebase) -> str:
    known = license_id in rules.license_ids()
    spoken = _spoken(license_id)
    return f"{rules.license(license_id).name}\n{spoken}" if known else spoken


def _spoken(license_id: str) -> str:
    """As people write an id: "CC-BY-4.0", "CC BY-4.0", "CC BY 4.0"."""
    return "\n".join((license_id, license_id.replace("-", " ", 1), license_id.replace("-", " ")))


def _front_matter(path: Path) -> tuple[str, str]:
    _, front, text = (*path.read_text(encoding="utf-8").split("---\n", 2), "", "")[:3]
    return front, text


def _field(front: str, name: str) -> str:
    found = re.search(rf"^{name}: (.+)$", front, re.MULTILINE)
    return found[1].strip() if found else ""
