"""What a bundle holds, made and verified."""

from __future__ import annotations

import json
from collections.abc import Mapping

from modelguard.bundle import archive
from modelguard.cards.declaration import Reply
from modelguard.cards.sources import Wanted
from modelguard.domain import LicenseText, UnreadText
from modelguard.errors import ConfigError
from modelguard.namedtuple import NamedTuple

SCHEMA = "modelguard/bundle/1"
_MANIFEST, _REPLIES, _ABSENT = "manifest.json", "replies.json", "absent.json"
_REPORT = "report.json"
_BROKEN = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


class Bundle(NamedTuple):
    """`made` is the day, `rules` the version of the license data, `policy` a name and its hash.

    `replies` is what the Hub said, license texts included, and `absent` what it did not know, with
    its words; `project` holds the project's own files by their paths, `policies` those from git
    and the web by their names in the cache, `report` the report in JSON as it was.
    """

    made: str
    version: str
    rules: str
    policy: tuple[str, str]
    replies: Mapping[Wanted, Reply]
    absent: Mapping[Wanted, str]
    project: Mapping[str, bytes]
    policies: Mapping[str, bytes]
    report: str


def render(bundle: Bundle) -> bytes:
    files = {
        _REPLIES: _json(
            [_row(key, bundle.replies[key]) for key in sorted(bundle.replies, key=str)]
        ),
        _ABSENT: _json(
            [{**_key(key), "detail": bundle.absent[key]} for key in sorted(bundle.absent, key=str)]
        ),
        _REPORT: bundle.report.encode(),
        **{f"project/{path}": content for path, content in bundle.project.items()},
        **{f"policies/{name}": content for name, content in bundle.policies.items()},
        **{
            f"texts/{text.sha256}": text.content
            for reply in bundle.replies.values()
            for text in reply.texts
        },
    }
    name, digest = bundle.policy
    manifest = {
        "schema": SCHEMA,
        "made": bundle.made,
        "tool": {"name": "modelguard", "version": bundle.version, "rules": bundle.rules},
        "policy": {"name": name, "sha256": digest},
        "files": {path: sha256(files[path]) for path in sorted(files)},
    }
    return archive.pack({**files, _MANIFEST: _json(manifest)})


def altered(files: Mapping[str, bytes | None], *, label: str) -> list[str]:
    """What is not as it was packed, a sentence each; `ConfigError` where no manifest says."""
    known = _manifest(files, label).get("files")
    if not isinstance(known, dict):
        raise _no_bundle(label)
    found = [f"`{path}` is missing" for path in known if path not in files]
    for path, content in files.items():
        if path == _MANIFEST:
            continue
        if path not in known:
            found.append(f"`{path}` was added")
        elif content is None or sha256(content) != known[path]:
            found.append(f"`{path}` was altered")
        elif path.startswith("texts/") and path != f"texts/{sha256(content)}":
            found.append(f"`{path}` is another text")
    return sorted(found)


def parse(files: Mapping[str, bytes | None], *, label: str) -> Bundle:
    """The bundle of files that are as they were packed."""
    manifest = _manifest(files, label)
    whole = {path: content or b"" for path, content in files.items()}
    try:
        tool, policy = manifest["tool"], manifest["policy"]
        rows, absent = json.loads(whole[_REPLIES]), json.loads(whole[_ABSENT])
        if not (isinstance(rows, list) and isinstance(absent, list)):
            raise _no_bundle(label)
        return Bundle(
            made=str(manifest["made"]),
            version=str(tool["version"]),
            rules=str(tool["rules"]),
            policy=(str(policy["name"]), str(policy["sha256"])),
            replies=dict(_reply(row, whole) for row in rows),
            absent={_wanted(row): str(row["detail"]) for row in absent},
            project=_below("project/", whole),
            policies=_below("policies/", whole),
            report=whole[_REPORT].decode(),
        )
    except _BROKEN as error:
        raise _no_bundle(label) from error


def _below(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {
        path.removeprefix(folder): content
        for path, content in files.items()
        if path.startswith(folder)
    }


def sha256(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()


def _manifest(files: Mapping[str, bytes | None], label: str) -> dict[str, dict[str, object]]:
    try:
        manifest = json.loads(files[_MANIFEST] or b"")
        schema = manifest["schema"]
    except _BROKEN as error:
        raise _no_bundle(label) from error
    if schema != SCHEMA:
        hint = f"use the version of modelguard that made it; this one reads `{SCHEMA}`"
        raise ConfigError(f"this bundle is of the schema `{schema}`", path=label, hint=hint)
    if not isinstance(manifest, dict):
        raise _no_bundle(label)
    return manifest


def _no_bundle(label: str) -> ConfigError:
    hint = "make one by `modelguard bundle export`"
    return ConfigError("this is not a bundle of modelguard", path=label, hint=hint)


def _key(key: Wanted) -> dict[str, object]:
    return {"repo": key.repo, "type": key.type, "revision": key.revision}


def _wanted(row: Mapping[str, object]) -> Wanted:
    revision = row["revision"]
    if not (revision is None or isinstance(revision, str)):
        raise TypeError("a revision of another shape")
    return Wanted(str(row["repo"]), revision, str(row["type"]))


def _row(key: Wanted, reply: Reply) -> dict[str, object]:
    return {
        **_key(key),
        "where": reply.where,
        "fetched_at": reply.fetched_at,
        "body": reply.body,
        "texts": [[text.path, text.sha256] for text in reply.texts],
        "unread": [list(text) for text in reply.unread],
    }


def _reply(row: Mapping[str, object], files: Mapping[str, bytes]) -> tuple[Wanted, Reply]:
    """Raises what `parse` takes for a broken bundle."""
    body, fetched_at = row["body"], row["fetched_at"]
    texts, unread = row["texts"], row["unread"]
    if not (isinstance(body, dict) and isinstance(texts, list) and isinstance(unread, list)):
        raise TypeError("a reply of another shape")
    if not isinstance(fetched_at, float):
        raise TypeError("a reply of another shape")
    read = tuple(LicenseText(path, files[f"texts/{digest}"], digest) for path, digest in texts)
    failed = tuple(UnreadText(path, detail) for path, detail in unread)
    return _wanted(row), Reply(body, str(row["where"]), fetched_at, read, failed)


def _json(document: object) -> bytes:
    text = json.dumps(document, ensure_ascii=True, indent=1, sort_keys=True)
    return f"{text}\n".encode()
