"""What the Hub accepts as the name of a repository."""

from __future__ import annotations

import re

from modelguard.errors import shown

INCOMPLETE = "it has no organization or no name"
_LONGEST = 96
# huggingface_hub/utils/_validators.py, REPO_ID_REGEX.
_REPO_ID = r"(?a)(?:\b[\w\-.]{1,96}\b/)?\b[\w\-.]{1,96}\b"


def problem(name: str, kind: str) -> tuple[str, str]:
    """Why a name is no repository's, and what to write; empty texts for one that is."""
    path_hint = f"write {shown(f'path:{name}')} for a local folder or file"
    if " " in name:
        return "it has a space", f"write {shown(''.join(name.split()))}"
    if name.startswith(("/", "./", "../", "~")) or name in (".", "..") or "\\" in name:
        return "it looks like a path", path_hint
    if name.count("/") > 1:
        return "it has more than one `/`", path_hint
    if "/" not in name and kind == "space":
        return "a space is named `spaces/org/name`", ""
    if not all(name.split("/")):
        return INCOMPLETE, ""
    if "--" in name or ".." in name:
        return "the Hub allows neither `--` nor `..`", ""
    if max(map(len, name.split("/"))) > _LONGEST:
        return f"a part is longer than {_LONGEST} characters", ""
    if not re.fullmatch(_REPO_ID, name):
        return "only letters, digits and inner `-`, `_`, `.` are allowed", ""
    return ("it ends in `.git`", f"write `{name[:-4]}`") if name.endswith(".git") else ("", "")
