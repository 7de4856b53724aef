"""Fetched policies in the user's cache folder; a folder that cannot be used costs only time."""

from __future__ import annotations

import os


def kept(cache: str | None, key: tuple[str, ...]) -> bytes | None:
    if cache is None:
        return None
    try:
        with open(_file(cache, key), "rb") as file:
            return file.read()
    except OSError:
        return None


def keep(cache: str | None, key: tuple[str, ...], content: bytes) -> None:
    """Whole or not at all: written beside its place, then moved there."""
    import contextlib
    import tempfile

    if cache is None:
        return
    target = _file(cache, key)
    with contextlib.suppress(OSError):
        os.makedirs(cache, exist_ok=True)
        handle, scratch = tempfile.mkstemp(dir=cache)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(scratch, target)
        except BaseException:
            os.unlink(scratch)
            raise


def _file(cache: str, key: tuple[str, ...]) -> str:
    import hashlib

    kind, *rest = key
    digest = hashlib.sha256("\n".join(rest).encode()).hexdigest()
    return os.path.join(cache, f"{kind}-{digest}")
