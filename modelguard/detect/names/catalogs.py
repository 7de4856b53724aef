"""Names that a library looks up in a catalog of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from modelguard.detect.names import plausible
from modelguard.detect.names.libraries import pretrained_pair, sourced
from modelguard.domain import ModelId
from modelguard.ids import ParsedId


def clip(text: str) -> ParsedId | None:
    """https://github.com/openai/CLIP: its weights are those that open_clip tags `openai`."""
    if not _clip().fullmatch(text):
        return None
    architecture = text.replace("/", "-").replace("@", "-").removesuffix("px")
    return sourced("open_clip", f"{architecture}/openai")


def coqui(text: str) -> ParsedId | None:
    """`tts_models/en/ljspeech/vits`: kind, language, data, architecture."""
    return sourced("coqui", text) if _voice().fullmatch(text) else None


def insightface(text: str) -> ParsedId | None:
    """A pack such as `buffalo_l`, or one file of its model zoo."""
    is_name = _pack().fullmatch(text) and not plausible.is_stand_in(text)
    return ParsedId(ModelId("insightface", text)) if is_name else None


def kaggle(text: str) -> ParsedId | None:
    """`owner/model/framework/variation`, and a version after it."""
    found = _variation().fullmatch(text)
    return ParsedId(ModelId("kaggle", found[1]), found[2]) if found else None


def keras(text: str) -> ParsedId | None:
    return sourced("keras", text) if _preset().fullmatch(text) else None


def stanza(text: str) -> ParsedId | None:
    """A language, and a package that is not the usual one: `en`, `en/craft`."""
    language, slash, package = text.partition("/")
    if not _language().fullmatch(language) or (slash and not _package().fullmatch(package)):
        return None
    is_special = slash and not package.startswith("default")
    return sourced("stanza", text if is_special else language)


def path(text: str) -> ParsedId | None:
    """What has slashes and a shape that no repository has."""
    return coqui(text) or clip(text) or pretrained_pair(text)


READERS: dict[str, Callable[[str], ParsedId | None]] = {
    "clip": clip,
    "coqui": coqui,
    "insightface": insightface,
    "kaggle": kaggle,
    "keras": keras,
    "stanza": stanza,
}


@cache
def _clip() -> re.Pattern[str]:
    return re.compile(r"RN\d{2,3}(?:x\d{1,2})?|ViT-[A-Z]/\d{2}(?:@\d{3}px)?")


@cache
def _voice() -> re.Pattern[str]:
    return re.compile(r"(?:tts|vocoder|voice_conversion)_models(?:/[\w-]{2,40}){3}")


@cache
def _pack() -> re.Pattern[str]:
    return re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?:\.onnx)?")


@cache
def _variation() -> re.Pattern[str]:
    return re.compile(r"([\w-]{1,60}(?:/[\w.-]{1,80}){3})(?:/(\d{1,4}))?", re.ASCII)


@cache
def _preset() -> re.Pattern[str]:
    return re.compile(r"[a-z][a-z0-9]{1,30}(?:_[a-z0-9.]{1,30}){1,10}")


@cache
def _language() -> re.Pattern[str]:
    return re.compile(r"[a-z]{2,3}(?:-[a-z]{4,10})?")


@cache
def _package() -> re.Pattern[str]:
    return re.compile(r"[a-z][a-z0-9_-]{1,40}")
