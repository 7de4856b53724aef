"""A text that stands where a model is named, and what it names, if anything.

How a text is read depends on what carries it: `openai/gpt-oss-20b` is a repository of the Hub after
`vllm serve`, `openai/gpt-4o` an API where LiteLLM reads it. In doubt a text names nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from modelguard import ids
from modelguard.detect.names import addresses, apis, catalogs, libraries, plausible, providers
from modelguard.detect.names.libraries import sourced
from modelguard.detect.source import Hit
from modelguard.domain import ModelId
from modelguard.errors import UsageError
from modelguard.ids import HUB, ParsedId
from modelguard.rulebase import Rulebase

_LONGEST = 400
_DIGEST = 64  # characters of a version at Replicate


def name(hit: Hit, rules: Rulebase) -> ParsedId | None:
    """The id that the text of a hit names, with the revision; None where it names none."""
    text = _plain(hit.text)
    if not text or len(text) > _LONGEST or not text.isprintable() or " " in text:
        return None
    try:
        found = _read(text, hit, rules)
        # What comes out can be written into a manifest.
        is_id = found is not None and ids.parse(str(found.id)).id == found.id
    except UsageError:
        return None
    if found is None or not is_id or not _is_wanted(found.id, hit.type):
        return None
    return found._replace(revision=_revision(hit.revision) or found.revision)


def _plain(text: str) -> str:
    """Without blanks and quotes around it; of `${MODEL:-gpt2}` the default."""
    text = text.strip().strip("\"'`").strip()
    if text.startswith("${") and (default := _default().fullmatch(text)):
        return default.group(1).strip().strip("\"'")
    return text


def _read(text: str, hit: Hit, rules: Rulebase) -> ParsedId | None:
    if addresses.is_address(text):
        return addresses.name(text, hit.carrier)
    if hit.type == "dataset":
        return libraries.dataset(text)
    if hit.type == "space":
        return libraries.space(text)
    return _by(hit.carrier, text, rules)


def _is_wanted(model: ModelId, kind: str) -> bool:
    """An address says for itself whether it is a dataset; nothing else overrules the carrier."""
    return kind == "model" or model.type == kind or model.source != HUB


def _revision(text: str | None) -> str | None:
    """A revision that git allows; `main` is one too."""
    if text is None or not (plain := _plain(text)) or plausible.is_stand_in(plain):
        return None
    return plain if _ref().fullmatch(plain) and ".." not in plain else None


def _by(carrier: str, text: str, rules: Rulebase) -> ParsedId | None:
    """A source that has no spelling of its own takes any one word."""
    if carrier in _READERS:
        return _READERS[carrier](text)
    if carrier in _RULED:
        return _RULED[carrier](text, rules)
    return apis.of_source(text, carrier)


def _openai(text: str, rules: Rulebase) -> ParsedId | None:
    """Servers of the same protocol get names with a slash, too."""
    if libraries.tagged().fullmatch(text):
        return sourced("ollama", text)
    return _litellm(text, rules) if "/" in text else apis.openai(text, rules)


def _litellm(text: str, rules: Rulebase) -> ParsedId | None:
    """`provider/model` as LiteLLM and its users read it; elsewhere a repository of the Hub."""
    prefix, slash, rest = text.partition("/")
    if not slash:
        return apis.api(providers.from_constant(text), rules)
    low = prefix.lower()
    if low in ("litellm_proxy", "litellm"):
        return _litellm(rest, rules)
    if low in _WHOLE and providers.claims(_WHOLE[low], text, rules):
        return sourced(_WHOLE[low], text)
    if low not in providers.SOURCES:
        return libraries.dmr(text) if low == "ai" else libraries.repo(text)
    return _provided(low, rest, text, rules)


def _provided(prefix: str, rest: str, text: str, rules: Rulebase) -> ParsedId | None:
    """Some providers are also organizations of the Hub, with other models."""
    source = providers.SOURCES[prefix]
    if source is None:
        return libraries.repo(text) if prefix in providers.HUB_OWNERS else None
    if source == HUB:
        return libraries.hub("/".join(rest.split("/")[-2:]))
    if source == "openai" and "/" in rest:
        return _litellm(rest, rules)
    if prefix in providers.HUB_OWNERS and not _serves(source, rest, rules):
        return libraries.repo(text)
    return _by(source, rest, rules)


def _serves(source: str, rest: str, rules: Rulebase) -> bool:
    """Whether `openai/x` is OpenAI's API; else it is a repository of that organization."""
    if source in ("nvidia_nim", "watsonx", "openrouter"):
        return "/" in rest
    if rest != rest.lower():  # APIs write small letters
        return False
    return providers.claims(source, rest, rules) and not _open_weights().match(rest.lower())


