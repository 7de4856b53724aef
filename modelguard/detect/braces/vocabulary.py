"""Words that tell what a name or a call is about, for code of any language."""

from __future__ import annotations

BRANCHES = frozenset(("if", "else", "match", "when", "switch", "try", "unsafe"))
SKIPPED = frozenset(("await", "return", "mut", "move", "const", "throw", "yield", "ref", "out"))
# Methods that give back what they were called on.
SAME = frozenset((
    "to_string", "to_owned", "into", "as_str", "clone", "trim", "toString", "as_ref", "as_deref",
    "cloned", "copied", "unwrap", "expect", "trimEnd", "strip", "Trim", "ToString", "value",
    "Value", "name", "id", "borrow", "to_str", "try_into", "into_owned", "as_bytes", "intern",
    "read", "get", "orElseThrow", "unwrap_or_default", "as_deref_mut", "freeze",
))  # fmt: skip
# Methods whose last argument stands in when there is nothing else.
DEFAULTS = frozenset((
    "unwrap_or", "unwrap_or_else", "unwrapOr", "map_or", "or", "or_else", "or_insert", "orElse",
    "orElseGet", "getOrElse", "getOrDefault", "getProperty", "getString", "getOptional", "default",
    "prefault", "optional", "GetValue", "GetValueOrDefault", "requireNonNullElse", "firstNonNull",
    "defaultIfBlank", "defaultIfEmpty", "ifBlank", "ifEmpty", "getEnvOrDefault", "getenvDefault",
    "getEnv", "getEnvOr", "GetEnv", "EnvOr", "envOr", "env_or", "env_or_default", "env",
))  # fmt: skip
# Calls whose first argument is the value.
WRAPPERS = frozenset((
    "String", "Some", "Ok", "from", "new", "of", "ofNullable", "Cow", "Borrowed", "Owned", "Box",
    "Arc", "Rc", "freeze", "useState", "ref", "shallowRef", "signal", "writable", "useRef", "just",
    "ModelId", "ModelID", "string", "PathBuf", "Path", "state", "$state", "computed", "atom", "get",
    "mutableStateOf", "lazy", "F", "Ptr", "asList", "listOf", "arrayOf", "setOf", "vec!", "List",
    "Set", "Seq", "Array", "Map", "mapOf", "to", "Model", "model", "useMemo", "useCallback",
    "once", "memo", "stringPtr", "StringPtr", "Optional", "Nullable", "valueOf",
))  # fmt: skip
WRAPPER_ENDINGS = ("ModelConfig", "ModelId", "ModelName", "ModelRef")
ALL_ARGUMENTS = frozenset(("vec!", "listOf", "arrayOf", "setOf", "asList", "of", "List", "Set",
                            "Seq", "Array", "Map", "mapOf"))  # fmt: skip
