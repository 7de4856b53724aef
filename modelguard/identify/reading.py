"""Bytes of a file to text, or the reason why it holds none."""

from __future__ import annotations

import re

from modelguard.namedtuple import NamedTuple

#: No license is longer; the longest on the SPDX list has 60 KB.
LIMIT = 500_000

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_KANA = "[\u3041-\u3096\u30a1-\u30fa]"
_CHINESE = "[\u4e00-\u9fff]"
#: Encoding, letters that its texts have, and which share of the text they are at least. Nearly
#: any bytes are some character of UTF-16, so that all characters have to be Chinese or Latin,
#: and some Chinese character of Big5, so that there have to be the most common ones.
_EASTERN = (
    ("shift_jis", _KANA, 0.1),
    ("euc_jp", _KANA, 0.1),
    ("utf-16-le", r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\s -~]", 0.97),
    ("utf-16-be", r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\s -~]", 0.97),
    ("euc_kr", "[\uac00-\ud7a3]", 0.4),
    ("big5", "[不之以及可或本用的]", 0.03),
    ("cp1251", "[\u0430-\u044f]", 0.5),
    ("gb18030", _CHINESE, 0.1),
)
_MOST_ASCII = 0.9
_HTML = re.compile(r"<(?:!doctype\s+html|html|body|div|p|br|h[1-6]|span)\b[^<>]*>", re.IGNORECASE)
_UNSEEN = re.compile(
    r"<!doctype[^<>]*>|<(script|style|head)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S
)
_BLOCK = re.compile(r"</?(?:p|div|br|li|ul|ol|tr|table|h[1-6]|pre|section)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[/!?]?[a-z][a-z0-9]*(?:\s[^<>]*=[^<>]*|\s*)/?>", re.IGNORECASE)
_TITLE = re.compile(r"\b(?:alt|title)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_NAMED = re.compile(r"&#?\w{2,10};")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Reading(NamedTuple):
    """`text` is empty where `reason` says why there is none."""

    text: str
    reason: str = ""


def read(content: bytes) -> Reading:
    if not content.strip():
        return Reading("", "the file is empty")
    if content.startswith(b"%PDF-"):
        return Reading("", "a PDF file; only plain text and HTML are read")
    if len(content) > LIMIT:
        return Reading("", f"longer than {LIMIT:,} bytes, which no license is")
    text = _decoded(content)
    if len(_CONTROL.findall(text)) > len(text) // 200:
        return Reading("", "a binary file")
    text = _plain(text) if _HTML.search(text) else _unescaped(text)
    return Reading(text) if text.strip() else Reading("", "the file holds no text")


def _decoded(content: bytes) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    encoding = _wide_encoding(content[:2000])
    if encoding:
        return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _eastern(content) or _mixed(content)


def _eastern(content: bytes) -> str:
    """Letters of the East in older encodings, or without a mark; empty where there are none."""
    head = content[:2000]
    if sum(byte < 0x80 for byte in head) > _MOST_ASCII * len(head):
        return ""
    for encoding, letters, least in _EASTERN:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(re.findall(letters, text)) > least * len(text):
            return text
    return ""


def _wide_encoding(head: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, told by the bytes that are zero.

    Of Latin text these are all but one, of Chinese text in UTF-32 half.
    """
    zeros = [head[start::4].count(0) * 4 > len(head) * 0.7 for start in range(4)]
    return {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, False, True, True): "utf-32-le",
        (True, True, False, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }.get((zeros[0], zeros[1], zeros[2], zeros[3]), "")


def _mixed(content: bytes) -> str:
    """Line by line: UTF-8 where it is, else the Latin code page of Windows."""
    return "\n".join(_line(line) for line in content.split(b"\n"))


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _plain(page: str) -> str:
    """The words of an HTML page; line breaks stay where they were."""
    text = _UNSEEN.sub(_line_breaks, page)
    return _unescaped(_TAG.sub(_titles, _BLOCK.sub(_spaced, text)))


def _unescaped(text: str) -> str:
    """With the characters that names such as `&lt;` stand for, in Markdown too."""
    if not _NAMED.search(text):
        return text
    from html import unescape

    return unescape(text)


def _titles(match: re.Match[str]) -> str:
    """What a tag shows beside its content."""
    tag = match.group()
    return " ".join(one or other for one, other in _TITLE.findall(tag)) if "=" in tag else ""


def _line_breaks(match: re.Match[str]) -> str:
    return "\n" * match.group().count("\n")


def _spaced(match: re.Match[str]) -> str:
    return " " + _line_breaks(match)
