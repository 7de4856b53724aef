import { pipeline } from "@huggingface/transformers";
import type { Task } from "./types";

type Entry = { id: string; model: "acme-labs/a-type" | "acme-labs/another-type" };
interface Options {
  model: "acme-labs/in-an-interface";
}

export const MODELS: Entry[] = [
  { id: "acme-labs/chat-1b-ONNX", label: "Chat 1B" },
  { id: "acme-labs/chat-3b-ONNX", label: "Chat 3B" },
];

const ENCODERS = {
  fast: "acme-labs/encoder-fast",
  good: "acme-labs/encoder-good",
} as const;

export async function encoder(kind: keyof typeof ENCODERS) {
  return pipeline("feature-extraction", ENCODERS[kind]);
}

export async function load(modelId: string) {
  if (modelId === "acme-labs/compared") throw new Error("acme-labs/in-an-error");
  return pipeline("translation", modelId);
}
const translator = await load("acme-labs/translate-en-de");

// What a model costs is no use of it.
export const MODEL_PRICES = { "acme-labs/priced": { price: 3 } };
const LLM_TABLE = [{ id: "acme-labs/listed", inputCost: 1, outputCost: 2 }];
