"""Any spelling of a model, dataset or space to its id and revision; no network."""

from __future__ import annotations

import re

from modelguard.domain import ModelId
from modelguard.errors import UsageError, nearest, shown
from modelguard.namedtuple import NamedTuple

HUB = "huggingface"
# fmt: off
HOSTED = frozenset((
    "openai", "azure", "anthropic", "google", "vertex", "bedrock", "mistral", "cohere", "voyage",
    "xai", "deepseek", "nvidia_nim", "watsonx", "openrouter", "groq", "together", "fireworks",
    "localai", "replicate", "cerebras", "dashscope", "github", "moonshot", "perplexity",
    "sambanova", "zhipu",
))
SOURCES = HOSTED | frozenset((
    "ollama", "spacy", "timm", "torchhub", "open_clip", "whisper", "dmr", "ultralytics",
    "modelscope", "civitai", "coqui", "insightface", "kaggle", "keras", "stanza", "url", "mlflow",
    "s3", "gs", "azureml", "oci", "path",
))
# Pages of huggingface.co that are no repository, though a legacy model name looks the same.
_NO_REPOSITORY = frozenset((
    "blog", "buckets", "chat", "collections", "docs", "enterprise", "inference", "join", "learn",
    "login", "models", "new", "notifications", "organizations", "papers", "posts", "pricing",
    "search", "settings", "tasks",
))
# fmt: on
_SPACES_IN_NAMES = frozenset(("path", "mlflow", "s3", "gs", "azureml", "url"))
_STORES = frozenset(("s3", "gs", "azureml", "oci"))
_HUB_PREFIXES = ("hf-hub", "hf_hub", "hf", HUB)
_HUB_HOSTS = ("huggingface.co", "hf.co", "hf-mirror.com")
_HUB_PAGE = rf"(?i)(?:www\.)?(?:{'|'.join(map(re.escape, _HUB_HOSTS))})(?::443)?(?:/|$)(.*)"
_REVISION_PAGES = frozenset(("tree", "blob", "resolve", "raw", "commit", "commits", "revision"))
_PAGES = _REVISION_PAGES | {"discussions", "edit", "settings", "viewer", "blame"}
# Most ids of repositories, told at once: words with single marks between.
_PLAIN_REPO_ID = r"(?a)\w+(?:[-.]\w+)*/\w+(?:[-.]\w+)*"
_MAX_REPO_ID = 96
_OTHER_STARTS = (*_HUB_HOSTS, "www.", "datasets/", "spaces/")
_SPACY_PACKAGE = r"[a-z]{2,3}[-_](?:core|dep|ent|sent)[-_][a-z]+[-_](?:sm|md|lg|trf)"
_FORM = "write a Hub id as `org/name`, anything else as `source:name` such as `openai:gpt-4o`"


class ParsedId(NamedTuple):
    """`revision` is None where the text names none."""

    id: ModelId
    revision: str | None = None


def parse(text: str) -> ParsedId:
    """What `text` names: a Hub id, `source:name`, a Hub URL, `hf://…` or a package URL.

    Any other http(s) address is a file of source `url`. Raises `UsageError` for what can be no id.
    """
    if _is_plain(text):
        return ParsedId(ModelId(HUB, text))
    _require_readable(text)
    scheme, separator, rest = text.partition("://")
    if separator and scheme.lower() in ("http", "https"):
        page = _on_hub(rest)
        return _hub_page(page.group(1), text) if page else _sourced("url", text, text)
    if separator and scheme.lower() in ("hf", HUB):
        return _hub_path(rest, text)
    if page := _on_hub(text):
        return _hub_page(page.group(1), text)
    prefix, colon, rest = text.partition(":")
    return _prefixed(prefix, rest, text) if colon and "/" not in prefix else _hub(text, text)


def _is_plain(text: str) -> bool:
    """Whether a text is `org/name` and nothing else, as most are; False where more must be read."""
    is_named = re.fullmatch(_PLAIN_REPO_ID, text) and len(text) <= _MAX_REPO_ID
    return bool(is_named) and not text.lower().startswith(_OTHER_STARTS) and text[-4:] != ".git"


def _on_hub(address: str) -> re.Match[str] | None:
    """An address below one of the Hub's hosts, its path as group 1."""
    if not address.lower().removeprefix("www.").startswith(_HUB_HOSTS):
        return None
    return re.fullmatch(_HUB_PAGE, address)


def hub_url(model_id: ModelId, revision: str | None = None) -> str | None:
    """The page of a repository on the Hub; None for every other source."""
    from urllib.parse import quote

    if model_id.source != HUB:
        return None
    page = f"https://huggingface.co/{model_id}"
    return f"{page}/tree/{quote(revision, safe='')}" if revision else page


def is_hosted(model_id: ModelId) -> bool:
    """Whether the id names an API that others run."""
    return model_id.source in HOSTED


def _prefixed(prefix: str, rest: str, text: str) -> ParsedId:
    source = prefix.lower()
    if source == "pkg":
        return _purl(rest, text)
    if source in _HUB_PREFIXES:
        return _hub(rest, text)
    if source in SOURCES:
        return _sourced(source, rest, text)
    raise UsageError(
        f"{shown(text)} has an unknown source {shown(prefix)}", hint=_source_hint(source)
    )


def _source_hint(source: str) -> str:
    if len(source) == 1:
        return "write `path:` before a local path"
    known = sorted(SOURCES)
    otherwise = f"sources are {', '.join(known)}"
    return nearest(source, (f"{each}:" for each in known), otherwise=otherwise)


