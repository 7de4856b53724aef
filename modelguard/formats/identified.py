"""What license texts were found to be: for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from modelguard.domain import Identified, LicenseText
from modelguard.formats import escape
from modelguard.formats.plain_json import dumps
from modelguard.formats.style import BOLD, GREEN, RED, YELLOW, Style, paint

SCHEMA = "modelguard/identified/1"
# Passages of a text that are shown to people; JSON has them all.
_SHOWN = 5


def render_json(texts: Iterable[LicenseText]) -> str:
    """As `rules/schemas/identified.schema.json` says; keys are only ever added."""
    return dumps({"schema": SCHEMA, "texts": [row(text) for text in texts]})


def row(text: LicenseText) -> dict[str, object]:
    """A text and what it is; `sha256` is null where the file could not be read whole."""
    found = identified(text)
    return {
        "path": text.path,
        "license": found.license,
        "class": found.license_class,
        "score": found.score,
        "modified": found.modified,
        "near": found.near,
        "parts": list(found.parts),
        "kind": found.kind,
        "reason": found.reason,
        "added": [{"line": each.line, "text": each.text} for each in found.added],
        "missing": [{"section": each.section} for each in found.missing],
        "sha256": text.sha256 or None,
    }


def identified(text: LicenseText) -> Identified:
    assert text.identified is not None, f"{text.path} was not identified"
    return text.identified


def render_text(texts: Iterable[LicenseText], style: Style) -> str:
    """A line a text, and below it what was changed."""
    lines = [line for text in texts for line in _lines(text, style)]
    return escape.commands("".join(f"{line}\n" for line in lines))


def _lines(text: LicenseText, style: Style) -> Iterator[str]:
    found = identified(text)
    yield f"{paint(escape.line(text.path), BOLD, style)}: {_answer(found, style)}"
    yield from changes(found, style)


def _answer(found: Identified, style: Style) -> str:
    if found.modified and found.license:
        return paint(f"{found.license}, a variant of {found.near}", YELLOW, style)
    if found.modified:
        how = "an incomplete" if found.is_incomplete else "a changed"
        return paint(f"no known license: {how} {found.near}", RED, style)
    if found.kind != "pointer" and (found.license or found.parts):
        named = found.license or " and ".join(found.parts)
        kind = ", a use policy" if found.kind == "use-policy" else ""
        return f"{paint(named, GREEN, style)} ({found.license_class}{kind})"
    return paint(f"no license: {escape.line(found.reason)}", YELLOW, style)


def changes(found: Identified, style: Style) -> Iterator[str]:
    """What a changed copy has that its license has not, with the line; and what it lacks."""
    from textwrap import shorten

    for each in found.added[:_SHOWN]:
        words = shorten(" ".join(each.text.split()), style.width * 2, placeholder=" …")
        yield f"  line {each.line} adds: {escape.line(words)}"
    if len(found.added) > _SHOWN:
        yield f"  and {len(found.added) - _SHOWN} more (--format json has them all)"
    if found.missing:
        sections = dict.fromkeys(each.section for each in found.missing if each.section)
        where = f", in {escape.line(', '.join(sections))}" if sections else ""
        yield f"  {_passages(len(found.missing))} missing{where}"


def _passages(count: int) -> str:
    return "1 passage is" if count == 1 else f"{count} passages are"
