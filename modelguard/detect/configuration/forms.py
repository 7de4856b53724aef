"""A value to the ids that stand in it: placeholders' defaults, lists, prefixes, revisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from modelguard.detect.configuration import context
from modelguard.detect.configuration.nodes import Leaf, Text
from modelguard.detect.configuration.placeholders import filled
from modelguard.detect.configuration.rules import Rule
from modelguard.detect.names.providers import SOURCES
from modelguard.detect.source import Hit

_LONGEST = 300
_MAX_PARTS = 50


def hits(leaf: Leaf, rule: Rule, image: str = "") -> Iterator[Hit]:
    """What the value under a rule's key names."""
    if rule.form == "key":
        if leaf.key is not None:
            yield from _hit(leaf.key, rule.carrier, rule.type, None)
    elif leaf.text.is_text and len(leaf.text.value) <= 10 * _LONGEST:
        yield from _read(leaf, filled(leaf.text), rule, image)


def _read(leaf: Leaf, text: Text, rule: Rule, image: str) -> Iterator[Hit]:
    match rule.form:
        case "list":
            for part in _parts(text, ","):
                yield from _one(leaf._replace(text=part), rule, image)
        case "mergekit":
            yield from _mergekit(leaf._replace(text=text), rule)
        case "litellm":
            yield from _litellm(leaf._replace(text=text), rule)
        case "assignments":
            for part in _parts(text, ","):
                yield from _assignment(part, rule)
        case "promptfoo" | "connection":
            yield from (_promptfoo(text) if rule.form == "promptfoo" else _connection(text))
        case "json":
            if found := _model_in_json().search(text.value):
                place = text._replace(value=found[1], column=text.column + found.start(1))
                yield from _hit(place, rule.carrier, rule.type, None)
        case _:
            yield from _one(leaf._replace(text=text), rule, image)


def _parts(text: Text, separator: str) -> Iterator[Text]:
    at = 0
    for part in text.value.split(separator)[:_MAX_PARTS]:
        stripped = part.strip()
        if stripped:
            offset = at + len(part) - len(part.lstrip())
            yield text._replace(value=stripped, column=text.column + offset)
        at += len(part) + len(separator)


def _one(leaf: Leaf, rule: Rule, image: str) -> Iterator[Hit]:
    carrier, text = rule.carrier, leaf.text
    if rule.type == "dataset":
        kind = "dataset"
    else:
        kind = leaf.parents[-1].text("repo_type") if leaf.parents else ""
        kind = kind if kind in ("dataset", "space") else rule.type
    if carrier in ("context", "context-or-slash"):
        found = context.carrier(leaf, image)
        carrier = "hub-only-slash" if found == "any" and carrier != "context" else found
    elif shape := context.shaped(text.value.strip()):
        carrier = shape if shape in ("uri", "dmr", "spacy") else carrier
    elif carrier == "uri":
        carrier = "" if "://" in text.value else "hub-only-slash"
    yield from _hit(text, carrier, kind, _revision(leaf))


def _revision(leaf: Leaf) -> str | None:
    """What stands beside the id as its revision."""
    if not leaf.parents or not leaf.key:
        return None
    own = leaf.path[-1]
    base = re.sub(r"_(?:name_or_path|id_or_path|name|id|path)$", "", own)
    names = [f"{own}_revision", f"{base}_revision", "revision"]
    if base in ("model", "pretrained_model", "base_model"):
        names.append("model_revision")
    found = leaf.parents[-1].get(*names)
    if not isinstance(found, Text) or not found.value or found.value == "null":
        return None
    return None if len(found.value) > 100 or set(found.value) & set(" ${}") else found.value


