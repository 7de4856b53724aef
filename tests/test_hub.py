"""Cards from the Hub through the real huggingface-hub client, against the test hub."""

from __future__ import annotations

import gc
import json
import os
import socket
import subprocess
import sys
import threading
import time
import warnings
from pathlib import Path

import pytest

from modelguard.cards.endpoint import Effort, endpoint
from modelguard.cards.hub import HubClient
from modelguard.cards.sources import Wanted
from modelguard.domain import Base, Card, CardSource, Namer, Reason, Relation, Unresolved
from modelguard.errors import UsageError

ROOT = Path(__file__).parent.parent
QUICK = Effort(timeout=5.0, back_off=0.01)
MIT = "---\nlicense: mit\n---\n"


def _look_up(hub, *wanted, token=None, effort=QUICK, **options):
    where = endpoint(hub.endpoint, token, is_authoritative=True)
    with HubClient(where, effort=effort, **options) as client:
        return client.look_up(
            [each if isinstance(each, Wanted) else Wanted(each) for each in wanted]
        )


def _one(hub, wanted, **options):
    (answer,) = _look_up(hub, wanted, **options).values()
    return answer


def test_a_card_says_what_its_publisher_declares(test_hub):
    card = _one(test_hub, "acme/plain")

    assert card == Card(
        id="acme/plain",
        source=CardSource.HUB,
        where=f"{test_hub.endpoint}/acme/plain",
        as_of=time.strftime("%Y-%m-%d", time.gmtime()),
        revision=test_hub.library.find("models", "acme/plain").commit("main"),
        licenses=("apache-2.0",),
        datasets=("acme/chat",),
        files=(".gitattributes", "README.md"),
        task="text-generation",
        library="transformers",
    )


def test_one_request_answers_for_a_model(test_hub):
    _look_up(test_hub, "acme/plain", "acme/adapter")

    assert sorted(test_hub.paths()) == ["/api/models/acme/adapter", "/api/models/acme/plain"]
    assert "cardData" in test_hub.requests[0].expand


def test_a_gated_card_is_read_with_its_prompt_and_without_a_token(test_hub):
    card = _one(test_hub, "acme/gated")

    assert card.gated == "manual"
    assert card.licenses == ("llama3.1",)
    assert card.gate_prompt.startswith("I accept the terms\n### ACME COMMUNITY TERMS")
    assert "LICENSE" in card.files


def test_bases_carry_the_relation_that_the_hub_worked_out(test_hub):
    found = _look_up(test_hub, "acme/adapter", "acme/finetune", "acme/merge", "acme/old-quant")

    assert [card.bases for card in found.values()] == [
        (Base("acme/plain", Relation.ADAPTER),),
        (Base("acme/gated", Relation.FINETUNE, Namer.HUB),),
        (Base("acme/plain", Relation.MERGE), Base("nobody/never-published", Relation.MERGE)),
        (Base("acme/plain", Relation.QUANTIZED, Namer.MODEL_LINK),),
    ]


def test_a_disabled_repository_speaks_through_its_tags(test_hub):
    card = _one(test_hub, "acme/disabled")

    assert (card.disabled, card.licenses) == (True, ("apache-2.0",))


@pytest.mark.parametrize("old", ["acme/Meta-Moved", "oldacme/moved", "ACME/Moved"])
def test_a_rename_is_followed_and_shows_in_the_id(test_hub, old):
    assert _one(test_hub, old).id == "acme/moved"


def test_a_name_without_an_organisation_is_found(test_hub):
    assert _one(test_hub, "plainbert").licenses == ("apache-2.0",)


def test_a_revision_has_a_card_of_its_own(test_hub):
    first, request = Wanted("acme/versions", "v1"), Wanted("acme/versions", "refs/pr/1")
    found = _look_up(test_hub, first, request, "acme/versions")

    assert found[first].licenses == ("cc-by-nc-4.0",)
    assert found[request].licenses == ("apache-2.0",)
    assert found[Wanted("acme/versions")].licenses == ("mit",)
    pinned = Wanted("acme/versions", found[first].revision)
    assert _one(test_hub, pinned).licenses == ("cc-by-nc-4.0",)


