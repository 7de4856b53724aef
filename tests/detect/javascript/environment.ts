export const config = {
  OPENAI_MODEL: process.env.OPENAI_MODEL || "gpt-4o",
  WhisperModelPref: process.env.WHISPER_MODEL_PREF ?? "acme-labs/whisper-small",
  apiKey: process.env.OPENAI_API_KEY || "gpt-4.1",
  limit: process.env.OLLAMA_MODEL_TOKEN_LIMIT || "gpt-4-32k",
};
const viaVite = import.meta.env["VITE_CHAT_MODEL"] ?? "claude-3-5-haiku-latest";

export function getSelectedModel(): string {
  const stored = localStorage.getItem("selectedModel");
  return stored || "gemma:2b";
}

export function getModelUserAgent() {
  const version = release() || "unknown";
  return `AcmeChat/${version}`;
}
