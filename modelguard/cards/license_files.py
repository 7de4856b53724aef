"""Names of files that hold license texts, and what such a file speaks for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from modelguard.strenum import StrEnum

# Repositories with a license for every font of a demo exist; what counts comes first.
MAX_FILES = 12
MAX_DEPTH = 3
# As long as no license is.
MAX_BYTES = 1_000_000
# Where the text stands that a publisher puts before whoever asks for access.
GATE_PROMPT = "README.md#extra_gated_prompt"

_LICENSE = frozenset(("license", "licence", "licenses", "licences", "copying", "unlicense", "eula"))
_POLICY = r"(?:^|[-_. ])use[-_. ]?policy(?:[-_. ]|$)"
_TERMS = r"(?:^|[-_. ])terms[-_. ]?of[-_. ]?use(?:[-_. ]|$)"
_FORMATS = frozenset(("", "txt", "md", "rst", "html", "htm", "pdf"))
# A name such as `license_plate.txt` or `license-key.md` speaks of something else.
_NO_LICENSE = frozenset(("plate", "plates", "key", "keys", "header", "template", "checker"))


class Scope(StrEnum):
    """What a license file speaks for. A use policy stands beside a license, a gate before one."""

    WHOLE = "whole"
    WEIGHTS = "weights"
    CODE = "code"
    DATA = "data"
    COMPONENT = "component"
    USE_POLICY = "use-policy"
    GATE = "gate"


_SCOPES = {
    **dict.fromkeys(
        ("model", "models", "weight", "weights", "checkpoint", "checkpoints"), Scope.WEIGHTS
    ),
    **dict.fromkeys(("code", "source", "src", "software"), Scope.CODE),
    **dict.fromkeys(("data", "dataset", "datasets"), Scope.DATA),
    **dict.fromkeys(("third", "3rd", "party", "thirdparty", "font", "fonts"), Scope.COMPONENT),
}


def select(paths: Iterable[str]) -> tuple[str, ...]:
    """The license files among the paths of a repository, at most `MAX_FILES`, the root's first."""
    found = [path for path in paths if _is_license_file(path)]
    found.sort(key=lambda path: (path.count("/"), scope(path) is Scope.COMPONENT, path))
    return tuple(found[:MAX_FILES])


def scope(path: str) -> Scope:
    """A file of a folder speaks for that folder, unless one of the two names the weights."""
    if path == GATE_PROMPT:
        return Scope.GATE
    folder, _, name = path.rpartition("/")
    if re.search(_POLICY, name.lower()):
        return Scope.USE_POLICY
    named = _named(name)
    if folder and named is Scope.WHOLE:
        named = _named(folder.rpartition("/")[2])
    return Scope.COMPONENT if folder and named is not Scope.WEIGHTS else named


def _named(name: str) -> Scope:
    return next((_SCOPES[word] for word in _words(name) if word in _SCOPES), Scope.WHOLE)


def _is_license_file(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    stem, dot, suffix = name.rpartition(".") if "." in name else (name, "", "")
    if path.count("/") > MAX_DEPTH or not path.isprintable() or ".." in path.split("/"):
        return False
    if not _is_text(stem, suffix.lower()):
        return False
    words = set(_words(name))
    if words & _NO_LICENSE:
        return False
    is_listed = folder.rpartition("/")[2].lower() in ("licenses", "licences")
    is_named = bool(words & _LICENSE) or re.search(f"{_POLICY}|{_TERMS}", name.lower()) is not None
    return is_named or (is_listed and bool(dot))


def _is_text(stem: str, suffix: str) -> bool:
    """`LICENSE.md`, `LICENSE-2.0`, `COPYING.LESSER` and `LICENSE.acme`, but no `license.py`."""
    is_title = stem.isupper() and (stem.lower() in _LICENSE or suffix in _SCOPES)
    return suffix in _FORMATS or suffix.isdigit() or is_title


def _words(name: str) -> list[str]:
    return re.split(r"[-_. ]+", name.lower())
