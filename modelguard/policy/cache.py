"""Fetched policies in the user's cache folder; a folder that cannot be used costs only time."""

from __future__ import annotations

import os

from modelguard.policy.types import Source


def name(source: Source) -> str:
    """What the file of a policy from git or the web is called, the same on all machines."""
    import hashlib

    told = (source.pin,) if source.kind == "https" else (source.pin, *source.identity)
    return f"{source.kind}-{hashlib.sha256(chr(10).join(told).encode()).hexdigest()}"


def kept(cache: str | None, source: Source) -> bytes | None:
    if cache is None:
        return None
    try:
        with open(os.path.join(cache, name(source)), "rb") as file:
            return file.read()
    except OSError:
        return None


def keep(cache: str | None, file: str, content: bytes) -> None:
    """`file` is a `name`. Whole or not at all: written beside its place, then moved there."""
    import contextlib
    import tempfile

    if cache is None:
        return
    with contextlib.suppress(OSError):
        os.makedirs(cache, exist_ok=True)
        handle, scratch = tempfile.mkstemp(dir=cache)
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.write(content)
            os.replace(scratch, os.path.join(cache, file))
        except BaseException:
            os.unlink(scratch)
            raise
