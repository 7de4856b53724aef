"""References in YAML, JSON and TOML files: keys, commands, containers and variables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from modelguard.detect import (
    config_commands,
    config_document,
    config_json,
    config_lines,
    config_rules,
    config_toml,
    config_yaml,
)
from modelguard.detect.config_nodes import Leaf, Mapping, Node, Source, leaves, normal
from modelguard.detect.source import Hit, SourceFile, Unparsable

NAME = "config"

_YAML = (".yaml", ".yml")
_JSON = (".json", ".jsonc", ".json5", ".webmanifest")
_TEMPLATES = (".j2", ".jinja", ".jinja2", ".tpl", ".tmpl", ".template", ".example", ".sample",
              ".dist", ".default", ".in", ".bak")  # fmt: skip
_NAMES = frozenset(("mlmodel", "oai_config_list", ".aider.conf", "cog", ".condarc", "pipfile"))
# Locks, vocabularies and results: large, and nothing in them chooses a model.
_NOT = frozenset(
    ("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "composer.lock",
     "tokenizer.json", "vocab.json", "merges.json", "added_tokens.json", "special_tokens_map.json",
     "encoder.json", "tsconfig.json", "model.safetensors.index.json", "trainer_state.json",
     "pytorch_model.bin.index.json", "modelguard.yaml", "modelguard.lock", "uv.lock", "poetry.lock",
     "cargo.lock", "pdm.lock", "pixi.lock", "manifest.webmanifest", ".pre-commit-hooks.yaml")
)  # fmt: skip
_MAX_BYTES = 5 * 1024 * 1024
_LARGE = 100_000  # bytes; below that, looking closer costs more than reading
_EMBEDDED = (".yaml", ".yml", ".json", ".toml")
_MOST_KEYS = 30_000  # more of them are data and no configuration
_DEEPEST = 2  # configuration inside texts of configuration


def claims(path: str) -> bool:
    return _kind(path) != ""


def may_hold(data: bytes) -> bool:
    if len(data) > _MAX_BYTES:
        return False
    return config_rules.may_name(data) and not _is_dull(data)


def find(file: SourceFile) -> Iterator[Hit]:
    """Each place once. Raises `Unparsable` after what a broken file still gives."""
    if _is_dull(file.data):
        return
    if file.data.count(b":") > _MOST_KEYS:
        raise Unparsable(f"more than {_MOST_KEYS} keys")
    seen: set[tuple[int, int, str]] = set()
    for hit in _found(file.text, _kind(file.path), file.path, 0):
        if (place := (hit.line, hit.column, hit.text)) not in seen:
            seen.add(place)
            yield hit


def _is_dull(data: bytes) -> bool:
    """Large files of a kind that chooses no model: schemas of Kubernetes, vocabularies, records."""
    if len(data) < _LARGE:
        return False
    if crds := data.count(b"kind: CustomResourceDefinition"):
        return data.count(b"\nkind: ") <= crds
    return data[:200].lstrip()[:1] in (b"{", b"[") and not _key().search(data)


@cache
def _key() -> re.Pattern[bytes]:
    """A key of JSON with a text, a list or a mapping; in a vocabulary they have numbers."""
    return re.compile(
        rb"(?i)(?:model|llm|name_or_path|repo_?id|dataset|tokenizer|encoder|checkpoint|ckpt|lora|"
        rb"weights|backbone|embed|rerank|provider|script|command|args|env|image)[\w.-]{0,40}"
        rb"\"\s{0,20}:\s{0,20}[\"\[{]"
    )


def _kind(path: str) -> str:
    name = path.rpartition("/")[2].lower()
    if name in _NOT:
        return ""
    for ending in _TEMPLATES:
        name = name.removesuffix(ending)
    if name.endswith(_YAML) or name in _NAMES:
        return "json" if name == "oai_config_list" else "yaml"
    if name.endswith(_JSON) or ".aider.conf" in name:
        return "json"
    return "toml" if name.endswith(".toml") else ""


def _found(text: str, kind: str, path: str, depth: int) -> Iterator[Hit]:
    parse = {"yaml": config_yaml.parse, "json": config_json.parse, "toml": config_toml.parse}[kind]
    done = 0
    try:
        for root in parse(text):
            done += 1
            yield from _in_document(Source(text, root), path, depth)
    except Unparsable:
        if kind == "json":
            raise
        # The documents that were read are found again, at the same places.
        yield from _in_document(Source(text, config_lines.parse(text)), path, depth)
        if not ("{{" in text or "{%" in text):
            raise


def _in_document(source: Source, path: str, depth: int) -> Iterator[Hit]:
    if _belongs_elsewhere(source.root):
        return
    found = leaves(source.root)
    yield from config_document.find(source, found, path)
    for leaf in found if depth < _DEEPEST else ():
        if leaf.text.style == "|" and _is_file(leaf):
            yield from _embedded(leaf, source, path, depth)


def _belongs_elsewhere(root: Node) -> bool:
    """Bills of materials and ComfyUI's graphs have detectors of their own."""
    if not isinstance(root, Mapping):
        return False
    if root.text("kind") == "CustomResourceDefinition":
        return True
    if root.get("bom_format", "spdx_version", "openapi", "swagger") is not None:
        return True
    if root.get("@graph") is not None or "$schema" in {e.key.value for e in root.entries[:5]}:
        return root.get("properties", "definitions", "$defs", "@graph") is not None
    return any(
        isinstance(entry.value, Mapping) and entry.value.get("class_type") is not None
        for entry in root.entries[:3]
    )


def _is_file(leaf: Leaf) -> bool:
    """A text that is itself a file: a ConfigMap's entry, `values: |`, `config_file: |`."""
    name = leaf.key.value if leaf.key else ""
    return name.endswith(_EMBEDDED) or normal(name) in (
        "config_file",
        "values",
        "config",
        "content",
    )


def _embedded(leaf: Leaf, source: Source, path: str, depth: int) -> Iterator[Hit]:
    """The inner file, at its lines of the outer one."""
    name = leaf.key.value.lower() if leaf.key else ""
    kind = "json" if name.endswith(".json") else "toml" if name.endswith(".toml") else "yaml"
    written, line, _ = config_commands.raw(source, leaf.text)
    text = written if kind == "yaml" else leaf.text.value
    indent = len(written) - len(written.lstrip(" ")) if kind != "yaml" else 0
    try:
        for hit in _found(text, kind, f"{path}/{name}", depth + 1):
            yield hit._replace(line=hit.line + line - 1, column=hit.column + indent)
    except Unparsable:
        return
