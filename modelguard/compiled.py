"""YAML rules to the JSON files that are read at run time; for builds and editable installs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping

TABLES = {
    "codes": "codes.yaml",
    "commands": "commands.yaml",
    "config_keys": "config_keys.yaml",
    "families": "catalog/families.yaml",
    "generated_data": "catalog/generated_data.yaml",
    "kinds": "catalog/kinds.yaml",
    "license_words": "fingerprints/words.yaml",
    "openness": "openness.yaml",
    "sources": "sources.yaml",
    "spdx": "spdx/licenses.yaml",
    "spdx_kinds": "spdx/kinds.yaml",
    "term_order": "term_order.yaml",
    "loaders": "loaders.yaml",
    "loaders_code": "loaders_code.yaml",
}
FOLDERS = ("providers", "policies")


def compile_rules(rules: str, target: str) -> None:
    """Write `licenses/<id>.json`, `index.json` and one JSON file per table into `target`."""
    licenses = dict(_folder(os.path.join(rules, "licenses")))
    os.makedirs(os.path.join(target, "licenses"))
    for license_id, content in licenses.items():
        _write_json(os.path.join(target, "licenses", f"{license_id}.json"), content)
    for name, path in TABLES.items():
        _write_json(os.path.join(target, f"{name}.json"), _read(os.path.join(rules, path)))
    for name in FOLDERS:
        _write_json(os.path.join(target, f"{name}.json"), dict(_folder(os.path.join(rules, name))))
    _write(os.path.join(target, "names.tsv"), _name_lines(_names(licenses)))
    _write_json(os.path.join(target, "index.json"), sorted(licenses))


def of_checkout(rules: str) -> str:
    """The compiled copy of a checkout's rules in its `build` folder, made anew when they change."""
    target = os.path.join(os.path.dirname(rules), "build", "rules", _digest(rules))
    if not _is_complete(target):
        _compile_into(rules, target)
    return target


def _is_complete(compiled: str) -> bool:
    """Whether what is written last is there."""
    return os.path.isfile(os.path.join(compiled, "index.json"))


def _compile_into(rules: str, target: str) -> None:
    import tempfile

    folder = os.path.dirname(target)
    os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        made = os.path.join(scratch, "compiled")
        compile_rules(rules, made)
        try:
            os.replace(made, target)
        except OSError:  # another process was first; its copy has the same digest
            if not _is_complete(target):
                raise


def _digest(rules: str) -> str:
    """Changes with any file's name, size or time; reading 250 files on each run would cost more."""
    import zlib

    facts = [rules]
    for path in (__file__, *sources(rules)):
        stat = os.stat(path)
        facts.append(f"{path} {stat.st_size} {stat.st_mtime_ns}")
    return f"{zlib.crc32(repr(facts).encode()):08x}"


def sources(rules: str) -> list[str]:
    """The files that `compile_rules` reads."""
    files = [os.path.join(rules, path) for path in TABLES.values()]
    for name in ("licenses", *FOLDERS):
        folder = os.path.join(rules, name, "")
        files += [folder + file for file in os.listdir(folder)]
    return sorted(files)


def _folder(folder: str) -> Iterator[tuple[str, object]]:
    for name in sorted(os.listdir(folder)):
        if name.endswith(".yaml"):
            yield name.removesuffix(".yaml"), _read(os.path.join(folder, name))


def _read(path: str) -> object:
    from modelguard import documents

    return documents.read(path).data


def _write_json(path: str, content: object) -> None:
    _write(path, json.dumps(content, ensure_ascii=False, separators=(",", ":")))


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _name_lines(names: Mapping[str, object]) -> str:
    """A line per name, found by its bytes: parsing all of them would cost each run more."""
    lines = [f"\n{name}\t{json.dumps(names[name], ensure_ascii=False)}" for name in sorted(names)]
    return "".join([*lines, "\n"])


def _names(licenses: Mapping[str, object]) -> dict[str, dict[str, list[object]]]:
    """Lower-cased name → {rank: entries}; a lower rank wins, an entry is an id or [id, globs].

    Ranks: "0" names that hold for some models only, "1" the id, the Hub's tags and the SPDX
    expression, "2" aliases, "3" the full name, "4" the address of its text without scheme.
    """
    names: dict[str, dict[str, list[object]]] = {}
    for license_id, content in licenses.items():
        for rank, name, entry in _names_of(license_id, content):
            entries = names.setdefault(name.strip().lower(), {}).setdefault(rank, [])
            if entry not in entries:
                entries.append(entry)
    return names


def _names_of(license_id: str, content: object) -> Iterator[tuple[str, str, object]]:
    import re

    assert isinstance(content, dict)
    for name in (license_id, *content.get("hub_ids", ())):
        yield "1", name, license_id
    if " " not in content["expression"] and content["expression"] != "NOASSERTION":
        yield "1", content["expression"], license_id
    for alias in content.get("aliases", ()):
        if isinstance(alias, dict):
            yield "0", alias["name"], [license_id, [glob.lower() for glob in alias["models"]]]
        else:
            yield "2", alias, license_id
    if content["kind"] != "use-policy":  # licenses name their policy; that alone is no license
        yield "3", content["name"], license_id
    if content["url"]:
        yield "4", re.sub(r"^https?://(www\.)?|/$", "", content["url"]), license_id
