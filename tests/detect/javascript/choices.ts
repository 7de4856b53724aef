import type { Choice } from "./types";

// What people choose from: an id, and beside it what shows it.
const chatModels: Choice[] = [
  { name: "GPT-4.1", key: "gpt-4.1" },
  { name: "Chat 1B", key: "acme-labs/chat-1b" },
];
export const MODEL_OPTIONS = [
  { label: "Sonnet", value: "claude-sonnet-4-5" },
  { label: "Choose a model", value: "none" },
];
export const llms = [{ name: "gemini-2.5-pro", provider: "google" }];

// What a model can do, or is called, is no use of it.
const reasoningModels = ["o3-mini", "deepseek-r1"];
const MODEL_LABELS = [{ id: "gpt-4.1-mini", label: "Small" }];
const modelPrices = [{ id: "gpt-4.1-nano", label: "Smallest", inputPrice: 1 }];
const llmModels = [{ id: "customer-model", label: "Customer" }];
export const TTS_MODELS = ["tts-1", "tts-1-hd"] as const;
const openaiModels = ["gpt-5-mini", "text-embedding-3-large"];
const models = { "acme-labs/tiny-hearing": [41, 152], "acme-labs/base-hearing": [77] };
const defaultModelByProvider = { anthropic: "claude-haiku-4-5", groq: "llama-3.3-70b-versatile", other: "gpt-5" };
const providerLabels = { anthropic: "claude-haiku-4" };
export const ranked = [
  { vendor: "googleai", modelId: "models/gemini-3-flash" },
  { vendor: "openrouter", modelId: "anthropic/claude-opus-4-7" },
  { vendor: "deepseek", modelId: "deepseek-v4-flash" },
];
const others = models.filter((model) => model.providerId !== "ollama");
const [chosen, choose] = useStored("chosen", { model: "claude-sonnet-4-20250514" });
const model = getProperty(response, "id");
