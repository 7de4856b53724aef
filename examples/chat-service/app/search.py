"""Finds the help pages that fit a question: fast vectors first, then a careful second look."""

from __future__ import annotations

from sentence_transformers import CrossEncoder, SentenceTransformer

EMBEDDER = SentenceTransformer("sentence-transformers/all-MiniLM-L6-v2")
RERANKER = CrossEncoder("BAAI/bge-reranker-v2-m3")


def best_pages(question: str, pages: list[str], count: int = 3) -> list[str]:
    scores = EMBEDDER.similarity(EMBEDDER.encode(question), EMBEDDER.encode(pages))[0]
    likely = sorted(range(len(pages)), key=lambda index: -float(scores[index]))[: 5 * count]
    ranked = RERANKER.rank(question, [pages[index] for index in likely], top_k=count)
    return [pages[likely[int(hit["corpus_id"])]] for hit in ranked]
