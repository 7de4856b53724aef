"""JavaScript and TypeScript, also in the script parts of pages and components."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.detect.braces import gate, languages, lexing, rules, scan
from modelguard.detect.source import Hit, SourceFile

NAME = "javascript"
_SCRIPTS = (".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts")
_PAGES = (".vue", ".svelte", ".astro", ".html", ".htm")


def claims(path: str) -> bool:
    return path.endswith(_SCRIPTS + _PAGES) and not path.endswith((".min.js", ".d.ts"))


def may_hold(data: bytes) -> bool:
    return gate.may_hold(data, NAME)


def find(file: SourceFile) -> Iterator[Hit]:
    if not rules.speaks_of_models(file.data):
        return
    text = scripts(file.text) if file.path.endswith(_PAGES) else file.text
    yield from scan.scan(file, languages.JAVASCRIPT, rules.load("javascript"), text)


def scripts(text: str) -> str:
    """The page with all but its scripts blanked, so that lines and columns stay."""
    opening = lexing.compiled(r"(?i)<script(?:\s[^<>]{0,500})?>|^---\r?\n")
    kept, place = [], 0
    while found := opening.search(text, place):
        mark = "</script" if found[0][0] == "<" else "\n---"
        end = text.lower().find(mark, found.end())
        end = len(text) if end < 0 else end
        kept += [_blank(text[place : found.end()]), text[found.end() : end]]
        place = end + len(mark)
        kept.append(_blank(text[end:place]))
    return "".join([*kept, _blank(text[place:])])


def _blank(text: str) -> str:
    return lexing.compiled(r"[^\n]").sub(" ", text)
