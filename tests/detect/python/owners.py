import os

OLLAMA_MODEL = os.getenv("OLLAMA_MODEL", "llama3.2")
GROQ_MODEL = os.environ.get("GROQ_MODEL", "mixtral-8x7b-32768")
WHISPER_MODEL = os.getenv("WHISPER_MODEL", "large-v3")
EMBEDDING_MODEL = os.getenv("EMBEDDING_MODEL", "all-MiniLM-L6-v2")
SIZE_MODEL = os.getenv("SIZE_MODEL", "large")
STATE_MODEL = "all-states"


class Settings:
    ollama_model_mode: str = "local"
    ollama_embed_model: str = "nomic-embed-text"
    together_model: str = "acme-labs/chat"
    openrouter_model = "anthropic/claude-3.5-sonnet"
    whisper_model: str = "whisper-1"
    whisper_model_size: str = "medium.en"


embed = os.getenv("OLLAMA_EMBED_MODEL") or "mxbai-embed-large"
limit = os.getenv("OLLAMA_LIMIT") or "mxbai-embed-large"
