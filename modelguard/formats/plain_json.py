"""JSON that is the same to the byte each time and safe to print."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from modelguard.formats.escape import is_hidden

# JSON itself escapes C0; what moves cursors, reorders or hides text lies among these too.
_BEYOND_ASCII = re.compile("[^\x00-\x7e]")


def dumps(document: Mapping[str, object] | Sequence[object]) -> str:
    """Keys as given, two spaces, UTF-8 as it is, a line feed at the end; reads back unchanged."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    # Runners take `##[` and `##vso[` anywhere in a line for a command of their own.
    text = text.replace("##[", "#\\u0023[").replace("##vso[", "#\\u0023vso[")
    return _BEYOND_ASCII.sub(_escaped, text) + "\n"


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1] if is_hidden(match[0]) else match[0]
