"""What an address is there for, by what stands before it: to load a model, or to read about it."""

from __future__ import annotations

import re
from functools import cache

_CONFIGURATION = ("hash", "semicolon", "none", "both", "batch", "power")
_STORES = ("s3://", "gs://", "oci://", "azureml://", "models:/")
# Parts of keys, attributes and variables that hold links for people.
_LINKS = (
    "about", "author", "avatar", "badge", "blog", "card", "cite", "citation", "credit", "demo",
    "descr", "doc", "favicon", "help", "home", "href", "icon", "info", "issue", "license", "link",
    "logo", "message", "news", "note", "page", "paper", "poster", "profile", "readme", "refer",
    "see", "site", "text", "thumb", "title", "tooltip", "urls", "web", "comment",
)  # fmt: skip
# Of these some lead to files too: only a page of the Hub is a link there.
_DOWNLOADS = (
    "about", "demo", "doc", "help", "info", "link", "message", "news", "note", "page", "refer",
    "see", "site", "text", "title", "urls", "web",
)  # fmt: skip
_MODELS = (
    "adapter", "base", "ckpt", "checkpoint", "controlnet", "dataset", "encoder", "embed", "gguf",
    "hf", "hub", "llm", "lora", "model", "pretrained", "remote", "repo", "storageuri",
    "storage_uri", "tokenizer", "unet", "vae", "weight",
)  # fmt: skip
# A folder of a repository under such a key is fetched; the page alone may be there to be read.
_PLACES = ("url", "uri", "source")
# A commit under such a key is the one that is used.
_PINS = ("version", "revision", "commit")
# Stores hold charts, images and data as well.
_STORED = tuple(
    word for word in _MODELS if word not in ("base", "dataset", "hub", "remote", "repo")
)


def is_reference(address: str, before: str, behind: str, kind: str) -> bool:
    """`before` is the line up to the address, `behind` the character after it."""
    if before.lstrip().startswith((">>>", "...", "//", "# ", "* ")):  # `masks` sees what is left
        return False
    if _is_markup(before) or address.startswith(("http://localhost", "http://127.")):
        return False
    fetched = _fetch(kind).search(before) is not None
    key = _key(before)
    if address.startswith(_STORES):
        is_model = _names_one_of(key, _STORED) or _weights().search(address) is not None
        is_model = is_model or (address.startswith("azureml:") and "/models/" in address)
        return is_model and _stands_alone(before, kind)
    if key and f"/{key}/resolve/" in address.lower() and _vocabulary().search(address):
        return False  # a library's table of vocabularies and settings, by the models
    if _is_download(address):
        links = tuple(link for link in _LINKS if link not in _DOWNLOADS)
        is_link = not address.startswith("arn:") and _names_one_of(key, links)
        return (fetched or _stands_alone(before, kind)) and not is_link
    if _cloned().search(before) or _is_fetched_page(address, key):
        return True
    return (
        _stands_alone(before, kind)
        and behind not in "+ "
        and _names_one_of(key, _MODELS)
        and not _names_one_of(key, _LINKS)
    )


def _is_fetched_page(address: str, key: str) -> bool:
    return (key in _PLACES and "/tree/" in address) or (key in _PINS and "/commit/" in address)


def is_configuration(kind: str) -> bool:
    """Whether values need no quotes."""
    return kind in _CONFIGURATION


def _names_one_of(key: str, words: tuple[str, ...]) -> bool:
    return any(word in key for word in words)


def _is_download(address: str) -> bool:
    """A file or a scheme that no browser opens, as opposed to a page."""
    scheme = address.partition("://")[0].lower()
    if scheme not in ("http", "https") and "://" in address:
        return True
    return _file().search(address) is not None


