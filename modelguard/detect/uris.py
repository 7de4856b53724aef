"""Addresses of models in code and configuration, whatever the language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from modelguard.detect.files import masks
from modelguard.detect.source import Hit, SourceFile
from modelguard.namedtuple import NamedTuple

NAME = "uris"
# fmt: off
_DATA = (  # what programs write; thousands of addresses, none of them chosen here
    "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "composer.lock", "npm-shrinkwrap.json",
    ".min.js", ".min.css", ".map", ".ipynb", ".geojson",
)
_WEIGHTS = (
    "caffemodel", "ckpt", "ggml", "gguf", "h5", "keras", "litertlm", "llamafile", "mlmodel",
    "mlpackage", "nemo", "onnx", "pdparams", "pt", "pte", "pth", "safetensors", "sft", "task",
    "tflite", "torchscript",
)
# fmt: on
_LONGEST_LINE = 20_000  # of a line that people write
_NEAR = 300  # characters before an address that say what it is for


class _Place(NamedTuple):
    """An address in a text; `before` is what its line has in front of it."""

    address: str
    start: int
    before: str


def claims(path: str) -> bool:
    return bool(masks.family(path)) and not path.lower().endswith(_DATA)


def may_hold(data: bytes) -> bool:
    return (
        (b".co/" in data and _hub().search(data) is not None)
        or b":bedrock:" in data
        or (b":/" in data and _hint().search(data) is not None)
    )


@cache
def _hub() -> re.Pattern[bytes]:
    """Each pattern here begins with a text, which is what makes looking for it fast."""
    return re.compile(rb"\.co/(?:(?<=huggingface\.co/)|(?<=hf\.co/))")


@cache
def _hint() -> re.Pattern[bytes]:
    schemes = b"|".join(b"(?<=%s://)" % scheme.encode() for scheme in _SCHEMES)
    hosts = b"|".join(re.escape(host).encode() for host in _HOSTS)
    weights = "|".join(_WEIGHTS).encode()
    return re.compile(
        rb":/(?:(?<=models:/)\w|/(?:%s|(?:www\.)?(?:%s)"
        rb"|[\w.-]{1,80}+(?::\d+)?/[^\s\"'`<>:]{0,300}\.(?:bin|%s)\b))" % (schemes, hosts, weights)
    )


_SCHEMES = ("hf", "huggingface", "modelscope", "ollama", "djl", "oci", "s3", "gs", "azureml")
_HOSTS = (
    "hf-mirror.com/", "modelscope.cn/", "civitai.com/api/", "github.com/explosion/spacy-models/",
    "tfhub.dev/", "weights.replicate.delivery/", "mlrepo.djl.ai/", "api.replicate.com/",
    "generativelanguage.googleapis.com/",
)  # fmt: skip


def find(file: SourceFile) -> Iterator[Hit]:
    from modelguard.detect.names import uri_context
    from modelguard.detect.py import mask

    kind = masks.family(file.path)
    code = mask.texts(mask.without_docstrings(file.data)) if kind == "python" else file.data
    if uri_context.is_configuration(kind) or (may_hold(code) and _may_be_quoted(code)):
        yield from scan(file.text, kind)


def _may_be_quoted(data: bytes) -> bool:
    """Whether an address may be a text of its own: code has more of them in what it explains."""
    return (
        _quoted().search(data) is not None
        or any(program in data for program in (b"wget", b"curl", b" clone"))
        or b":bedrock:" in data
        or _hint().search(data) is not None
    )


@cache
def _quoted() -> re.Pattern[bytes]:
    """The Hub's host behind a quote or `=`; a text begins with it for the sake of speed."""
    before = (rb"https://", rb"http://", rb"https://www\.", b"")
    host = rb"(?:(?<=huggingface\.co/)|(?<=hf\.co/))"
    quotes = b"|".join(
        rb"(?<=[\"'`=]%s%s/)" % (scheme, name)
        for scheme in before
        for name in (rb"huggingface\.co", rb"hf\.co", rb"api-inference\.huggingface\.co")
    )
    return re.compile(rb"\.co/%s(?:%s)" % (host, quotes))


def scan(text: str, kind: str) -> Iterator[Hit]:
    """The addresses in `text`, whose comments are those of the family `kind`; see `masks`."""
    places = [place for place in _places(text) if _is_wanted(place, kind, text)]
    if not places:
        return
    spans = masks.masked(text, kind)
    start, end = next(spans, (len(text), len(text)))
    line, line_start, counted = 1, 0, 0
    for place in places:
        while end <= place.start < len(text) and start < len(text):
            start, end = next(spans, (len(text), len(text)))
        if start <= place.start:
            continue
        line += text.count("\n", counted, place.start)
        counted = place.start
        line_start = text.rfind("\n", 0, place.start) + 1
        yield from _hit(place, line, place.start - line_start + 1)


