"""Finds the books whose descriptions are nearest to a reader's question."""

from __future__ import annotations

from sentence_transformers import SentenceTransformer

EMBEDDER = SentenceTransformer("sentence-transformers/all-MiniLM-L6-v2")


def nearest(question: str, descriptions: list[str], count: int = 5) -> list[str]:
    scores = EMBEDDER.similarity(EMBEDDER.encode(question), EMBEDDER.encode(descriptions))[0]
    ranked = sorted(range(len(descriptions)), key=lambda index: -float(scores[index]))
    return [descriptions[index] for index in ranked[:count]]
