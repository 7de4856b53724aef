"""Whether a text can name a model at all: placeholders and local files do not."""

from __future__ import annotations

import re
from functools import cache

# fmt: off
# Endings of model files; a Hub loader that is given one reads it from the disk.
WEIGHTS = (
    ".bin", ".ckpt", ".engine", ".ggml", ".gguf", ".h5", ".hdf5", ".joblib", ".keras", ".litertlm",
    ".llamafile", ".mlmodel", ".mlpackage", ".mnn", ".msgpack", ".ncnn", ".nemo", ".npz", ".onnx",
    ".ort", ".pb", ".pdparams", ".pickle", ".pkl", ".plan", ".pt", ".pt2", ".pte", ".pth", ".ptl",
    ".safetensors", ".sft", ".spm", ".task", ".tflite", ".torchscript", ".trt",
)
_FILES = (
    ".bat", ".c", ".cc", ".cfg", ".conf", ".cpp", ".cs", ".css", ".csv", ".db", ".dll", ".exe",
    ".faiss", ".gif", ".go", ".gz", ".html", ".ini", ".ipynb", ".jar", ".java", ".jinja", ".jpeg",
    ".jpg", ".js", ".json", ".jsonl", ".jsx", ".kt", ".lock", ".log", ".md", ".mjs", ".mp3",
    ".mp4", ".parquet", ".pdf", ".php", ".png", ".proto", ".py", ".rb", ".rs", ".sh", ".so",
    ".spacy", ".sql", ".sqlite", ".svg", ".tar", ".tgz", ".toml", ".ts", ".tsv", ".tsx", ".txt",
    ".wav", ".webp", ".whl", ".xml", ".yaml", ".yml", ".zip", ".zst", ".git",
)
# First segments of paths that programs read and write; none of them publishes models on the Hub.
_FOLDERS = frozenset((
    "api", "app", "artifacts", "assets", "backend", "base_models", "bin", "build", "cache",
    "checkpoint", "checkpoints", "ckpt", "ckpts", "conf", "config", "configs", "content", "corpus",
    "data", "dist", "docs", "download", "downloads", "etc", "exp", "experiments", "export",
    "exports", "final_model", "finetuned", "home", "lib", "local", "log", "logs", "lora", "loras",
    "mnt", "model", "model_cache", "models", "notebooks", "opt", "out", "output", "output_dir",
    "outputs", "packages", "path", "pretrained", "pretrained_models", "public", "resources",
    "result", "results", "root", "run", "runs", "save", "saved", "saved_models", "saves", "scripts",
    "share", "src", "srv", "static", "temp", "test", "tests", "tmp", "tokenizer", "tokenizers",
    "train", "trained", "trained_models", "training", "usr", "var", "vendor", "volume", "volumes",
    "weights", "work", "workspace",
))
# First segments of names with a slash that are no repositories: platforms, MIME types, branches.
_NO_OWNERS = frozenset((
    "actions", "application", "arm64", "audio", "bugfix", "chore", "darwin", "docker", "feat",
    "feature", "fix", "font", "googleai", "hotfix", "image", "library", "linux", "message",
    "multipart", "origin", "refs", "release", "releases", "text", "upstream", "vertex_ai",
    "vertexai", "video", "windows",
))
_IMAGE_OWNERS = frozenset((
    "amazon", "bitnami", "curlimages", "grafana", "langchain", "lmcache", "lmsysorg", "ollama",
    "pytorch", "rayproject", "tensorflow", "ubuntu", "vllm",
))
_PLACEHOLDERS = frozenset((
    "auto", "changeme", "custom", "default", "disabled", "dummy", "empty", "enabled", "false",
    "fixme", "n/a", "na", "nil", "none", "null", "placeholder", "same", "tbd", "todo", "true",
    "undefined", "unknown", "unset", "xxx",
))
# Names that documentation uses for "yours".
_STAND_IN_OWNERS = frozenset((
    "default", "example-org", "example-user", "foo", "hf-username",
    "hf_username", "my-org", "my-username", "my_org", "myorg", "myuser", "namespace", "org",
    "org-name", "org_name", "organization", "owner", "repo-owner", "test-org", "test-user",
    "test_org", "user", "user-name", "user_name", "username", "you", "your", "youruser",
    "yourname",
))
_STAND_IN_NAMES = frozenset((
    "foo/bar", "model/name", "provider/model", "provider/model-name", "publisher/model", "repo/id",
    "repo/model", "repo/name", "namespace/model",
))
# The Hub's models of its first years, which have no organization; no name was added since.
LEGACY = frozenset((
    "albert-base-v1", "albert-base-v2", "albert-large-v1", "albert-large-v2", "albert-xlarge-v1",
    "albert-xlarge-v2", "albert-xxlarge-v1", "albert-xxlarge-v2", "bert-base-cased",
    "bert-base-cased-finetuned-mrpc", "bert-base-chinese", "bert-base-german-cased",
    "bert-base-german-dbmdz-cased", "bert-base-german-dbmdz-uncased",
    "bert-base-multilingual-cased", "bert-base-multilingual-uncased", "bert-base-uncased",
    "bert-large-cased", "bert-large-cased-whole-word-masking",
    "bert-large-cased-whole-word-masking-finetuned-squad", "bert-large-uncased",
    "bert-large-uncased-whole-word-masking",
    "bert-large-uncased-whole-word-masking-finetuned-squad",
    "camembert-base", "ctrl", "distilbert-base-cased", "distilbert-base-cased-distilled-squad",
    "distilbert-base-german-cased", "distilbert-base-multilingual-cased", "distilbert-base-uncased",
    "distilbert-base-uncased-distilled-squad", "distilbert-base-uncased-finetuned-sst-2-english",
    "distilgpt2", "distilroberta-base", "gpt2", "gpt2-large", "gpt2-medium", "gpt2-xl",
    "openai-gpt", "roberta-base", "roberta-base-openai-detector", "roberta-large",
    "roberta-large-mnli", "roberta-large-openai-detector", "t5-11b", "t5-3b", "t5-base", "t5-large",
    "t5-small", "transfo-xl-wt103", "xlm-clm-ende-1024", "xlm-clm-enfr-1024", "xlm-mlm-100-1280",
    "xlm-mlm-17-1280", "xlm-mlm-en-2048", "xlm-mlm-ende-1024", "xlm-mlm-enfr-1024",
    "xlm-mlm-enro-1024", "xlm-mlm-tlm-xnli15-1024", "xlm-mlm-xnli15-1024", "xlm-roberta-base",
    "xlm-roberta-large", "xlm-roberta-large-finetuned-conll02-dutch",
    "xlm-roberta-large-finetuned-conll02-spanish", "xlm-roberta-large-finetuned-conll03-english",
    "xlm-roberta-large-finetuned-conll03-german", "xlnet-base-cased", "xlnet-large-cased",
))
# What `load_dataset` takes in place of a name: its own readers of local files.
_DATASET_BUILDERS = frozenset((
    "arrow", "audiofolder", "cache", "csv", "default", "folder", "generator", "hdf5", "huggingface",
    "imagefolder", "json", "jsonl", "lance", "pandas", "parquet", "pdffolder", "spark", "sql",
    "text", "tsv", "txt", "videofolder", "webdataset", "xml",
))
# fmt: on