def _is_wanted(place: _Place, kind: str, text: str) -> bool:
    from modelguard.detect.names import uri_context

    end = place.start + len(place.address)
    before = place.before
    if not before.strip(" -\"'") and (key := _parent(text, place.start - len(before))):
        before = key + before.lstrip(" -")
    return uri_context.is_reference(place.address, before, text[end : end + 1], kind)


def _parent(text: str, line_start: int) -> str:
    """The key that a list in YAML is the value of."""
    found = _list_key().search(text, max(0, line_start - 2000), line_start)
    return f"{found[1]}: " if found else ""


@cache
def _list_key() -> re.Pattern[str]:
    return re.compile(
        r"^[ \t]*(?:- )?([\w.-]{1,60}):[ \t]*\n(?:[ \t]*(?:-|#)[^\n]*\n|\n)*\Z", re.MULTILINE
    )


def _hit(place: _Place, line: int, column: int) -> Iterator[Hit]:
    from modelguard.detect.commandline import options
    from modelguard.detect.commandline.words import Word

    for pattern, carrier in _names():
        if found := pattern.search(place.address):
            yield Hit(found[1], line, column, carrier)
            return
    yield from options.hit(Word(place.address, line, column), options.Reading("uri"))


@cache
def _names() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Addresses of services whose path says the name."""
    hub = r"^(?:https?://)?(?:api-inference\.huggingface\.co|router\.huggingface\.co/hf-inference)"
    name = r"([\w.-]+/[\w.-]+)"
    model = "(?:foundation-model|inference-profile)"
    patterns = {
        rf"^arn:[^:]+:bedrock:[^:]*:[^:]*:{model}/([\w.:-]+)$": "bedrock",
        r"generativelanguage\.googleapis\.com/v\w+/models/([\w.-]+)": "google",
        rf"api\.replicate\.com/v1/models/{name}": "replicate",
        rf"{hub}/(?:models|pipeline/[\w-]+)/{name}": "hub",
    }
    return tuple((re.compile(pattern), carrier) for pattern, carrier in patterns.items())


def _places(text: str) -> Iterator[_Place]:
    """Everything that may be an address of a model, in order."""
    behind = low = high = 0
    for mark in sorted(_marks(text)):
        start = _scheme_start(text, mark)
        if start < behind:
            continue
        if start >= high:
            low = text.rfind("\n", high, start) + 1 or high
            high = text.find("\n", start)
            high = len(text) if high < 0 else high
        address = _address().match(text, start) if high - low <= _LONGEST_LINE else None
        if address:
            behind = address.end()
            before = text[max(low, start - _NEAR) : start]
            yield _Place(address[0].rstrip(".,:;"), start, before)


def _marks(text: str) -> Iterator[int]:
    """Where addresses may begin; looked for one by one, which is faster than all at once."""
    for mark in ("://", "huggingface.co/", "hf.co/", "models:/", ":bedrock:"):
        place = text.find(mark)
        while place >= 0:
            yield place
            place = text.find(mark, place + len(mark))


def _scheme_start(text: str, mark: int) -> int:
    """Where the address of a mark begins; none begins inside of a word or of another address."""
    if text.startswith(":bedrock:", mark):
        found = _arn().search(text, max(0, mark - _NEAR), mark)
        return found.start() if found else -1
    if not text.startswith("://", mark):
        return -1 if mark and (text[mark - 1].isalnum() or text[mark - 1] in "._/@-") else mark
    found = _scheme().search(text, max(0, mark - 16), mark)
    return found.start() if found else -1


@cache
def _scheme() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9])(?:https?|{'|'.join(_SCHEMES)})\Z", re.IGNORECASE)


@cache
def _arn() -> re.Pattern[str]:
    """What stands before the service; Terraform asks for the partition."""
    return re.compile(r"(?<![A-Za-z0-9])arn:(?:aws[\w-]*|\$\{[^{}\s:]{1,60}\})\Z")


@cache
def _address() -> re.Pattern[str]:
    """Up to what no address has in it; what is filled in is left in, and cut off later."""
    return re.compile(r"[A-Za-z](?:[^\s\"'`<>()\[\]|\\^,;{}]|\$?\{\{?[^{}\s]{0,60}\}?\}){2,500}")
