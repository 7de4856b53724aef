import { generateText, streamText, embed, tool } from "ai";
import { openai, createOpenAI } from "@ai-sdk/openai";
import { anthropic } from '@ai-sdk/anthropic';
import { google } from "@ai-sdk/google";
import { gateway } from "@ai-sdk/gateway";
import { myProvider } from "./provider";

const nim = createOpenAI({ name: "nim", baseURL: "https://integrate.api.nvidia.com/v1" });
const openrouter = createOpenAI({ baseURL: "https://openrouter.ai/api/v1", apiKey: process.env.KEY });
const CHAT = process.env.CHAT_MODEL || "gpt-4.1-mini";

export const a = await generateText({ model: openai("gpt-4o"), prompt: "hi" });
export const b = streamText({ model: anthropic("claude-3-5-haiku-latest"), messages });
export const c = embed({ model: google.textEmbedding("gemini-embedding-001"), value: "x" });
export const d = await generateText({ model: openai.chat(CHAT), prompt: "hi" });
export const e = streamText({ model: "anthropic/claude-sonnet-4.5", prompt: "hi" });
export const f = gateway.languageModel("openai/gpt-5-mini");
export const g = await generateText({ model: nim("meta/llama-3.1-70b-instruct"), prompt: "hi" });
export const h = await generateText({ model: openrouter("acme-labs/free-7b:free"), prompt: "hi" });
// An alias of the project's own, and a word that only looks like a call of a provider.
export const i = await generateText({ model: myProvider.languageModel("chat-model"), prompt: "hi" });
export const j = tool({ description: "claude-3-5-haiku-latest is not called here" });
