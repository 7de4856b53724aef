"""The registry of detectors: each finds references in one kind of file."""

from __future__ import annotations

DETECTORS: tuple[str, ...] = ("manifest",)
