"""Files to a zip that is the same to the byte each time, and back without trusting it."""

from __future__ import annotations

import os
import re
import stat
import zipfile
from collections.abc import Mapping
from io import BytesIO

from modelguard.errors import ConfigError

_NAME = re.compile(
    r"(?:absent|manifest|replies|report)\.json|texts/[0-9a-f]{64}"
    r"|policies/(?:git|https)-[0-9a-f]{64}"
    r"|project/(?:(?!\.{1,2}/)[\w. %-]+/)*(?!\.{1,2}\Z)[\w. %-]+"
)
_MOST_BYTES = 512 * 1024 * 1024
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_MODE = (stat.S_IFREG | 0o644) << 16


def pack(files: Mapping[str, bytes]) -> bytes:
    """Sorted, without times and uncompressed: compressors differ from version to version."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            member = zipfile.ZipInfo(name, _EARLIEST)
            member.create_system = 3
            member.external_attr = _MODE
            archive.writestr(member, files[name])
    return packed.getvalue()


def read(path: str) -> bytes:
    """The bundle as it is; `ConfigError` for what cannot be read or cannot be one."""
    try:
        if not os.path.isfile(path):
            raise ConfigError("this is not a file", path=path)
        if os.path.getsize(path) > _MOST_BYTES:
            raise ConfigError("this is too large to be a bundle", path=path)
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise ConfigError(f"this file cannot be read: {error.strerror}", path=path) from error


def unpack(content: bytes, *, label: str) -> dict[str, bytes | None]:
    """Content by name, None where the bytes are not those that were packed.

    Nothing is written anywhere. Raises `ConfigError` for what `pack` never makes: compressed,
    linked, doubled or foreign members.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            _require_harmless(members, len(content), label)
            return {member.filename: _bytes(archive, member) for member in members}
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        message = "this is not a bundle of modelguard, or only a part of one"
        raise ConfigError(message, path=label) from error


def _require_harmless(members: list[zipfile.ZipInfo], size: int, label: str) -> None:
    names: set[str] = set()
    for member in members:
        if not _NAME.fullmatch(member.filename):
            raise ConfigError(f"a bundle holds no file `{member.filename}`", path=label)
        if member.filename in names:
            raise ConfigError(f"`{member.filename}` is there twice", path=label)
        is_regular = stat.S_IFMT(member.external_attr >> 16) in (0, stat.S_IFREG)
        is_plain = member.compress_type == zipfile.ZIP_STORED and not member.flag_bits & 1
        if not (is_regular and is_plain):
            raise ConfigError(f"`{member.filename}` is not a plain file", path=label)
        names.add(member.filename)
    if sum(member.file_size for member in members) > size:
        raise ConfigError("its files overlap", path=label)


def _bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | None:
    try:
        return archive.read(member)
    except (zipfile.BadZipFile, EOFError):
        return None
