"""What a project shows to those who use it: its documents, notices, pages and templates."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

_MAX_BYTES = 1024 * 1024
_MAX_FILES = 5_000
_MAX_TOTAL = 32 * 1024 * 1024
_NAMES = ("readme", "notice", "license", "licence", "copying", "third", "attribution", "about")
# fmt: off
_SUFFIXES = frozenset((
    "md", "mdx", "rst", "txt", "adoc", "html", "htm", "jinja", "jinja2", "j2", "tmpl",
    "vue", "svelte", "tsx", "jsx", "po", "strings", "xml", "ftl", "hbs", "ejs",
))
# fmt: on
_WORD = r"\w+"
_TAG = r"<[^<>]{1,500}>"
_PLACEHOLDER = r"\[[^\]]*\]"


class Displayed:
    """The texts below one folder, read when they are first asked for."""

    def __init__(self, root: str) -> None:
        self._root = root

    def shows(self, text: str) -> bool:
        """Whether a text stands in one file, whatever its layout; `[…]` is to be filled in."""
        parts = [_plain(part) for part in re.split(_PLACEHOLDER, text)]
        return any(all(part in shown for part in parts) for shown in self._texts)

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(_plain(text) for text in _read(self._root))


def _plain(text: str) -> str:
    """Words alone, each between blanks: no markup, line break or quotation mark matters."""
    words = re.findall(_WORD, re.sub(_TAG, " ", text).casefold())
    return f" {' '.join(words)} " if words else ""


def _read(root: str) -> Iterator[str]:
    """Documents up to a bound; a project with more of them shows what is due in the first."""
    from modelguard.detect.files import walk

    left = _MAX_TOTAL
    shown = (path for path in walk.files(root, []) if _is_shown(path))
    for path in islice(shown, _MAX_FILES):
        try:
            with open(os.path.join(root, path), "rb") as file:
                content = file.read(min(_MAX_BYTES, left))
        except OSError:
            continue
        left -= len(content)
        yield content.decode("utf-8", "replace")


def _is_shown(path: str) -> bool:
    name = path[path.rfind("/") + 1 :].lower()
    stem, _, suffix = name.rpartition(".")
    return suffix in _SUFFIXES if stem else name.startswith(_NAMES)
