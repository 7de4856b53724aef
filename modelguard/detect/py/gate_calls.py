"""A cheap look at Python code for calls that load what no name beside the text tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

from modelguard.detect.names import plausible
from modelguard.detect.py import gate_programs, loader_rules

# Carriers that take `org/name`, and of bare names only those from before there were organizations.
_SLASHED = frozenset(("hub", "hub-only-slash", "vllm", "uri"))
_HUB_LOADERS = (b"from_pretrained(", b"pipeline(")
_LONGEST = 80  # bytes of the call or keyword before a constant
_LONGEST_IMPORT = 2000  # bytes of the names in brackets
_BLANKS = b" \t\n"
_ENDS = (b"\n", b" ", b"\t", b",", b")", b"")
_WORD = _BLANKS + b"_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

_Calls = Callable[[bytes], tuple[bytes, ...]]


def may_load(code: bytes, texts: bytes) -> bool:
    """Whether code loads something by a bare name, by another file's constant or by a program.

    `texts` are those of the code, see `mask.texts`.
    """
    roots, names = _imported(code)
    return (
        _calls_any(code, roots, _bare)
        or _loads_from_hub(code, texts)
        or _loads_package(code, roots)
        or _passes_imported(code, names)
        or (gate_programs.is_runner(code, roots) and gate_programs.names_program(code, texts))
    )


def takes_repository(code: bytes, texts: bytes) -> bool:
    """Whether code calls anything that takes `org/name`, or lets somebody choose one."""
    offers = any(name.encode() + b"(" in code for name in loader_rules.load().choices)
    return offers or _calls_loader(code) or gate_programs.names_program(code, texts)


def _loads_from_hub(code: bytes, texts: bytes) -> bool:
    """Whether a loader is given parts of an id, or a name from before there were organizations."""
    loaders = [name for name in _HUB_LOADERS if name in code]
    return bool(loaders) and (
        any(_composed(name).search(code) for name in loaders) or _has_legacy(texts)
    )


def _loads_package(code: bytes, roots: set[bytes]) -> bool:
    """`en_core_web_sm.load()`: a model that is installed as a library."""
    is_named = any(root.count(b"_") > 1 and not root.startswith(b"_") for root in roots)
    return is_named and b".load(" in code


def _calls_loader(code: bytes) -> bool:
    """Whether a loader of the libraries that are imported is named, or one that needs no import."""
    return _calls_any(code, {b"", *_imported(code)[0]}, _all)


def _calls_any(code: bytes, roots: set[bytes], calls: _Calls) -> bool:
    """Whether a call of one of the libraries stands in the code; `langchain*` is a family."""
    return any(name in code and _call(name).search(code) for root in roots for name in calls(root))


@lru_cache(maxsize=1000)
def _call(name: bytes) -> re.Pattern[bytes]:
    """A name that is called with anything, or renamed; of a class its ending is enough."""
    if not name:
        return re.compile(b"")
    word = re.escape(name)
    is_whole = rb"(?<!def %s)(?<!\w%s)" % (word, word) if name[:1].islower() else b""
    return re.compile(word + is_whole + rb"\s*(?:\((?!\))|as\b)")


def _passes_imported(code: bytes, names: bytes) -> bool:
    """Whether a constant of another file is handed on, in a file that calls a loader."""
    for start in _passed(code, names):
        before = code[max(0, start - _LONGEST) : start]
        if before.rstrip(_BLANKS if code[start : start + 1] != b"." else _WORD)[-1:] in b"(=":
            taken = _takes().search(before)
            if taken and (taken[1] or b"") in names:
                return _calls_loader(code)
    return False


def _passed(code: bytes, names: bytes) -> Iterator[int]:
    """Where constants of other files end an argument, or a line: `name = NAME` in a class."""
    for constant in set(_capitals().findall(names)):
        end = 0
        while (start := code.find(constant, end)) >= 0:
            end = start + len(constant)
            if code[end : end + 1] in _ENDS:
                yield start
    for found in _attribute().finditer(code):
        yield found.start()


@cache
def _capitals() -> re.Pattern[bytes]:
    return re.compile(rb"\b[A-Z][A-Z\d_]{2,}\b")


@cache
def _attribute() -> re.Pattern[bytes]:
    return re.compile(rb"\.[A-Z][A-Z\d_]{2,}(?:\n|[ \t\n]*[,)])")


@cache
def _takes() -> re.Pattern[bytes]:
    """The call or keyword before a constant, and the module that it is taken from."""
    return re.compile(
        rb"(?:pretrained|pipeline|download|load_dataset|Transformer|Encoder|LLM|model|model_\w+|repo_id"
        rb"|checkpoint|\n[ \t]+name)[ \t]*[(=][ \t\n]*(\w+)?\Z"
    )


def _imported(code: bytes) -> tuple[set[bytes], bytes]:
    """The libraries that are imported, all that matter where a star brings names; and the names."""
    roots: set[bytes] = set()
    # Imports stand at the head of most files: the rest need not be looked at.
    code = code[: code.rfind(b"import ") + _LONGEST_IMPORT]
    every = set(_from().findall(code))
    for module, listed in every:
        if module[:1] != b".":
            roots.add(module.partition(b".")[0])
            roots |= _anywhere() if listed == b"*" else set()
    plain = set(_import().findall(code))
    for listed in plain:
        roots.update(part.split()[0].partition(b".")[0] for part in listed.split(b","))
    return roots, b"\n".join([*(listed for _, listed in every), *plain])


@cache
def _from() -> re.Pattern[bytes]:
    return re.compile(rb"from ([\w.]+) import (\([^)]*\)|[^\n]+)")


@cache
def _import() -> re.Pattern[bytes]:
    """Without the names of `from x import y`."""
    return re.compile(rb"import (?<![\w.] import )([\w.]+(?: as \w+)?(?:, *[\w.]+(?: as \w+)?)*)")


@cache
def _composed(loader: bytes) -> re.Pattern[bytes]:
    """A loader that is given parts of a text: `ORG + "/tiny"`, `f"{ORG}/{NAME}"`."""
    parts = rb"[^()\n]*(?:\+ ?[\"']/|[}s]/[{%]|[\"']/[\"'])"
    return re.compile(re.escape(loader) + parts)


def _has_legacy(texts: bytes) -> bool:
    """Whether a name from before there were organizations is a text of its own."""
    return any(not _legacy().isdisjoint(texts.split(quote)) for quote in (b'"', b"'"))


@cache
def _legacy() -> frozenset[bytes]:
    return frozenset(name.encode() for name in plausible.LEGACY - {"ctrl"})


@lru_cache(maxsize=10_000)
def _bare(root: bytes) -> tuple[bytes, ...]:
    """The loaders of a library that take bare names."""
    return _calls(root, slashed=False)


@lru_cache(maxsize=10_000)
def _all(root: bytes) -> tuple[bytes, ...]:
    """The loaders of a library."""
    return _calls(root, slashed=True)


def _calls(root: bytes, *, slashed: bool) -> tuple[bytes, ...]:
    """The names of the loaders of a library: those that take bare names, or all of them.

    Whoever imports a library that only sends requests names a model: no call is asked for.
    """
    if root in _senders():
        return (b"",)
    families = (family for family in _families() if root.startswith(family[:-1]))
    return tuple(
        {
            _tail(call)
            for each in (root, *families)
            for row in _rows().get(each, ())
            if slashed or row.get("type") == "dataset" or row["as"] not in _SLASHED
            for call in loader_rules.words(row, "call")
        }
    )


@cache
def _rows() -> Mapping[bytes, list[loader_rules.Row]]:
    """The rows of rules/loaders.yaml by the libraries that they are from."""
    found: dict[bytes, list[loader_rules.Row]] = {}
    for row in loader_rules.rows():
        for root in loader_rules.words(row, "from") or ("",):
            found.setdefault(root.encode(), []).append(row)
    return found


@cache
def _senders() -> frozenset[bytes]:
    return frozenset(root.encode() for root in loader_rules.load().imports)


@cache
def _anywhere() -> frozenset[bytes]:
    """The libraries whose loaders tell by their own names where they come from."""
    return gate_programs.RUNNERS.union(_rows().keys() - _senders())


@cache
def _families() -> tuple[bytes, ...]:
    return tuple(root for root in _rows() if root.endswith(b"*"))


def _tail(call: str) -> bytes:
    """The last two words of a dotted name, behind its last star."""
    return ".".join(call.split(".")[-2:]).rpartition("*")[2].encode()
