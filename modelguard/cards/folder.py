"""Cards of models in local folders and weights files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from modelguard.cards import files, front_matter, headers, license_files
from modelguard.cards.card_bases import ADAPTER_CONFIG, adapter_base
from modelguard.cards.declaration import card as declared_card
from modelguard.domain import Card, CardSource, LicenseText, Reason, UnreadText, Unresolved

_MAX_CARD = 5 * 1024 * 1024
_MAX_CONFIG = 1024 * 1024
# Shards of one model say the same; a folder of many models is not one.
_MAX_WEIGHTS = 8


def look_up(name: str, root: str, *, anywhere: bool) -> Card | Unresolved:
    """The model in a folder or weights file; a relative `name` starts at `root`.

    Unless `anywhere`, nothing outside of `root` is read. What lies there has no date of its own:
    `as_of` is empty.
    """
    top = Path(root)
    place = top / name
    try:
        if not anywhere and not place.resolve().is_relative_to(top.resolve()):
            detail = f"`{name}` lies outside of the project, where nothing is read"
            return Unresolved(name, Reason.UNSUPPORTED_SOURCE, detail)
        if place.is_dir():
            return _folder(name, place)
        if place.suffix.lower() in headers.SUFFIXES and place.exists():
            return _weights(name, place)
        is_there = place.exists()
    except (OSError, ValueError, RuntimeError):
        is_there = False
    if is_there:
        detail = f"`{name}` is neither a folder nor a GGUF or safetensors file"
        return Unresolved(name, Reason.UNREADABLE, detail)
    return Unresolved(name, Reason.NOT_FOUND, f"`{name}` does not exist")


def _folder(name: str, folder: Path) -> Card:
    found = files.names(folder)
    front, problems = _front_matter(folder, found)
    weights = [each for each in found if each.endswith(headers.SUFFIXES) and "/" not in each]
    said, unreadable = _headers(folder, weights[:_MAX_WEIGHTS])
    body = {
        "cardData": front,
        "adapterBase": _adapter_base(folder, found),
        "headers": said,
        "problems": [*problems, *unreadable],
    }
    made = _card(name, body, found)
    texts, unread = _texts(folder, license_files.select(found))
    return made._replace(texts=(*texts, *made.texts), unread=unread)


def _weights(name: str, file: Path) -> Card:
    said, unreadable = _headers(file.parent, [file.name])
    return _card(name, {"headers": said, "problems": unreadable}, (file.name,))


def _card(name: str, body: Mapping[str, object], found: tuple[str, ...]) -> Card:
    whole = {**body, "id": name, "siblings": found}
    return declared_card(whole, source=CardSource.FOLDER, where=name, as_of="")


def _front_matter(folder: Path, found: tuple[str, ...]) -> tuple[dict[str, object], list[str]]:
    if "README.md" not in found:
        return {}, []
    try:
        content = files.read(folder / "README.md", limit=_MAX_CARD)
    except files.UnreadableFile as error:
        return {}, [f"`README.md` can't be read: {error}"]
    read = front_matter.read(content.decode("utf-8", "replace"))
    return dict(read.data), list(read.problems)


def _headers(
    folder: Path, names: Iterable[str]
) -> tuple[dict[str, Mapping[str, object]], list[str]]:
    """What each weights file declares, and a sentence for each that can't be read."""
    said: dict[str, Mapping[str, object]] = {}
    problems: list[str] = []
    for name in names:
        try:
            said[name] = headers.read(folder / name)
        except headers.UnreadableHeader as error:
            problems.append(f"`{name}` can't be read: {error}")
    return said, problems


def _adapter_base(folder: Path, found: tuple[str, ...]) -> str | None:
    if ADAPTER_CONFIG not in found:
        return None
    try:
        return adapter_base(files.read(folder / ADAPTER_CONFIG, limit=_MAX_CONFIG))
    except files.UnreadableFile:
        return None


def _texts(
    folder: Path, paths: Iterable[str]
) -> tuple[tuple[LicenseText, ...], tuple[UnreadText, ...]]:
    texts, unread = [], []
    for path in paths:
        try:
            texts.append(files.license_text(folder / path, path))
        except files.UnreadableFile as error:
            unread.append(UnreadText(path, str(error)))
    return tuple(texts), tuple(unread)