def test_datasets_and_spaces_are_looked_up_as_such(test_hub):
    dataset, space = Wanted("acme/chat", type="dataset"), Wanted("acme/demo", type="space")
    found = _look_up(test_hub, dataset, space)

    assert found[dataset].licenses == ("cc-by-nc-4.0",)
    assert found[dataset].where == f"{test_hub.endpoint}/datasets/acme/chat"
    assert found[space].licenses == ("mit",)


@pytest.mark.parametrize("revision", ["nope", "f" * 40, ".", ".."])
def test_a_revision_that_does_not_exist_is_named(test_hub, revision):
    answer = _one(test_hub, Wanted("acme/versions", revision))

    assert answer.reason is Reason.NOT_FOUND
    assert f"`{revision}`" in answer.detail


def test_what_does_not_exist_is_not_found(test_hub):
    answer = _one(test_hub, "nobody/nothing")

    assert answer == Unresolved(
        "nobody/nothing",
        Reason.NOT_FOUND,
        "`nobody/nothing` does not exist on the Hub, or is private; "
        "to read private repositories, set `HF_TOKEN`",
    )


def test_with_a_token_private_repositories_are_read_and_missing_ones_still_missing(test_hub):
    test_hub.add_token("hf_members", "acme/private")
    found = _look_up(test_hub, "acme/private", "nobody/nothing", token=" hf_members\n")

    private, missing = found.values()
    assert (private.private, private.licenses) == (True, ("mit",))
    assert missing.reason is Reason.NOT_FOUND
    assert "HF_TOKEN" not in missing.detail


def test_a_private_repository_without_a_token_is_not_found(test_hub):
    assert _one(test_hub, "acme/private").reason is Reason.NOT_FOUND


def test_a_refused_token_is_not_taken_for_a_missing_model(test_hub):
    answer = _one(test_hub, "acme/plain", token="hf_expired")

    assert answer.reason is Reason.FORBIDDEN
    assert "token" in answer.detail
    assert "hf_expired" not in answer.detail


def test_a_saved_token_is_sent_to_nobody(test_hub, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_saved")

    assert isinstance(_one(test_hub, "acme/plain"), Card)
    assert test_hub.requests[0].token is None


@pytest.mark.parametrize("authority", [True, False])
def test_a_gate_that_even_the_card_is_behind_is_called_a_gate(test_hub, make_answer, authority):
    headers = {"X-Error-Code": "GatedRepo", "X-Error-Message": "Access is restricted."}
    test_hub.fail("acme/gated", make_answer(401, b"", headers), times=None)
    where = endpoint(test_hub.endpoint, is_authoritative=authority)

    with HubClient(where, effort=QUICK) as client:
        (answer,) = client.look_up([Wanted("acme/gated")]).values()

    assert answer.reason is Reason.GATED


@pytest.mark.parametrize("id_", ["acme/bad--name", "a/b/c", "bad name", "acme/x.git", "-"])
def test_an_id_that_can_be_none_asks_nobody(test_hub, id_):
    assert _one(test_hub, id_).reason is Reason.UNKNOWN_ID
    assert test_hub.requests == []


def test_a_question_that_the_hub_does_not_understand_is_put_without_expand(test_hub):
    test_hub.fail_with_status(400, "acme/plain", times=1)

    assert _one(test_hub, "acme/plain").licenses == ("apache-2.0",)
    assert test_hub.requests[1].expand == []


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (403, Reason.FORBIDDEN),
        (404, Reason.NOT_FOUND),
        (401, Reason.NOT_FOUND),
        (500, Reason.NETWORK),
        (503, Reason.NETWORK),
        (418, Reason.UNREADABLE),
        (400, Reason.UNREADABLE),
    ],
)
def test_each_status_has_its_reason_and_hides_no_other_model(test_hub, status, reason):
    test_hub.fail_with_status(status, "acme/plain")
    failed, other = _look_up(test_hub, "acme/plain", "acme/named").values()

    assert failed.reason is reason
    assert "acme/plain" in failed.detail
    assert other.licenses == ("other",)


