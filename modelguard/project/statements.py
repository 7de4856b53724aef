"""What the project file says about models: manifest, publications, clarifications."""

from __future__ import annotations

import posixpath

from modelguard import expression, ids
from modelguard.documents import Node
from modelguard.domain import Base, Namer, Relation
from modelguard.errors import UsageError, shown
from modelguard.expression import Expression, Leaf
from modelguard.ids import ParsedId
from modelguard.policy import Context
from modelguard.policy.layers import license_id
from modelguard.project.types import Clarification, ManifestEntry, Publish
from modelguard.project.usage import activities


def models(node: Node, context: Context) -> tuple[ManifestEntry, ...]:
    """In the order of the file; the same id at the same revision twice is an error."""
    seen: dict[tuple[str, str | None], int] = {}
    entries = []
    for item in node.items("models"):
        entry = _entry(item, context)
        key = (str(entry.id).lower(), entry.revision)
        if key in seen:
            lines = f"lines {seen[key]} and {entry.line}"
            raise item.error(f"{shown(entry.text)} is listed twice, on {lines}", hint="remove one")
        seen[key] = entry.line
        entries.append(entry)
    return tuple(entries)


def dataset_entries(node: Node) -> tuple[ManifestEntry, ...]:
    """The project's `datasets`, in the order of the file."""
    return tuple(_dataset_entry(item) for item in node.items("datasets"))


def datasets(node: Node) -> tuple[str, ...]:
    """Dataset ids without the prefix `datasets/`."""
    return tuple(_dataset(item) for item in node.items("datasets"))


def publish(item: Node, context: Context) -> Publish:
    path = item.text("path") or ""
    plain = posixpath.normpath(path.replace("\\", "/"))
    if plain.startswith(("/", "../")) or plain == ".." or plain[1:2] == ":":
        hint = "write a path relative to this file"
        raise item.error(f"{shown(path)} lies outside the project", at="path", hint=hint)
    return Publish(
        path=plain,
        id=_parsed(item.text("id") or "", item, at="id").id,
        license=_license(item, context),
        bases=_bases(item, Namer.MANIFEST),
        line=item.line,
    )


def published_entry(item: Node, publish: Publish, done: frozenset[str] | None) -> ManifestEntry:
    """A model that the project publishes is one of its models; publishing is what is done with it.

    `done` are the project's activities.
    """
    place = item.get("id") or item
    line, column = place.value_place
    return ManifestEntry(
        id=publish.id,
        use=frozenset({"publishing-derivatives"}) | (done or frozenset()),
        license=publish.license,
        bases=publish.bases,
        line=line,
        column=column,
        text=str(place.data),
    )


def clarification(item: Node, context: Context) -> Clarification:
    stated = [key for key in ("license", "base_model", "datasets") if item.get(key)]
    if not stated:
        hint = "state `license`, `base_model` or `datasets`"
        raise item.error("a clarification that clarifies nothing", hint=hint)
    digest = item.text("text_sha256")
    return Clarification(
        model=item.text("model") or "",
        license=_license(item, context),
        bases=_bases(item, Namer.CLARIFICATION),
        datasets=datasets(item),
        revision=item.text("revision"),
        text_sha256=digest.lower() if digest else None,
        reason=item.text("reason") or "",
        line=item.line,
    )


def _entry(item: Node, context: Context) -> ManifestEntry:
    if not isinstance(item.data, dict):
        return _named(item, str(item.data))
    place = item.get("id") or item
    entry = _named(place, str(item.data.get("id") or ""))
    return entry._replace(
        revision=_revision(item, entry.revision),
        use=activities(item, "use"),
        license=_license(item, context),
        bases=_bases(item, Namer.MANIFEST),
        datasets=datasets(item),
        reason=item.text("reason") or "",
    )


def _named(place: Node, name: str) -> ManifestEntry:
    """Just what `name` names; the text is that of `place`."""
    parsed = _parsed(name, place)
    line, column = place.value_place
    return ManifestEntry(parsed.id, line, column, str(place.data), parsed.revision)


def _revision(item: Node, named: str | None) -> str | None:
    stated = item.text("revision")
    if stated and named and stated != named:
        message = f"two revisions: {shown(named)} in the id, and {shown(stated)}"
        raise item.error(message, at="revision", hint="keep one of them")
    return stated or named


def _parsed(text: str, item: Node, *, at: str | None = None) -> ParsedId:
    try:
        return ids.parse(text)
    except UsageError as error:
        raise item.error(error.message, at=at, hint=error.hint) from error


def _dataset_entry(item: Node) -> ManifestEntry:
    name = _dataset(item)
    return _named(item, name if ":" in name else f"datasets/{name}")


def _dataset(item: Node) -> str:
    """Datasets of other sources than the Hub keep whatever their name is."""
    text = str(item.data)
    name = text.removeprefix("datasets/")
    return name if ":" in name else _parsed(f"datasets/{name}", item).id.name


def _bases(item: Node, named_by: Namer) -> tuple[Base, ...] | None:
    """None where nothing is stated; an empty list states that there are none."""
    relation = item.text("relation")
    if relation and not item.items("base_model"):
        hint = "state `base_model` as well"
        raise item.error("`relation` says nothing without a base model", at="relation", hint=hint)
    if item.get("base_model") is None:
        return None
    made = Relation(relation or Relation.UNSPECIFIED)
    return tuple(
        Base(str(_parsed(str(base.data), base).id), made, named_by)
        for base in item.items("base_model")
    )


def _license(item: Node, context: Context) -> str | None:
    """A known license's id; an expression of known licenses as it was written."""
    found = item.get("license")
    if found is None:
        return None
    text = str(found.data)
    try:
        parsed = expression.parse(text)
    except ValueError as error:
        raise found.error(f"{shown(text)} is no license expression") from error
    if isinstance(parsed, Leaf) and parsed.exception is None:
        return license_id(parsed.text, found, context)
    _require_known(parsed, found, context)
    return text


def _require_known(part: Expression, node: Node, context: Context) -> None:
    if isinstance(part, Leaf):
        license_id(part.text, node, context)
        return
    for each in part.parts:
        _require_known(each, node, context)
