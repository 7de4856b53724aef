"""Headers of weights files to what they declare; the weights themselves are never read."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

SUFFIXES = (".gguf", ".safetensors")
# Bytes; the tokenizer of a large vocabulary makes a GGUF header of a few MiB.
_MAX_HEADER = 64 * 1024 * 1024
_MAX_TEXT = 64 * 1024
_MAX_KEYS = 65_536
_MAX_NAMED = 64
# The format's types by number, https://github.com/ggml-org/ggml/blob/master/docs/gguf.md.
_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_STRING, _ARRAY = 8, 9
_UINT32 = 4
# Keys behind these are of the architecture and the tokenizer.
_KEPT = "general."


class UnreadableHeader(Exception):
    """What is wrong with a header, as the end of a sentence."""


def read(path: Path) -> Mapping[str, object]:
    """Front matter as a card would have it: license, license_name, license_link, base_model."""
    from modelguard.cards.files import UnreadableFile, opened

    try:
        with opened(path) as file:
            found = _gguf(file) if path.suffix.lower() == ".gguf" else _safetensors(file)
    except (UnreadableFile, OSError) as error:
        raise UnreadableHeader(str(error)) from error
    except (struct.error, ValueError, RecursionError, OverflowError) as error:
        raise UnreadableHeader(f"the header is damaged: {error}") from error
    return {key: value for key, value in found.items() if value}


def _gguf(file: BinaryIO) -> dict[str, object]:
    keys = dict(_gguf_keys(file))
    license_ = keys.get("general.license")
    name, link = keys.get("general.license.name"), keys.get("general.license.link")
    return {
        "license": license_ or ("other" if name or link else None),
        "license_name": name,
        "license_link": link,
        "base_model": list(_gguf_bases(keys)),
        "base_model_relation": "quantized",
    }


def _gguf_bases(keys: Mapping[str, object]) -> Iterator[str]:
    """Repositories on the Hub; a base that has but a name can't be looked up."""
    for number in range(_MAX_NAMED):
        prefix = f"general.base_model.{number}."
        url = str(keys.get(f"{prefix}repo_url") or "").rstrip("/")
        organization, name = keys.get(f"{prefix}organization"), keys.get(f"{prefix}name")
        if url.startswith(("https://huggingface.co/", "http://huggingface.co/")):
            yield "/".join(url.split("/")[3:5])
        elif organization and name and " " not in f"{organization}{name}":
            yield f"{organization}/{name}"


def _gguf_keys(file: BinaryIO) -> Iterator[tuple[str, object]]:
    if _exactly(file, 4) != b"GGUF":
        raise ValueError("it does not start as a GGUF file does")
    version, _, count = struct.unpack("<IQQ", _exactly(file, 20))
    if version not in (2, 3) or count > _MAX_KEYS:
        raise ValueError(f"version {version} with {count} keys is not read")
    for _ in range(count):
        key = _text(file)
        (kind,) = struct.unpack("<I", _exactly(file, 4))
        value = _value(file, kind, is_kept=key.startswith(_KEPT))
        if key.startswith(_KEPT):
            yield key, value
        if file.tell() > _MAX_HEADER:
            return


def _value(file: BinaryIO, kind: int, *, is_kept: bool) -> object:
    """Texts and lists of texts; all else is skipped."""
    if kind == _STRING:
        return _text(file)
    if kind in _SIZES:
        file.seek(_SIZES[kind], 1)
        return None
    if kind != _ARRAY:
        raise ValueError(f"it has a value of the unknown type {kind}")
    of, count = struct.unpack("<IQ", _exactly(file, 12))
    if of in _SIZES:
        file.seek(min(_SIZES[of] * count, _MAX_HEADER), 1)
        return None
    if of != _STRING:
        raise ValueError("it nests lists")
    texts = []
    for index in range(count):
        text = _text(file)
        if is_kept and index < _MAX_NAMED:
            texts.append(text)
        if file.tell() > _MAX_HEADER:
            raise ValueError("it is longer than any header")
    return texts


def _text(file: BinaryIO) -> str:
    (length,) = struct.unpack("<Q", _exactly(file, 8))
    if length > _MAX_HEADER:
        raise ValueError("it has a text longer than any header")
    text = _exactly(file, min(length, _MAX_TEXT))
    file.seek(length - len(text), 1)
    return text.decode("utf-8", "replace")


def _safetensors(file: BinaryIO) -> dict[str, object]:
    (length,) = struct.unpack("<Q", _exactly(file, 8))
    if length > _MAX_HEADER:
        raise ValueError("it is longer than any header")
    header = json.loads(_exactly(file, length))
    metadata = header.get("__metadata__") if isinstance(header, dict) else None
    if not isinstance(metadata, dict):
        return {}
    license_ = metadata.get("modelspec.license") or metadata.get("license")
    return {"license": license_ if isinstance(license_, str) else None}


def _exactly(file: BinaryIO, count: int) -> bytes:
    data = file.read(count)
    if len(data) < count:
        raise ValueError("it ends too early")
    return data
