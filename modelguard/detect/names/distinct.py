"""Names that nothing but a model has."""

from __future__ import annotations

from modelguard.detect.names import libraries, plausible

_LONGEST = 120  # characters of a repository, more than any has
# fmt: off
# Families of models as a part of a name reads without its version.
_FAMILIES = frozenset((
    "aya", "bart", "bge", "blip", "bloom", "bloomz", "clip", "codestral", "controlnet",
    "deepseek", "detr", "dinov", "dolly", "e5", "electra", "embed", "embedding", "falcon", "flan",
    "flux", "gemma", "glm", "gpt", "granite", "gte", "hermes", "hubert", "internlm", "internvl",
    "kokoro", "llava", "marian", "minicpm", "minilm", "mixtral", "moondream", "mpnet", "mt5",
    "mxbai", "nllb", "nomic", "olmo", "openchat", "opt", "orca", "phi", "pythia", "qwen", "qwq",
    "reranker", "sam", "sd", "sdxl", "siglip", "solar", "stablelm", "starcoder", "starling", "t5",
    "trocr", "vicuna", "vit", "wav2vec", "wizardlm", "xtts", "yi", "zephyr",
))
_FAMILIES_OF_TWO = ("stable-diffusion", "command-r", "opus-mt")
_FAMILY_ENDINGS = ("bert", "berta", "llama", "mistral", "whisper")
_FAMILY_BEGINNINGS = ("smol", "yolo")
_VARIANTS = frozenset((
    "awq", "base", "bnb", "cased", "chat", "code", "codegen", "coder", "dev", "diffusers", "en",
    "finetuned", "fp8", "ggml", "gguf", "gptq", "handwritten", "hf", "it", "l", "large", "long",
    "m", "medium", "mini", "mlx", "multilingual", "onnx", "pretrained", "printed", "s", "schnell",
    "small", "tiny", "turbo", "uncased", "xl", "xs",
))
_VARIANT_BEGINNINGS = ("distil", "instruct")
_BEFORE_NUMBERS = ("l", "p", "patch")
_DIGITS = "0123456789"
# fmt: on


def is_model(text: str) -> bool:
    """`org/tiny-bert-base`, `bert-base-uncased`, `all-MiniLM-L6-v2`, `en_core_web_sm`."""
    if " " in text or len(text) > _LONGEST:
        return False
    if "/" in text:
        return is_repository(text)
    if "-" not in text and "_" not in text:
        return False
    return bool(libraries.old_with_size(text) or libraries.unmistakable(text))


def is_repository(text: str) -> bool:
    """`org/name` whose name has a family of models in it, and a size, a task or a format."""
    owner, slash, name = text.partition("/")
    if not slash or len(text) > _LONGEST or owner == name:
        return False
    low = name.lower().replace("_", "-")
    parts = low.replace(".", "-").split("-")
    is_family = any(mark in low for mark in _FAMILIES_OF_TWO) or any(map(_is_family, parts))
    is_model = is_family and any(map(_is_variant, parts[1:]))
    return is_model and plausible.is_repo(text) and not plausible.is_image(text)


def _is_family(part: str) -> bool:
    """`qwen3`, `qwen3vl`, `roberta`, `codellama`, `yolov8n`, `wav2vec2`."""
    plain = part.rstrip(_DIGITS)
    name = next((part[:at] for at, char in enumerate(part) if char in _DIGITS), part)
    return (
        not _FAMILIES.isdisjoint((part, plain, name))
        or name.endswith(_FAMILY_ENDINGS)
        or part.startswith(_FAMILY_BEGINNINGS)
    )


def _is_variant(part: str) -> bool:
    """`large`, `instruct`, `7b`, `8x7b`, `a3b`, `v1p`, `q4`, `4bit`, `patch16`."""
    if part in _VARIANTS or part.startswith(_VARIANT_BEGINNINGS):
        return True
    if part[:1] in ("v", "q") and part[1:2].isdigit():
        return True
    head = part.rstrip(_DIGITS)
    if head != part:
        return head in _BEFORE_NUMBERS
    unit = part.lstrip(_DIGITS + "ax")
    return unit in ("b", "m", "bit") and any(map(str.isdigit, part))
