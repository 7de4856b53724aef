"""The project file: what the user declares about models, their use and what is accepted."""

from __future__ import annotations

from modelguard.project.find import common, find, in_folder
from modelguard.project.load import empty, load
from modelguard.project.types import (
    Agreement,
    Clarification,
    ManifestEntry,
    Override,
    PolicyException,
    Project,
    Publish,
)

__all__ = [
    "Agreement",
    "Clarification",
    "ManifestEntry",
    "Override",
    "PolicyException",
    "Project",
    "Publish",
    "common",
    "empty",
    "find",
    "in_folder",
    "load",
]
