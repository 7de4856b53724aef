"""Weights files without weights: headers as real ones have them."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping

UINT32, STRING, ARRAY = 4, 8, 9


def gguf(*pairs: tuple[str, str], count: int | None = None, vocabulary: int = 0) -> bytes:
    """A header of texts between a number and a vocabulary, of `vocabulary` words if any."""
    words = struct.pack("<IIQ", ARRAY, STRING, vocabulary) + _text("word") * vocabulary
    parts = [
        _text("general.quantization_version") + struct.pack("<II", UINT32, 2),
        *(_text(key) + struct.pack("<I", STRING) + _text(value) for key, value in pairs),
        _text("tokenizer.ggml.tokens") + words,
    ]
    return b"GGUF" + struct.pack("<IQQ", 3, 0, count or len(parts)) + b"".join(parts)


def safetensors(header: Mapping[str, object]) -> bytes:
    data = json.dumps(header).encode()
    return struct.pack("<Q", len(data)) + data


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data
