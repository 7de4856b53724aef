"""Write commits into the manifest of a project file, and leave the rest of its text alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

from modelguard.documents import Document, parse, read
from modelguard.documents.document import Place
from modelguard.documents.writing import replace
from modelguard.errors import ConfigError


def pin(file: str, commits: Mapping[int, str], *, label: str) -> bool:
    """Write the commit of each entry, by its place in `models`, into a YAML project file.

    False where the layout leaves no safe place; the file is then as it was.
    """
    old = read(file, label=label)
    text = (old.content or b"").decode()
    new = pinned(text, old, commits)
    if new is None:
        return False
    replace(file, new.encode(), label=label)
    return True


def pinned(text: str, old: Document, commits: Mapping[int, str]) -> str | None:
    """The whole new text; None where it would not read as the old one plus the commits."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(newline)
    for index in sorted(commits, reverse=True):
        place = old.keys.get(("models", index))
        if place is None:
            return None
        if isinstance(old.data["models"][index], str):
            _pin_text(lines, place, commits[index])
        else:
            _pin_mapping(lines, old, index, commits[index])
    new = newline.join(lines)
    return new if _is_old_plus_commits(old, new, commits) else None


def _pin_text(lines: list[str], place: Place, commit: str) -> None:
    """`- org/name  # why` becomes a mapping; the comment stays with the id."""
    number, column = place[0] - 1, place[1] - 1
    line = lines[number]
    start = len(line[:column].rstrip("'\""))
    lines[number] = f"{line[:start]}id: {line[start:]}"
    lines.insert(number + 1, f'{" " * start}revision: "{commit}"')


def _pin_mapping(lines: list[str], old: Document, index: int, commit: str) -> None:
    if (place := old.keys.get(("models", index, "revision"))) is not None:
        line = lines[place[0] - 1]
        key = line[: place[1] - 1]
        rest = re.sub(
            r"""^(revision\s*:\s*)("[^"]*"|'[^']*'|[^\s#]+)""",
            rf'\1"{commit}"',
            line[place[1] - 1 :],
        )
        lines[place[0] - 1] = key + rest
        return
    number, column = old.keys[("models", index, "id")]
    lines.insert(number, f'{" " * (column - 1)}revision: "{commit}"')


def _is_old_plus_commits(old: Document, new: str, commits: Mapping[int, str]) -> bool:
    try:
        data = parse(new.encode(), label=old.label, kind="yaml").data
    except ConfigError:
        return False
    models = [_expected(item, commits.get(index)) for index, item in enumerate(old.data["models"])]
    return bool(data == {**old.data, "models": models})


def _expected(item: object, commit: str | None) -> object:
    if commit is None:
        return item
    known = item if isinstance(item, dict) else {"id": item}
    return {**known, "revision": commit}
