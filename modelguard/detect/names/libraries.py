"""Names as the libraries and tools that load weights read them."""

from __future__ import annotations

import re
from functools import cache

from modelguard import ids
from modelguard.detect.names import addresses, plausible
from modelguard.domain import ModelId
from modelguard.ids import HUB, ParsedId


def sourced(source: str, text: str) -> ParsedId | None:
    """`source:text`, unless the text is a placeholder or a file."""
    if plausible.is_stand_in(text) or (plausible.is_local(text) and source != "ultralytics"):
        return None
    return ids.parse(f"{source}:{text}")


def dataset(text: str) -> ParsedId | None:
    plain = text.removeprefix("datasets/")
    if plausible.is_dataset(plain):
        return ParsedId(ModelId(HUB, plain, "dataset"))
    return None


def space(text: str) -> ParsedId | None:
    plain = text.removeprefix("spaces/")
    return ids.parse(f"spaces/{plain}") if plausible.is_repo(plain) else None


def repo(text: str) -> ParsedId | None:
    """`org/name`, also as `hf-hub:org/name` and, for quantized files, `org/name:Q4_K_M`."""
    prefix, colon, rest = text.partition(":")
    if colon and prefix.lower() in ("hf-hub", "hf_hub", "hf", "huggingface", "local"):
        text = rest
    plain, colon, tag = text.partition(":")
    if colon and (not tag or _digest().fullmatch(tag)):
        return None
    return ids.parse(plain) if plausible.is_repo(plain) else None


def hub(text: str) -> ParsedId | None:
    if text.lower() in plausible.LEGACY:
        return ids.parse(text)
    return repo(text) or unmistakable(text)


def checkpoint(text: str) -> ParsedId | None:
    """What a name such as `tokenizer` or `backbone` holds: files lie there as often as models."""
    return pretrained_pair(text) or repo(text) or old(text)


def old(text: str) -> ParsedId | None:
    """`bert-base-uncased` and its like; `ctrl` may be anything."""
    low = text.lower()
    is_distinct = low in plausible.LEGACY and ("-" in low or low.startswith("gpt"))
    return ids.parse(text) if is_distinct else None


def old_with_size(text: str) -> ParsedId | None:
    """`bert-base-uncased`; `gpt2` and `openai-gpt` are architectures too."""
    return old(text) if any(size in text for size in ("-base", "-large", "-small")) else None


def sentence_transformers(text: str) -> ParsedId | None:
    """https://github.com/huggingface/sentence-transformers: bare names get its own organization."""
    if "/" in text or text.lower() in plausible.LEGACY:
        return hub(text)
    is_own = "-" in text or text == "LaBSE" or text.startswith("average_word_embeddings_")
    is_own = is_own and plausible.is_repo(f"sentence-transformers/{text}")
    return ids.parse(f"sentence-transformers/{text}") if is_own else None


def whisper(text: str) -> ParsedId | None:
    """faster-whisper and WhisperX take sizes and repositories of the Hub alike."""
    if "/" in text:
        return repo(text)
    if text == "whisper-1":  # what OpenAI calls the one that it hosts
        return sourced("openai", text)
    return sourced("whisper", text) if _sizes().fullmatch(text) else None


def unmistakable(text: str) -> ParsedId | None:
    """Bare names that only one library's models have: `all-MiniLM-L6-v2`, `en_core_web_sm`."""
    if _packaged().fullmatch(text):
        return spacy(text)
    return sentence_transformers(text) if _sentences().fullmatch(text) else None


def timm(text: str) -> ParsedId | None:
    if text.startswith(("hf-hub:", "hf_hub:", "hf-hub/")):
        return repo(text)
    text = text.removeprefix("timm/")
    return sourced("timm", text) if _architecture().fullmatch(text) else None


def open_clip(text: str) -> ParsedId | None:
    if text.startswith(("hf-hub:", "hf_hub:")):
        return repo(text)
    arch, _, tag = text.partition("/")
    is_pair = tag and "/" not in tag and plausible.is_name(arch) and plausible.is_name(tag)
    return sourced("open_clip", text) if is_pair else None


def pretrained_pair(text: str) -> ParsedId | None:
    """`ViT-L-14/openai` has the shape of a repository, but is open_clip's."""
    return open_clip(text) if _pair().fullmatch(text) else None


def spacy(text: str) -> ParsedId | None:
    if "/" in text:
        return repo(text)
    package, _, version = text.partition("-")
    if not _pipeline().fullmatch(package) or (version and not version[0].isdigit()):
        return None
    return ParsedId(ModelId("spacy", package), version or None)


def ultralytics(text: str) -> ParsedId | None:
    return sourced("ultralytics", text) if _released().fullmatch(text) else None


def torchhub(text: str) -> ParsedId | None:
    """`owner/repo:entry`; a branch after the repository is its revision."""
    repository, colon, entry = text.rpartition(":")
    repository, _, branch = repository.partition(":")
    if not colon or not plausible.is_repo(repository) or not plausible.is_name(entry):
        return None
    return ParsedId(ModelId("torchhub", f"{repository}:{entry}"), branch or None)


