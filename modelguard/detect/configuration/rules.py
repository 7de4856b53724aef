"""Which key of a configuration file names a model: rules/config_keys.yaml against a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from modelguard import rulebase
from modelguard.globs import any_matches, matches
from modelguard.namedtuple import NamedTuple

if TYPE_CHECKING:
    from modelguard.detect.configuration.nodes import Leaf

NOTHING = "nothing"
Path = tuple[str, ...]
# Number of the ecosystem, key and entry, of which few are asked for in a run.
_Row = tuple[int, str, Mapping[str, Any]]


class Rule(NamedTuple):
    """`steps` may hold `**`, `*` and globs; `rank` is the place in the table."""

    rank: int
    ecosystem: int
    steps: Path
    carrier: str
    type: str
    form: str
    unless: tuple[str, ...]
    beside: tuple[str, ...]


class Rules:
    """The rules that hold for one document of one file."""

    def __init__(self, path: str, paths: Iterable[Path]) -> None:
        self._known: dict[Path, Rule | None] = {}
        self._holds: dict[int, bool] = {}
        self._path = path.lower()
        self._paths = frozenset(each[:end] for each in paths for end in range(1, len(each) + 1))

    def of(self, leaf: Leaf) -> Rule | None:
        """The first rule for this place; None for no rule, or one that says `nothing`."""
        rule = self._first(leaf.path)
        if rule is None or rule.carrier == NOTHING:
            return None
        if not leaf.parents:
            return None if rule.beside else rule
        parent = leaf.parents[-1]
        is_named = any(parent.has(name) for name in rule.unless) or (
            "url" in rule.unless and "/" not in leaf.text.value and parent.is_located()
        )
        is_alone = bool(rule.beside) and parent.get(*rule.beside) is None
        return None if is_named or is_alone else rule

    def is_silent(self, leaf: Leaf) -> bool:
        """Whether a rule says that the value is no model."""
        return self._first(leaf.path) is not None

    def _first(self, path: Path) -> Rule | None:
        if path not in self._known:
            holding = (rule for rule in _fitting(path) if self._applies(rule.ecosystem))
            self._known[path] = next(holding, None)
        return self._known[path]

    def _applies(self, ecosystem: int) -> bool:
        if ecosystem not in self._holds:
            self._holds[ecosystem] = self._checked(table()["ecosystems"][ecosystem])
        return self._holds[ecosystem]

    def _checked(self, ecosystem: Mapping[str, Any]) -> bool:
        files, any_of, all_of = (ecosystem.get(key, ()) for key in ("files", "any", "all"))
        return (
            (not files or any_matches(self._path, files))
            and (not any_of or any(self._has(key) for key in any_of))
            and all(self._has(key) for key in all_of)
        )

    def _has(self, key: str) -> bool:
        pattern = steps_of(key)
        if "**" in pattern:
            return any(fits(pattern, path) for path in self._paths)
        return pattern in self._paths


# Every rule's key, every command and every variable has one of these in it, or fits `_weak()`.
_MARKS = (
    b"model", b"llm", b"name_or_path", b"pretrained", b"llama", b"dataset", b"tokenizer",
    b"encoder", b"checkpoint", b"ckpt", b"lora", b"weights", b"backbone", b"spacy", b"embed",
    b"rerank", b"gpt", b"huggingface", b"tower", b"controlnet", b"unet", b"hf_", b"hf-", b"hf ",
    b"hf.co", b"hfrepo", b"whisper", b"ramalama", b"lms ", b"nvcr.io/nim",
)  # fmt: skip


def may_name(data: bytes) -> bool:
    """Whether a file can hold a key of the table, or a command or a variable that names models."""
    plain = data.replace(b"\0", b"").lower()  # without NUL, UTF-16 reads the same
    return any(mark in plain for mark in _MARKS) or (
        any(mark in plain for mark in _WEAK) and _weak().search(plain) is not None
    )


_WEAK = (
    b"engine", b"deployment", b"repo", b"adapter", b"vectors", b"provider", b"target", b"storage",
    b"vae", b"source",
)  # fmt: skip


@cache
def _weak() -> re.Pattern[bytes]:
    """Keys that say something only as keys; each has one of `_WEAK` in it."""
    return re.compile(
        rb"(?:engine|deployment|deployment[_-]?name|repo[_-]?id|adapter|vectors|provider|providers|"
        rb"targets?|storage[_-]?uri|vae|source)[\"']?[ \t]*[:=]"
    )


@cache
def table() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = rulebase.load().table("config_keys")
    return loaded


def fits(pattern: Path, path: Path) -> bool:
    if not pattern:
        return not path
    if pattern[0] == "**":
        if len(pattern) > 1 and "**" not in pattern[1:]:
            start = len(path) - len(pattern) + 1
            return start >= 0 and fits(pattern[1:], path[start:])
        return any(fits(pattern[1:], path[start:]) for start in range(len(path) + 1))
    return bool(path) and _step_fits(pattern[0], path[0]) and fits(pattern[1:], path[1:])


def _step_fits(pattern: str, step: str) -> bool:
    if "*" not in pattern:
        return pattern == step
    return step != "[]" and matches(step, pattern)


@cache
def steps_of(key: str) -> Path:
    """`a[].b` is `a`, `[]`, `b`."""
    return tuple(part for part in key.replace("[]", ".[]").split(".") if part)


@cache
def _rows() -> list[_Row]:
    """Every key of the table, in its order."""
    return [
        (number, key, entry)
        for number, ecosystem in enumerate(table()["ecosystems"])
        for entry in ecosystem["references"]
        for key in entry["keys"]
    ]


@cache
def _index() -> Mapping[str, list[int]]:
    """Places of rows by the last step of their keys."""
    found: dict[str, list[int]] = {}
    for rank, (_, key, _) in enumerate(_rows()):
        last = "[]" if key.endswith("[]") else key.rpartition(".")[2]
        found.setdefault(last, []).append(rank)
    return found


@cache
def _globs() -> tuple[str, ...]:
    return tuple(last for last in _index() if "*" in last)


@lru_cache(maxsize=10_000)
def _fitting(path: Path) -> tuple[Rule, ...]:
    """Rules for a place, whatever the file; files of one kind have the same places."""
    candidates = _candidates(path[-1] if path else "")
    return tuple(rule for rule in candidates if fits(rule.steps, path))


@cache
def _candidates(last: str) -> tuple[Rule, ...]:
    fitting = [glob for glob in _globs() if glob in ("*", "**") or _step_fits(glob, last)]
    ranks = [rank for each in (last, *fitting) for rank in _index().get(each, ())]
    return tuple(map(_rule, sorted(ranks)))


@cache
def _rule(rank: int) -> Rule:
    ecosystem, key, entry = _rows()[rank]
    form, kind = entry.get("form", ""), entry.get("type", "model")
    unless, beside = (tuple(entry.get(each, ())) for each in ("unless", "beside"))
    return Rule(rank, ecosystem, steps_of(key), entry["carrier"], kind, form, unless, beside)
