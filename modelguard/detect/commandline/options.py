"""What the words of one command mean: options, positions and the texts they carry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from modelguard import rulebase
from modelguard.detect.commandline.words import Word, is_unknown
from modelguard.detect.names import addresses, plausible
from modelguard.detect.source import Hit
from modelguard.namedtuple import NamedTuple


class Reading(NamedTuple):
    """How to read one value, from rules/commands.yaml; the words there are explained there."""

    carrier: str
    type: str = "model"
    revision: str = ""
    form: str = ""
    keys: Mapping[str, Any] = {}
    many: bool = False
    tag: bool = False


class Arguments(NamedTuple):
    """What follows a program: options with their values in order, the rest by position."""

    options: list[tuple[str, list[Word]]]
    positions: list[Word]

    def value(self, option: str) -> str | None:
        return next(
            (words[0].text for name, words in self.options if name == option and words), None
        )


@cache
def table() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = rulebase.load().table("commands")
    return loaded


def reading(rule: Any) -> Reading:
    return Reading(rule) if isinstance(rule, str) else Reading(**rule)


def normal(option: str) -> str:
    """`--model_id` and `--model-id` are one option."""
    return option.replace("_", "-") if option.startswith("--") else option


def arguments(words: Sequence[Word], entry: Mapping[str, Any]) -> Arguments:
    """Options take the word after them, unless it is an option too or the entry says otherwise."""
    found = Arguments([], [])
    flags = entry.get("flags", ())
    index = 0
    while index < len(words):
        word = words[index]
        index += 1
        if not word.text.startswith("-") or word.text in ("-", "--"):
            found.positions.append(word)
            continue
        name, equals, value = word.text.partition("=")
        name = normal(name)
        if equals:
            found.options.append((name, [word._replace(text=value, column=_after(word, value))]))
        elif any(_is_flag(name, flag) for flag in flags):
            found.options.append((name, []))
        else:
            end = _values(words, index, many=_is_many(_rule(name, entry)))
            found.options.append((name, list(words[index:end])))
            index = end
    return found


def _is_flag(name: str, flag: str) -> bool:
    if "*" not in flag:
        return name == flag
    from fnmatch import fnmatchcase

    return fnmatchcase(name, flag)


def _rule(option: str, entry: Mapping[str, Any]) -> Any:
    """The rule for an option; of `--actor.model_name_or_path` the last part counts."""
    rules = entry.get("options", {})
    if option in rules or "." not in option:
        return rules.get(option)
    owner, _, last = option.lstrip("-").rpartition(".")
    pair = f"{owner.rpartition('.')[2]}.{last}".replace("-", "_")
    return entry.get("assignments", {}).get(pair) or rules.get(f"--{last}")


def _is_many(rule: Any) -> bool:
    return isinstance(rule, dict) and bool(rule.get("many"))


def _after(word: Word, value: str) -> int:
    return word.column + len(word.text) - len(value)


def _values(words: Sequence[Word], start: int, *, many: bool) -> int:
    end = start
    while end < len(words) and not words[end].text.startswith("-") and (many or end == start):
        end += 1
    return end


def read(given: Arguments, entry: Mapping[str, Any]) -> Iterator[Hit]:
    """The models that the arguments of a known program name."""
    kind = given.value(entry.get("type_option", "")) or ""
    if rule := entry.get("model"):
        how = reading(rule)
        positions = [word for word in given.positions if word.text != "--"]
        for word in positions if how.many else positions[:1]:
            yield from value(word, how._replace(type=_type(kind, how.type)), given)
    for name, words in given.options:
        if rule := _rule(name, entry):
            for word in words:
                yield from value(word, reading(rule), given)
    if assignments := entry.get("assignments"):
        unknown = (words[0] for name, words in given.options if words and not _rule(name, entry))
        for word in (*given.positions, *unknown):
            yield from _assignment(word, assignments, given)


def _type(given: str, usual: str) -> str:
    return given if given in ("model", "dataset", "space") else usual


def _assignment(word: Word, rules: Mapping[str, Any], given: Arguments) -> Iterator[Hit]:
    key, equals, text = word.text.partition("=")
    if not equals:
        return
    segments = key.lstrip("+").split(".")[-2:]
    rule = rules.get(".".join(segments)) or rules.get(segments[-1])
    if rule:
        yield from value(word._replace(text=text, column=_after(word, text)), reading(rule), given)


def value(word: Word, how: Reading, given: Arguments) -> Iterator[Hit]:
    """One value, read as its rule says."""
    match how.form:
        case "pairs":
            yield from _pairs(word, how)
        case "json":
            yield from _json(word, how)
        case "named":
            text = word.text.partition("=")[2] or word.text
            yield from hit(word._replace(text=text, column=_after(word, text)), how)
        case "list":
            for part in _item().finditer(word.text):
                place = word._replace(text=part[0], column=word.column + part.start())
                yield from hit(place, how)
        case _:
            yield from hit(word, how, given.value(how.revision) if how.revision else None)


def _pairs(word: Word, how: Reading) -> Iterator[Hit]:
    """`pretrained=org/name,revision=main`, each value at its place."""
    pairs: dict[str, Word] = {}
    column = word.column
    for part in word.text.split(","):
        key, equals, text = part.partition("=")
        if equals:
            pairs[key.strip()] = Word(text, word.line, column + len(key) + 1)
        column += len(part) + 1
    for key, found in pairs.items():
        if rule := how.keys.get(key):
            inner = reading(rule)
            beside = pairs.get(inner.revision)
            yield from hit(found, inner, beside.text if beside else None)


def _json(word: Word, how: Reading) -> Iterator[Hit]:
    for key, rule in how.keys.items():
        for found in _member().finditer(word.text):
            if found.group(1) == key:
                place = word._replace(text=found.group(2), column=word.column + found.start(2))
                yield from hit(place, reading(rule))


@cache
def _item() -> re.Pattern[str]:
    return re.compile(r"[^\s,;]+")


@cache
def _member() -> re.Pattern[str]:
    return re.compile(r"\"([\w-]{1,40})\"\s{0,8}:\s{0,8}\"([^\"\\\n]{1,200})\"")


def hit(word: Word, how: Reading, revision: str | None = None) -> Iterator[Hit]:
    """The word as a hit; an address is read as one whatever the option usually holds."""
    text, carrier = word.text.strip(), how.carrier
    if not text or carrier == "ignore" or len(text) > 500:
        return
    text = text.replace("git@hf.co:", "https://hf.co/").replace(
        "git@huggingface.co:", "https://hf.co/"
    )
    if addresses.is_address(text):
        text, carrier = page(text), "uri"
    elif carrier in ("uri", "clone", "fetch", "store") or (
        how.type == "dataset" and plausible.is_file(text)
    ):
        return
    elif text.startswith("modelscope.cn/"):
        text, carrier = text.removeprefix("modelscope.cn/").partition(":")[0], "modelscope"
    elif how.tag:
        text = text.partition(":")[0].partition("@")[0]
    if not is_unknown(text):
        yield Hit(text, word.line, word.column, carrier, how.type, revision)


def page(address: str) -> str:
    """The address without what is not known before the program runs, where a model is left."""
    found = _open_page().match(address)
    return found[1] if found else address.removesuffix("/").removesuffix(".git")


@cache
def _open_page() -> re.Pattern[str]:
    """A page of a repository whose revision or file is filled in later."""
    return re.compile(
        r"((?:https?://)?(?:huggingface\.co|hf\.co|hf-mirror\.com)/(?:datasets/|spaces/)?"
        r"(?!(?:datasets|spaces)/)[\w.-]+/[\w.-]+)(?:/(?:resolve|blob|raw|tree)/[^${}<>]*)?(?:/|\?)?[${<].*",
        re.ASCII,
    )
