"""Fetched policies in the user's cache folder; a folder that cannot be used costs only time."""

from __future__ import annotations

from pathlib import Path


def kept(cache: Path | None, key: tuple[str, ...]) -> bytes | None:
    if cache is None:
        return None
    try:
        return _file(cache, key).read_bytes()
    except OSError:
        return None


def keep(cache: Path | None, key: tuple[str, ...], content: bytes) -> None:
    """Whole or not at all: written beside its place, then moved there."""
    import contextlib
    import os
    import tempfile

    if cache is None:
        return
    target = _file(cache, key)
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, scratch = tempfile.mkstemp(dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(scratch, target)
        except BaseException:
            os.unlink(scratch)
            raise


def _file(cache: Path, key: tuple[str, ...]) -> Path:
    import hashlib

    kind, *rest = key
    digest = hashlib.sha256("\n".join(rest).encode()).hexdigest()
    return cache / f"{kind}-{digest}"
