"""Text without what belongs to its writing down, the same for every copy of one license."""

from __future__ import annotations

import re
import unicodedata

from modelguard.identify.names import Names
from modelguard.identify.spelling import Spelling
from modelguard.namedtuple import NamedTuple

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
WORD = re.compile(rf"[{_CJK}\ue000]|[^\W_{_CJK}\ue000]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_TYPOGRAPHY = (
    ("\u201c", '"'), ("\u201d", '"'), ("\u2018", "'"), ("\u2019", "'"), ("\u2013", "-"),
    ("\u2014", " - "), ("\u2010", "-"), ("\u2011", "-"), ("\u2022", "*"), ("\xb7", "*"),
    ("\xa0", " "), ("\xa9", "(c)"), ("\u2122", ""), ("\xae", ""),
)  # fmt: skip
# Patterns start with a rare character where they can: most time goes into the search for a start.
_ADDRESS = re.compile(rf"(?:://|www\.)[^\s<>\")\]}}{_CJK}]+")
_MAIL_HOST = re.compile(r"@[\w-]+\.[\w.-]+")
_DOMAIN = re.compile(
    rf"\.(?:com|org|net|ai|io|cn|edu|dev)(?![A-Za-z0-9_])(?:/[^\s<>\")\]}}{_CJK}]*)?"
)
#: A sentence written as an address.
_PHRASE = re.compile(r"(?:[A-Za-z]+[-_+.]){5}")
_FENCE = re.compile(r"^[ \t]*(?:```+|~~~+)[ \t]*\w{0,12}[ \t]*$", re.M)
_PAGE = re.compile(r"^[ \t]*(?:page[ \t]+)?\d{1,3}(?:[ \t]+of[ \t]+\d{1,3})?[ \t]*$", re.I | re.M)
_COMMENT_WORD = re.compile(r"^[ \t@]*(?:dnl|rem)\b", re.I | re.M)
#: Where the characters of list numbers are moved to, a private area of Unicode.
_HIDDEN = 0xE100
_NUMBER = r"(?:\d{1,2}|[a-z]|[ivx]{1,5})"
_LISTED = rf"\(?{_NUMBER}(?:\.{_NUMBER})*(?:\.?\)|[.:])(?=[\s*_]|$)"
_ENUMERATOR = re.compile(rf"^([^\w\n(]*){_LISTED}(?:[ \t*_]*{_LISTED})?", re.I | re.M)
_INLINE_ENUMERATOR = re.compile(r"\((?:[a-z]|[ivx]{1,5})\)", re.I)
_BROKEN_WORD = re.compile(r"-(?<=[^\W\d_]-)[ \t]*\n[^\w\n]*([^\W\d_]+)")
_INNER_HYPHEN = re.compile(r"-(?<=[^\W\d_]-)(?=[^\W\d_])")
_NON = re.compile(r"\bnon[ \t]+(?=[a-z])", re.I)
_COPYRIGHT = re.compile(
    r"^[^\w\n(<\[{]*(?:(?:portions|parts)[ \t]+)?(?:\(c\)|copyright\b)"
    r"(?:[ \t]*(?:\(c\)|:|-|by\b))*[ \t]*(?=[\[<{(]|(?:19|20)\d\d|[A-Z])[^\n]*$",
    re.I | re.M,
)
_YEAR_OR_MARK = re.compile(r"\(c\)|(?:19|20)\d\d|year|yyyy|date", re.I)
_BRACKETS = re.compile(r"[<\[{][^<>\[\]{}\n]{1,60}[>\]}]")
_RESERVED = re.compile(r"\ball rights reserved\b", re.I)
_PLACEHOLDER = re.compile(
    r"<<[^<>\n]{1,60}>>|<(?!/)[^<>\n@/:]{1,60}>|_{3,}|\b[xX]{4,}\b"
    r"|[\[{][^\[\]{}\n]{0,40}(?:year|yyyy|name|owner|holder|organi[sz]ation|date|insert|company"
    r"|author|project|product|jurisdiction|country|email)[^\[\]{}\n]{0,40}[\]}]",
    re.I,
)


def cleaned(text: str, spelling: Spelling, *, name: str) -> str:
    """Without what belongs to the writing down and not to the license; lines keep their numbers.

    `name` stands for what names people and years.
    """
    text = _without_addresses(_typed(text))
    text = _PAGE.sub("", text)
    if "```" in text or "~~~" in text:
        text = _FENCE.sub("", text)
    if any(word in text for word in ("dnl ", "rem ", "REM ", "Rem ")):
        text = _COMMENT_WORD.sub("", text)
    text = _COPYRIGHT.sub(_Copyright(spelling, name).replaced, text)
    if name:
        text = _PLACEHOLDER.sub(name, text)
    else:
        text = _BRACKETS.sub(_Open(spelling.placeholders).replaced, text)
    text = _INLINE_ENUMERATOR.sub(" ", _ENUMERATOR.sub(_hidden, text))
    if "-" in text:
        text = _INNER_HYPHEN.sub("", _BROKEN_WORD.sub(r"\1\n", text))
    if any(word in text for word in ("non ", "Non ", "NON ")):
        text = _NON.sub("non", text)
    return text


def shown(text: str) -> str:
    """With the list numbers that `cleaned` hid."""
    return "".join(chr(ord(char) - _HIDDEN) if _is_hidden(char) else char for char in text)


def hidden_words(text: str) -> list[str]:
    """What stood in list numbers of a cleaned text."""
    found = "".join(chr(ord(char) - _HIDDEN) if _is_hidden(char) else " " for char in text)
    return WORD.findall(found.lower())


def _is_hidden(char: str) -> bool:
    return _HIDDEN <= ord(char) < _HIDDEN + 128


def _hidden(match: re.Match[str]) -> str:
    """A list number in characters that are part of no word: a reader may want it back."""
    before, number = match.group(1), match.group()[len(match.group(1)) :]
    return before + "".join(chr(ord(c) + _HIDDEN) if c.isalnum() else c for c in number)


def _without_addresses(text: str) -> str:
    if "://" in text or "www." in text:
        text = _ADDRESS.sub(_without, text)
    if "@" in text:
        text = _MAIL_HOST.sub(lambda m: "@" + _without(m), text)
    return _DOMAIN.sub(_without, text)


def _without(match: re.Match[str]) -> str:
    return match.group() if _PHRASE.search(match.group()) else " "


def _typed(text: str) -> str:
    """In the characters of a plain keyboard, as far as that is the same text."""
    if "&" in text:
        text = text.replace("&", " and ")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text
    for typographic, plain in _TYPOGRAPHY:
        text = text.replace(typographic, plain)
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", _LINE_ENDS.sub("\n", text))
    return _INVISIBLE.sub("", text.replace("\u2010", "-"))


class _Open(NamedTuple):
    """Takes the places of a form out of a text that left them open."""

    placeholders: frozenset[str]

    def replaced(self, match: re.Match[str]) -> str:
        found = [word.lower() for word in WORD.findall(match.group())]
        return " " if self.placeholders.issuperset(found) else match.group()


class _Copyright(NamedTuple):
    """Takes copyright lines out, unless they say more than who and when."""

    spelling: Spelling
    name: str

    def replaced(self, match: re.Match[str]) -> str:
        line = match.group()
        return line if not _YEAR_OR_MARK.search(line) or self._says_more(line) else self.name

    def _says_more(self, line: str) -> bool:
        line = _RESERVED.sub("", _BRACKETS.sub(_Open(self.spelling.placeholders).replaced, line))
        return len(WORD.findall(line)) > 25 or not Names(self.spelling).is_holder(line)
