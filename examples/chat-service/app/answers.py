"""Answers a customer's question with the model that the operator chose."""

from __future__ import annotations

from transformers import pipeline

MODELS = {
    "fast": "mistralai/Mistral-7B-Instruct-v0.3",
    "default": "Qwen/Qwen3-8B",
    "careful": "meta-llama/Llama-3.1-8B-Instruct",
}


def answer(question: str, quality: str = "default") -> str:
    generate = pipeline("text-generation", model=MODELS[quality])
    return generate([{"role": "user", "content": question}])[0]["generated_text"]
