"""YAML, JSON and TOML files to plain data that knows its lines; validation by JSON Schema."""

from __future__ import annotations

from modelguard.documents.document import Document, Node
from modelguard.documents.reading import MAX_BYTES, parse, read
from modelguard.documents.validation import validate

__all__ = ["MAX_BYTES", "Document", "Node", "parse", "read", "validate"]
