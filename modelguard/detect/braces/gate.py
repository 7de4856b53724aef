"""A cheap look at the bytes of a file with braces: can it hold a reference at all?"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from modelguard import rulebase
from modelguard.detect.braces import commands, hits, rules, vocabulary
from modelguard.detect.commandline import options
from modelguard.detect.names import addresses, naming, plausible, providers
from modelguard.detect.source import Hit

# How texts are read that must look like a model's name: with a slash, with a colon, with neither.
_PATHS = ("hub", "any", "gateway", "openai", "replicate")
_TAGGED = ("any", "pydantic-ai", "azure")
_BARE = ("any", "openai", "azure")
# Carriers of such texts alone; under any other every word may be a name.
_STRICT = frozenset((*_PATHS, *_TAGGED, "api", "dmr", "github", "none", "provider"))
_FILLING = "x"  # for the part of a text that is not known
_NEAR = 40  # bytes around a text that tell whether it is a part

_Words = frozenset[bytes]


def may_hold(data: bytes, family: str) -> bool:
    """Whether a text or a constant may name a model, or any word may since its API is used."""
    if b"\0" in data[:64]:
        return True
    if not rules.speaks_of_models(data):
        return False
    code = _comments().sub(b"", b"\n" + data)
    if _has_text(code):
        return True
    words = frozenset(_words().findall(code))
    return (
        any(map(_stands_for_name, words))
        or any(map(_is_free, words))
        or any(needed <= words for needed in _telling(family))
        or any(mark in data for mark in _free_marks())
        or _runs_program(words)
    )


@cache
def _comments() -> re.Pattern[bytes]:
    """Those that begin a line: what looks like one behind code may be in a text."""
    return re.compile(rb"\n[ \t]*+(?://[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?)")


@cache
def _words() -> re.Pattern[bytes]:
    return re.compile(rb"[A-Za-z_]\w*")


def _has_text(code: bytes) -> bool:
    for found in _texts().finditer(code):
        text = found[2].decode("utf-8", errors="replace").replace("\\", "")
        if _names(text) or (_may_be_part(text) and _is_part(found, code)):
            return True
    return False


@cache
def _texts() -> re.Pattern[bytes]:
    """All without blanks between quotes or the holes of a text, whatever opens and closes."""
    return re.compile(rb"([\"'`}]|\$\w+)([^\s\"'`{}$]++)(?=([\"'`{$]))")


@lru_cache(maxsize=50_000)
def _names(text: str) -> bool:
    """Whether a text may name a model wherever it stands."""
    if addresses.is_address(text):
        return addresses.name(text) is not None
    carriers = _PATHS if "/" in text else _TAGGED if ":" in text else _BARE
    known = rulebase.load()
    return text.lower() in plausible.LEGACY or any(
        naming.name(Hit(text, 1, 1, carrier), known) for carrier in carriers
    )


@lru_cache(maxsize=50_000)
def _may_be_part(text: str) -> bool:
    """Whether a name may be put together of this text and others."""
    if addresses.is_address(text):
        return addresses.name(f"{text}{_FILLING}/{_FILLING}") is not None
    if "/" in text:
        before = _FILLING if text[0] == "/" else ""
        return plausible.is_repo(f"{before}{text}{_FILLING}")
    if text.startswith(":"):
        return len(text) == 1 or _names(f"llama3{text}")
    known = rulebase.load()
    if text.endswith(":"):
        return text[:-1] in providers.SOURCES or text.startswith(vocabulary.FAMILIES)
    return len(text) > 1 and providers.may_begin(text, known)


def _is_part(found: re.Match[bytes], code: bytes) -> bool:
    """Whether a hole or a `+` is beside the text."""
    if found[1] not in (b'"', b"'", b"`") or found[3] in b"{$":
        return True
    before = code[max(0, found.start() - _NEAR) : found.start()].rstrip(b" \t\r\n&(")
    after = code[found.end() + 1 : found.end() + _NEAR].lstrip()
    return before[-1:] == b"+" or after[:1] == b"+" or (after[:1] == b"." and b"+" in after)


@lru_cache(maxsize=100_000)
def _stands_for_name(word: bytes) -> bool:
    """Whether a constant spells a model's name: `GPT_4O`."""
    name = word.decode("ascii", errors="replace")
    is_constant = len(name) > 2 and name[0].isupper() and hits.is_spelled_out(name)
    return is_constant and _names(hits.from_symbol(name))


@lru_cache(maxsize=100_000)
def _is_free(word: bytes) -> bool:
    """Whether a word gives away a provider whose models have any name."""
    name = word.decode("ascii", errors="replace")
    low = name.lower().replace("_", "")
    if not any(provider in low for provider in _free_providers()):
        return False
    return rules.provider_in(name, rules.load("rust")) not in _STRICT


@cache
def _free_providers() -> tuple[str, ...]:
    table = rulebase.load().table("loaders_code")
    return tuple(word for word, carrier in table["providers"] if carrier not in _STRICT)


@cache
def _free_marks() -> tuple[bytes, ...]:
    """The imports of such providers, in comments too, and hosts with no word for one in them."""
    table = rulebase.load().table("loaders_code")
    imports = [(text, carrier) for carrier, texts in table["imports"].items() for text in texts]
    hosts = [row for row in table["hosts"] if not any(word in row[0] for word in _free_providers())]
    return tuple(text.encode() for text, carrier in (*imports, *hosts) if carrier not in _STRICT)


@cache
def _telling(family: str) -> tuple[_Words, ...]:
    """The words of each constant that stands for one model, and of calls that take any name."""
    known = rules.load(family)
    every = [loader for loaders in known.loaders.values() for loader in loaders]
    calls = [one.callee for one in every if _takes_any(one)]
    return tuple(
        frozenset(word.encode() for word in names)
        for names in (*(symbol.split("::")[-1:] for symbol in known.symbols), *calls)
    )


def _takes_any(loader: rules.Loader) -> bool:
    """Whether a call takes words that are no names by themselves, or makes names of them."""
    carriers = {loader.carrier or "none", loader.fallback or "none"}
    return bool(loader.prefix or loader.scheme or carriers - _STRICT)


def _runs_program(words: _Words) -> bool:
    """Whether a command line may stand in the code, whose names are among its other words."""
    if words.isdisjoint(_runners()):
        return False
    return any(needed <= words for needed in _programs())


@cache
def _runners() -> _Words:
    """Without `new`, which says too little: it is `Command` that it makes."""
    return frozenset(name.encode() for name in commands.RUNS - {"new"})


@cache
def _programs() -> tuple[_Words, ...]:
    """The words of each program and of the options that tell a model whatever the program."""
    table = options.table()
    names = {key.partition(" ")[0] for key in table["commands"]}
    return tuple(
        frozenset(_words().findall(name.encode()))
        for name in (*names, *table["anywhere"]["options"])
    )
