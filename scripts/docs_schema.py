"""Reference pages of the files that users write, from their JSON Schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

SCHEMAS = Path(__file__).parent.parent / "rules" / "schemas"

MANIFEST_INTRO = """# The project file

`modelguard.yaml`, or the table `[tool.modelguard]` of `pyproject.toml`. Everything in it is
optional. An editor that knows JSON Schema completes it with `rules/schemas/project.schema.json`. A
file that does not fit ends with exit code 2, the place and a hint.

The project file is searched upwards from the path that is checked, or from the folder that holds
all of them, to the top of the git repository. Its folder is the root that all paths are relative
to. Below it, the nearest project file governs each file.

"""


def manifest_page() -> str:
    """One heading per key of the project file."""
    return MANIFEST_INTRO + keys("project", linked={"policy": "policy.md"})


def keys(name: str, *, linked: Mapping[str, str] | None = None) -> str:
    """Each key of a schema under its heading; a key in `linked` points to its own page."""
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return "\n".join(_keys(schema, schema, "", dict(linked or {}))).rstrip() + "\n"


def _keys(
    node: Mapping[str, Any], schema: Mapping[str, Any], prefix: str, linked: Mapping[str, str]
) -> Iterator[str]:
    level = "##" if not prefix else "###"
    for key, value in node.get("properties", {}).items():
        path = f"{prefix}{key}"
        yield f"{level} `{path}`\n"
        yield f"{_told(value, schema)}\n"
        if key in linked:
            yield f"See [the page of its own]({linked[key]}).\n"
            continue
        if path == "overrides[].usage":
            yield "The keys of [`usage`](#usage).\n"
            continue
        yield from _keys(value, schema, f"{path}.", linked)
        if isinstance(value.get("items"), dict):
            yield from _keys(value["items"], schema, f"{path}[].", linked)


def _told(value: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    sentences = [value["description"]] if value.get("description") else []
    title = value.get("title")
    choices = value.get("enum") or value.get("items", {}).get("enum")
    if choices:
        listed = ", ".join(f"`{choice}`" for choice in choices if choice is not None)
        sentences.append(f"{'One of' if 'enum' in value else 'A list of'} {listed}")
    elif title:
        sentences.append(f"{title[:1].upper()}{title[1:]}")
    if required := _required(value):
        sentences.append(f"A mapping needs {', '.join(f'`{name}`' for name in required)}")
    return ". ".join(sentences) + "." if sentences else "See the schema."


def _required(value: Mapping[str, Any]) -> list[str]:
    """What a mapping, or each mapping of a list, must state."""
    items = value.get("items")
    owner = items if isinstance(items, dict) else value
    return [str(name) for name in owner.get("required", ())]
