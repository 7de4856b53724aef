"""What frameworks call the sources of models, and which bare names an API claims."""

from __future__ import annotations

import re
from functools import cache

from modelguard.globs import any_matches
from modelguard.rulebase import Rulebase

# fmt: off
# The word before the `/` (LiteLLM, DSPy, CrewAI, gateways) or the `:` (Pydantic AI, LangChain,
# Promptfoo) → source; "huggingface" is the Hub, None a source that modelguard has no ids for.
SOURCES: dict[str, str | None] = {
    **dict.fromkeys(("openai", "openai-chat", "openai-responses", "text-completion-openai",
                     "openai_chat", "chatopenai", "openai-chat-completions"), "openai"),
    **dict.fromkeys(("azure", "azure_ai", "azure_openai", "azure-openai", "azureopenai",
                     "azure_text"), "azure"),
    **dict.fromkeys(("anthropic", "claude", "anthropic_text"), "anthropic"),
    **dict.fromkeys(("google", "gemini", "google-gla", "google_genai", "google-genai", "googleai",
                     "google_gemini", "google-ai", "google_ai_studio"), "google"),
    **dict.fromkeys(("vertex", "vertex_ai", "vertex_ai_beta", "google-vertex", "google_vertexai",
                     "google_anthropic_vertex", "vertexai", "google-vertex-ai"), "vertex"),
    **dict.fromkeys(("bedrock", "bedrock_converse", "bedrock-converse", "amazon_bedrock",
                     "amazon-bedrock", "aws_bedrock"), "bedrock"),
    **dict.fromkeys(("mistral", "mistralai", "codestral"), "mistral"),
    **dict.fromkeys(("cohere", "cohere_chat"), "cohere"),
    **dict.fromkeys(("voyage", "voyageai"), "voyage"),
    **dict.fromkeys(("xai", "x-ai", "grok"), "xai"),
    "deepseek": "deepseek",
    **dict.fromkeys(("nvidia_nim", "nvidia", "nim"), "nvidia_nim"),
    **dict.fromkeys(("watsonx", "watsonx_text", "ibm"), "watsonx"),
    "cerebras": "cerebras",
    "dashscope": "dashscope",
    **dict.fromkeys(("github", "github_models", "github-models"), "github"),
    **dict.fromkeys(("moonshot", "moonshotai"), "moonshot"),
    "perplexity": "perplexity",
    "sambanova": "sambanova",
    **dict.fromkeys(("zhipu", "zhipuai", "zai"), "zhipu"),
    "openrouter": "openrouter",
    "groq": "groq",
    **dict.fromkeys(("together", "together_ai", "togetherai"), "together"),
    **dict.fromkeys(("fireworks", "fireworks_ai", "fireworks-ai"), "fireworks"),
    "replicate": "replicate",
    **dict.fromkeys(("ollama", "ollama_chat"), "ollama"),
    "localai": "localai",
    **dict.fromkeys(("huggingface", "hosted_vllm", "vllm", "hf", "hugging-face", "local", "sglang",
                     "huggingface-hub", "transformers", "mlx", "predibase"), "huggingface"),
    **dict.fromkeys((
        "ai21", "ai21_chat", "aiml", "aleph_alpha", "anyscale", "apple", "assemblyai", "baseten",
        "bytez", "clarifai", "cloudflare", "codex", "copilot", "custom", "custom_openai",
        "databricks", "datarobot", "deepgram", "deepinfra", "elevenlabs", "featherless_ai",
        "friendliai", "galadriel", "gateway", "gigachat", "github_copilot", "heroku", "hyperbolic",
        "inception", "infinity", "jina_ai", "lambda_ai", "llamafile", "llamagate", "lm_studio",
        "lmstudio", "maritalk", "meta_llama", "minimax", "modal", "morph", "nebius", "nlp_cloud",
        "novita", "nscale", "oci", "oobabooga", "openai_like", "petals", "recraft", "sagemaker",
        "sagemaker_chat", "snowflake", "topaz", "triton", "v0", "vercel_ai_gateway", "volcengine",
        "wandb", "xinference",
    )),
}
# Prefixes that are also organizations on the Hub: `openai/gpt-oss-20b`, `google/gemma-3-4b-it`.
HUB_OWNERS = frozenset((
    "ai21", "anthropic", "apple", "cerebras", "claude", "cohere", "databricks", "deepseek",
    "gateway", "google", "grok", "huggingface", "ibm", "inception", "local", "meta_llama",
    "minimax", "mistral", "mistralai", "moonshotai", "nebius", "nvidia", "openai", "openai_like",
    "openrouter", "snowflake", "togetherai", "transformers", "x-ai", "xai", "zai",
))
# Who serves a model that is named without its source; the makers of the models go first.
_MAKERS = ("openai", "anthropic", "google", "mistral", "cohere", "voyage", "xai", "deepseek",
           "bedrock", "vertex", "azure")
