"""What the Hub's names of tasks say of a model, see https://huggingface.co/tasks."""

from __future__ import annotations

# fmt: off
MULTIMODAL = frozenset((
    "any-to-any", "audio-text-to-text", "document-question-answering", "image-text-to-image",
    "image-text-to-text", "image-text-to-video", "image-to-text", "video-text-to-text",
    "visual-document-retrieval", "visual-question-answering",
))
TEXT = frozenset((
    "feature-extraction", "fill-mask", "question-answering", "sentence-similarity",
    "summarization", "text-classification", "text-generation", "text-ranking",
    "text2text-generation", "token-classification", "translation",
))
# fmt: on
