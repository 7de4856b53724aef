"""Which services the variables and addresses around a value speak of."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.detect.configuration.nodes import Leaf, Mapping
from modelguard.detect.configuration.variables import pairs

_NEAR = 2  # mappings outwards
_VARIABLES = ("environment", "env", "env_vars")
_OLLAMA = ("ollama", ":11434")


def has_ollama(leaf: Leaf) -> bool:
    """Whether the address of an Ollama server stands beside the value."""
    return any(
        any(mark in text for mark in _OLLAMA)
        for mapping in leaf.parents[: -_NEAR - 1 : -1]
        for name, address in _addresses(mapping)
        for text in (name.lower(), address)
    )


def _addresses(mapping: Mapping) -> Iterator[tuple[str, str]]:
    for name, address in mapping.addresses:
        yield name, address.value
    for each in _VARIABLES:
        for name, value in pairs(mapping.get(each)):
            if "://" in value.value or name.lower().endswith(("_host", "_url")):
                yield name, value.value