@cache
def _file() -> re.Pattern[str]:
    return re.compile(
        r"/resolve/|/raw/|api-inference\.huggingface\.co/|router\.huggingface\.co/"
        r"|civitai\.com/api/|github\.com/explosion/spacy-models/releases/|^arn:"
        r"|//tfhub\.dev/|weights\.replicate\.delivery/|mlrepo\.djl\.ai/|api\.replicate\.com/v1/models/"
        r"|generativelanguage\.googleapis\.com/v"
        r"|\.(?:caffemodel|ckpt|ggml|gguf|h5|keras|litertlm|llamafile|mlmodel|mlpackage|nemo|onnx"
        r"|pdparams|pte?|pth|safetensors|sft|task|tflite|torchscript)(?:[?#]|$)",
        re.IGNORECASE,
    )


@cache
def _weights() -> re.Pattern[str]:
    return re.compile(r"\.(?:bin|ckpt|gguf|nemo|onnx|pte?|pth|safetensors)$", re.IGNORECASE)


@cache
def _vocabulary() -> re.Pattern[str]:
    files = "vocab|merges|spiece|sentencepiece|tokenizer|config"
    return re.compile(rf"/(?:{files})[\w.]*$", re.IGNORECASE)


@cache
def _fetch(kind: str) -> re.Pattern[str]:
    """Programs that load what they are given an address of."""
    programs = r"wget|curl|git\s+clone|git\s+lfs\s+clone"
    if is_configuration(kind):
        programs += r"|aria2c|pget|axel|submodule\s+add"
        programs += r"|(?:hf|huggingface-cli)\s+download|ollama\s+(?:run|pull)"
        programs += r"|pip3?\s+install|ADD|Invoke-WebRequest|iwr"
        programs += r"|--[\w-]*(?:model|url|uri|path|lora|weights)[\w-]*"
    return re.compile(rf"(?<!\w)(?:{programs})\b[^#;]*$")


@cache
def _cloned() -> re.Pattern[str]:
    return re.compile(r"\b(?:git(?:\s+lfs)?\s+clone|submodule\s+add)\b[^#;|&]*$")


def _is_markup(before: str) -> bool:
    """`](…`, `<a href=…`, `src=` of a tag."""
    return before.endswith("](") or _tag().search(before) is not None


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"(?:^\s*|<\w[^<>]*\s)(?:href|src|content|poster)=[\"'{`]{0,2}$")


def _stands_alone(before: str, kind: str) -> bool:
    """Whether the address is a whole value, and no part of a sentence."""
    pattern = _plain_value() if is_configuration(kind) else _quoted_value()
    is_element = kind == "xml" and _element().search(before) is not None
    return is_element or pattern.search(before) is not None


@cache
def _element() -> re.Pattern[str]:
    """`<SourceUrl>`, and nothing before it on the line."""
    return re.compile(r"^\s*<([\w.-]{1,80})(?:\s[^<>]*)?>\s*$")


@cache
def _plain_value() -> re.Pattern[str]:
    return re.compile(r"(?:^\s*|[:=]\s*|^\s*-\s+|[\[,({]\s*|\?\s*|:-|=>\s*|\bFROM\s+)[\"'`]?$")


@cache
def _quoted_value() -> re.Pattern[str]:
    return re.compile(r"(?:^|\W)[bfruLR$@]{0,2}[\"'`]$|[\w\]]=$")


def _key(before: str) -> str:
    """The name of what is set to the address, in lower case; empty when there is none."""
    found = _name().search(before) or _element().search(before)
    return found[1].lower() if found else ""


@cache
def _name() -> re.Pattern[str]:
    """`key: "`, `key = f("`, `"key": ["`, `key: str = "`, `--key=`."""
    return re.compile(
        r"([\w.$-]{1,80})[\"']?\]?(?:\s*:\s*[\w<>\[\]&', ]{1,40})?"
        r"\s*(?:[:=(]|=>|:=|\?=|:-|\?\?|\|\|)\s*(?:\w{0,20}\()?\[?\s*[bfruLR$@]{0,2}[\"'`]?$"
    )
