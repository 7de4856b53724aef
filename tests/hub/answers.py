"""What the test hub answers to a request: status, headers, body."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from .repository import Repository

_ID = r"(?P<id>[^/]+(?:/[^/]+)?)"
_INFO = re.compile(rf"/api/(?P<kind>models|datasets|spaces)/{_ID}(?:/revision/(?P<rev>[^/]+))?")
_FILE = re.compile(rf"/(?:(?P<kind>datasets|spaces)/)?{_ID}/resolve/(?P<rev>[^/]+)/(?P<file>.+)")
_LIST = re.compile(r"/api/models")
_RANGE = re.compile(r"bytes=(\d+)-(\d+)")
_NOBODY = "Invalid username or password."
# What each kind can be asked for, as in huggingface_hub/hf_api.py, Expand…Property_T.
_COMMON = """
author cardData createdAt disabled lastModified likes private resourceGroup sha siblings tags
trendingScore usedStorage
"""
_MODELS = """
baseModels childrenModelCount config downloads downloadsAllTime evalResults gated gguf inference
inferenceProviderMapping library_name mask_token model-index pipeline_tag safetensors spaces
transformersInfo widgetData
"""
_DATASETS = "citation description downloads downloadsAllTime gated mainSize paperswithcode_id"
_SPACES = "datasets models region runtime sdk subdomain"
_EXPANDS = {
    "models": frozenset((_COMMON + _MODELS).split()),
    "datasets": frozenset((_COMMON + _DATASETS).split()),
    "spaces": frozenset((_COMMON + _SPACES).split()),
}
# Never in an answer to a request without `expand`.
_ONLY_EXPANDED = frozenset(("baseModels", "childrenModelCount"))


@dataclass(frozen=True)
class Request:
    """One request as it came in."""

    method: str
    target: str
    headers: Mapping[str, str]

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.target).query)

    @property
    def expand(self) -> list[str]:
        return self.query.get("expand", []) + self.query.get("expand[]", [])

    @property
    def token(self) -> str | None:
        return self.headers.get("authorization", "").removeprefix("Bearer ") or None


@dataclass(frozen=True)
class Answer:
    """`hang` is how many seconds pass before anything is sent."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    hang: float = 0.0


def as_json(value: object, status: int = 200, **headers: str) -> Answer:
    names = {name.replace("_", "-"): text for name, text in headers.items()}
    body = json.dumps(value).encode()
    return Answer(status, body, {"Content-Type": "application/json; charset=utf-8", **names})


def _error(status: int, message: str, code: str | None = None) -> Answer:
    headers = {"X_Error_Message": message} | ({"X_Error_Code": code} if code else {})
    return as_json({"error": message}, status, **headers)


def _part(body: bytes, first: int, last: int, headers: Mapping[str, str]) -> Answer:
    """As servers of files do: what there is of the part, 416 where it starts behind the end."""
    if first >= len(body):
        return Answer(416, headers={"Content-Range": f"bytes */{len(body)}"})
    part = body[first : last + 1]
    place = f"bytes {first}-{first + len(part) - 1}/{len(body)}"
    return Answer(206, part, {**headers, "Content-Range": place})


