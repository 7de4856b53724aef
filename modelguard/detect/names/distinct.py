"""Names that nothing but a model has."""

from __future__ import annotations

from modelguard.detect.names import libraries, plausible


def is_model(text: str) -> bool:
    """`org/tiny-bert-base`, `bert-base-uncased`, `all-MiniLM-L6-v2`, `en_core_web_sm`."""
    if "/" in text:
        return plausible.is_unmistakable(text)
    return bool(libraries.old_with_size(text) or libraries.unmistakable(text))