# Calls whose arguments are expectations, messages or tables, and nothing that is loaded.
NO_USE = frozenset((
    "expect", "toEqual", "toBe", "toMatchObject", "toStrictEqual", "toHaveBeenCalledWith", "log",
    "println", "print", "assert", "assertEquals", "assertEqual", "assertThat", "isEqualTo", "Equal",
    "describe", "println!", "print!", "assert_eq!", "eprintln!", "info!", "debug!", "warn!",
    "error", "warn", "info", "debug", "WriteLine", "Println", "Printf", "push_to_hub", "pushToHub",
    "uploadFile", "uploadFiles", "createRepo", "create_repo", "deleteRepo", "fail", "enum",
    "Error", "AreEqual", "literal", "includes", "contains", "startsWith", "encoding_for_model",
    "encodingForModel", "get_bpe_from_model", "describedAs", "panic!", "Contains", "StartsWith",
    "starts_with", "ends_with", "endsWith", "EndsWith", "HasPrefix", "HasSuffix", "equals", "eq",
    "indexOf", "strip_prefix", "replace", "assert_ne!", "test", "it", "skipIf",
))  # fmt: skip
CONSTRUCTED = frozenset((
    "chat", "embedding", "textembedding", "textembeddingmodel", "embeddingmodel", "responses",
    "completion", "image", "imagemodel", "languagemodel", "chatmodel", "transcription", "speech",
    "messages", "transcriptionmodel", "speechmodel", "completionmodel",
))  # fmt: skip
# Words of a constant that is about models, and words that make it about something else.
MODEL_WORDS = frozenset(("model", "models", "llm", "llms", "checkpoint", "embedder", "reranker"))
REPO_WORDS = frozenset(("repo", "repos", "repository"))
HUB_WORDS = frozenset(("hf", "hub", "id", "tokenizer", "huggingface", "weights", "model"))
OTHER_WORDS = frozenset((
    "alias", "aliases", "label", "labels", "type", "types", "class", "dir", "folder", "view",
    "prefix", "regex", "pattern", "price", "prices", "pricing", "cost", "costs", "error", "errors",
    "message", "description", "descriptions", "route", "endpoint", "endpoints", "display", "test",
    "context", "limit", "limits", "file", "filename", "provider", "providers", "title", "names",
    "icon", "icons", "url", "urls", "supported", "allowed", "legacy", "deprecated", "encoding",
    "mock", "fake", "info", "card", "unsupported", "blocked", "mapping", "sizes", "size",
))  # fmt: skip
ID_KEYS = ("id", "model", "modelId", "model_id", "modelName", "model_name", "repo", "repoId",
            "repo_id", "hfId", "hf_repo", "hfRepo", "path", "value", "key", "slug",
            "default")  # fmt: skip
# Words of a list of models to choose from; any other word may say what its models can do.
OFFERS = frozenset((
    "model", "models", "llm", "llms", "default", "defaults", "available", "list", "options",
    "all", "choices", "ids", "id", "chat", "completion", "embedding", "embeddings", "image",
    "audio", "tts", "stt", "speech", "transcription", "realtime", "rerank", "reranker", "openai",
    "open", "ai", "azure", "anthropic", "claude", "google", "gemini", "mistral", "groq",
    "deepseek", "xai", "cohere", "bedrock", "vertex", "ollama", "together", "fireworks",
    "openrouter", "perplexity", "hf",
))  # fmt: skip
# Keys beside an id that show it to a person, as only what can be chosen has them.
LABELS = frozenset(("name", "label", "title", "displayname", "text", "provider"))
PRICED = frozenset((
    "price", "prices", "cost", "costs", "inputprice", "outputprice", "inputcost", "outputcost",
    "pricing", "costper1k", "inputcostpertoken", "maxcontext",
))  # fmt: skip
# Words of a constant that says what a model is for, and not which one it is.
ROLES = MODEL_WORDS | OTHER_WORDS | frozenset((
    "name", "id", "default", "chat", "embedding", "embeddings", "openai", "open", "ai", "ollama",
    "azure", "deployment", "main", "fast", "small", "large", "base", "vision", "text", "my", "the",
    "anthropic", "mistral", "api", "key", "env", "config", "string", "value", "language", "image",
    "completion", "current", "selected", "bedrock", "groq", "hf", "path", "option", "options",
    "generation", "audio", "local", "remote", "primary", "secondary", "backup", "fallback",
    "google", "genai", "vertex", "version", "inference", "to", "use", "custom", "user", "request",
    "input", "output", "token", "host", "port", "system", "settings", "setting", "property",
))  # fmt: skip
# Families of models, as constants that spell their own value begin.
FAMILIES = (
    "claude", "codellama", "command", "deepseek", "falcon", "gemini", "gemma", "gpt", "granite",
    "grok", "llama", "llava", "magistral", "mistral", "mixtral", "nomic", "o1", "o3", "o4", "phi",
    "qwen", "qwq", "smollm", "starcoder", "textembedding", "tinyllama", "whisper",
)  # fmt: skip
GATEWAY = frozenset((
    "anthropic", "azure", "bedrock", "cohere", "deepseek", "google", "groq", "mistral", "openai",
    "vertex", "voyage", "xai",
))  # fmt: skip
