"""The table of calls that carry model ids, and whose a name, a file or an address is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from modelguard import rulebase
from modelguard.namedtuple import NamedTuple


class Loader(NamedTuple):
    """One row of `calls` in rules/loaders_code.yaml; `carrier` is None where the provider decides.

    `kind_at` is the argument that tells a model from a dataset, `revision_at` and `revision` the
    position and the key of the revision, `named_at` that of an option's name, which must tell.
    """

    callee: tuple[str, ...]
    at: tuple[int, ...]
    keys: frozenset[str]
    carrier: str | None
    type: str = "model"
    fallback: str | None = None
    needs: tuple[str, ...] = ()
    prefix: str = ""
    scheme: str = ""
    revision: str = ""
    revision_at: int = -1
    kind_at: int = -1
    named_at: int = -1


class Rules(NamedTuple):
    """What a family of languages shares: loaders by the last name of their callee."""

    loaders: dict[str, list[Loader]]
    providers: tuple[tuple[str, str], ...]
    hosts: tuple[tuple[str, str], ...]
    imports: dict[str, tuple[str, ...]]
    keys: frozenset[str]
    key_endings: tuple[str, ...]
    tasks: frozenset[str]
    symbols: dict[str, str]

    def is_key(self, name: str) -> bool:
        """Whether a key or a method of this name, spelled plainly, may be given a model."""
        return name in self.keys or name.endswith(self.key_endings)


@cache
def load(family: str) -> Rules:
    """The rules of `javascript`, `jvm`, `rust`, `csharp` or `go`."""
    table = rulebase.load().table("loaders_code")
    loaders: dict[str, list[Loader]] = {}
    for row in table["calls"][family]:
        loader = _loader(row)
        loaders.setdefault(loader.callee[-1], []).append(loader)
    return Rules(
        loaders,
        tuple((word, carrier) for word, carrier in table["providers"]),
        tuple((host, carrier) for host, carrier in table["hosts"]),
        {carrier: tuple(texts) for carrier, texts in table["imports"].items()},
        frozenset(table["keys"]),
        tuple(table["key_endings"]),
        frozenset(table["tasks"]),
        dict(table["symbols"].get(family, {})),
    )


def _loader(row: dict[str, object]) -> Loader:
    def texts(key: str) -> tuple[str, ...]:
        value = row.get(key, [])
        assert isinstance(value, list)
        return tuple(map(str, value))

    carrier = row["carrier"]
    return Loader(
        callee=tuple(re.split(r"::|\.", str(row["callee"]))),
        at=tuple(map(int, texts("at"))),
        keys=frozenset(map(plain, texts("keys"))),
        carrier=None if carrier == "provider" else str(carrier),
        type=str(row.get("type", "model")),
        fallback=str(row["fallback"]) if "fallback" in row else None,
        needs=texts("needs"),
        prefix=str(row.get("prefix", "")),
        scheme=str(row.get("scheme", "")),
        revision=str(row.get("revision", "")),
        revision_at=int(str(row.get("revision_at", -1))),
        kind_at=int(str(row.get("kind_at", -1))),
        named_at=int(str(row.get("named_at", -1))),
    )


@cache
def plain(name: str) -> str:
    """`modelName`, `model_name`, `model-name` and `MODEL_NAME` as one spelling."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a name, lower-case: `ChatOpenAI` is chat, open, ai."""
    found = re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+", name[:200])
    return tuple(word.lower() for word in found)


@cache
def _joined(name: str) -> tuple[str, frozenset[int]]:
    """The words run together, and where one begins or ends."""
    text, bounds = "", {0}
    for word in words(name):
        text += word
        bounds.add(len(text))
    return text, frozenset(bounds)


def provider_in(name: str, rules: Rules) -> str | None:
    """The carrier that a name gives away; whole words only, `xai` is not in `maxAiTokens`."""
    text, bounds = _joined(name)
    for word, carrier in rules.providers:
        place = text.find(word)
        if place >= 0 and place in bounds and place + len(word) in bounds:
            return carrier
    return None


def provider_at(address: str, rules: Rules) -> str | None:
    """The carrier of a base address; `any` for a host of no provider."""
    for host, carrier in rules.hosts:
        if host in address:
            return carrier
    return "any" if "://" in address else None


def providers_imported(text: str, rules: Rules) -> list[str]:
    """Every provider whose package the file names."""
    return [
        carrier for carrier, texts in rules.imports.items() if any(one in text for one in texts)
    ]


def holds_any(data: bytes, needles: Iterable[bytes]) -> bool:
    return any(needle in data for needle in needles)


# What a file that uses a model has somewhere, lower-case.
_AI = (
    b"openai", b"claude", b"anthropic", b"llama", b"gpt-", b"gpt_", b"gemini", b"mistral",
    b"huggingface", b"hugging_face", b"from_pretrained", b"onnx", b"qwen", b"hf_hub", b"hf-hub",
    b"deepseek", b"embed", b"whisper", b"bert", b"bedrock", b"cohere", b"groq", b"llm",
    b"transformers", b"gemma", b"vertex", b"voyage", b"watsonx", b"phi-", b"phi3", b"gpt4",
    b"gpt3", b"gpt5", b"diffusion", b"replicate", b"candle", b"t5-", b"clip", b"djl", b"flux",
    b"grok", b"minilm", b"smol", b"inference", b"chat", b"gateway", b"mixtral",
)  # fmt: skip
_MODEL = (b"odel", b"MODEL", b"pretrained", b"pipeline", b"LLM", b"epo", b"REPO", b"llm", b"gent(",
          b"okenizer", b"mbedding", b"hat", b"llama")  # fmt: skip


def speaks_of_models(data: bytes) -> bool:
    """Whether a file has both a word for a model and a word for one that is known."""
    if b"\0" in data[:64]:
        return True
    return holds_any(data, _MODEL) and holds_any(data.lower(), _AI)
