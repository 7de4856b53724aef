"""A cheap look at the bytes of a Python file: can it hold a reference at all?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from modelguard.detect import plausible, python_rules, python_words
from modelguard.detect.python_mask import tokens, without_docstrings

# Bare names of hosted models, which need no import to be worth a look.
_HOSTED = (b"gpt-", b"claude-", b"gemini-")


# Carriers whose bare names are the legacy ones, and calls that carry them.
_SLASHED = frozenset(("hub", "hub-only-slash", "vllm", "uri"))
_HUB_LOADERS = (b"from_pretrained(", b"pipeline(")


def may_hold(data: bytes) -> bool:
    code = without_docstrings(data)
    return _has_repository(code) or _has_loader(code) or _has_hosted(code) or _passes_imported(code)


def may_define(data: bytes) -> bool:
    """Whether a file holds any text that looks like `org/name`, for a constant that others use."""
    code = without_docstrings(data)
    for found in _segment().finditer(code):
        start = found.start()
        before = _first_segment().search(code, max(0, start - 120), start)
        if before and _is_plausible(code[before.start() + 1 : found.end() - 1]):
            return True
    return _has_hosted(code)


@cache
def _segment() -> re.Pattern[bytes]:
    return re.compile(rb"/[\w{%][^\s\"'/]*+[\"']")


@cache
def _first_segment() -> re.Pattern[bytes]:
    return re.compile(rb"[\"'](?:[\w.:@{}%-]+/)?[\w.:@{}%-]*[\w}]$")


def _is_plausible(written: bytes) -> bool:
    """Most of what has a slash are MIME types and paths; what is filled in is not known yet."""
    text = written.decode("ascii", errors="replace")
    if "}/{" in text or text.startswith("data:"):
        return False
    return "{" in text or ":" in text or "%" in text or plausible.is_repo(text.split("@")[0])


def _has_repository(code: bytes) -> bool:
    """Whether a string outside comments and documentation looks like `org/name` and may count."""
    loader: bool | None = None
    for found in _segment().finditer(code):
        start = found.start()
        line_start = code.rfind(b"\n", max(0, start - 1000), start) + 1
        before = _first_segment().search(code, max(line_start, start - 120), start)
        if before is None or not _is_plausible(code[before.start() + 1 : found.end() - 1]):
            continue
        if not _is_literal(code, line_start, before.start()):
            continue
        context = _context(code, line_start, before.start())
        if any(b"docstring" in line or b"_DOC" in line for line in context):
            continue
        if any(_tells(word) for line in context for word in _words().findall(line)):
            return True
        # Under any other name, only a loader of this very file makes it a reference.
        loader = _calls_loader(code) if loader is None else loader
        if loader:
            return True
    return False


def _is_literal(code: bytes, line_start: int, start: int) -> bool:
    """Whether a string begins there, and no comment or other string goes on."""
    end = code.find(b"\n", start)
    line = code[line_start : end if end >= 0 else None]
    return any(found.start() == start - line_start for found in tokens().finditer(line))


def _context(code: bytes, line_start: int, start: int) -> list[bytes]:
    """What stands before a string on its line, and the lines that open what it is in."""
    line = code[line_start:start]
    indent = len(line) - len(line.lstrip())
    context, end = [line], line_start - 1
    for _ in range(80):
        if not indent or end <= 0:
            break
        line_start = code.rfind(b"\n", 0, end) + 1
        line = code[line_start:end]
        plain = line.strip()
        if plain and len(line) - len(line.lstrip()) < indent:
            if plain[-1:] not in b"([{":
                break
            indent = len(line) - len(line.lstrip())
            context.append(line)
        end = line_start - 1
    return context


@cache
def _words() -> re.Pattern[bytes]:
    return re.compile(rb"[A-Za-z_]\w*")


@lru_cache(maxsize=20_000)
def _tells(written: bytes) -> bool:
    """Whether a word may say that a string beside it is a model; `default` says nothing at all."""
    word = written.decode("ascii", errors="replace")
    names = python_rules.load().names
    if word == "default" or python_words.name_reading(word):
        return True
    return bool(set(python_words.words_of(word.strip("_"))) & (names.loads | names.model))


@cache
def _imports() -> re.Pattern[bytes]:
    return re.compile(rb"^[ \t]*from[ \t]+\.*[\w.]*[ \t]+import[ \t]+(\([^)]*\)|[^\n]+)", re.M)


@cache
def _constant_argument() -> re.Pattern[bytes]:
    # After a name such as `from_pretrained(`, `model=`, `repo_id=`.
    return re.compile(
        rb"(?:pretrained|pipeline|download|load_dataset|Transformer|Encoder|LLM|model|model_\w+|repo_id"
        rb"|checkpoint)[ \t]*[(=][ \t\n]*(?:\w+\.)?([A-Z][A-Z\d_]{2,})[ \t\n]*[,)]"
    )


def _passes_imported(code: bytes) -> bool:
    """Whether a constant of another file is handed on, in a file that calls a loader."""
    if b" import " not in code or not (passed := set(_constant_argument().findall(code))):
        return False
    named = {word for each in _imports().findall(code) for word in _words().findall(each)}
    return not passed.isdisjoint(named) and _calls_loader(code)


def _calls_loader(code: bytes) -> bool:
    """Whether a loader of the libraries that are imported is named, or one that needs no import."""
    calls = _calls(slashed=True)
    return any(name in code for root in (*_known(code, calls), b"") for name in calls[root])


def _known(code: bytes, calls: Mapping[bytes, object]) -> set[bytes]:
    """The libraries of `calls` that the code imports; `langchain*` stands for a family."""
    roots = imported(code)
    families = [root for root in calls if root.endswith(b"*")]
    known = roots & calls.keys()
    for family in families:
        if any(root.startswith(family[:-1]) for root in roots):
            known.add(family)
    return known


def _tail(tail: tuple[str, ...]) -> bytes:
    return ".".join(tail[-2:]).rpartition("*")[2].encode()


def _has_loader(code: bytes) -> bool:
    """Whether a library is imported and one of its loaders called, which may take bare names.

    Loaders of the Hub take `org/name`, and a few names from before there were organizations.
    """
    calls = _calls(slashed=False)
    known = _known(code, calls)
    if any(any(name in code for name in calls[root]) for root in known):
        return True
    return any(name in code for name in _HUB_LOADERS) and bool(_legacy().search(code))


def _has_hosted(code: bytes) -> bool:
    """Bare names of APIs: well-known ones anywhere, others under a name that tells a model.

    A program that runs models itself and imports no library of an API names none.
    """
    if b"import torch" in code:
        return False
    if any(name in code for name in _HOSTED) and _hosted().search(code):
        return True
    return any(
        python_words.name_reading(found.group(1).decode()) is not None
        and _is_literal(code, code.rfind(b"\n", 0, found.start()) + 1, found.start(2))
        for pattern in _named()
        for found in pattern.finditer(code)
    )


@cache
def _named() -> tuple[re.Pattern[bytes], ...]:
    rest = rb"[\"']?[^\"'\n]{0,80}([\"'])[a-z]\w*[-.:][\w.:@-]*[\"']"
    return tuple(re.compile(b"(" + word + rb"\w*)" + rest) for word in (b"model", b"MODEL"))


@cache
def _hosted() -> re.Pattern[bytes]:
    """As the APIs spell them: `gpt-oss` and `mistral-7b` are no names of theirs."""
    return re.compile(
        rb"[\"'][\w./:-]*(?:gpt-(?:\d|image|audio|realtime)|claude-(?:[\dv]|instant|haiku|sonnet|opus)"
        rb"|gemini-|text-embedding-|deepseek-(?:chat|reasoner|coder|[vr]\d)"
        rb"|mistral-(?:large|medium|small|tiny|embed|ocr|saba|code|moderation))[\w.:@-]*[\"']"
    )


def imported(code: bytes) -> set[bytes]:
    """First segments of what the code imports, and names that it imports from there."""
    names = set(_from().findall(code))
    for listed in set(_import().findall(code)):
        if b"," in listed:
            names.update(part.strip().partition(b".")[0] for part in listed.split(b","))
        else:
            names.add(listed.partition(b".")[0].strip())
    return names


@cache
def _from() -> re.Pattern[bytes]:
    return re.compile(rb"from ([A-Za-z_]\w*)")


@cache
def _import() -> re.Pattern[bytes]:
    return re.compile(rb"import ([a-z_F][\w., ]*)")


@cache
def _legacy() -> re.Pattern[bytes]:
    names = "|".join(map(re.escape, sorted(plausible.LEGACY - {"ctrl"})))
    return re.compile(f"[\"'](?:{names})[\"']".encode())


@cache
def _calls(*, slashed: bool) -> dict[bytes, tuple[bytes, ...]]:
    """The names of the loaders of each library: those that take bare names, or all of them."""
    found: dict[bytes, set[bytes]] = {b"": set()}
    rules = python_rules.load()
    for loader in dict.fromkeys(each for loaders in rules.loaders.values() for each in loaders):
        if slashed or loader.type == "dataset" or loader.carrier not in _SLASHED:
            for root in loader.roots or ("",):
                found.setdefault(root.encode(), set()).update(map(_tail, loader.tails))
    # Whoever imports a library that only sends requests names a model.
    found.update((root.encode(), {b""}) for root in rules.imports)
    return {root: tuple(sorted(names)) for root, names in found.items()}
