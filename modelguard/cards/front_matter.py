"""Card text to the mapping in its front matter; no network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from modelguard.namedtuple import NamedTuple

if TYPE_CHECKING:
    import yaml

MAX_LENGTH = 1024 * 1024
_MAX_DEPTH = 64
_MAX_ALIASES = 8
_MAX_EVENTS = 100_000

# The Hub's own: huggingface_hub/repocard.py, REGEX_YAML_BLOCK.
_BLOCK = re.compile(r"(\s*---(?:\r\n|\r|\n))([\S\s]*?)((?:\r\n|\r|\n)---[ \t]*(?:\r\n|\n|\Z))")
_OPENING = re.compile(r"\s*---(?:\r\n|\r|\n)\s*[\w.-]+[ \t]*:")
_RULE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_DECLARES = re.compile(r"^[ \t]*(?:licen[cs]es?|base_model)[ \t]*:", re.MULTILINE | re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")


class FrontMatter(NamedTuple):
    """The keys of a card; none where it has none that can be read, and `problems` say why."""

    data: Mapping[str, object]
    problems: tuple[str, ...] = ()


class _TooMuch(ValueError):
    """YAML that is built to exhaust its reader."""


def read(text: str) -> FrontMatter:
    """What the Hub would read, and what it would not; never raises."""
    marked = text.startswith("\ufeff")
    text = text.removeprefix("\ufeff")
    block = _BLOCK.match(text[:MAX_LENGTH])
    found = _parsed(block) if block else FrontMatter({}, _why_none(text))
    if not marked:
        return found
    mark = "line 1: the card starts with a byte order mark, which some readers take for text"
    return FrontMatter(found.data, (*found.problems, mark))


def _parsed(block: re.Match[str]) -> FrontMatter:
    import yaml

    line = len(_LINE_END.findall(block.group(1))) + 1
    try:
        return _constructed(block.group(2), line)
    except yaml.YAMLError as error:
        problem = _yaml_problem(error, block.group(2), line)
    except (_TooMuch, RecursionError) as error:
        problem = str(error) or "the front matter is nested too deeply"
    except (ValueError, OverflowError) as error:
        problem = f"line {line}: the front matter holds a value that can't be: {error}"
    return FrontMatter({}, (problem,))


def _constructed(text: str, first_line: int) -> FrontMatter:
    import yaml

    _require_modest(text)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            return FrontMatter({}, _not_a_mapping(node, first_line))
        problems = tuple(_key_problems(node, first_line))
        data = loader.construct_document(node)
    finally:
        loader.dispose()
    return FrontMatter({key: data[key] for key in data if isinstance(key, str)}, problems)


def _require_modest(text: str) -> None:
    """Events one by one, as composing deep nesting overflows the C stack."""
    import yaml

    depth = aliases = 0
    events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for count, event in enumerate(events):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        aliases += isinstance(event, yaml.AliasEvent)
        if depth > _MAX_DEPTH:
            raise _TooMuch(f"the front matter is nested deeper than {_MAX_DEPTH} levels")
        if aliases > _MAX_ALIASES:
            raise _TooMuch(f"the front matter has more than {_MAX_ALIASES} YAML aliases")
        if count > _MAX_EVENTS:
            raise _TooMuch(f"the front matter has more than {_MAX_EVENTS:,} values")


def _not_a_mapping(node: yaml.Node | None, first_line: int) -> tuple[str, ...]:
    import yaml

    if node is None:
        return ()
    kind = "a list" if isinstance(node, yaml.SequenceNode) else "a single value"
    return (f"line {first_line}: the front matter is {kind}, not `key: value` lines",)


def _key_problems(node: yaml.MappingNode, first_line: int) -> Iterator[str]:
    import yaml

    lines: dict[str, int] = {}
    for key, _ in node.value:
        line = key.start_mark.line + first_line
        if not isinstance(key, yaml.ScalarNode) or key.tag.endswith(":merge"):
            continue
        if not key.tag.endswith(":str"):
            yield f"line {line}: YAML reads the key `{key.value}` as no text; it is left out"
        elif key.value in lines:
            before = lines[key.value]
            yield f"line {line}: `{key.value}` is there twice (line {before} too); the last counts"
        lines[key.value] = line


def _yaml_problem(error: yaml.YAMLError, text: str, first_line: int) -> str:
    lines = _LINE_END.split(text)
    # What is left open is noticed at the end: then the place where it opened says more.
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    index = next((mark.line for mark in marks if mark and mark.line < len(lines)), 0)
    line, at = first_line + index, lines[index]
    if "{{" in at or "{%" in at:
        return f"line {line}: `{at.strip()[:80]}` is a placeholder that was never filled in"
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
    return f"line {line}: the front matter is broken YAML: {said}"


def _why_none(text: str) -> tuple[str, ...]:
    if _OPENING.match(text):
        if len(text) > MAX_LENGTH:
            return (f"the front matter is longer than {MAX_LENGTH:,} characters",)
        line = len(_LINE_END.findall(text[: text.index("---")])) + 1
        return (f"line {line}: `---` opens front matter that no other `---` closes",)
    rules = [rule.end() for rule in _RULE.finditer(text, 0, MAX_LENGTH)]
    for start, end in pairwise(rules):
        if _DECLARES.search(text, start, end):
            line = len(_LINE_END.findall(text[:start])) + 1
            return (
                f"line {line}: front matter that does not start the card is not read by the Hub",
            )
    return ()
