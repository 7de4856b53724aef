"""References in YAML, JSON and TOML files: keys, commands, containers and variables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from modelguard.detect.configuration import rules
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
_MOST_KEYS = 30_000  # more of them are data, and would take more than two seconds


def claims(path: str) -> bool:
    return _kind(path) != ""


def may_hold(data: bytes) -> bool:
    return rules.may_name(data) and not _is_dull(data)


def find(file: SourceFile) -> Iterator[Hit]:
    """Each place once. Raises `Unparsable` after what a broken file still gives."""
    from modelguard.detect.configuration import files

    if _is_dull(file.data):
        return
    if len(file.data) > _MAX_BYTES:
        raise Unparsable(f"larger than {_MAX_BYTES >> 20} MiB")
    if file.data.count(b":") > _MOST_KEYS:
        raise Unparsable(f"more than {_MOST_KEYS} keys")
    seen: set[tuple[int, int, str]] = set()
    for hit in files.find(file.text, _kind(file.path), file.path):
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