_MARKS = (
    "your", "some", "/example", "/unknown", "/undefined", "/none", "path", "my", "xxx",
    "placeholder", "changeme", "todo", "mock", "fake", "dummy",
)  # fmt: skip
_HOSTS = (".ai", ".app", ".cloud", ".co", ".com", ".dev", ".io", ".local", ".net", ".org", ".sh")


def is_stand_in(text: str) -> bool:
    """Placeholders: `YOUR-MODEL`, `${MODEL}`, `{{ .Values.model }}`, `<org>/name`, `path/to/…`."""
    if _unresolved().search(text):
        return True
    low = text.lower()
    owner, _, name = low.rpartition("/")
    return (
        low in _PLACEHOLDERS
        or low in _STAND_IN_NAMES
        or owner in _STAND_IN_OWNERS
        or name in ("...", "model", "model-name", "model_name", "your-model")
        or (any(mark in low for mark in _MARKS) and bool(_yours().search(low)))
    )


def is_local(text: str) -> bool:
    """A path on this machine, or a file that the project has or writes."""
    if text.startswith((".", "/", "~", "\\")) or text.endswith(("/", ".")) or "\\" in text:
        return True
    is_drive = text[1:3] == ":/" or text.startswith("file:")
    return is_drive or is_file(text) or text.split("/", 1)[0].lower() in _FOLDERS