def _colon(text: str, rules: Rulebase) -> ParsedId | None:
    """`provider:model`, as Pydantic AI and LangChain's `init_chat_model` read it."""
    prefix, colon, rest = text.removeprefix("gateway/").partition(":")
    if not colon:
        return apis.api(text, rules)
    source = providers.SOURCES.get(prefix.lower())
    if source is None:
        return None
    # Promptfoo puts the task between them: `huggingface:text-generation:org/name`.
    task, _, after = rest.partition(":")
    return _by(source, after if task in _TASKS else rest, rules)


def _gateway(text: str, rules: Rulebase) -> ParsedId | None:
    """`provider/model` at a gateway, which serves APIs only."""
    prefix, slash, rest = text.partition("/")
    source = providers.SOURCES.get(prefix.lower()) if slash else None
    if source is None:
        return None if slash else apis.api(text, rules)
    if prefix.lower() in providers.HUB_OWNERS and _open_weights().match(rest.lower()):
        return libraries.repo(text)
    return None if source == HUB else _by(source, rest, rules)


def _any(text: str, rules: Rulebase) -> ParsedId | None:
    """A value under a key that holds models, in a file that does not say who reads it."""
    if "/" not in text:
        return _any_word(text, rules)
    owner, _, rest = text.partition("/")
    if owner.lower() == rest.partition(":")[0].lower():
        return None
    if rest.endswith(":free") and "/" not in rest:
        return sourced("openrouter", text)
    if owner.lower() == "google" and rest.startswith("gemini-"):
        return apis.google(rest)
    if len(rest.rpartition(":")[2]) == _DIGEST:
        return libraries.replicate(text)
    if owner == "models":
        return apis.google(rest) if providers.claims("google", rest, rules) else None
    found = catalogs.path(text) or _litellm(text, rules)
    is_image = found is not None and found.id.source == HUB and plausible.is_image(text)
    return None if is_image else found


def _any_word(text: str, rules: Rulebase) -> ParsedId | None:
    if libraries.tagged().fullmatch(text):
        return sourced("ollama", text)
    if text.endswith(".gguf"):
        return libraries.quantized(text)
    if ":" in text and (provided := _provided_by_api(text, rules)):
        return provided
    if found := libraries.old(text) or libraries.unmistakable(text):
        return found
    if apis.bedrock_name().fullmatch(text) and providers.claims("bedrock", text, rules):
        return sourced("bedrock", text)
    return apis.api(text, rules)


def _provided_by_api(text: str, rules: Rulebase) -> ParsedId | None:
    """`openai:gpt-4o`; the word before a tag may be a provider's too, so its list must know it."""
    prefix, _, rest = text.partition(":")
    source = providers.SOURCES.get(prefix.lower())
    is_known = source is not None and providers.claims(source, rest, rules)
    return _by(source, rest, rules) if source and is_known else None


_READERS: dict[str, Callable[[str], ParsedId | None]] = {
    "hub": libraries.hub,
    "vllm": libraries.hub,
    HUB: libraries.hub,
    "hub-only-slash": libraries.repo,
    "checkpoint": libraries.checkpoint,
    "old-with-size": libraries.old_with_size,
    "sentence-transformers": libraries.sentence_transformers,
    "whisper": libraries.whisper,
    "timm": libraries.timm,
    "open_clip": libraries.open_clip,
    "spacy": libraries.spacy,
    "ultralytics": libraries.ultralytics,
    "torchhub": libraries.torchhub,
    **catalogs.READERS,
    "ollama": libraries.ollama,
    "dmr": libraries.dmr,
    "replicate": libraries.replicate,
    "mlflow": libraries.mlflow,
    "gguf": lambda text: libraries.repo(text) or libraries.quantized(text),
    "google": apis.google,
    "vertex": apis.vertex,
    "bedrock": apis.bedrock,
    "weights-file": libraries.weights_file,
    "uri": lambda text: None,
}
_RULED: dict[str, Callable[[str, Rulebase], ParsedId | None]] = {
    "api": apis.api,
    "openai": _openai,
    "anthropic": apis.anthropic,
    "azure": apis.azure,
    "litellm": _litellm,
    "gateway": _gateway,
    "pydantic-ai": _colon,
    "any": _any,
}
# Makers whose own spelling is the name at a host, the slash included.
_WHOLE = {"meta": "nvidia_nim", "ibm": "watsonx"}
_TASKS = frozenset((
    "chat", "completion", "embedding", "embeddings", "feature-extraction", "image", "messages",
    "responses", "text-classification", "text-generation", "token-classification",
))  # fmt: skip


@cache
def _default() -> re.Pattern[str]:
    return re.compile(r"\$\{(?:oc\.env:)?[\w.]+(?::?[-=?]|,)([^{}$]+)\}")


@cache
def _ref() -> re.Pattern[str]:
    return re.compile(r"[\w][\w./+-]{0,199}")


@cache
def _open_weights() -> re.Pattern[str]:
    return re.compile(r"^(gpt-oss|gemma|whisper-(?!1$)|clip|flan|t5)")
