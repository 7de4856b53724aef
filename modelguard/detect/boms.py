"""References in bills of materials: CycloneDX and SPDX files, in JSON, XML and tag-value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from modelguard.detect.source import Hit, SourceFile, Unparsable

if TYPE_CHECKING:
    from modelguard.detect.configuration.nodes import Mapping

NAME = "boms"

_SUFFIXES = (".json", ".xml", ".spdx", ".rdf", ".yaml", ".yml", ".tag")
_MARKS = (
    b"pkg:huggingface", b"pkg:mlflow", b"machine-learning-model", b"ai_AIPackage",
    b"DatasetPackage",
)  # fmt: skip
_MAX_BYTES = 10 * 1024 * 1024
_MODELS = ("machine-learning-model", "ai_AIPackage")
_KINDS = ("machine-learning-model", "ai_AIPackage", "DatasetPackage")
_DATASETS = ("dataset_DatasetPackage",)


def claims(path: str) -> bool:
    return path.lower().endswith(_SUFFIXES)


def may_hold(data: bytes) -> bool:
    plain = data.replace(b"\0", b"")
    return any(mark in plain for mark in _MARKS)


def find(file: SourceFile) -> Iterator[Hit]:
    """Package URLs wherever they stand; names only of models that have no package URL."""
    if len(file.data) > _MAX_BYTES:
        raise Unparsable(f"larger than {_MAX_BYTES >> 20} MiB")
    for number, line in enumerate(file.text.split("\n"), 1):
        if "pkg:" in line and len(line) <= 20_000_000:
            for found in _purl().finditer(line):
                yield Hit(found.group(), number, found.start() + 1, "uri")
    if file.path.lower().endswith(".xml"):
        yield from _in_xml(file.text)
    elif file.path.lower().endswith(".json") and any(kind in file.text for kind in _KINDS):
        yield from _in_json(file.text)


@cache
def _purl() -> re.Pattern[str]:
    return re.compile(r"pkg:(?:huggingface|mlflow)/[^\s\"'<>,;)\]}]{1,300}")


def _in_json(text: str) -> Iterator[Hit]:
    from modelguard.detect.configuration import read_json
    from modelguard.detect.configuration.nodes import mappings

    for root in read_json.parse(text):
        for _, mapping in mappings(root):
            yield from _named(mapping)


def _in_xml(text: str) -> Iterator[Hit]:
    """The names of CycloneDX models without a package URL."""
    for component in _component().finditer(text):
        found = _name().search(text, component.end(), component.end() + 2000)
        end = text.find("</component>", component.end())
        if found is None or found.start() > end or "pkg:" in text[component.end() : end]:
            continue
        group, name = found.group(1), found.group(2)
        line = text.count("\n", 0, found.start(2)) + 1
        column = found.start(2) - text.rfind("\n", 0, found.start(2))
        full = f"{group}/{name}" if group and "/" not in name else name
        yield Hit(full, line, column, "hub-only-slash")


@cache
def _component() -> re.Pattern[str]:
    return re.compile(r"<component\s[^<>]{0,300}machine-learning-model[^<>]{0,300}>")


@cache
def _name() -> re.Pattern[str]:
    return re.compile(r"(?:<group>([^<>]{1,100})</group>\s*)?<name>([^<>]{1,200})</name>")


def _named(mapping: Mapping) -> Iterator[Hit]:
    """A model's `group` and `name`, or the name of an AI package of SPDX 3."""
    kind = mapping.text("type", "@type")
    is_data = kind in _DATASETS
    if kind not in _MODELS and not is_data:
        return
    if any("pkg:" in mapping.text(key) for key in ("purl", "software_package_url", "package_url")):
        return
    from modelguard.detect.configuration.nodes import Text

    name, group = mapping.get("name"), mapping.text("group")
    if not isinstance(name, Text):
        return
    text = name.value if "/" in name.value or not group else f"{group}/{name.value}"
    version = mapping.text("version", "software_package_version")
    revision = version if re.fullmatch(r"[0-9a-f]{40}", version) else None
    kind = "dataset" if is_data else "model"
    yield Hit(text, name.line, name.column, "hub-only-slash", kind, revision)
