"""A cheap look at the bytes of a Python file: can it hold a reference at all?

The texts of a file are looked at first, since they are short; only what is in them is then sought
in the code, with what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from modelguard.detect.names import distinct, libraries, plausible, providers
from modelguard.detect.py import gate_calls, loader_rules, words
from modelguard.detect.py.mask import texts, tokens, without_docstrings

_OPTIONS = (b"'-m',", b'"-m",', b"'-hf',", b'"-hf",')  # as lists of arguments have them
_VOICES = b"_models/"  # `tts_models/en/ljspeech/vits`, whatever it is called
# What names without an owner have in them that only models have.
_PARTS = b"-base -large -small gpt2 bert- t5- _core_ _dep_ _ent_ MiniLM mpnet roberta ViT-".split()
_WELL_KNOWN = (b"gpt-", b"claude-", b"gemini-")
# As the APIs spell them: `gpt-oss` and `mistral-7b` are no names of theirs.
_HOSTED = (
    rb"[\"'][\w./:-]*(?:gpt-(?:\d|image|audio|realtime)|claude-(?:[\dv]|instant|haiku|sonnet|opus)"
    rb"|gemini-|text-embedding-|deepseek-(?:chat|reasoner|coder|[vr]\d)"
    rb"|mistral-(?:large|medium|small|tiny|embed|ocr|saba|code|moderation))[\w.:@-]*[\"']"
)
# What may be a name of an API; `model.layers` without a digit is a path to an attribute.
_BARE = rb"([\"'])(?![a-z._]*[\"'])[a-z]\w*[-.:][\w.:@-]*[\"']"
_SLASHED = ("none", "hub", "hub-only-slash")  # what bare names are not
_FOLDERS = ("datasets", "models", "spaces")  # what some write before `org/name`
_LONGEST = 120  # bytes of an owner or a folder before the last `/`
_FURTHEST = 1000  # bytes back to where a line starts
_MOST_LINES = 80  # of what opened the brackets around a string


def may_hold(data: bytes) -> bool:
    code = without_docstrings(data)
    written = texts(code)
    return (
        _has_repository(code, written)
        or _has_hosted(code, written)
        or (_VOICES in written and _voice().search(written) is not None)
        or _sends(code, written)
        or gate_calls.may_load(code, written)
    )


def _sends(code: bytes, written: bytes) -> bool:
    """Whether the body of a request may name a model, bare as its host knows it."""
    has_body = b'"model"' in written or b"'model'" in written
    return (
        has_body
        and any(host in written for host in _hosts())
        and (b"post(" in code or b"request(" in code or b"stream(" in code)
    )


@cache
def _hosts() -> tuple[bytes, ...]:
    """Parts of addresses whose models have bare names."""
    hosts = loader_rules.load().hosts
    return tuple(host.encode() for host, carrier in hosts.items() if carrier not in _SLASHED)


def may_define(data: bytes) -> bool:
    """Whether a file holds any text that looks like `org/name`, for a constant that others use."""
    code = without_docstrings(data)
    written = texts(code)
    return any(True for _ in _repositories(written)) or _has_hosted(code, written)


def _repositories(written: bytes) -> Iterator[bytes]:
    """Texts that look like `org/name`, in their quotes."""
    for found in _segment().finditer(written):
        start = found.start()
        line_start = written.rfind(b"\n", max(0, start - _FURTHEST), start) + 1
        before = _first_segment().search(written, max(line_start, start - _LONGEST), start)
        if before and _is_plausible(written[before.start() + 1 : found.end() - 1].rstrip()):
            yield written[before.start() : found.end()]
    if any(part in written for part in _PARTS):
        yield from (found.group() for found in _only_models().finditer(written))


def _places(code: bytes, written: bytes) -> Iterator[tuple[int, int]]:
    """Where texts that look like `org/name` start, each with the start of its line."""
    for text in dict.fromkeys(_repositories(written)):
        start = code.find(text)
        while start >= 0:
            yield start, code.rfind(b"\n", max(0, start - _FURTHEST), start) + 1
            start = code.find(text, start + len(text))


@cache
def _segment() -> re.Pattern[bytes]:
    """The last segment of a path; the pattern begins with a text, which makes it fast."""
    return re.compile(rb"/[\w{%][^\s\"'/]*+ ?[\"']")


@cache
def _only_models() -> re.Pattern[bytes]:
    """Names without an owner that nothing but a model has."""
    old = "|".join(sorted(filter(libraries.old, plausible.LEGACY)))
    packages, clip = r"[a-z]{2,3}_(?:core|dep|ent)_\w+", r"ViT-[A-Z]/\d\d\w*"
    sentences = r"(?:all|msmarco|multi-qa|nli|paraphrase|stsb)-[\w-]+"
    return re.compile(rf"[\"'](?:{old}|{packages}|{clip}|{sentences})[\"']".encode())


@cache
def _first_segment() -> re.Pattern[bytes]:
    return re.compile(rb"[\"'](?:[\w.:@{}%-]+/)?[\w.:@{}%-]*[\w}]$")


def _is_plausible(written: bytes) -> bool:
    """Most of what has a slash are MIME types and paths; what is filled in is not known yet."""
    text = written.decode("ascii", errors="replace")
    if "}/{" in text or "*" in text or text.startswith("data:"):
        return False
    is_open = "{" in text or ":" in text or "%" in text or ".co/" in text
    folder, _, rest = text.partition("/")
    if "/" in rest and (folder in _FOLDERS or folder in providers.SOURCES):
        text = rest
    return is_open or plausible.is_repo(text.split("@")[0])


def _has_repository(code: bytes, written: bytes) -> bool:
    """Whether a string outside comments and documentation looks like `org/name` and may count.

    What a name says is enough; under any other name only a call of this very file makes it one.
    """
    is_called: bool | None = None
    for start, line_start in _places(code, written):
        if b"docstring" in code[line_start:start] or not _is_literal(code, line_start, start):
            continue
        if (call := _call().search(code, line_start, start)) and call[1].decode() in _quiet():
            continue
        context = _context(code, line_start, start)
        if any(b"docstring" in line or b"_DOC" in line for line in context):
            continue
        if context[0].rstrip().endswith(_OPTIONS) or _is_model(code, start):
            return True
        if any(_tells(*word) for line in context for word in _words().findall(line)):
            return True
        if is_called is None:
            is_called = b"repo_id=" in code or gate_calls.takes_repository(code, written)
        if is_called:
            return True
    return False


def _is_model(code: bytes, start: int) -> bool:
    """Whether the string that begins there is a name that only a model has."""
    written = code[start + 1 : code.find(code[start : start + 1], start + 1)]
    return distinct.is_model(written.decode("ascii", errors="replace"))


def _is_literal(code: bytes, line_start: int, start: int) -> bool:
    """Whether a string begins there, and no comment or other string goes on."""
    before = code[line_start:start]
    is_plain = not (b'"' in before or b"'" in before or b"#" in before)
    if is_plain or len(before) > _FURTHEST:
        return True
    return any(found.start() == start for found in tokens().finditer(code, line_start, start + 1))


def _context(code: bytes, line_start: int, start: int) -> list[bytes]:
    """What stands before a string on its line, and the lines that open what it is in.

    The body of a class ends it, of which only an enumeration of models tells by its name.
    """
    line = code[line_start:start]
    indent = len(line) - len(line.lstrip())
    context, end = [line], line_start - 1
    for _ in range(_MOST_LINES):
        if not indent or end <= 0:
            break
        line_start = code.rfind(b"\n", 0, end) + 1
        line = code[line_start:end]
        plain = line.strip()
        if plain and len(line) - len(line.lstrip()) < indent:
            if plain[-1:] not in b"([{":
                is_choice = plain.startswith(b"class ") and b"Enum" in code
                return [*context, line] if is_choice else context
            indent = len(line) - len(line.lstrip())
            context.append(line)
        end = line_start - 1
    return context


@cache
def _call() -> re.Pattern[bytes]:
    return re.compile(rb"([A-Za-z_]\w*)\([rfRF]?\Z")


@cache
def _quiet() -> frozenset[str]:
    return loader_rules.load().quiet_whole


@cache
def _words() -> re.Pattern[bytes]:
    """Names, and whether they are called."""
    return re.compile(rb"([A-Za-z_]\w*)[ \t]*(\(?)")


@lru_cache(maxsize=20_000)
def _tells(written: bytes, bracket: bytes) -> bool:
    """Whether a word may say that a string beside it is a model; `default` says nothing at all."""
    word = written.decode("ascii", errors="replace")
    names = loader_rules.load().names
    if word == "default" or words.name_reading(word) or words.kind_reading(word):
        return True
    parts = frozenset(words.words_of(word.strip("_")) if bracket else ())
    return not parts.isdisjoint(names.model) or (
        not parts.isdisjoint(names.loads) and parts.isdisjoint(names.never)
    )


def _has_hosted(code: bytes, written: bytes) -> bool:
    """Bare names of APIs: well-known ones anywhere, others under a name that tells a model.

    A program that runs models itself and imports no library of an API names none.
    """
    if b"import torch" in code:
        return False
    if any(start in written for start in _WELL_KNOWN) and _hosted().search(written):
        return True
    return any(
        words.name_reading(found[1].decode()) is not None
        and _is_literal(code, code.rfind(b"\n", 0, found.start()) + 1, found.start(2))
        for word in (b"model", b"MODEL")
        if word in code
        for found in _named(word).finditer(code)
    )


@cache
def _named(word: bytes) -> re.Pattern[bytes]:
    """A name and the text beside it, or on the next line where a bracket is opened."""
    return re.compile(b"(" + word + rb"\w*)[\"']?[^\"'\n]{0,80}(?:[(\[{]\n\s{0,40})?" + _BARE)


@cache
def _voice() -> re.Pattern[bytes]:
    return re.compile(rb"[\"'](?:tts|vocoder|voice_conversion)_models/[\w/-]+[\"']")


@cache
def _hosted() -> re.Pattern[bytes]:
    return re.compile(_HOSTED)
