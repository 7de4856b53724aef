"""Text without what belongs to its writing down, the same for every copy of one license."""

from __future__ import annotations

import re
import unicodedata

from modelguard.identify.names import Names
from modelguard.identify.spelling import Spelling
from modelguard.namedtuple import NamedTuple

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
#: Compiled when it is needed, as ranges so wide take their time.
WORD = rf"[{_CJK}\ue000]|[^\W_{_CJK}\ue000]+"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_TYPOGRAPHY = (
    ("\u201c", '"'), ("\u201d", '"'), ("\u2018", "'"), ("\u2019", "'"), ("\u2013", "-"),
    ("\u2014", " - "), ("\u2010", "-"), ("\u2011", "-"), ("\u2022", "*"), ("\xb7", "*"),
    ("\xa0", " "), ("\xa9", "(c)"), ("\u2122", ""), ("\xae", ""),
)  # fmt: skip
# Patterns start with a rare character where they can, those of whole lines with the line break
# before: most time goes into the search for a start.
#: Of ASCII all but blanks and what stands round an address; of others the letters of Europe.
_IN_ADDRESS = r"[!#-(*-;=?-\\^-|~\xa1-\u024f]"
_ADDRESS = re.compile(rf"(?:://|www\.){_IN_ADDRESS}+")
#: Where a link of Markdown leads within its page.
_ANCHOR = re.compile(r"(?<=\]\()#[\w.-]+(?=\))")
_MAIL_HOST = re.compile(r"@[\w-]+\.[\w.-]+")
_DOMAIN = re.compile(rf"\.(?:com|org|net|ai|io|cn|edu|dev)(?![A-Za-z0-9_])(?:/{_IN_ADDRESS}*)?")
#: A sentence written as an address.
_PHRASE = re.compile(r"(?:[A-Za-z]+[-_+.]){5}")
_FENCE = re.compile(r"\n[ \t]*(?:```+|~~~+)[ \t]*\w{0,12}[ \t]*$", re.M)
_PAGE = re.compile(r"\n[ \t]*(?:page[ \t]+)?\d{1,3}(?:[ \t]+of[ \t]+\d{1,3})?[ \t]*$", re.I | re.M)
_COMMENT_WORD = re.compile(r"\n[ \t@]*(?:dnl|rem)\b", re.I)
#: Of a text that grows by more the signs stay: a small file would take much memory.
_MOST_GROWTH = 2
#: Where the characters of list numbers are moved to, a private area of Unicode.
_HIDDEN = 0xE100
_SHOWN = {_HIDDEN + code: code for code in range(128)}
_HIDDEN_NUMBER = re.compile(f"[{chr(_HIDDEN)}-{chr(_HIDDEN + 127)}]+")
#: How these begin in UTF-8, where each of them has three bytes.
_HIDDEN_BYTES = (b"\xee\x84", b"\xee\x85")
_NO_WORD = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) != "\n"}
_NUMBER = r"(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})"
_LISTED = rf"\(?{_NUMBER}(?:\.{_NUMBER})*(?:\.?\)|[.:])(?=[\s*_]|$)"
_ENUMERATOR = re.compile(rf"(\n[^\w\n(]*){_LISTED}(?:[ \t*_]*{_LISTED})?", re.M)
_INLINE_ENUMERATOR = re.compile(r"\((?:[a-zA-Z]|[ivxIVX]{1,5})\)")
_BROKEN_WORD = re.compile(r"-(?<=[^\W\d_]-)[ \t]*\n[^\w\n]*([^\W\d_]+)")
#: With a space behind it where a page had a line break.
_INNER_HYPHEN = re.compile(r"-(?<=[^\W\d_]-) ?(?=[^\W\d_])")
_NON = re.compile(r"\bnon[ \t]+(?=[a-z])", re.I)
_COPYRIGHT = re.compile(
    r"\n(?:[^\w\n(<\[{]|_)*(?:(?:portions|parts)[ \t]+)?(?:\(c\)|copyright\b)"
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
    """A typed text without what belongs to the writing down and not to the license.

    Lines keep their numbers, and none depends on another. `name` stands for what names people
    and years.
    """
    text = _without_addresses("\n" + text)
    text = _PAGE.sub("\n", text)
    if "```" in text or "~~~" in text:
        text = _FENCE.sub("\n", text)
    text = _COMMENT_WORD.sub("\n", text)
    text = _COPYRIGHT.sub(_Copyright(spelling, name).replaced, text)
    if name:
        text = _PLACEHOLDER.sub(name, text)
    else:
        text = _BRACKETS.sub(_Open(spelling.placeholders).replaced, text)
    text = _INLINE_ENUMERATOR.sub(" ", _ENUMERATOR.sub(_hidden, text))
    if "-" in text:
        text = _INNER_HYPHEN.sub("", text)
    if any(word in text for word in ("non ", "Non ", "NON ")):
        text = _NON.sub("non", text)
    return text[1:]


def unbroken(text: str) -> str:
    """A cleaned text whose words end in the line where they begin."""
    return _BROKEN_WORD.sub(r"\1\n", text)


def shown(text: str) -> str:
    """With the list numbers that `cleaned` hid."""
    return text.translate(_SHOWN)


def words_of(text: str) -> list[str]:
    """As `WORD` finds them, by the faster way where there is one."""
    latin = latin_words(text)
    return re.findall(WORD, text) if latin is None else latin.split()


def latin_words(text: str) -> str | None:
    """A cleaned text of the same length with blanks for what is in no word.

    None where it has characters beyond ASCII other than list numbers.
    """
    if not text.isascii():
        raw = text.encode("utf-8", "surrogatepass")
        hidden = sum(map(raw.count, _HIDDEN_BYTES))
        if len(raw) - len(text) != 2 * hidden:
            return None
        text = text.encode("ascii", "replace").decode()
    return text.translate(_NO_WORD)


def hidden_words(text: str) -> list[str]:
    """What stood in list numbers of a cleaned text."""
    return [shown(number).lower() for number in _HIDDEN_NUMBER.findall(text)]


def _hidden(match: re.Match[str]) -> str:
    """A list number in characters that are part of no word: a reader may want it back."""
    before, number = match.group(1), match.group()[len(match.group(1)) :]
    return before + "".join(chr(ord(c) + _HIDDEN) if c.isalnum() else c for c in number)


def _without_addresses(text: str) -> str:
    if "://" in text or "www." in text:
        text = _ADDRESS.sub(_without, text)
    if "](#" in text:
        text = _ANCHOR.sub(_without, text)
    if "@" in text:
        text = _MAIL_HOST.sub(lambda m: "@" + _without(m), text)
    return _DOMAIN.sub(_without, text)


def _without(match: re.Match[str]) -> str:
    return match.group() if _PHRASE.search(match.group()) else " "


def typed(text: str) -> str:
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
    return _INVISIBLE.sub("", _folded(_LINE_ENDS.sub("\n", text)).replace("\u2010", "-"))


def _folded(text: str) -> str:
    """In common forms of letters; a text of signs that stand for many letters stays as it is."""
    folded = unicodedata.normalize("NFKC", text)
    return folded if len(folded) <= _MOST_GROWTH * len(text) else text


class _Open(NamedTuple):
    """Takes the places of a form out of a text that left them open."""

    placeholders: frozenset[str]

    def replaced(self, match: re.Match[str]) -> str:
        found = [word.lower() for word in words_of(match.group())]
        return " " if self.placeholders.issuperset(found) else match.group()


class _Copyright(NamedTuple):
    """Takes copyright lines out, unless they say more than who and when."""

    spelling: Spelling
    name: str

    def replaced(self, match: re.Match[str]) -> str:
        line = match.group()
        keeps = not _YEAR_OR_MARK.search(line) or self._says_more(line)
        return line if keeps else "\n" + self.name

    def _says_more(self, line: str) -> bool:
        line = _RESERVED.sub("", _BRACKETS.sub(_Open(self.spelling.placeholders).replaced, line))
        return len(words_of(line)) > 25 or not Names(self.spelling).is_holder(line)
