"""Names of models behind hosted APIs."""

from __future__ import annotations

import re
from functools import cache

from modelguard import ids
from modelguard.detect.names import libraries, plausible, providers
from modelguard.detect.names.libraries import sourced
from modelguard.ids import ParsedId
from modelguard.rulebase import Rulebase


def api(text: str, rules: Rulebase) -> ParsedId | None:
    """A bare name that only one API has."""
    text = text.removeprefix("models/")
    source = providers.claimed_by(text, rules)
    return sourced(source, text) if source else None


def openai(text: str, rules: Rulebase) -> ParsedId | None:
    """Also what clients of the same protocol send to other servers."""
    text = providers.from_constant(text)
    if providers.claims("openai", text, rules):
        return sourced("openai", text)
    if source := providers.claimed_by(text, rules):
        return sourced(source, text)
    is_likely = _likely().match(text) and plausible.is_name(text) and not _test().search(text)
    return sourced("openai", text) if is_likely else None


def anthropic(text: str, rules: Rulebase) -> ParsedId | None:
    """The same classes speak to Amazon and to Google, who spell the names in their own ways."""
    if bedrock_name().fullmatch(text) and providers.claims("bedrock", text, rules):
        return sourced("bedrock", text)
    return of_source(text, "vertex" if "@" in text else "anthropic")


def azure(text: str, rules: Rulebase) -> ParsedId | None:
    """A deployment has any name that its owner likes; only a model's own name says which."""
    is_known = providers.claims("azure", text, rules) or providers.claims("openai", text, rules)
    return sourced("azure", text) if is_known else None


def google(text: str) -> ParsedId | None:
    text = _publisher().sub("", text).removeprefix("models/").removeprefix("gemini/")
    text = providers.from_constant(text)
    return sourced("google", text) if plausible.is_name(text) and "/" not in text else None


def vertex(text: str) -> ParsedId | None:
    text = _publisher().sub("", text).removeprefix("models/")
    return sourced("vertex", text) if plausible.is_name(text) else None


def bedrock(text: str) -> ParsedId | None:
    """`maker.model`, a region before it, or the ARN of either; a profile's own ARN names none."""
    if text.startswith("arn:"):
        kind, _, text = text.rpartition(":" if "/" not in text else "/")
        if "foundation-model" not in kind and not kind.endswith(":inference-profile"):
            return None
    text = text.removeprefix("converse/").removeprefix("invoke/")
    text = text.rpartition("/")[2]
    return sourced("bedrock", text) if bedrock_name().fullmatch(text) else None


@cache
def bedrock_name() -> re.Pattern[str]:
    return re.compile(r"(?:[a-z]{2,6}(?:-gov)?\.)?[a-z][a-z0-9]+\.[a-z][\w.-]*(?::\d+(?::\w+)?)?")


@cache
def _publisher() -> re.Pattern[str]:
    return re.compile(r"^(?:projects/[^/]+/locations/[^/]+/)?publishers/google/models/")


@cache
def _likely() -> re.Pattern[str]:
    """A name of OpenAI's that its list of patterns does not have yet."""
    return re.compile(
        r"(gpt|chatgpt|o\d|text-(?:embedding|moderation|[a-d])|dall-e|whisper-\d|tts-|ft:|omni-|codex"
        r"|sora)(?!-oss)"
    )


@cache
def _test() -> re.Pattern[str]:
    return re.compile(r"(^|[-_/])(tests?|mock|fake|dummy|sample|example|my|your)([-_/]|$)", re.I)


def of_source(text: str, source: str) -> ParsedId | None:
    """A name of a source that has no spelling of its own to respect; unknown sources name none."""
    text = text if source == "openrouter" else text.removeprefix(f"{source}/")
    if source not in ids.SOURCES or not plausible.is_name(text) or _test().search(text):
        return None
    if libraries.tagged().fullmatch(text):
        return sourced("ollama", text)
    return sourced(source, providers.from_constant(text))
