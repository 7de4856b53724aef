"""One command line to the models that it names; shared by every file that carries commands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from modelguard.detect.commandline import options, results, syntax
from modelguard.detect.commandline.options import table
from modelguard.detect.commandline.words import SEPARATOR, Word, split
from modelguard.detect.source import Hit
from modelguard.globs import matches

__all__ = ["SEPARATOR", "Word", "assigned", "commands", "find", "split", "variable"]

_SHELLS = frozenset(("sh", "bash", "zsh", "dash", "ash", "ksh", "cmd", "powershell", "pwsh"))
_SETTERS = frozenset(("export", "declare", "local", "readonly", "typeset", "set", "setenv", "env"))
_CONTAINERS = frozenset(("docker", "podman", "nerdctl"))
_DEEPEST = 3  # command texts inside command texts


def commands(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The words between separators."""
    command: list[Word] = []
    for word in words:
        if word.text.startswith(SEPARATOR):
            if command:
                yield command
            command = []
        else:
            command.append(word)
    if command:
        yield command


def find(words: Sequence[Word], *, image: str = "", depth: int = 0) -> Iterator[Hit]:
    """The models that commands name, but for those that one of them makes.

    `image` is the container image that words are arguments of.
    """
    own: set[str] = set()
    for command in commands(words):
        rest = command
        while rest and (name := _assigned_name(rest[0].text)):
            yield from assigned(name, _value(rest[0], name))
            rest = rest[1:]
        if rest and depth <= _DEEPEST:
            own.update(results.made(rest))
            yield from (hit for hit in _command(rest, image, depth) if hit.text not in own)


def assigned(name: str, value: Word) -> Iterator[Hit]:
    """The model that an environment variable or a build argument of this name holds."""
    if rule := variable(name):
        yield from options.value(value, options.reading(rule), options.Arguments([], []))


def variable(name: str) -> Any:
    """The rule for a variable's name, by its longest ending; None for any other variable."""
    rules, parts = table()["variables"], _hump().sub("_", name).upper().split("_")
    for start in range(len(parts)):
        if rule := rules.get("_".join(parts[start:])):
            return rule
    return None


@cache
def _hump() -> re.Pattern[str]:
    """PowerShell writes `$chatModel`."""
    return re.compile(r"(?<=[a-z])(?=[A-Z])")


def _assigned_name(text: str) -> str:
    name = text.partition("=")[0]
    return name if len(name) < len(text) and _identifier().fullmatch(name) else ""


@cache
def _identifier() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z_]\w*", re.ASCII)


def _value(word: Word, name: str) -> Word:
    return word._replace(text=word.text[len(name) + 1 :], column=word.column + len(name) + 1)


def _command(words: Sequence[Word], image: str, depth: int) -> Iterator[Hit]:
    head = syntax.program(words[0].text)
    if head in _quiet():
        return
    if texts := list(_texts(words)):
        for word in texts:
            yield from find(split(*word), depth=depth + 1)
    elif head in _SETTERS:
        yield from find(words[1:], depth=depth + 1)
    elif head in _CONTAINERS and len(words) > 1 and words[1].text in ("run", "create"):
        yield from _container(words[2:], depth)
    else:
        yield from _settings(words)
        yield from _known(words, image)


@cache
def _quiet() -> frozenset[str]:
    return frozenset(table()["quiet"])


def _texts(words: Sequence[Word]) -> Iterator[Word]:
    """Command texts in quotes: `sh -c 'ollama pull x'`, `eval "…"`, `ssh host "…"`."""
    for index, word in enumerate(words[:12]):
        name = syntax.program(word.text)
        if name in ("eval", "ssh") or (name in _SHELLS and _takes_text(words[index + 1 :])):
            yield from (later for later in words[index + 1 :] if " " in later.text)
            return


def _takes_text(words: Sequence[Word]) -> bool:
    flags = [word.text.lower() for word in words[:4] if word.text[:1] in ("-", "/")]
    return any(flag in ("/c", "/k", "-command") or re.match(r"-[a-z]*c$", flag) for flag in flags)