def is_file(text: str) -> bool:
    low = text.lower()
    return low.endswith(WEIGHTS) or low.endswith(_FILES)


def is_repo(text: str) -> bool:
    """`org/name` as the Hub allows it, and no look-alike."""
    if not _repo().fullmatch(text) or "--" in text or ".." in text:
        return False
    owner, name = text.lower().split("/")
    return (
        not (is_stand_in(text) or is_local(text))
        and owner not in _NO_OWNERS
        and not (owner.endswith(_HOSTS) or owner.startswith("localhost"))
        and not _api_version().fullmatch(name)
        and any(char.isalpha() for char in name)
        and any(char.isalpha() for char in owner)
    )


def is_image(text: str) -> bool:
    """`ollama/ollama`, `vllm/vllm-openai:v0.9`: names that container images have."""
    owner, _, name = text.lower().partition("/")
    plain, _, tag = name.partition(":")
    return owner == plain or tag in ("latest", "main", "nightly") or owner in _IMAGE_OWNERS


def is_dataset(text: str) -> bool:
    """A bare name is one of the Hub's first datasets, unless it is a reader of local files."""
    if "/" in text:
        return is_repo(text)
    plain = _bare().fullmatch(text) is not None and len(text) > 1
    return plain and text.lower() not in _DATASET_BUILDERS | _FOLDERS and not is_stand_in(text)


def is_name(text: str) -> bool:
    """One word that a registry or an API may know: no path, no placeholder, no sentence."""
    return bool(_name().fullmatch(text)) and not (is_stand_in(text) or is_file(text))


@cache
def _unresolved() -> re.Pattern[str]:
    return re.compile(
        r"[{}$<>|\"'`,;()\[\]*!&^]|\.\.\.|…|%[sd(]|%\w+%|^os\.environ|example\.(com|org)"
    )


@cache
def _yours() -> re.Pattern[str]:
    """Each alternative has one of `_MARKS` in it, which is cheaper to look for."""
    return re.compile(
        r"(^|/)your([/_\-.]|$)|^your|^some[-_][\w.-]+/|/example[-_]|/(unknown|undefined|none)$|[_-]your[_-](model|name|org|repo|user|hf|deployment|own[_-]model)"
        r"|path[/_\-]to|^my[-_]?(model|org|repo|user)"
        r"|(^|[/_-])(x{3,}|placeholder|changeme|todo)([/_-]|$)|^(mock|fake|dummy)[-_/]"
        r"|[-_/](mock|fake|dummy)[-_]model"
    )


@cache
def _repo() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z0-9][\w.-]{0,94}\w?/\w(?:[\w.-]{0,94}\w)?", re.ASCII)


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z0-9](?:[\w.-]{0,94}\w)?", re.ASCII)


@cache
def _name() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z0-9](?:[\w.:@/+-]{0,190}\w)?", re.ASCII)


@cache
def _api_version() -> re.Pattern[str]:
    return re.compile(r"v\d+((alpha|beta)\d+)?|\d+(\.\d+)*|latest|main|master")
