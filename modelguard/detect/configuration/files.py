"""One configuration file and the files in its texts: parsed, and searched document by document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache

from modelguard.detect.configuration import document, inner_commands
from modelguard.detect.configuration.nodes import Leaf, Mapping, Node, Source, leaves, normal
from modelguard.detect.source import Hit, Unparsable

_EMBEDDED = (".yaml", ".yml", ".json", ".toml")
_FILES = frozenset(("config_file", "values", "config", "content"))
_DEEPEST = 2  # configuration inside texts of configuration


def find(text: str, kind: str, path: str, depth: int = 0) -> Iterator[Hit]:
    try:
        for root in _parser(kind)(text):
            yield from _in_document(Source(text, root), path, depth)
    except Unparsable:
        if kind == "json":
            raise
        from modelguard.detect.configuration import read_template

        # The documents that were read are found again, at the same places.
        for source in _mended(text, kind):
            yield from _in_document(source, path, depth)
        if not read_template.is_template(text):
            raise


def _mended(text: str, kind: str) -> Iterator[Source]:
    """What a file that breaks off says: a template filled in, else its begin, and line by line."""
    from modelguard.detect.configuration import read_broken, read_template, read_yaml

    if kind == "yaml" and read_template.is_template(text):
        plain = read_template.filled(text)
        with suppress(Unparsable):
            yield from [Source(plain, root) for root in read_yaml.parse(plain)]
            return
    elif kind == "yaml" and (root := read_yaml.begun(text)) is not None:
        yield Source(text, root)
    yield Source(text, read_broken.parse(text))


def _parser(kind: str) -> Callable[[str], Iterator[Node] | Sequence[Node]]:
    """Each reader is imported by the first file of its kind."""
    match kind:
        case "json":
            from modelguard.detect.configuration import read_json

            return read_json.parse
        case "toml":
            from modelguard.detect.configuration import read_toml

            return read_toml.parse
        case _:
            from modelguard.detect.configuration import read_yaml

            return read_yaml.parse


def _in_document(source: Source, path: str, depth: int) -> Iterator[Hit]:
    if _belongs_elsewhere(source.root):
        return
    found = leaves(source.root)
    yield from document.find(source, found, path)
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
    """A text that is itself a file: a ConfigMap's entry, `values: |`, `serveConfigV2: |`."""
    name = leaf.key.value if leaf.key else ""
    return (
        name.lower().endswith(_EMBEDDED)
        or normal(name) in _FILES
        or _keys().match(leaf.text.value) is not None
    )


@cache
def _keys() -> re.Pattern[str]:
    """A key alone on the first line that is no comment, or two lines that begin with keys."""
    return re.compile(
        r"(?:[ \t]*(?:#.*)?\n)*[ \t]*[\w./\"'-]+:(?:[ \t]*\n| \S.*\n[ \t]*[\w./\"'-]+:)"
    )


def _embedded(leaf: Leaf, source: Source, path: str, depth: int) -> Iterator[Hit]:
    """The inner file, at its lines of the outer one."""
    name = leaf.key.value.lower() if leaf.key else ""
    kind = "json" if name.endswith(".json") else "toml" if name.endswith(".toml") else "yaml"
    written, line, _ = inner_commands.raw(source, leaf.text)
    text = written if kind == "yaml" else leaf.text.value
    indent = len(written) - len(written.lstrip(" ")) if kind != "yaml" else 0
    try:
        for hit in find(text, kind, f"{path}/{name}", depth + 1):
            yield hit._replace(line=hit.line + line - 1, column=hit.column + indent)
    except Unparsable:
        return