@pytest.mark.parametrize(
    "text",
    [
        "<!doctype html><html>Sign in</html>",
        "[]",
        "null",
        "{}",
        '{"id": 7}',
        '{"id": "a\\u001b[31m/b"}',
        '{"id": "a/b", "cardData": {"ignore_metadata_errors": 1}}',
        '{"id": "a/b", "siblings": [1]}',
        '{"id": "a/b", "lastModified": "yesterday"}',
        "[" * 100_000,
        '{"id": "a/b", "downloads": ' + "9" * 5000 + "}",
        "\ufffd",
    ],
    ids=lambda text: text[:24],
)
def test_an_answer_that_is_not_the_api_is_unreadable(test_hub, text):
    test_hub.answer_text(text, "acme/plain")
    failed, other = _look_up(test_hub, "acme/plain", "acme/named").values()

    assert failed.reason is Reason.UNREADABLE
    assert test_hub.endpoint in failed.detail
    assert other.licenses == ("other",)


def test_a_sign_in_page_is_unreadable(test_hub):
    test_hub.answer_html("acme/plain")

    assert _one(test_hub, "acme/plain").reason is Reason.UNREADABLE


@pytest.mark.parametrize("length", [{}, {"Transfer-Encoding": "chunked"}])
def test_an_answer_without_end_is_cut_off(test_hub, make_answer, length):
    body = b'{"id": "a/b", "x": "' + b"x" * (17 * 1024 * 1024)
    if length:
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    test_hub.fail("acme/plain", make_answer(200, body, length), times=None)

    answer = _one(test_hub, "acme/plain")

    assert answer.reason is Reason.UNREADABLE
    assert "longer than 16 MiB" in answer.detail


def test_a_compressed_answer_is_not_unpacked(test_hub, make_answer):
    test_hub.fail("acme/plain", make_answer(200, b"\x1f\x8b", {"Content-Encoding": "gzip"}))

    assert "compressed" in _one(test_hub, "acme/plain").detail


def test_redirects_without_end_are_given_up(test_hub, make_answer):
    test_hub.fail("loop", make_answer(307, b"", {"Location": "/api/models/acme/loop"}), times=None)

    assert _one(test_hub, "acme/loop").reason is Reason.UNREADABLE


def test_a_redirect_to_another_host_does_not_take_the_token_along(start_hub, make_answer):
    hub, elsewhere = start_hub(), start_hub()
    hub.add_token("hf_secret")
    location = {"Location": f"{elsewhere.endpoint}/api/models/acme/plain"}
    hub.fail("acme/plain", make_answer(307, b"", location))

    assert isinstance(_one(hub, "acme/plain", token="hf_secret"), Card)
    assert hub.requests[0].token == "hf_secret"
    assert elsewhere.requests[0].token is None


def test_the_rate_limit_header_says_how_long_to_wait(test_hub):
    test_hub.rate_limit("acme/plain", seconds=0)
    start = time.monotonic()

    assert _one(test_hub, "acme/plain").licenses == ("apache-2.0",)
    assert 1.0 <= time.monotonic() - start < 2.0


@pytest.mark.parametrize("after", ["1", "date"])
def test_retry_after_is_honoured_where_the_limit_is_not_used_up(test_hub, make_answer, after):
    if after == "date":
        after = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 2))
    headers = {"Retry-After": after, "RateLimit": '"api";r=400;t=200'}
    test_hub.fail("acme/plain", make_answer(429, b"", headers))
    start = time.monotonic()

    assert _one(test_hub, "acme/plain").licenses == ("apache-2.0",)
    assert 0.9 <= time.monotonic() - start < 2.5


