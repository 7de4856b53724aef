"""Packages that are models, among those that a project requires: spaCy's and LangChain4j's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from modelguard.detect.source import Hit, SourceFile

NAME = "requirements"
_NAMES = (
    "pyproject.toml", "pipfile", "pipfile.lock", "poetry.lock", "uv.lock", "pdm.lock", "setup.cfg",
    "setup.py", "environment.yml", "environment.yaml", "pixi.toml", "pixi.lock", "pylock.toml",
    "conda.yaml", "meta.yaml", "pom.xml", "build.gradle", "libs.versions.toml",
)  # fmt: skip


def claims(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    is_list = name.endswith((".txt", ".in", ".pip")) and (
        "requirement" in name or "constraint" in name or "/requirements/" in f"/{path.lower()}"
    )
    return is_list or name in _NAMES


def may_hold(data: bytes) -> bool:
    return b"-embeddings-" in data or any(
        size in data for size in (b"_sm", b"_md", b"_lg", b"_trf", b"-sm", b"-md", b"-lg", b"-trf")
    )


def find(file: SourceFile) -> Iterator[Hit]:
    """Each model at the line that first names it; the version is its revision."""
    found: dict[str, Hit] = {}
    for number, line in enumerate(file.text.split("\n"), 1):
        if line.lstrip().startswith(("#", ";")):
            continue
        for match in _package().finditer(line[:5000]):
            name, version = match[1].replace("-", "_"), match[2] or match[3]
            hit = found.setdefault(name, Hit(name, number, match.start(1) + 1, "spacy"))
            found[name] = hit._replace(revision=hit.revision or version)
        for match in _artifact().finditer(line[:5000]):
            if repo := _artifacts().get(match[0]):
                found.setdefault(repo, Hit(repo, number, match.start() + 1, "hub"))
    yield from found.values()


@cache
def _artifacts() -> Mapping[str, str]:
    from modelguard import rulebase

    artifacts: Mapping[str, str] = rulebase.load().table("loaders_code")["artifacts"]
    return artifacts


@cache
def _artifact() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.-])[a-z0-9]+-embeddings-[a-z0-9-]{2,60}")


@cache
def _package() -> re.Pattern[str]:
    """`en-core-web-sm==3.7.1`, `…/en_core_web_sm-3.7.1/…`, `name = "en-core-web-sm"`."""
    return re.compile(
        r"(?<![\w-])([a-z]{2,3}[-_](?:core|dep|ent|sent)[-_][a-z]{2,12}[-_](?:sm|md|lg|trf))"
        r"(?![\w])(?:-(\d[\w.]{0,20}?)(?=[/-]|\.tar|$)|\s{0,3}={2,3}\s{0,3}(\d[\w.]{0,20}))?"
    )
