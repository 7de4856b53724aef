"""Whose model a value is: what stands around it, and how it looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from modelguard.detect.configuration import beside
from modelguard.detect.configuration.nodes import ADDRESSES, Leaf, Mapping
from modelguard.detect.configuration.rules import table
from modelguard.globs import matches

_FIELDS = ("_target_", "class_path", "class_name", "class", "_type", "provider", "model_provider",
           "llm_provider", "vendor", "api_type", "backend", "library",
           "type", "framework", "component", "uses", "engine", "inference_engine", "hub",
           "model_hub", "model_source")  # fmt: skip
_SERVICES = ("provider", "engine", "modelengine", "backend", "type", "vendor")
_ADDRESSES = 20  # of one mapping that are looked at
_LEVELS = 4  # mappings outwards that are asked for a provider
_NAMED = frozenset(("jobs", "containers", "agents", "[]"))
_COMPOSE = ("services",)
_CLIENT = "openai_"  # keys of a client that other services understand as well
# Services whose models' names have a slash.
_SLASHES = frozenset(
    ("openrouter", "groq", "together", "fireworks", "nvidia_nim", "replicate", "watsonx", "litellm",
     "hub", "vllm", "ollama", "localai", "sentence-transformers", "bedrock", "vertex", "google",
     "modelscope")
)  # fmt: skip


def carrier(leaf: Leaf, image: str = "") -> str:
    """The carrier for a value under a key such as `model`; `any` where nothing speaks for one."""
    text = leaf.text.value.strip()
    if shape := shaped(text):
        return shape
    if leaf.path[-1:] and leaf.path[-1] in _FIELDS and _is_provider(text):
        return ""
    for found in _speaking(leaf, image):
        if _can_be(found, text):
            return found
        if found in ("openai", "azure"):  # a compatible service: the name is another's
            break
    return "ollama" if _is_in_library(text) and beside.has_ollama(leaf) else "any"


def shaped(text: str) -> str:
    """The carrier of a name that shows by itself whose it is; empty for others."""
    for name, pattern in _shapes():
        if pattern.fullmatch(text):
            return name
    return ""


def _is_provider(text: str) -> bool:
    """Whether a text names a service and none of its models: `nvidia_ai_endpoints`."""
    if _plain(text) in _providers():
        return True
    found = provider_in(text)
    family = _families().get(found)
    is_model = family is not None and family.match(text) is not None
    return bool(found) and not is_model and not any(char.isdigit() for char in text)


def is_openai(name: str) -> bool:
    """Whether OpenAI calls a model so, weights that it has published among them."""
    return name.startswith("gpt-oss") or _families()["openai"].match(name) is not None


def _is_in_library(text: str) -> bool:
    return _library().fullmatch(text.partition(":")[0]) is not None


@cache
def _library() -> re.Pattern[str]:
    return re.compile("|".join(table()["ollama_names"]))


@lru_cache(maxsize=4096)
def provider_in(text: str) -> str:
    """The carrier of the first provider's word in a key or a type's name."""
    plain = _plain(text) if len(text) <= 200 else ""
    return next((name for word, name in table()["providers"] if word in plain), "")


@cache
def _providers() -> dict[str, str]:
    """Names that are a provider's word and nothing else."""
    return dict(table()["providers"])


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def host_of(url: str) -> str:
    if len(url) > 500:
        return ""
    return next((name for host, name in table()["hosts"].items() if host in url), "")


def of_image(image: str) -> str:
    for entry in table()["images"] if image else ():
        if matches(image, entry["image"]):
            return str(entry["carrier"])
    return ""


def of_action(uses: str) -> str:
    for entry in table()["actions"]:
        if matches(uses, entry["action"]):
            return str(entry["carrier"])
    return ""


def _speaking(leaf: Leaf, image: str) -> Iterator[str]:
    """Carriers that something near names, the nearest first."""
    own = leaf.path[-1] if leaf.path else ""
    if own == "[]" and len(leaf.path) > 1:
        own = leaf.path[-2]
    prefix = own.partition("_")[0]
    near = leaf.parents[: -_LEVELS - 1 : -1]
    for level, mapping in enumerate(near):
        yield from _addressed(mapping, prefix if level == 0 else "")
        if level == 0 and (found := provider_in(own) or _owned(mapping, own)):
            yield found
        yield from _fields(mapping)
    if found := of_image(image):
        yield found
    for index in range(len(leaf.path) - 2, -1, -1):
        before = leaf.path[:index]
        is_alias = before == _COMPOSE or (bool(before) and before[-1] in _NAMED)
        if not is_alias and (found := provider_in(leaf.path[index])):
            yield found