def test_a_rate_limit_beyond_all_patience_ends_the_look_up_at_once(test_hub):
    test_hub.rate_limit(seconds=250, times=None)
    said: list[str] = []
    wanted = [Wanted(f"acme/model-{number}") for number in range(100)]
    start = time.monotonic()

    found = _look_up(test_hub, *wanted, on_unreachable=said.append)

    assert {answer.reason for answer in found.values()} == {Reason.RATE_LIMITED}
    assert time.monotonic() - start < 2
    assert len(said) == 1
    assert "HF_TOKEN" in said[0]
    assert len(test_hub.requests) <= QUICK.connections


def test_a_model_that_is_always_rate_limited_is_given_up(test_hub, make_answer):
    test_hub.fail("acme/plain", make_answer(429), times=None)
    limited, other = _look_up(test_hub, "acme/plain", "acme/named").values()

    assert limited.reason is Reason.RATE_LIMITED
    assert other.licenses == ("other",)
    assert test_hub.paths().count("/api/models/acme/plain") == QUICK.tries


def test_a_server_error_is_tried_again(test_hub):
    test_hub.fail("acme/plain", times=QUICK.tries - 1)

    assert _one(test_hub, "acme/plain").licenses == ("apache-2.0",)


def test_a_hub_that_only_fails_is_not_asked_for_everything(test_hub):
    test_hub.fail(times=None)
    found = _look_up(test_hub, *(f"acme/model-{number}" for number in range(200)))

    assert {answer.reason for answer in found.values()} == {Reason.NETWORK}
    assert len(test_hub.requests) < 150


def test_a_look_up_that_is_given_up_leaves_no_connection_open(start_hub):
    """Some connections come to stand only after the client was closed."""
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always", ResourceWarning)
        for _ in range(4):
            hub = start_hub()
            hub.fail(times=None)
            _look_up(hub, *(f"acme/model-{number}" for number in range(200)))
            for thread in threading.enumerate():
                if "_work" in thread.name:
                    thread.join(timeout=10)
            gc.collect()

    assert [str(each.message) for each in seen] == []


def test_a_model_that_gets_no_answer_times_out_and_hides_no_other(test_hub):
    test_hub.hang("acme/plain")
    effort = QUICK._replace(timeout=0.3, tries=2)
    failed, other = _look_up(test_hub, "acme/plain", "acme/named", effort=effort).values()

    assert failed.reason is Reason.NETWORK
    assert "in time" in failed.detail
    assert other.licenses == ("other",)


def test_progress_counts_every_answer(test_hub):
    seen: list[tuple[int, int]] = []
    _look_up(test_hub, "acme/plain", "acme/named", on_progress=lambda *each: seen.append(each))

    assert seen == [(1, 2), (2, 2)]


def test_what_is_wanted_twice_is_asked_for_once(test_hub):
    assert len(_look_up(test_hub, "acme/plain", "acme/plain")) == 1
    assert len(test_hub.requests) == 1


def test_connections_are_kept_from_one_look_up_to_the_next(start_hub):
    hub = start_hub(delay=0.1)
    wanted = [Wanted(f"acme/model-{number}") for number in range(QUICK.connections)]
    with HubClient(endpoint(hub.endpoint, is_authoritative=True), effort=QUICK) as client:
        for revision in ("main", "v1", "v2"):
            client.look_up([each._replace(revision=revision) for each in wanted])

    assert len(hub.requests) == 3 * QUICK.connections
    assert hub.connections <= QUICK.connections


def test_two_hundred_models_are_answered_in_order(test_hub):
    wanted = [Wanted(f"acme/model-{number}") for number in range(200)]
    for each in wanted:
        test_hub.add_model(each.repo, MIT)

    found = _look_up(test_hub, *wanted)

    assert list(found) == wanted
    assert all(card.licenses == ("mit",) for card in found.values())