def _hit(text: Text, carrier: str, kind: str, revision: str | None) -> Iterator[Hit]:
    value = text.value.strip()
    if kind == "dataset":
        value = value.partition("@")[0]  # `org/name@split`
    if not carrier or not value or len(value) > _LONGEST or set(value) & set("{}$<>\n\t*"):
        return
    if kind == "dataset" and carrier == "hub-only-slash" and "/" not in value:
        return
    lead = len(text.value) - len(text.value.lstrip())
    yield Hit(value, text.line, text.column + lead, carrier, kind, revision)


def _mergekit(leaf: Leaf, rule: Rule) -> Iterator[Hit]:
    """`model+adapter`, each with `@revision`."""
    text = leaf.text
    if text.value in ("base", "union") or text.value.startswith("model:"):
        return
    for part in _parts(text, "+"):
        name, _, revision = part.value.partition("@")
        place = part._replace(value=name)
        yield from _hit(place, rule.carrier, rule.type, revision or _revision(leaf))


def _litellm(leaf: Leaf, rule: Rule) -> Iterator[Hit]:
    """Behind another address, `openai/` says only how to talk; `os.environ/X` is a variable.

    `openai/x` that is no name of OpenAI's is served at an address that another file gives.
    """
    text, beside = leaf.text, leaf.parents[-1] if leaf.parents else None
    prefix, slash, name = text.value.partition("/")
    if prefix == "os.environ":
        return
    base = beside.text("api_base", "base_url") if beside else ""
    elsewhere = bool(base) and "api.openai.com" not in base
    if slash and elsewhere and prefix in ("openai", "custom_openai", "text-completion-openai"):
        text = text._replace(value=name, column=text.column + len(prefix) + 1)
        carrier = context.host_of(base) or context.shaped(name) or "any"
        yield from _hit(text, carrier, rule.type, None)
    elif prefix != "openai" or "/" in name or context.is_openai(name):
        yield from _hit(text, rule.carrier, rule.type, None)


def _connection(text: Text) -> Iterator[Hit]:
    """`Endpoint=https://…;Deployment=name`, as .NET Aspire and Azure's clients write it."""
    parts = {}
    for part in _parts(text, ";"):
        name, equals, value = part.value.partition("=")
        if equals:
            place = part._replace(value=value, column=part.column + len(name) + 1)
            parts[name.strip().lower()] = place
    host = context.host_of(parts["endpoint"].value) if "endpoint" in parts else ""
    for name in ("deployment", "model", "deploymentname", "modelname"):
        if host and name in parts:
            yield from _hit(parts[name], host, "model", None)


@cache
def _model_in_json() -> re.Pattern[str]:
    return re.compile(r"\"model\"\s*:\s*\"([^\"\\]+)\"")


_PROMPTFOO_KINDS = frozenset(
    ("chat", "completion", "embedding", "embeddings", "messages", "responses", "assistant", "image",
     "moderation", "realtime", "text-generation", "text-classification", "feature-extraction",
     "sentence-similarity", "token-classification", "chatkit", "agents", "codex-sdk", "speech")
)  # fmt: skip


def _promptfoo(text: Text) -> Iterator[Hit]:
    """`provider:kind:name` or `provider:name`."""
    prefix, colon, rest = text.value.partition(":")
    carrier = SOURCES.get(prefix) or ""
    carrier = "hub" if carrier == "huggingface" else carrier
    kind, second, name = rest.partition(":")
    if second and kind in _PROMPTFOO_KINDS:
        rest = name
    if colon and carrier and rest not in _PROMPTFOO_KINDS:
        column = text.column + len(text.value) - len(rest)
        yield from _hit(text._replace(value=rest, column=column), carrier, "model", None)


_ASSIGNED = frozenset(
    ("pretrained", "peft", "tokenizer", "model", "model_name", "base_model", "delta")
)


def _assignment(part: Text, rule: Rule) -> Iterator[Hit]:
    name, equals, value = part.value.partition("=")
    if equals and name.strip() in _ASSIGNED:
        column = part.column + len(name) + 1
        yield from _hit(part._replace(value=value, column=column), rule.carrier, rule.type, None)
