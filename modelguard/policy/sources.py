"""Where a policy comes from: a built-in name, a file, a package, a git commit, an https address."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Mapping

from modelguard import rulebase
from modelguard.documents import Document, Node, parse, read, validate
from modelguard.errors import ConfigError, nearest, shown
from modelguard.policy.types import Context, Source

DEFAULT_FILE = "modelguard-policy.yaml"
_SUFFIXES = (".yaml", ".yml", ".json", ".toml")
_GIT = r"git\+(?P<url>[^#]+?)(?:@(?P<commit>[^@/#:]*))?(?:#(?P<path>.*))?"
_COMMIT = r"[0-9a-f]{40}(?:[0-9a-f]{24})?"
_GIT_SCHEMES = ("https://", "ssh://", "file://")


def builtin(name: str) -> Source:
    return Source("builtin", name, name)


def builtin_policies() -> Mapping[str, Mapping[str, object]]:
    """The content of `rules/policies` by name."""
    table: Mapping[str, Mapping[str, object]] = rulebase.load().table("policies")
    return table


def file(path: str, *, root: str) -> Source:
    """Its label is the way from `root`, the same on all machines; absolute where none leads."""
    place = os.path.abspath(path)
    try:
        label = os.path.relpath(place, os.path.abspath(root)).replace(os.sep, "/")
    except ValueError:  # another drive
        label = place
    return Source("file", place, label)


def named(spec: Node, base: Source, *, root: str) -> Source:
    """What `spec`, a text or `{url, sha256}` written in `base`, refers to."""
    if isinstance(spec.data, dict):
        url, digest = spec.text("url") or "", spec.text("sha256") or ""
        return Source("https", url, _without_secrets(url), pin=digest.lower())
    text = str(spec.data).strip()
    if text in builtin_policies():
        return builtin(text)
    if text.startswith("package:"):
        return _package(text, spec)
    if text.startswith("git+"):
        return _git(text, spec)
    if re.match(r"https?://", text):
        hint = "write `{url: https://…, sha256: …}`; `sha256sum FILE` prints the digest"
        raise spec.error("a policy from the web needs its sha256", hint=hint)
    if "/" in text or "\\" in text or text.lower().endswith(_SUFFIXES):
        return _neighbour(text, base, spec, root=root)
    known = sorted(builtin_policies())
    otherwise = f"built-in policies: {', '.join(known)}; a file is written `./name.yaml`"
    hint = nearest(text, known, otherwise=otherwise)
    raise spec.error(f"unknown policy {shown(text)}", hint=hint)


def fetch(source: Source, spec: Node, context: Context) -> Document:
    """The content of a source, valid as a policy. `spec` is where it was named, for errors."""
    if source.kind == "builtin":
        return Document(f"rules/policies/{source.place}.yaml", builtin_policies()[source.place])
    document = _document(source, spec, context)
    if document.data is None:
        raise ConfigError("this policy is empty", path=source.label)
    validate(document.node(), rulebase.schema("policy"), memo=context.memo)
    return document


def _document(source: Source, spec: Node, context: Context) -> Document:
    match source.kind:
        case "file":
            if not os.path.lexists(source.place):
                raise spec.error(f"{shown(source.label)} does not exist", hint="check the path")
            if os.path.isdir(source.place):
                raise spec.error(f"{shown(source.label)} is a folder", hint="name the file in it")
            return read(source.place, label=source.label)
        case "package":
            return read(_in_package(source, spec), label=source.label)
        case "git":
            from modelguard.policy.git import read_at_commit

            content = read_at_commit(source, spec, context)
        case _:
            from modelguard.policy.web import read_by_digest

            content = read_by_digest(source, spec, context)
    suffix = os.path.splitext(source.path or source.place)[1].lower()
    kinds = {".json": "json", ".toml": "toml"}
    return parse(content, label=source.label, kind=kinds.get(suffix, "yaml"))


def _package(text: str, spec: Node) -> Source:
    package, _, path = text.removeprefix("package:").partition("/")
    if not re.fullmatch(r"[A-Za-z_]\w*", package, re.ASCII):
        hint = "write the name that Python imports: `package:acme_policy`"
        raise spec.error(f"{shown(package)} cannot be a package", hint=hint)
    return Source("package", package, text, path=_inside(path or DEFAULT_FILE, spec))


def _git(text: str, spec: Node) -> Source:
    form = f"write `git+https://host/org/repo@<commit>#{DEFAULT_FILE}` with all 40 digits"
    found = re.fullmatch(_GIT, text)
    url, commit = (found["url"], found["commit"] or "") if found else ("", "")
    if not url.startswith(_GIT_SCHEMES):
        raise spec.error(f"{shown(text)} is no git address over https, ssh or file", hint=form)
    if not re.fullmatch(_COMMIT, commit):
        what = f"; {shown(commit)} is a branch, a tag or a short commit" if commit else ""
        raise spec.error(f"a policy from git needs a whole commit{what}", hint=form)
    path = _inside((found["path"] if found else "") or DEFAULT_FILE, spec)
    label = f"git+{_without_secrets(url)}@{commit[:12]}#{path}"
    return Source("git", url, label, path=path, pin=commit)


def _neighbour(text: str, base: Source, spec: Node, *, root: str) -> Source:
    if base.kind == "file":
        found = file(os.path.join(os.path.dirname(base.place), text), root=root)
        return found._replace(label=text) if os.path.isabs(text) else found
    if base.kind not in ("package", "git"):
        raise spec.error(f"{shown(text)} is a file, which this policy cannot extend")
    path = _inside(posixpath.join(posixpath.dirname(base.path), text), spec)
    label = base.label.partition("#")[0] + f"#{path}"
    if base.kind == "package":
        label = f"package:{base.place}/{path}"
    return base._replace(path=path, label=label)


def _inside(path: str, spec: Node) -> str:
    plain = posixpath.normpath(path.replace("\\", "/"))
    if plain.startswith(("/", "../")) or plain in (".", "..") or ":" in plain:
        raise spec.error(f"{shown(path)} leaves the place that it was read from")
    return plain


def _in_package(source: Source, spec: Node) -> str:
    """A data file of an installed package, found without importing (running) the package."""
    from importlib.util import find_spec

    try:
        found = find_spec(source.place)
    except (ImportError, ValueError):
        found = None
    if found is None:
        hint = "install it beside modelguard, into the same environment"
        raise spec.error(f"the package {shown(source.place)} is not installed", hint=hint)
    for place in found.submodule_search_locations or ():
        if os.path.isfile(path := os.path.join(place, source.path)):
            return path
    raise spec.error(f"the package {shown(source.place)} holds no {shown(source.path)}")


def _without_secrets(url: str) -> str:
    return re.sub(r"//[^/@]*@", "//", url.partition("?")[0])