def _assert_unreachable(address: str, words: str, *, within: float, effort: Effort | None = None):
    said: list[str] = []
    wanted = [Wanted(f"acme/model-{number}") for number in range(200)]
    start = time.monotonic()
    where = endpoint(address, is_authoritative=True)
    with HubClient(where, effort=effort, on_unreachable=said.append) as client:
        first = client.look_up(wanted)
        second = client.look_up([Wanted("acme/later")])
    took = time.monotonic() - start

    answers = [*first.values(), *second.values()]
    assert {answer.reason for answer in answers} == {Reason.NETWORK}
    assert len(said) == 1
    assert words in said[0]
    assert {answer.detail for answer in answers} == {said[0]}
    assert took < within


def test_a_hub_that_refuses_connections_is_noticed_once_and_at_once(test_hub):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    _assert_unreachable(f"https://127.0.0.1:{port}", "connection refused", within=1.5)


def test_a_hub_that_is_silent_is_noticed_once_and_within_three_seconds(test_hub):
    with socket.create_server(("127.0.0.1", 0), backlog=256) as silent:
        address = f"https://127.0.0.1:{silent.getsockname()[1]}"

        _assert_unreachable(address, "can't be reached", within=3.0)


def test_a_hub_that_never_answers_is_noticed_after_one_timeout(test_hub):
    test_hub.hang()

    _assert_unreachable(
        test_hub.endpoint, "in time", within=2.0, effort=QUICK._replace(timeout=0.5)
    )


def test_a_hub_whose_certificate_is_not_trusted_is_unreachable(test_hub, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")

    _assert_unreachable(test_hub.endpoint, "certificate is not trusted", within=3.0)


def test_a_server_that_speaks_no_tls_is_unreachable(test_hub):
    def answer(server: socket.socket) -> None:
        while True:
            try:
                client, _ = server.accept()
            except OSError:
                return
            with client:
                client.recv(65536)
                client.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0), backlog=256) as server:
        thread = threading.Thread(target=answer, args=(server,))
        thread.start()
        address = f"https://127.0.0.1:{server.getsockname()[1]}"
        _assert_unreachable(address, "TLS", within=3.0)
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_told_to_be_offline_it_opens_no_socket(test_hub, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr(socket, "socket", None)

    answer = _one(test_hub, "acme/plain")

    assert answer.reason is Reason.OFFLINE
    assert test_hub.requests == []


def test_certificates_that_do_not_exist_are_a_usage_error(test_hub, monkeypatch, tmp_path):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "missing.pem"))

    with pytest.raises(UsageError, match="certificates") as caught:
        _one(test_hub, "acme/plain")

    assert "SSL_CERT_FILE" in caught.value.hint


@pytest.mark.parametrize(
    "url", ["huggingface.co", "ftp://x", "https://", "https://a b", "https://a:b"]
)
def test_an_address_that_is_none_is_a_usage_error(url):
    with pytest.raises(UsageError, match="not an http or https address"):
        endpoint(url)


@pytest.mark.parametrize("token", ["hf_a b", "hf_ä", "hf_\x01"])
def test_a_token_that_no_header_can_carry_is_a_usage_error_that_does_not_show_it(token):
    with pytest.raises(UsageError) as caught:
        endpoint(token=token)

    assert token not in str(caught.value)


def test_only_huggingface_co_has_the_last_word_on_what_exists():
    assert endpoint("https://huggingface.co/").is_authoritative
    assert not endpoint("https://hf-mirror.com").is_authoritative
    assert not endpoint("http://huggingface.co").is_authoritative


def test_a_password_in_the_address_is_not_shown():
    assert endpoint("https://me:secret@hub.example/api").shown == "https://hub.example/api"


