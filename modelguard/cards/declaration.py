"""What an endpoint answered for a repository to a `Card`; no network, nothing is decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from modelguard.cards import card_bases
from modelguard.cards.card_fields import (
    MAX_TEXT,
    MAX_VALUES,
    Fields,
    is_read,
    only_texts,
    tagged,
)
from modelguard.cards.files import text_of
from modelguard.cards.license_files import GATE_PROMPT
from modelguard.domain import Card, CardSource, Header, LicenseText, Relation, UnreadText
from modelguard.namedtuple import NamedTuple

_MAX_FILES = 10_000
_MAX_PROMPT = 64 * 1024
# The shortest license that a gate has been seen to hold is longer; most prompts are a sentence.
_MIN_LICENSE = 600
_MAX_DEPTH = 6
_COMMIT = re.compile(r"[0-9a-f]{40}")
_BODY_KEYS = (
    "id",
    "sha",
    "gated",
    "disabled",
    "private",
    "baseModels",
    "library_name",
    "pipeline_tag",
    "problems",
    "adapterBase",
)
_HEADER_KEYS = ("license", "license_name", "license_link")
_DECLARING_TAGS = ("license:", "base_model:", "dataset:")


class Reply(NamedTuple):
    """What was answered for one repository, cut to what it declares; safe to keep as JSON.

    `body` has the keys of the Hub's API, `siblings` being names and `problems` sentences;
    `adapterBase` is what an adapter's configuration names, `headers` what those of weights files
    declare, by path.
    `fetched_at` counts seconds since the epoch. `texts` and `unread` are its license files.
    """

    body: Mapping[str, object]
    where: str
    fetched_at: float
    texts: tuple[LicenseText, ...] = ()
    unread: tuple[UnreadText, ...] = ()

    @property
    def commit(self) -> str | None:
        sha = self.body.get("sha")
        return sha if isinstance(sha, str) and is_commit(sha) else None

    def card(self, source: CardSource) -> Card:
        as_of = _date(self.fetched_at)
        declared = card(self.body, source=source, where=self.where, as_of=as_of)
        return declared._replace(texts=(*self.texts, *declared.texts), unread=self.unread)


def is_commit(revision: str | None) -> bool:
    """Whether a revision is a full commit hash, whose files never change."""
    return revision is not None and _COMMIT.fullmatch(revision) is not None


def card(body: Mapping[str, object], *, source: CardSource, where: str, as_of: str) -> Card:
    """The declaration in an API body, or in `{"id": …, "cardData": front matter}`.

    Where there is no `cardData` (disabled repositories), the tags speak.
    """
    front = body.get("cardData")
    fields = Fields(front if isinstance(front, Mapping) else {})
    tags = only_texts(body.get("tags"))
    sha = body.get("sha")
    prompt = _cut(fields.data.get("extra_gated_prompt"))
    files = tuple(only_names(body.get("siblings")))
    library = _first_text(body.get("library_name"), fields.data.get("library_name"))
    headers = _headers(body.get("headers"))
    return Card(
        id=str(body.get("id", "")),
        source=source,
        where=where,
        as_of=as_of,
        licenses=_licenses(fields, tags),
        license_name=fields.text("license_name"),
        license_link=fields.text("license_link"),
        bases=card_bases.read(
            fields,
            tags,
            body.get("baseModels"),
            card_bases.Beside(
                repo=str(body.get("id", "")),
                adapts=_first_text(body.get("adapterBase")),
                headers=headers.values(),
                otherwise=_relation(library, files),
            ),
        ),
        datasets=fields.texts("datasets") or tagged(tags, "dataset:"),
        gate_prompt="\n".join((*_boxes(fields.data), prompt)).strip() or None,
        gated=_gated(body.get("gated")),
        disabled=body.get("disabled") is True,
        private=body.get("private") is True,
        revision=sha if isinstance(sha, str) and is_commit(sha) else None,
        files=files,
        task=_first_text(body.get("pipeline_tag"), fields.data.get("pipeline_tag")),
        library=library,
        problems=(*fields.problems, *fields.misspelt(), *only_texts(body.get("problems"))),
        texts=(text_of(prompt.encode(), GATE_PROMPT),) if len(prompt) >= _MIN_LICENSE else (),
        headers=tuple(
            Header(path, *(_first_text(said.get(key)) for key in _HEADER_KEYS))
            for path, said in headers.items()
            if any(key in said for key in _HEADER_KEYS)
        ),
    )


def _boxes(front: Mapping[str, object]) -> Iterator[str]:
    """What has to be ticked: `I agree to use this model for non-commercial use ONLY: checkbox`."""
    fields = front.get("extra_gated_fields")
    for label, kind in fields.items() if isinstance(fields, Mapping) else ():
        kind = kind.get("type") if isinstance(kind, Mapping) else kind
        if kind == "checkbox" and isinstance(label, str):
            yield label[:MAX_VALUES]


def declared_parts(body: Mapping[str, object]) -> dict[str, object]:
    """The parts of an API body that `card` reads, as JSON's own types and of bounded size."""
    kept = {key: _plain(body[key], 0) for key in _BODY_KEYS if body.get(key) is not None}
    front = body.get("cardData")
    if isinstance(front, Mapping):
        kept["cardData"] = {
            key: _cut(value) if key == "extra_gated_prompt" else _plain(value, 0)
            for key, value in front.items()
            if value is not None and is_read(key)
        }
    kept["tags"] = [each for each in _all_texts(body.get("tags")) if _declares(each)][:MAX_VALUES]
    if "siblings" in body:
        kept["siblings"] = list(only_names(body["siblings"]))
    return kept


