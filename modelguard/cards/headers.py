"""Headers of weights files to what they declare; the weights themselves are never read."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from modelguard.cards.card_fields import HUB_LINK

GGUF = ".gguf"
SUFFIXES = (GGUF, ".safetensors")
# Bytes of a file on the Hub that are asked for: what it declares comes first, the vocabulary last.
PREFIX = 256 * 1024
# Files beside the weights of a model: a projector for images, and what quantizing went by.
_NO_WEIGHTS = re.compile(r"(?i)mmproj|imatrix")
# Bytes; the tokenizer of a large vocabulary makes a GGUF header of a few MiB.
_MAX_HEADER = 64 * 1024 * 1024
_MAX_TEXT = 64 * 1024
_MAX_KEYS = 65_536
_MAX_NAMED = 64
# More bases than anybody looks up, so that those left out are counted.
_MAX_BASES = 1_000
# The format's types by number, https://github.com/ggml-org/ggml/blob/master/docs/gguf.md.
_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_STRING, _ARRAY = 8, 9
_REPO = re.compile(r"[\w-][\w.-]*/[\w-][\w.-]*", re.ASCII)
# Keys behind these are of the architecture and the tokenizer.
_KEPT = "general."


class UnreadableHeader(Exception):
    """What is wrong with a header, as the end of a sentence."""


class _EndsEarly(ValueError):
    """The file is shorter than its header says."""


def select(paths: Iterable[str]) -> str | None:
    """The GGUF file that speaks for a repository, where they all say the same; the root's first."""
    found = [
        each
        for each in paths
        if each.lower().endswith(GGUF) and each.isprintable() and ".." not in each.split("/")
    ]
    weights = (each for each in found if not _NO_WEIGHTS.search(each))
    return min(weights, key=lambda path: (path.count("/"), path), default=None)


def read_prefix(content: bytes) -> Mapping[str, object]:
    """As `read`, from the first bytes of a GGUF file; what comes after them is left out."""
    try:
        return _stated(_gguf(dict(_until_cut(BytesIO(content)))))
    except (struct.error, ValueError, OverflowError) as error:
        raise UnreadableHeader(f"the header is damaged: {error}") from error


def _until_cut(file: BinaryIO) -> Iterator[tuple[str, object]]:
    try:
        yield from _gguf_keys(file)
    except _EndsEarly:
        return


def read(path: Path) -> Mapping[str, object]:
    """Front matter as a card would have it: license, license_name, license_link, base_model."""
    from modelguard.cards.files import UnreadableFile, opened

    try:
        with opened(path) as file:
            is_gguf = path.suffix.lower() == GGUF
            found = _gguf(dict(_gguf_keys(file))) if is_gguf else _safetensors(file)
    except (UnreadableFile, OSError) as error:
        raise UnreadableHeader(str(error)) from error
    except (struct.error, ValueError, RecursionError, OverflowError) as error:
        raise UnreadableHeader(f"the header is damaged: {error}") from error
    return _stated(found)


def _stated(found: Mapping[str, object]) -> Mapping[str, object]:
    return {key: value for key, value in found.items() if value}


def _gguf(keys: Mapping[str, object]) -> dict[str, object]:
    license_ = keys.get("general.license")
    name, link = keys.get("general.license.name"), keys.get("general.license.link")
    return {
        "license": license_ or ("other" if name or link else None),
        "license_name": name,
        "license_link": link,
        "base_model": list(dict.fromkeys(_gguf_bases(keys))),
        "base_model_relation": "adapter" if keys.get("general.type") == "adapter" else "quantized",
    }


def _gguf_bases(keys: Mapping[str, object]) -> Iterator[str]:
    """Repositories on the Hub; a base that has but a name can't be looked up.

    The source is what was converted, the bases are what that was made from.
    """
    found = [_on_the_hub(keys.get(f"general.source.{key}")) for key in ("repo_url", "url")]
    for number in range(_MAX_BASES):
        prefix = f"general.base_model.{number}."
        parts = [str(keys.get(f"{prefix}{key}") or "") for key in ("organization", "name")]
        found.append(_on_the_hub(keys.get(f"{prefix}repo_url")) or "/".join(parts))
    yield from filter(_REPO.fullmatch, found)


def _on_the_hub(url: object) -> str:
    found = HUB_LINK.match(str(url or ""))
    return found.group(1) if found else ""


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
        raise _EndsEarly("it ends too early")
    return data
