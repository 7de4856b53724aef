"""References in the YAML head of model cards and Spaces: README.md and other Markdown files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from modelguard.detect.configuration import read_yaml
from modelguard.detect.configuration.nodes import Mapping, Node, Text, texts
from modelguard.detect.source import Hit, SourceFile

NAME = "front_matter_files"

_SUFFIXES = (".md", ".mdx", ".markdown")
_KEYS = {
    "base_model": ("hub", "model"),
    "base_models": ("hub", "model"),
    "models": ("hub", "model"),
    "adapters": ("hub", "model"),
    "datasets": ("hub", "dataset"),
    "dataset": ("hub", "dataset"),
    "source_datasets": ("hub", "dataset"),
    "preload_from_hub": ("hub", "model"),
}
_MARKS = (b"base_model", b"models", b"datasets", b"dataset:", b"preload_from_hub", b"adapters")
# Keys that only the Hub's cards have; without one of them, a bare word is no model's name.
_OF_CARDS = (
    "license", "library_name", "pipeline_tag", "base_model", "sdk", "license_name", "model_index",
    "preload_from_hub", "dataset_info", "task_categories", "inference", "base_model_relation",
)  # fmt: skip
_LONGEST = 200_000


def claims(path: str) -> bool:
    return path.lower().endswith(_SUFFIXES)


def may_hold(data: bytes) -> bool:
    plain = data[: 2 * _LONGEST].replace(b"\0", b"")
    return b"---" in plain[:64] and any(mark in plain for mark in _MARKS)


def find(file: SourceFile) -> Iterator[Hit]:
    head = _head().match(file.text, 0, _LONGEST)
    if head is None:
        return
    before = file.text.count("\n", 0, head.start(2))
    for root in read_yaml.parse(head.group(2)):
        if isinstance(root, Mapping):
            for hit in _in_card(root):
                yield hit._replace(line=hit.line + before)


@cache
def _head() -> re.Pattern[str]:
    """As the Hub reads it: huggingface_hub/repocard.py, REGEX_YAML_BLOCK."""
    return re.compile(r"(\s*---[ \t]*(?:\r\n|\r|\n))([\S\s]*?)(?:\r\n|\r|\n)---[ \t]*(?:\r\n|\n|$)")


def _in_card(root: Mapping) -> Iterator[Hit]:
    is_card = root.get(*_OF_CARDS) is not None
    for entry in root.entries:
        carrier, kind = _KEYS.get(entry.name, ("", ""))
        for text in _values(entry.value) if carrier else ():
            name, _, rest = text.value.strip().partition(" ")
            if not text.is_text or ("/" not in name and not is_card):
                continue
            is_preload = entry.name == "preload_from_hub"
            revision = rest.rpartition(" ")[2] if is_preload and " " in rest else None
            if name and (is_preload or not rest):
                yield Hit(name, text.line, text.column, carrier, kind, revision)


def _values(node: Node) -> list[Text]:
    """A text, a list of texts, or a list of mappings that name their repository."""
    found = texts(node)
    if found or isinstance(node, Text):
        return found
    items = [] if isinstance(node, Mapping) else node.items
    named = [item.get("name", "id", "repo_id") for item in items if isinstance(item, Mapping)]
    return [value for value in named if isinstance(value, Text)]
