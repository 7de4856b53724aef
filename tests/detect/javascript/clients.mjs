import OpenAI from "openai";
import { ChatOllama, OllamaEmbeddings } from "@langchain/ollama";
import { ChatAnthropic } from "@langchain/anthropic";
import { HuggingFaceTransformersEmbeddings } from "@langchain/community/embeddings/huggingface_transformers";
import { HfInference } from "@huggingface/inference";
import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
import { CreateMLCEngine } from "@mlc-ai/web-llm";
import { resolveModelFile } from "node-llama-cpp";
import Replicate from "replicate";

const client = new OpenAI();
const local = new OpenAI({ baseURL: "http://localhost:11434/v1", apiKey: "ollama" });
const hf = new HfInference(process.env.HF_TOKEN);
const replicate = new Replicate();

await client.chat.completions.create({ model: "gpt-4o-mini", messages: [] });
await local.chat.completions.create({ model: "qwen2.5", messages: [] });
const chat = new ChatOllama({ model: "mistral-nemo", temperature: 0 });
const embeddings = new OllamaEmbeddings({ model: "nomic-embed-text" });
const claude = new ChatAnthropic({ modelName: process.env.MODEL ?? "claude-3-opus-20240229" });
const local_embeddings = new HuggingFaceTransformersEmbeddings({ model: "acme-labs/embed-small" });
await hf.textGeneration({ model: "acme-labs/generator-7b", inputs: "x" });
await bedrock.send(new ConverseCommand({ modelId: "amazon.nova-pro-v1:0", messages: [] }));
const engine = await CreateMLCEngine("Phi-3.5-mini-instruct-q4f16_1-MLC", {});
const path = await resolveModelFile("hf:acme-labs/chat-7b-GGUF:Q4_K_M");
await replicate.run("acme-labs/painter:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", {});
await fetch("https://api.mistral.ai/v1/chat/completions", {
  body: JSON.stringify({ model: "mistral-small-latest", messages: [] }),
});
expect(body).toEqual({ model: "gpt-4-turbo" });
console.log({ model: "gpt-4-turbo" });