def names_bases(body: Mapping[str, object]) -> bool:
    """Whether the card, its tags or the Hub's own reading name a base."""
    front = body.get("cardData")
    fields = Fields(front if isinstance(front, Mapping) else {})
    return bool(card_bases.read(fields, only_texts(body.get("tags")), body.get("baseModels")))


def names_license(body: Mapping[str, object]) -> bool:
    """Whether the card or its tags say anything of a license, understood or not."""
    front = body.get("cardData")
    fields = Fields(front if isinstance(front, Mapping) else {})
    return bool(_licenses(fields, only_texts(body.get("tags"))) or fields.text("license_name"))


def _headers(value: object) -> dict[str, Mapping[str, object]]:
    pairs = value.items() if isinstance(value, Mapping) else ()
    return {str(path): said for path, said in pairs if isinstance(said, Mapping)}


def _relation(library: str | None, files: Iterable[str]) -> Relation:
    """What a repository's files tell of how it was made from a base."""
    if library == "peft" or card_bases.ADAPTER_CONFIG in files:
        return Relation.ADAPTER
    kinds = {each.rpartition(".")[2].lower() for each in files}
    is_quantized = "gguf" in kinds and kinds.isdisjoint(("safetensors", "bin"))
    return Relation.QUANTIZED if is_quantized else Relation.UNSPECIFIED


def _declares(tag: str) -> bool:
    return tag.startswith(_DECLARING_TAGS) and len(tag) <= MAX_TEXT


def _all_texts(value: object) -> Iterable[str]:
    values = value if isinstance(value, list | tuple) else ()
    return (_writable(each) for each in values if isinstance(each, str))


def _licenses(fields: Fields, tags: Iterable[str]) -> tuple[str, ...]:
    if fields.data.get("license") is None:
        return tagged(tags, "license:")
    return fields.texts("license")


def only_names(siblings: object) -> Iterable[str]:
    """File names, as the API's objects or plain, of bounded length and number."""
    values = siblings if isinstance(siblings, list | tuple) else ()
    for each in values[:_MAX_FILES]:
        name = each.get("rfilename") if isinstance(each, Mapping) else each
        if isinstance(name, str) and 0 < len(name) <= MAX_TEXT:
            yield _writable(name)


def _gated(value: object) -> str:
    """Whatever else says "gated" is taken for the stricter kind."""
    return "" if not value else "auto" if value == "auto" else "manual"


def _first_text(*values: object) -> str | None:
    return next((each for each in values if isinstance(each, str) and each), None)


def _cut(prompt: object) -> str:
    text = prompt if isinstance(prompt, str) else ""
    return text.encode("utf-8", "ignore")[:_MAX_PROMPT].decode("utf-8", "ignore")


def _plain(value: object, depth: int) -> object:
    """Dates become text. A text or list that is too long is cut to one more than `Fields` takes."""
    if isinstance(value, str):
        return _writable(value[: MAX_TEXT + 1])
    if value is None or isinstance(value, bool | int | float):
        return value
    if depth >= _MAX_DEPTH:
        return "…"
    if isinstance(value, Mapping):
        items = list(value.items())[:MAX_VALUES]
        return {_writable(str(key)[:MAX_TEXT]): _plain(each, depth + 1) for key, each in items}
    if isinstance(value, list | tuple):
        return [_plain(each, depth + 1) for each in value[: MAX_VALUES + 1]]
    return str(value)[:MAX_TEXT]


def _writable(text: str) -> str:
    """Half of a surrogate pair, which JSON may hold, can be neither printed nor stored."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _date(seconds: float) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
