"""An address of any kind, and the model that it leads to, if any."""

from __future__ import annotations

import re
from functools import cache

from modelguard import ids
from modelguard.detect.names import plausible
from modelguard.domain import ModelId
from modelguard.errors import UsageError
from modelguard.ids import HUB, ParsedId

_HUB_HOSTS = ("huggingface.co/", "www.huggingface.co/", "hf.co/", "hf-mirror.com/")
_INFERENCE_HOSTS = ("api-inference.huggingface.co", "router.huggingface.co")
# Hosts of a registry's pages → how its models are named.
_SCHEMES = {"ollama": "ollama", "modelscope": "modelscope", "civitai": "civitai"}
_STORES = ("s3", "gs", "azureml", "oci", "mlflow")
_DATA = (
    ".csv", ".json", ".jsonl", ".parquet", ".txt", ".tsv", ".wav", ".mp3", ".mp4", ".png", ".jpg",
    ".jpeg", ".gif", ".svg", ".pdf", ".html", ".md", ".npy", ".npz", ".py", ".yaml", ".yml", ".xml",
    ".js", ".css",
)  # fmt: skip
# Folders of buckets and registries that hold something else.
_OTHER_FOLDERS = frozenset(("charts", "data", "dataset", "datasets", "helm", "helm-charts", "logs"))


def is_address(text: str) -> bool:
    return "://" in text or text.lower().startswith((*_HUB_HOSTS, "models:/", "pkg:"))


def name(text: str, carrier: str = "uri") -> ParsedId | None:
    """None for pages, downloads that are no weights, and hosts of examples."""
    if _hidden().search(text):
        return None
    try:
        found = _read(text, carrier)
    except UsageError:
        return None
    return found if found is None or _is_plausible(found.id) else None


def _read(text: str, carrier: str) -> ParsedId | None:
    scheme, separator, rest = text.partition("://")
    scheme = scheme.lower()
    if text.startswith("models:/"):
        return _registered(text.removeprefix("models:").lstrip("/"))
    if not separator:
        return _hub_page(text)
    if scheme in ("http", "https"):
        return _web(text, rest, carrier)
    if scheme in ("hf", HUB):
        return ids.parse(f"hf://{_file_of_repo(rest) if scheme == HUB else rest}")
    if scheme in _SCHEMES:
        return ids.parse(f"{_SCHEMES[scheme]}:{rest.strip('/')}")
    if scheme in _STORES:
        return _store(scheme, rest)
    if scheme == "docker":
        return ids.parse(f"dmr:{rest}")
    if scheme == "djl" and (hub := _djl().fullmatch(rest)):
        return ids.parse(hub.group(1))
    return None


def _registered(rest: str) -> ParsedId | None:
    """MLflow: `models:/name/version`, `models:/name@alias`."""
    plain, _, version = rest.replace("@", "/", 1).partition("/")
    if not plain or "/" in version or plausible.is_stand_in(plain):
        return None
    return ParsedId(ModelId("mlflow", plain), version or None)


def _file_of_repo(path: str) -> str:
    """LocalAI writes `huggingface://org/name/file` and `…/file@branch`."""
    return re.sub(r"^([^/@]+/[^/@]+)/([^@]*)@([\w.-]+)$", r"\1@\3/\2", path)


def _hub_page(text: str) -> ParsedId | None:
    """Repositories; no organizations, no documentation. A name alone is one of the first models."""
    text = re.sub(r"^(https?://)?api-inference\.", "https://", text)
    text = re.sub(r"^(https?://)?router\.(huggingface\.co)/(hf-inference/)?", r"https://\2/", text)
    found = ids.parse(text.rstrip(".,:;"))
    model = found.id
    if (
        model.type == "model"
        and "/" not in model.name
        and model.name.lower() not in plausible.LEGACY
    ):
        return None
    return found


def _web(text: str, rest: str, carrier: str) -> ParsedId | None:
    host, _, path = rest.partition("/")
    host = host.lower().rpartition("@")[2].removesuffix(":443")
    if host.removeprefix("www.") + "/" in _HUB_HOSTS or host in _INFERENCE_HOSTS:
        return _hub_page(text)
    plain = re.sub(r"[?#].*", "", path)
    if host in ("modelscope.cn", "www.modelscope.cn", "modelscope.ai", "www.modelscope.ai"):
        match = re.match(r"(?:api/v1/)?(models|datasets)/([^/]+/[^/]+)", plain)
        return ids.parse(f"modelscope:{match[2]}") if match and match[1] == "models" else None
    if host == "civitai.com" and (match := re.match(r"api/download/models/(\d+)", path)):
        return ids.parse(f"civitai:{match[1]}")
    if host == "github.com" and (match := _spacy_wheel().match(plain)):
        return ParsedId(ModelId("spacy", match[1]), match[2])
    if host in ("tfhub.dev", "weights.replicate.delivery", "mlrepo.djl.ai") and "/" in plain:
        return None if plain.lower().endswith(_DATA) else ids.parse(text)
    low = plain.lower().removesuffix("/")
    is_weights = low.endswith(plausible.WEIGHTS) and not low.endswith(_DATA)
    return ids.parse(text) if is_weights and not _is_private(host) else None


def _store(scheme: str, rest: str) -> ParsedId | None:
    """Buckets hold anything; what ends like data is data."""
    plain = rest.rstrip("/")
    folders = plain.lower().split("/")
    is_data = plain.lower().endswith(_DATA) or not _OTHER_FOLDERS.isdisjoint(folders)
    if len(folders) < 2 or is_data:
        return None
    return ids.parse(f"{scheme}:{plain}")


def _is_private(host: str) -> bool:
    return host.startswith(("localhost", "127.", "0.0.0.0", "192.168.", "10."))


def _is_plausible(model: ModelId) -> bool:
    if model.source != HUB:
        return not re.search(r"(^|[/:.@])(your|my)[-_.]|path/to|/\.\.\.", model.name.lower())
    if model.type == "dataset":
        return "/" not in model.name or plausible.is_repo(model.name)
    name = model.name.lower()
    # Elsewhere `org/name.onnx` is a file; an address of the Hub has the file behind it.
    suffix = next((ending for ending in plausible.WEIGHTS if name.endswith(ending)), "")
    return name in plausible.LEGACY or plausible.is_repo(model.name.removesuffix(suffix))


@cache
def _hidden() -> re.Pattern[str]:
    """Placeholders, and hosts that stand for any host (RFC 2606)."""
    return re.compile(
        r"[{}$<>|\"'`\\^\[\]*…\s]|\.\.\.|%[sd(]|(?<![\w-])example\.(com|org|net)|\.(example|invalid|test)\b"
        r"|//example\b",
        re.IGNORECASE,
    )


@cache
def _djl() -> re.Pattern[str]:
    return re.compile(r"ai\.djl\.huggingface\.\w+/([^/]+/[^/?]+)(?:[/?].*)?")


@cache
def _spacy_wheel() -> re.Pattern[str]:
    return re.compile(r"explosion/spacy-models/releases/download/(\w+)-([\d.]+(?:\w\d+)?)(?:/|$)")
