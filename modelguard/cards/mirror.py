"""Asking one server in the richest way that it has been seen to understand."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from modelguard.cards import front_matter
from modelguard.cards.declaration import Reply, declared_parts, is_commit
from modelguard.cards.endpoint import Endpoint
from modelguard.cards.failures import UnreadableAnswer
from modelguard.cards.headers import PREFIX
from modelguard.cards.sources import Wanted, WantedText
from modelguard.cards.texts import is_header

if TYPE_CHECKING:
    from huggingface_hub import DatasetInfo, HfApi, ModelInfo, SpaceInfo
    from huggingface_hub.errors import HfHubHTTPError

_NOT_ABOUT_EXPAND = frozenset((408, 429, 502, 503, 504))
_GARBAGE = (TypeError, KeyError, ValueError, AttributeError, RecursionError)


_Way = Callable[[Wanted], dict[str, object]]


class Asker:
    """One call a model where the server is the Hub.

    Mirrors may refuse `expand`, and may have no API but files: there, the next way is tried, and
    once it worked where the one before did not, it is the first for all further models.
    """

    def __init__(self, endpoint: Endpoint, *, timeout: float, version: str) -> None:
        from huggingface_hub import HfApi

        self._endpoint = endpoint
        self._timeout = timeout
        self._version = version
        # `token=False` keeps the library from sending a saved token to whatever server this is.
        self._api: HfApi = HfApi(
            endpoint=endpoint.url,
            token=endpoint.token or False,
            library_name="modelguard",
            library_version=version,
        )
        ways: tuple[_Way, ...] = (self._expanded, self._plain)
        self._ways = ways if endpoint.is_authoritative else (*ways, self._readme)
        self._first = 0

    def ask(self, wanted: Wanted) -> Reply:
        """Raises what huggingface-hub and httpx2 raise, and `UnreadableAnswer`."""
        from huggingface_hub.errors import HfHubHTTPError

        errors: list[HfHubHTTPError | UnreadableAnswer] = []
        for index in range(self._first, len(self._ways)):
            try:
                body = self._ways[index](wanted)
            except (HfHubHTTPError, UnreadableAnswer) as error:
                errors.append(error)
                if not self._is_worth_more(error):
                    break
            else:
                self._first = max(self._first, index)
                return self._reply(wanted, body)
        # That a mirror lacks the README says less than how its API failed.
        raise errors[-2:][0] if _status(errors[-1]) in (401, 404) else errors[-1]

    def _is_worth_more(self, error: HfHubHTTPError | UnreadableAnswer) -> bool:
        """The Hub itself is asked again only where it did not understand the question."""
        if self._endpoint.is_authoritative:
            return _status(error) in (400, 422)
        return _status(error) not in _NOT_ABOUT_EXPAND

    def _reply(self, wanted: Wanted, body: dict[str, object]) -> Reply:
        if is_commit(wanted.revision) and body.get("sha") not in (None, wanted.revision):
            raise UnreadableAnswer(f"asked for `{wanted.revision}`, it answered another commit")
        folder = "" if wanted.type == "model" else f"{wanted.type}s/"
        where = f"{self._endpoint.shown}/{folder}{body['id']}"
        return Reply(declared_parts(body), where, time.time())

    def _expanded(self, wanted: Wanted) -> dict[str, object]:
        return self._info(wanted, expand=True)

    def _plain(self, wanted: Wanted) -> dict[str, object]:
        return self._info(wanted, expand=False)

    def _info(self, wanted: Wanted, *, expand: bool) -> dict[str, object]:
        from huggingface_hub.errors import HfHubHTTPError, HFValidationError

        try:
            body = _body(self._call(wanted, expand=expand))
        except (HfHubHTTPError, HFValidationError):
            raise
        except _GARBAGE as error:
            raise UnreadableAnswer("it is not the JSON of the Hub's API") from error
        return self._with_card(wanted, body)

    def _call(self, wanted: Wanted, *, expand: bool) -> ModelInfo | DatasetInfo | SpaceInfo:
        api, repo, revision, timeout = self._api, wanted.repo, wanted.revision, self._timeout
        if wanted.type == "dataset":
            return api.dataset_info(
                repo,
                revision=revision,
                timeout=timeout,
                expand=["cardData", "sha", "gated", "disabled", "private", "tags"]
                if expand
                else None,
            )
        if wanted.type == "space":
            return api.space_info(
                repo,
                revision=revision,
                timeout=timeout,
                expand=["cardData", "sha", "disabled", "private", "tags"] if expand else None,
            )
        # fmt: off
        return api.model_info(
            repo, revision=revision, timeout=timeout,
            expand=[
                "cardData", "sha", "gated", "disabled", "private", "tags", "baseModels",
                "siblings", "library_name", "pipeline_tag",
            ] if expand else None,
        )
        # fmt: on

    def _with_card(self, wanted: Wanted, body: dict[str, object]) -> dict[str, object]:
        """A mirror's API may know the files but not the card; the Hub's leaves none out."""
        files, tags = body.get("siblings"), body.get("tags")
        has_declaration = "cardData" in body or any(
            str(tag).startswith("license:") for tag in (tags if isinstance(tags, list) else ())
        )
        lacks_readme = isinstance(files, list) and files and "README.md" not in files
        if self._endpoint.is_authoritative or has_declaration or lacks_readme:
            return body
        return {**self._readme(wanted), **body}

    def file(self, wanted: WantedText) -> bytes:
        """The file itself, of a weights file its first bytes. Raises as `ask` does."""
        content, _ = self._download(wanted, wanted.path)
        return content

    def _readme(self, wanted: Wanted) -> dict[str, object]:
        """The card itself; only its front matter declares anything."""
        content, headers = self._download(wanted, "README.md")
        text = content.decode("utf-8", "replace")
        if text.lstrip("\ufeff \r\n\t")[:9].lower().startswith(("<!doctype", "<html")):
            raise UnreadableAnswer("it is a web page, not a card")
        found = front_matter.read(text)
        commit = headers.get("X-Repo-Commit") or wanted.revision
        return {
            "id": wanted.repo,
            "sha": commit if is_commit(commit) else None,
            "cardData": dict(found.data),
            "problems": list(found.problems),
        }

    def _download(self, wanted: Wanted | WantedText, path: str) -> tuple[bytes, Mapping[str, str]]:
        """A small file of a repository, and the headers that came with it."""
        from huggingface_hub import get_session, hf_hub_url
        from huggingface_hub.utils import (  # type: ignore[attr-defined]  # they are documented
            build_hf_headers,
            hf_raise_for_status,
        )

        url = hf_hub_url(
            wanted.repo,
            path,
            repo_type=wanted.type,
            revision=wanted.revision,
            endpoint=self._endpoint.url,
        )
        headers = build_hf_headers(
            token=self._endpoint.token or False,
            library_name="modelguard",
            library_version=self._version,
        )
        if is_header(path):
            headers["Range"] = f"bytes=0-{PREFIX - 1}"
        response = get_session().get(url, headers=headers, timeout=self._timeout)
        hf_raise_for_status(response)
        return response.content, response.headers


def _status(error: HfHubHTTPError | UnreadableAnswer) -> int:
    """0 where there was an answer, but no readable one."""
    return 0 if isinstance(error, UnreadableAnswer) else error.response.status_code


def _body(info: ModelInfo | DatasetInfo | SpaceInfo) -> dict[str, object]:
    """The API's body as it was before huggingface-hub made objects of it, without empty parts."""
    if not isinstance(info.id, str) or not info.id.isprintable() or not 0 < len(info.id) < 256:
        raise ValueError("an answer without an id")
    front = info.card_data
    body: Mapping[str, object] = {
        "id": info.id,
        "sha": info.sha,
        "gated": getattr(info, "gated", None),
        "disabled": info.disabled,
        "private": info.private,
        "tags": info.tags,
        "baseModels": getattr(info, "base_models", None),
        "siblings": [each.rfilename for each in info.siblings] if info.siblings else None,
        "library_name": getattr(info, "library_name", None),
        "pipeline_tag": getattr(info, "pipeline_tag", None),
        "cardData": None if front is None else {**vars(front)},
    }
    return {key: value for key, value in body.items() if value is not None}