def test_a_proxy_of_the_environment_is_used(test_hub, proxy, monkeypatch):
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)

    assert _one(test_hub, "acme/plain").licenses == ("apache-2.0",)
    assert proxy.asked_for == [test_hub.endpoint.removeprefix("https://")]


def test_a_proxy_that_is_away_makes_the_hub_unreachable(test_hub, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")

    _assert_unreachable(test_hub.endpoint, "connection refused", within=1.5)


_SCRIPT = """
import sys
from modelguard.cards.endpoint import endpoint
from modelguard.cards.hub import HubClient
from modelguard.cards.sources import Wanted
with HubClient(endpoint(sys.argv[1], is_authoritative=True)) as client:
    (answer,) = client.look_up([Wanted("acme/plain")]).values()
sys.stdout.write(answer.licenses[0] if hasattr(answer, "licenses") else answer.reason)
"""


def _run_script(hub, **environment: str) -> subprocess.CompletedProcess[str]:
    dropped = {"HF_HUB_DISABLE_TELEMETRY", "DISABLE_TELEMETRY", "DO_NOT_TRACK"}
    inherited = {key: text for key, text in os.environ.items() if key not in dropped}
    return subprocess.run(
        [sys.executable, "-c", _SCRIPT, hub.endpoint],
        capture_output=True,
        text=True,
        check=True,
        env=inherited | environment,
        cwd=ROOT,
    )


def test_a_proxy_that_takes_calls_and_says_nothing_holds_nobody_up(test_hub, monkeypatch):
    monkeypatch.delenv("NO_PROXY")
    with socket.create_server(("127.0.0.1", 0), backlog=256) as silent:
        start = time.monotonic()
        done = _run_script(test_hub, HTTPS_PROXY=f"http://127.0.0.1:{silent.getsockname()[1]}")

    assert done.stdout == "network"
    assert time.monotonic() - start < 5


def test_a_fresh_process_asks_for_the_model_and_for_nothing_else(test_hub, tmp_path, make_answer):
    warning = {"X-HF-Warning": "topic; \x1b[31mupgrade now"}
    body = json.dumps({"id": "acme/plain", "cardData": {"license": "mit"}}).encode()
    test_hub.fail("acme/plain", make_answer(200, body, warning))

    done = _run_script(
        test_hub, HF_ENDPOINT=test_hub.endpoint, HF_HOME=str(tmp_path), AI_AGENT="something"
    )

    assert (done.stdout, done.stderr) == ("mit", "")
    assert test_hub.paths() == ["/api/models/acme/plain"]
    assert test_hub.requests[0].headers["user-agent"].startswith("modelguard/")


def test_the_hub_lists_models_page_by_page(test_hub):
    from huggingface_hub import HfApi

    api = HfApi(endpoint=test_hub.endpoint, token=False)
    _one(test_hub, "acme/plain")

    test_hub.library.page_size = 4

    names = [each.id for each in api.list_models(author="acme")]

    assert len(names) > 12
    assert names == sorted(set(names))
    assert test_hub.paths().count("/api/models") == -(-len(names) // 4)


def test_a_gated_file_is_refused_and_a_card_is_served_with_its_commit(test_hub, tmp_path):
    from huggingface_hub import HfApi
    from huggingface_hub.errors import EntryNotFoundError, GatedRepoError

    _one(test_hub, "acme/plain")
    api = HfApi(endpoint=test_hub.endpoint, token=False)

    path = Path(api.hf_hub_download("acme/plain", "README.md", cache_dir=tmp_path))
    commit = test_hub.library.find("models", "acme/plain").commit("main")
    assert path.parent.name == commit
    assert path.read_text(encoding="utf-8").startswith("---\nlicense: apache-2.0")
    with pytest.raises(GatedRepoError):
        api.hf_hub_download("acme/gated", "README.md", cache_dir=tmp_path)
    with pytest.raises(EntryNotFoundError):
        api.hf_hub_download("acme/plain", "missing.txt", cache_dir=tmp_path)
