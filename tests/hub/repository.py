"""A repository of the test hub: its card, its files, its revisions, and the API's view of them."""

from __future__ import annotations

import datetime
import functools
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import license_texts

_FRONT_MATTER = re.compile(r"\s*---\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Repository:
    """`cards` maps a branch, tag or commit to the text of README.md there; `main` is required.

    `body` replaces single keys of the API's answer, for what no card can bring about. `texts` are
    the files that can be fetched beside the card, by path; they do not change with the revision.
    """

    id: str
    cards: Mapping[str, str]
    type: str = "model"
    gated: bool | str = False
    disabled: bool = False
    private: bool = False
    old_names: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    texts: Mapping[str, bytes] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)

    def commit(self, revision: str) -> str | None:
        """The hash that a branch, a tag or a hash stands for."""
        for name, card in self.cards.items():
            digest = name if re.fullmatch("[0-9a-f]{40}", name) else _hash(self.id, name, card)
            if revision in (name, digest):
                return digest
        return None

    def card(self, revision: str) -> str:
        commit = self.commit(revision)
        return next(self.cards[name] for name in self.cards if self.commit(name) == commit)

    def content(self, path: str, revision: str) -> bytes | None:
        """A file that can be fetched."""
        return self.card(revision).encode() if path == "README.md" else self.texts.get(path)

    def front_matter(self, revision: str = "main") -> dict[str, Any] | None:
        """None where the Hub would show no metadata either."""
        return _front_matter(self.card(revision))

    def answer(self, revision: str, bases: list[str]) -> dict[str, Any]:
        """All that `expand` can ask for. `bases` are the base models that the hub knows."""
        metadata = self.front_matter(revision)
        front = metadata or {}
        answer: dict[str, Any] = {
            "_id": _hash(self.id)[:24],
            "id": self.id,
            "author": self.id.partition("/")[0],
            "sha": self.commit(revision),
            "private": self.private,
            "gated": self.gated,
            "disabled": self.disabled,
            "lastModified": "2026-10-01T12:00:00.000Z",
            "createdAt": "2025-01-01T12:00:00.000Z",
            "downloads": 1000,
            "likes": 10,
            "tags": self._tags(front),
            "siblings": [{"rfilename": name} for name in self._files()],
            "childrenModelCount": {"adapter": 0, "merge": 0, "quantized": 0, "finetune": 0},
        }
        answer |= {} if metadata is None else {"cardData": metadata}
        answer |= {key: front[key] for key in ("library_name", "pipeline_tag") if key in front}
        if bases:
            models = [{"_id": _hash(base)[:24], "id": base} for base in bases]
            answer["baseModels"] = {"relation": _relation(front), "models": models}
        if self.disabled:
            answer.pop("cardData", None)
            del answer["siblings"]
        return {**answer, **self.body}

    def bases(self) -> list[str]:
        return _listed((self.front_matter() or {}).get("base_model"))

    def _files(self) -> list[str]:
        return sorted({".gitattributes", "README.md", *self.files, *self.texts})

    def _tags(self, front: dict[str, Any]) -> list[str]:
        tags = [*_listed(front.get("library_name")), *_listed(front.get("tags"))]
        for base in _listed(front.get("base_model")):
            tags += [f"base_model:{base}", f"base_model:{_relation(front)}:{base}"]
        tags += [f"dataset:{name}" for name in _listed(front.get("datasets"))]
        tags += [f"license:{name}" for name in _listed(front.get("license"))]
        return [*tags, "region:us"]


@functools.cache
def _front_matter(card: str) -> dict[str, Any] | None:
    import yaml

    block = _FRONT_MATTER.match(card)
    try:
        data = yaml.safe_load(block.group(1)) if block else None
    except yaml.YAMLError:
        return None
    return json.loads(json.dumps(data, default=_as_text)) if isinstance(data, dict) else None


def load(path: Path, *, type: str = "model") -> Repository:
    """`org__name.md`, with `org__name.json` beside it for all that is not in the card.

    Keys there are the fields of `Repository`; `revisions` holds further cards by branch or commit.
    The files in a folder `org__name` beside both are its license files, see `license_texts`.
    """
    beside = path.with_suffix(".json")
    extra = json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else {}
    cards = {"main": path.read_text(encoding="utf-8"), **extra.pop("revisions", {})}
    lists = {key: tuple(extra.pop(key)) for key in ("files", "old_names") if key in extra}
    texts = license_texts.read(path.with_suffix(""))
    name = path.stem.replace("__", "/")
    return Repository(name, cards, type=type, texts=texts, **lists, **extra)


def _relation(front: Mapping[str, Any]) -> str:
    """As stated, else as the Hub infers it."""
    if isinstance(stated := front.get("base_model_relation"), str):
        return stated
    if len(_listed(front.get("base_model"))) > 1:
        return "merge"
    if front.get("library_name") == "peft":
        return "adapter"
    return "quantized" if "gguf" in _listed(front.get("tags")) else "finetune"


def _listed(value: object) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if type(each) is str]


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _hash(*parts: str) -> str:
    return hashlib.sha1("\0".join(parts).encode()).hexdigest()