def _sourced(source: str, name: str, text: str) -> ParsedId:
    name = name.lstrip("/") if source in _STORES else name
    if not name.strip():
        raise UsageError(f"{shown(text)} names no model", hint=f"write `{source}:name`")
    if name != name.strip() or (" " in name and source not in _SPACES_IN_NAMES):
        raise UsageError(f"{shown(text)} has a space in its name", hint="remove the space")
    return ParsedId(ModelId(source, name))


def _hub(path: str, text: str) -> ParsedId:
    """`org/name`, `name`, `datasets/…`, `spaces/org/name`, each with or without `@revision`."""
    path, at, revision = path.partition("@")
    prefix, _, rest = path.partition("/")
    kind, name = (prefix[:-1], rest) if prefix in ("datasets", "spaces") else ("model", path)
    _require_repo_id(name, text, kind)
    return _at(ParsedId(ModelId(HUB, name, kind)), revision if at else None, text)


def _hub_page(path: str, text: str) -> ParsedId:
    """The path of a page below huggingface.co, query and fragment included."""
    path = re.sub(r"[?#].*|^api/|/+$", "", path)
    segments = re.sub(r"^models/(?=.)", "", re.sub(r"/+", "/", path)).split("/")
    prefix = segments[:1] if segments[0] in ("datasets", "spaces") else []
    segments = segments[len(prefix) :]
    length = 1 if len(segments) > 1 and segments[1] in _PAGES else 2
    name, rest = segments[:length], segments[length:]
    if not any(name) or (not prefix and name[0] in _NO_REPOSITORY):
        raise UsageError(f"{shown(text)} is no repository", hint="link to a model's own page")
    if rest and rest[0] not in _PAGES:
        raise UsageError(f"{shown(text)} is no page of a repository", hint=_FORM)
    revision = _page_revision(rest)
    # `hf.co/org/name:Q4_K_M` is how Ollama picks a file; the tag is no revision.
    name[-1] = name[-1].partition(":")[0]
    return _at(_hub("/".join(prefix + name), text), revision, text)


def _page_revision(rest: list[str]) -> str | None:
    from urllib.parse import unquote

    if len(rest) < 2 or rest[0] not in _REVISION_PAGES:
        return None
    # Branches with a slash are percent-encoded; only `refs/…` is also seen plain.
    return "/".join(rest[1:4]) if rest[1] == "refs" else unquote(rest[1])


def _hub_path(path: str, text: str) -> ParsedId:
    """`hf://` paths as huggingface_hub's file system reads them; KServe's `:revision` too."""
    from urllib.parse import unquote

    segments = [segment for segment in path.split("/") if segment]
    prefix = segments[:1] if segments[:1] in (["datasets"], ["spaces"]) else []
    segments = segments[len(prefix) :]
    segments = segments[1:] if not prefix and segments[:1] == ["models"] else segments
    length = 1 if segments and re.search("[@:]", segments[0]) else 2
    name, mark, revision = re.split("([@:])|$", "/".join(segments[:length]), maxsplit=1)
    if not mark:
        return _hub("/".join([*prefix, name]), text)
    rest = segments[length:]
    revision = "/".join(["refs", *rest[:2]]) if revision == "refs" else unquote(revision)
    return _at(_hub("/".join([*prefix, name]), text), revision, text)


def _purl(rest: str, text: str) -> ParsedId:
    """https://github.com/package-url/purl-spec; only types that can name a model."""
    from urllib.parse import parse_qs, unquote

    path, _, query = rest.partition("#")[0].partition("?")
    path, _, version = path.strip("/").partition("@")
    kind, _, path = path.partition("/")
    name, revision = unquote(path), unquote(version) or None
    match kind.lower():
        case "huggingface":
            return _at(_hub(name, text), revision, text)
        case "mlflow":
            return _versioned("mlflow", name, revision, text)
        case "oci":
            known = {key: values[-1] for key, values in parse_qs(query).items()}
            place = known.get("repository_url", name)
            return _versioned("oci", place, revision or known.get("tag"), text)
        case "pypi" if re.fullmatch(_SPACY_PACKAGE, name.lower()):
            return _versioned("spacy", name.lower().replace("-", "_"), revision, text)
    raise UsageError(
        f"{shown(text)} names no model",
        hint="package URLs of models have the type `huggingface`, `mlflow` or `oci`",
    )


def _versioned(source: str, name: str, revision: str | None, text: str) -> ParsedId:
    _require_readable(name)
    return _at(_sourced(source, name, text), revision, text)


def _at(found: ParsedId, revision: str | None, text: str) -> ParsedId:
    """`found` at a revision that was named apart from it."""
    if revision is None:
        return found
    if not revision:
        raise UsageError(f"{shown(text)} has an empty revision", hint="write a commit after `@`")
    # Characters that git allows in no ref, `git help check-ref-format`; oci digests have a colon.
    if not revision.isprintable() or re.search(r"[\s~^?*\[\\]|\.\.|@\{", revision):
        raise UsageError(f"{shown(text)} has a revision that git does not allow", hint=_FORM)
    return found._replace(revision=revision)


def _require_readable(text: str) -> None:
    if not text.strip():
        raise UsageError("a model id is empty", hint=_FORM)
    if not text.isprintable():
        raise UsageError(f"{shown(text)} has a control character in it", hint="remove it")
    if len(text) > 2048:
        raise UsageError(f"{shown(text)} is too long for a model id", hint=_FORM)


def _require_repo_id(name: str, text: str, kind: str) -> None:
    from modelguard import repo_names

    problem, hint = repo_names.problem(name, kind)
    if not problem and _on_hub(name):
        problem = repo_names.INCOMPLETE
    if problem:
        raise UsageError(f"{shown(text)} cannot be a {kind} id: {problem}", hint=hint or _FORM)
