"""Keys of a card to checked values; what can't be read becomes a problem that quotes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

MAX_TEXT = 2048
MAX_VALUES = 1000
HUB_LINK = re.compile(
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(?!(?:datasets|spaces)/)([\w.-]+/[\w.-]+)"
)
KEYS = (
    "license",
    "license_name",
    "license_link",
    "base_model",
    "base_model_relation",
    "datasets",
    "extra_gated_prompt",
)
_ALSO_READ = (
    "extra_gated_fields", "model_link", "quantized_by", "pipeline_tag", "library_name",
)  # fmt: skip
# What authors write instead, letters only and in lower case.
_MEANT = {
    "license": "license",
    "licence": "license",
    "licenses": "license",
    "licences": "license",
    "licensename": "license_name",
    "licencename": "license_name",
    "licenselink": "license_link",
    "licencelink": "license_link",
    "licenseurl": "license_link",
    "licenceurl": "license_link",
    "basemodel": "base_model",
    "basemodels": "base_model",
    "basemodelrelation": "base_model_relation",
    "dataset": "datasets",
}


class Fields:
    """The keys of one card, with the problems that reading them brought up."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self.data = data
        self.problems: list[str] = []

    def text(self, key: str) -> str | None:
        """One text; a number or a list is a problem, not a value."""
        value = self.data.get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, str) and len(value) <= MAX_TEXT:
            return value.strip()
        self._problem(key, value)
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A text or a list of them, each once and in order; of a list too long, none."""
        value = self.data.get(key)
        values = value if isinstance(value, list) else [value]
        if len(values) > MAX_VALUES:
            self.problems.append(f"`{key}` has more than {MAX_VALUES} values")
            return ()
        found: dict[str, None] = {}
        for each in values:
            if isinstance(each, str) and len(each) <= MAX_TEXT:
                found.update({each.strip(): None} if each.strip() else {})
            elif each is not None:
                self._problem(key, each)
        return tuple(found)

    def misspelt(self) -> tuple[str, ...]:
        """Keys that nobody reads; their values are never taken as declared."""
        return tuple(
            f"`{key}: {shown(self.data[key])}` is no key of the Hub"
            + (f"; did the author mean `{meant}:`?" if meant else "")
            for key in self.data
            if key not in KEYS and (meant := _meant(key)) is not None
        )

    def _problem(self, key: str, value: object) -> None:
        hint = "; YAML reads a bare `no` or `off` as false" if value is False else ""
        self.problems.append(f"`{key}: {shown(value)}` is {_kind(value)}, not a text{hint}")


def is_read(key: object) -> bool:
    """Whether a key says something about licenses or lineage, rightly spelt or not."""
    return isinstance(key, str) and (key in (*KEYS, *_ALSO_READ) or _meant(key) is not None)


def tagged(tags: Iterable[str], prefix: str) -> tuple[str, ...]:
    """The values of the tags that start with `prefix`, each once."""
    values = (tag.removeprefix(prefix) for tag in tags if tag.startswith(prefix))
    return tuple(dict.fromkeys(value for value in values if value))


def only_texts(value: object) -> tuple[str, ...]:
    """The texts of a list, without a word on what else is in it."""
    values = value if isinstance(value, list | tuple) else ()
    return tuple(each for each in values[:MAX_VALUES] if isinstance(each, str) and each)


def shown(value: object) -> str:
    """A value on one short line, without backticks."""
    text = value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
    text = " ".join(text.replace("`", "'").split())
    return text if len(text) <= 80 else f"{text[:79]}…"


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return f"longer than {MAX_TEXT} characters"
    return "a list" if isinstance(value, list) else "a mapping"


def _meant(key: str) -> str | None:
    """The key that an author had in mind; "" where only the topic is clear."""
    letters = re.sub(r"[^a-z]", "", key.lower())
    return _MEANT.get(letters, "" if letters.startswith(("licens", "licenc")) else None)