def _settings(words: Sequence[Word]) -> Iterator[Hit]:
    """Variables among the options: `-e X=model`, `--env=X=model`, `--build-arg X=model`."""
    for word, following in pairwise(words):
        name = _assigned_name(following.text)
        if name and word.text in ("-e", "--env", "--build-arg", "config:set"):
            yield from assigned(name, _value(following, name))
        elif word.text in ("--set", "--set-string"):
            yield from _values_set(following)


def _values_set(word: Word) -> Iterator[Hit]:
    """Helm's `a.model.id=x,b=y`, each value at its place."""
    column = word.column
    for part in word.text.split(","):
        name, equals, value = part.partition("=")
        if equals:
            place = Word(value, word.line, column + len(name) + 1)
            yield from assigned(name.replace(".", "_"), place)
        column += len(part) + 1


# fmt: off
_TAKE_NONE = frozenset((
    "-d", "-i", "-t", "-it", "-ti", "-itd", "-dit", "-P", "-q", "--rm", "--init", "--privileged",
    "--detach", "--interactive", "--tty", "--read-only", "--oom-kill-disable",
))
# fmt: on


def _container(words: Sequence[Word], depth: int) -> Iterator[Hit]:
    """What follows `docker run`: options, an image, and the image's arguments."""
    index = 0
    while index < len(words) and words[index].text.startswith("-"):
        alone = "=" in words[index].text or words[index].text in _TAKE_NONE
        index += 1 if alone else 2
    yield from _settings(words[:index])
    if index < len(words):
        yield from nim(words[index])
    if words[index + 1 :]:
        yield from find(words[index + 1 :], image=words[index].text, depth=depth + 1)


def nim(image: Word) -> Iterator[Hit]:
    """NVIDIA's images are named after the one model that is in them."""
    prefix, slash, name = image.text.partition("nvcr.io/nim/")
    if slash and not prefix.strip("/") and name.count("/") == 1:
        place = image._replace(text=name.partition(":")[0].partition("@")[0])
        yield from options.hit(place, options.Reading("nvidia_nim"))


def _known(words: Sequence[Word], image: str) -> Iterator[Hit]:
    if results.is_target(words):
        return
    yield from _inline(words)
    found = next(_entries(words), None)
    if found is None and image:
        prefix = [Word(text, words[0].line, words[0].column) for text in _image_program(image)]
        words = [*prefix, *words]
        found = next(_entries(words), None) if prefix else None
    if found:
        start, entry = found
        yield from options.read(options.arguments(words[start:], entry), entry)
        return
    anywhere = table()["anywhere"]
    yield from options.read(options.arguments(words, anywhere), anywhere)


def _entries(words: Sequence[Word]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Known programs among the words, with the index of their first argument."""
    programs = _programs()
    for index, word in enumerate(words):
        program = syntax.program(word.text)
        for tail in programs.get(program, ()):
            end = index + 1 + len(tail)
            if [later.text for later in words[index + 1 : end]] == tail:
                yield end, table()["commands"][" ".join([program, *tail])]
                break


@cache
def _programs() -> Mapping[str, list[list[str]]]:
    """Program → its sub-commands, the longest first."""
    found: dict[str, list[list[str]]] = {}
    for key in table()["commands"]:
        program, *tail = key.split()
        found.setdefault(program, []).append(tail)
    for tails in found.values():
        tails.sort(key=len, reverse=True)
    return found


def _image_program(image: str) -> list[str]:
    for pattern, program in table()["images"].items():
        if matches(image, pattern):
            return str(program).split()
    return []


def _inline(words: Sequence[Word]) -> Iterator[Hit]:
    """Code and request bodies that a command carries."""
    head = syntax.program(words[0].text)
    if any(word.text == "-c" for word in words[1:]) and any(
        syntax.program(word.text).startswith(("python", "pypy")) for word in words[:6]
    ):
        from modelguard.detect.commandline import embedded

        code = next(index for index, word in enumerate(words[1:], 2) if word.text == "-c")
        for word in words[code : code + 1]:
            yield from embedded.python(word)
    if head in ("curl", "http", "https", "xh"):
        from modelguard.detect.commandline import embedded

        yield from embedded.request(words)