# Open weights that providers serve under names which local servers and labels use as well.
_WEIGHTS = (
    r"gemma|llama|qwen|deepseek-(?:r1|v\d)"
    r"|(?:open-)?(?:mistral|mixtral).*(?:q\d|gguf|instruct|qat)"
)
# fmt: on


def claims(source: str, name: str, rules: Rulebase) -> bool:
    """Whether the provider's own patterns know the name."""
    if source in ("openai", "azure") and "_" in name and not name.startswith("ft:"):
        return False  # what somebody made of the name of a model: `gpt-4_run2`
    patterns, starts = _patterns(source, rules)
    return name.lower().startswith(starts) and any_matches(name, patterns)


@cache
def _patterns(source: str, rules: Rulebase) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A provider's patterns, and how the names begin that they may know: most begin otherwise."""
    patterns = tuple(rules.table("providers").get(source, {}).get("patterns", ()))
    starts: list[str] = []
    for start in sorted(re.split(r"[*?\[]", pattern.lower())[0] for pattern in patterns):
        if not start.startswith(tuple(starts)):
            starts.append(start)
    return patterns, tuple(starts)


def may_begin(text: str, rules: Rulebase) -> bool:
    """Whether a name that some provider claims may begin with the text, or the text with one."""
    every = (start for source in _MAKERS for start in _patterns(source, rules)[1])
    return any(start and (start.startswith(text) or text.startswith(start)) for start in every)


def claimed_by(name: str, rules: Rulebase) -> str | None:
    """The provider of a name that stands alone; None for a word that anything may be called."""
    if not any(char.isdigit() or char == "-" for char in name) or "/" in name:
        return None
    if re.match(_WEIGHTS, name.lower()):
        return None
    return next((source for source in _MAKERS if claims(source, name, rules)), None)


def from_constant(name: str) -> str:
    """`GPT_4_O_MINI` as its API spells it, `gpt-4o-mini`; any other text as it is."""
    if not re.fullmatch(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z]+[0-9]+", name):
        return name
    plain = name.lower().replace("_", "-")
    for pattern, spelling in _DOTS:
        plain = re.sub(pattern, spelling, plain)
    return plain


_DOTS = (
    (r"^gpt(?=\d)", "gpt-"),
    (r"^((?:chat)?gpt-\d)-o(?=-|$)", r"\1o"),
    (r"^(gpt-\d)-(\d)(?=-|$)", r"\1.\2"),
    (r"^(gemini-\d)-(\d)(?=-|$)", r"\1.\2"),
    (r"^(claude(?:-instant)?-\d)-(\d)$", r"\1.\2"),
    (r"^(voyage-\d)-(\d)(?=-|$)", r"\1.\2"),
    (r"^(rerank-\d)-(\d)(?=-|$)", r"\1.\2"),
    (r"(-v\d)-(\d)$", r"\1.\2"),
    (r"^(grok-\d)-(\d)(?=-|$)", r"\1.\2"),
)
