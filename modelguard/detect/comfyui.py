"""References in ComfyUI's graphs: the loaders' files, their addresses, repositories of the Hub."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from modelguard.detect.configuration import read_json
from modelguard.detect.configuration.nodes import Mapping, Node, Sequence, Text, mappings, texts
from modelguard.detect.source import Hit, SourceFile

NAME = "comfyui"

# Inputs of nodes that hold what a loader loads.
_INPUTS = ("ckpt_name", "unet_name", "lora_name", "vae_name", "clip_name", "clip_name1",
           "clip_name2", "clip_name3", "clip_name4", "control_net_name", "style_model_name",
           "gligen_name", "model_name", "upscale_model", "ipadapter_file", "hypernetwork_name",
           "model", "model_path", "repo_id", "model_id", "text_encoder", "checkpoint", "lora",
           "model_name_or_path", "vae", "unet", "clip_vision", "photomaker_model_name")  # fmt: skip
_FILES = (".safetensors", ".ckpt", ".pt", ".pt2", ".pth", ".bin", ".gguf", ".sft", ".onnx")
_MAX_BYTES = 5 * 1024 * 1024


def claims(path: str) -> bool:
    return path.lower().endswith(".json")


def may_hold(data: bytes) -> bool:
    if len(data) > _MAX_BYTES:
        return False
    plain = data.replace(b"\0", b"")
    return b"class_type" in plain or b"widgets_values" in plain


def find(file: SourceFile) -> Iterator[Hit]:
    seen: set[tuple[int, int]] = set()
    for root in read_json.parse(file.text):
        for _, node in mappings(root):
            for hit in _in_node(node):
                if (hit.line, hit.column) not in seen:
                    seen.add((hit.line, hit.column))
                    yield hit


def _in_node(node: Mapping) -> Iterator[Hit]:
    """A node of a prompt (`class_type`, `inputs`) or of a graph (`type`, `widgets_values`)."""
    kind = node.text("class_type", "type")
    inputs, values = node.get("inputs"), node.get("widgets_values")
    if not kind or not (node.get("class_type") is not None or values is not None):
        return
    known: set[str] = set()
    properties = node.get("properties")
    if isinstance(properties, Mapping):
        yield from _addressed(properties.get("models"), known)
    if isinstance(inputs, Mapping):
        yield from _loaded(list(_named(inputs)), kind, known)
    yield from _loaded(_widgets(values), kind, known)


def _addressed(models: Node | None, known: set[str]) -> Iterator[Hit]:
    """Where the graph says that its files come from; `known` takes their names."""
    for item in models.items if isinstance(models, Sequence) else ():
        url = item.get("url") if isinstance(item, Mapping) else None
        if isinstance(item, Mapping) and isinstance(url, Text) and url.value.startswith("http"):
            known.add(item.text("name"))
            yield Hit(url.value.partition("?")[0], url.line, url.column, "uri")


def _named(inputs: Mapping) -> Iterator[Node]:
    """Inputs that hold models by their name, or files of weights under any, alone or in a list."""
    for name, _, value in inputs.entries:
        if name in _INPUTS or isinstance(value, Mapping):
            yield value
        else:
            yield from (each for each in texts(value) if each.value.lower().endswith(_FILES))


def _widgets(values: Node | None) -> list[Node]:
    """The values of a node's widgets; some nodes keep them by name, some hold a list in each."""
    if isinstance(values, Mapping):
        return [entry.value for entry in values.entries]
    return list(values.items) if isinstance(values, Sequence) else []


def _loaded(values: list[Node], kind: str, known: set[str]) -> Iterator[Hit]:
    is_loader = _loader().search(kind) is not None
    for value in values:
        if isinstance(value, Mapping):  # rgthree's stack of LoRAs
            yield from _loaded(list(texts(value.get("lora"))), kind, known)
        elif isinstance(value, Sequence):
            yield from _loaded(list(texts(value)), kind, known)
        elif isinstance(value, Text) and value.is_text and len(value.value) < 300:
            name = value.value.replace("\\", "/").rpartition("/")[2]
            if name.lower().endswith(_FILES):
                if is_loader and name not in known and name and value.value not in known:
                    yield Hit(value.value, value.line, value.column, "weights-file")
            elif is_loader:
                yield Hit(value.value, value.line, value.column, "hub-only-slash")


@cache
def _loader() -> re.Pattern[str]:
    """Nodes that read models; others write files or only pass names on."""
    return re.compile(r"(?i)load|checkpoint|ckpt|model|unet|lora|vae|ipadapter")