def _owned(mapping: Mapping, own: str) -> str:
    """The service that `X_provider` names for `X_model`, and for `X_model_name`."""
    while "_" in own:
        own = own.rpartition("_")[0]
        said = mapping.text(*(f"{own}_{ending}" for ending in _SERVICES))
        if found := provider_in(said):
            return found
    return ""


def _addressed(mapping: Mapping, prefix: str) -> Iterator[str]:
    """`X_base_url` speaks for the keys that start with `X_` too."""
    for name, address in mapping.addresses[:_ADDRESSES]:
        is_own = name in ADDRESSES or name.startswith(
            (f"{prefix}_", _CLIENT) if prefix else _CLIENT
        )
        if is_own and (found := host_of(address.value)):
            yield found


def _fields(mapping: Mapping) -> Iterator[str]:
    for name in _FIELDS:
        if found := provider_in(mapping.text(name)):
            yield found
    if whole := _providers().get(_plain(mapping.text("name"))):
        yield whole
    is_flowise = mapping.get("inputs") is not None and mapping.get("category") is not None
    if is_flowise and (found := provider_in(mapping.text("name"))):
        yield found


def _can_be(name: str, text: str) -> bool:
    if "/" in text and name not in _SLASHES:
        return False
    if name == "hub":
        return "/" in text or not _families()["openai"].match(text)
    if name == "ollama" and not text.startswith("gpt-oss"):
        return not _families()["openai"].match(text) and not _families()["anthropic"].match(text)
    if pattern := _families().get("openai" if name == "azure" else name):
        return bool(pattern.match(text))
    return True


@cache
def _families() -> dict[str, re.Pattern[str]]:
    """How the models of a service are called; others behind its interface are not its own."""
    words = {
        "openai": r"gpt-?(?!oss)[\d\w]|chatgpt|o[1-9](?:-|$)|text-|dall-e|tts-|whisper-1|ft:|omni-|"
        r"codex|computer-use|sora|davinci|babbage|code-davinci",
        "anthropic": r"claude",
        "google": r"(?:models/)?(?:gemini|gemma|text-|embedding-|imagen|veo|learnlm|chat-bison)",
        "vertex": r"(?:publishers/|projects/)|gemini|text|chat|code|claude|imagen|medlm|"
        r"[\w-]+/[\w.-]+-maas",
        "mistral": r"(?:open-)?[a-z]*stral|mistral|open-mixtral",
        "cohere": r"command|embed|rerank|c4ai|aya",
        "voyage": r"voyage|rerank",
        "deepseek": r"deepseek",
        "xai": r"grok",
        "bedrock": r"(?:[a-z]{2,6}\.)?[a-z0-9]+\.[a-z]|arn:",
        "whisper": r"(?:distil-)?(?:tiny|base|small|medium|large|turbo)(?:[.-]|$)",
        "spacy": r"[a-z]{2,3}_[a-z]+_",
        "timm": r"[a-z]",
    }
    return {name: re.compile(pattern) for name, pattern in words.items()}


@cache
def _shapes() -> list[tuple[str, re.Pattern[str]]]:
    return [
        ("uri", re.compile(r"(?:hf|huggingface|ollama|modelscope|oci|s3|gs|azureml)://.+")),
        ("uri", re.compile(r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/.+")),
        ("uri", re.compile(r"https?://\S+\.(?:safetensors|ckpt|gguf|pth?|bin|onnx|sft|tflite)")),
        ("vertex", re.compile(r"[a-z][\w-]*/[\w.-]+-maas")),
        ("vertex", re.compile(r"(?:projects/[^/]+/locations/[^/]+/)?publishers/[\w-]+/models/.+")),
        ("bedrock", re.compile(r"arn:aws[\w-]*:bedrock:\S+")),
        ("dmr", re.compile(r"ai/[a-z0-9][\w.-]*(?::[\w.-]+)?")),
        ("spacy", re.compile(r"[a-z]{2,3}_(?:core|dep|ent|sent)_[a-z]+_(?:sm|md|lg|trf)")),
        (
            "ollama",
            re.compile(r"[a-z][\w.-]*:(?:latest|(?:e?\d+(?:\.\d+)?|\d+x\d+)[bm](?:-[\w.-]+)?)"),
        ),
        ("ultralytics", re.compile(r"(?:yolo|rtdetr|sam2?|mobile_sam|FastSAM)[\w.-]*\.pt")),
    ]
