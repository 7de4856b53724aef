// Names of genai begin with their provider.
use genai::Client;

const MODEL_FAST: &str = "groq::openai/gpt-oss-20b";
const MODEL_LOCAL: &str = "ollama::qwen3:4b";
const MODEL_OTHER: &str = "nobody::chat-1";