def weights_file(text: str) -> ParsedId | None:
    """A weights file that somebody downloads by hand, as ComfyUI's nodes name them."""
    return None if plausible.is_stand_in(text) else ids.parse(f"path:{text}")


def quantized(text: str) -> ParsedId | None:
    """`chat-7b-Q4_K_M.gguf`: a published file, whose repository the project does not name."""
    return ids.parse(f"path:{text}") if _quantized().fullmatch(text) else None


def ollama(text: str) -> ParsedId | None:
    text = text.removeprefix("registry.ollama.ai/").removeprefix("library/")
    plain, _, tag = text.partition(":")
    plain = plain.removeprefix("ollama/")
    if not plausible.is_name(plain) or plausible.is_local(text) or plain.count("/") > 1:
        return None
    return sourced("ollama", f"{plain}:{tag}" if tag else plain)


@cache
def tagged() -> re.Pattern[str]:
    """`llama3.1:8b`, `qwen3:14b-q4_K_M`, `phi3:latest`: nobody else has a size behind a colon."""
    return re.compile(
        r"[a-z][a-z0-9.-]{1,50}:(latest|(\d+x)?\d+(\.\d+)?[bmk](-[\w.-]+)?|(mini|medium|instruct)\S*)",
        re.IGNORECASE,
    )


def dmr(text: str) -> ParsedId | None:
    """Docker Model Runner: models lie on Docker Hub, `ai/` is where they do if nothing is said."""
    text = text.removeprefix("docker.io/").removeprefix("index.docker.io/")
    if not plausible.is_name(text) or plausible.is_local(text):
        return None
    return sourced("dmr", text if "/" in text else f"ai/{text}")


def replicate(text: str) -> ParsedId | None:
    text = text.removeprefix("r8.im/").removeprefix("replicate/") if text.count("/") > 1 else text
    name_, _, version = text.partition(":")
    if not plausible.is_repo(name_):
        return None
    return ParsedId(ModelId("replicate", name_), version or None)


def mlflow(text: str) -> ParsedId | None:
    return addresses.name(text, "mlflow") if text.startswith("models:/") else None


@cache
def _quantized() -> re.Pattern[str]:
    return re.compile(
        r"[A-Za-z][\w.-]{2,120}[._-](?:i?q\d(?:_\w{1,4}){0,2}|b?f16|fp16|f32)\.(?:gguf|llamafile)",
        re.IGNORECASE | re.ASCII,
    )


@cache
def _digest() -> re.Pattern[str]:
    return re.compile(r"[0-9a-f]{64}|latest")


@cache
def _sizes() -> re.Pattern[str]:
    return re.compile(
        r"(distil-)?(tiny|base|small|medium|large)(-v[123])?(\.en)?(\.[a-z]{2})?|(large-v3-)?turbo"
        r"|distil-large-v3\.5"
    )


@cache
def _sentences() -> re.Pattern[str]:
    return re.compile(
        r"(?:all|msmarco|multi-qa|nli|paraphrase|stsb)-"
        r"(?:albert|distilbert|distilroberta|MiniLM|mpnet|multilingual|roberta)[\w-]*"
    )


@cache
def _architecture() -> re.Pattern[str]:
    return re.compile(r"(?=.*[0-9_])[a-z][a-z0-9_]+(\.[a-z0-9_]+)?")


@cache
def _pipeline() -> re.Pattern[str]:
    return re.compile(
        r"[a-z]{2,3}_[a-z0-9]+_(?:[a-z0-9]+_)*(?:sm|md|lg|trf|xl|xxl|scibert|bionlp\w*)"
    )


@cache
def _packaged() -> re.Pattern[str]:
    """spaCy's own pipelines: language, kind, texts, size."""
    return re.compile(r"[a-z]{2,3}_(?:core|dep|ent)_(?:news|web|wiki|sci)_(?:sm|md|lg|trf)")


@cache
def _pair() -> re.Pattern[str]:
    """https://github.com/mlfoundations/open_clip: an architecture and what it was trained on."""
    return re.compile(
        r"(?:RN\d|ViT-|convnext_|coca_|EVA\d\d-|MobileCLIP|PE-|nllb-clip|roberta-ViT|xlm-roberta-)"
        r"[\w-]*/(?:openai|laion|datacomp|commonpool|metaclip|dfn|webli|merged2b|yfcc|cc12m|mscoco)"
        r"[\w.-]*"
    )


@cache
def _released() -> re.Pattern[str]:
    return re.compile(
        r"(yolo(v?\d|e|-nas|_nas|_world|v8\w-world)|rtdetr|sam\d?(\.\d)?_|mobile_sam|fastsam)[\w.-]*"
        r"(?<!\.yaml)(?<!\.yml)",
        re.IGNORECASE,
    )