@dataclass
class Library:
    """All repositories, and who may see which: `tokens` maps a token to the ids open to it."""

    repositories: dict[tuple[str, str], Repository] = field(default_factory=dict)
    tokens: dict[str, frozenset[str]] = field(default_factory=dict)
    page_size: int = 1000
    # Answers that were made before, so that the server costs little when speed is measured.
    _made: dict[tuple[str, ...], Answer] = field(default_factory=dict)

    def add(self, repository: Repository) -> None:
        self._made.clear()
        self.repositories[f"{repository.type}s", repository.id] = repository

    def find(self, kind: str, name: str) -> Repository | None:
        """By its id, an old name, or its id in other capitals."""
        if found := self.repositories.get((kind, name)):
            return found
        for (each_kind, _), each in self.repositories.items():
            names = {each.id.lower(), *(old.lower() for old in each.old_names)}
            if each_kind == kind and name.lower() in names:
                return each
        return None

    def answer(self, request: Request) -> Answer:
        """As huggingface.co does."""
        if request.path == "/api/agent-harnesses":
            return as_json({"standardEnvVars": [], "harnesses": {}})
        if request.token and request.token not in self.tokens:
            return _error(401, "Invalid credentials in Authorization header")
        if found := _LIST.fullmatch(request.path):
            return self._list(request)
        if found := _INFO.fullmatch(request.path):
            return self._info(request, found)
        if found := _FILE.fullmatch(request.path):
            return self._file(request, found)
        return _error(404, "Sorry, we can't find the page you are looking for.")

    def _visible(self, request: Request, kind: str, name: str) -> Repository | Answer:
        """The repository, a redirect to its present name, or a refusal."""
        found = self.find(kind, name)
        hidden = (
            found and found.private and found.id not in self.tokens.get(request.token or "", ())
        )
        if found is None or hidden:
            if request.token:
                return _error(404, "Repository not found", "RepoNotFound")
            return _error(401, _NOBODY)
        if found.id != name:
            target = request.target.replace(f"/{name}", f"/{found.id}", 1)
            return Answer(307, headers={"Location": target})
        return found

    def _info(self, request: Request, found: re.Match[str]) -> Answer:
        kind, revision = found["kind"], unquote(found["rev"] or "main")
        seen = self._visible(request, kind, unquote(found["id"]))
        if isinstance(seen, Answer):
            return seen
        if unknown := set(request.expand) - _EXPANDS[kind]:
            return _error(400, f"Invalid expand: {sorted(unknown)}")
        if seen.commit(revision) is None:
            return _error(404, f"Invalid rev id: {revision}", "RevisionNotFound")
        key = (kind, seen.id, revision, *request.expand)
        if key not in self._made:
            self._made[key] = as_json(self.info(seen, revision, request.expand))
        return self._made[key]

    def info(self, repository: Repository, revision: str, expand: list[str]) -> dict[str, Any]:
        bases = [self.find("models", base) for base in repository.bases()]
        body = repository.answer(revision, [base.id for base in bases if base])
        if expand:
            return {key: body[key] for key in ("_id", "id", *expand) if key in body}
        plain = {key: value for key, value in body.items() if key not in _ONLY_EXPANDED}
        return {**plain, "modelId": repository.id}

    def _file(self, request: Request, found: re.Match[str]) -> Answer:
        name, revision = unquote(found["id"]), unquote(found["rev"])
        seen = self._visible(request, found["kind"] or "models", name)
        if isinstance(seen, Answer):
            return seen
        if seen.gated and seen.id not in self.tokens.get(request.token or "", ()):
            message = f"Access to model {seen.id} is restricted."
            return _error(403 if request.token else 401, message, "GatedRepo")
        commit = seen.commit(revision)
        if commit is None:
            return _error(404, f"Invalid rev id: {revision}", "RevisionNotFound")
        body = seen.content(unquote(found["file"]), revision)
        if body is None:
            return _error(404, "Entry not found", "EntryNotFound")
        etag = f'"{hashlib.sha1(body).hexdigest()}"'
        headers = {"X-Repo-Commit": commit, "ETag": etag}
        plain = {"Content-Type": "text/plain; charset=utf-8", **headers}
        part = _RANGE.fullmatch(request.headers.get("range", ""))
        if part is None:
            return Answer(200, body, plain)
        return _part(body, int(part[1]), int(part[2]), plain)

    def _list(self, request: Request) -> Answer:
        if "baseModels" in request.expand:
            return _error(400, "Invalid expand: baseModels")
        author = request.query.get("author", [""])[0]
        limit = min(int(request.query.get("limit", ["1000"])[0]), self.page_size)
        start = int(request.query.get("cursor", ["0"])[0])
        found = [
            self.info(each, "main", request.expand)
            for (kind, name), each in sorted(self.repositories.items())
            if kind == "models" and not each.private and name.startswith(author)
        ]
        answer = as_json(found[start : start + limit])
        if start + limit >= len(found):
            return answer
        host = request.headers.get("host", "")
        after = f"https://{host}/api/models?author={author}&limit={limit}&cursor={start + limit}"
        return replace(answer, headers={**answer.headers, "Link": f'<{after}>; rel="next"'})


@dataclass(frozen=True)
class Mirror:
    """What a mirror makes of the Hub's answers. `api` is full, bare (ids and files) or none."""

    api: str = "full"
    refuses_expand: int = 400
    knows_commits: bool = False

    def answer(self, request: Request, library: Library) -> Answer:
        is_info = request.path.startswith("/api/")
        if is_info and self.api == "none":
            return as_json({"errors": [{"status": 404, "message": "File not found."}]}, 404)
        if is_info and request.expand and self.refuses_expand:
            return as_json({"errors": [{"message": "expand"}]}, self.refuses_expand)
        answer = library.answer(request)
        if answer.status >= 400:
            return as_json({"errors": [{"status": 404, "message": "Not found."}]}, 404)
        if is_info and self.api == "bare" and answer.status == 200:
            body = json.loads(answer.body)
            return as_json({key: body[key] for key in ("id", "sha", "siblings") if key in body})
        dropped = set() if self.knows_commits else {"X-Repo-Commit"}
        kept = {name: text for name, text in answer.headers.items() if name not in dropped}
        return replace(answer, headers=kept)
