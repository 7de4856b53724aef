"""Mirrors of the Hub: without `expand`, without an API, and never the last word on what exists."""

from __future__ import annotations

import pytest

from modelguard.cards.endpoint import Effort, endpoint
from modelguard.cards.hub import HubClient
from modelguard.cards.sources import Wanted
from modelguard.domain import Base, Card, Reason, Relation

QUICK = Effort(timeout=5.0, back_off=0.01)
ONE_BY_ONE = QUICK._replace(connections=1)
PREFIX = "/artifactory/api/huggingfaceml/remote"


def _look_up(hub, *wanted, token=None, effort=QUICK):
    with HubClient(endpoint(hub.endpoint, token), effort=effort) as client:
        return client.look_up(
            [each if isinstance(each, Wanted) else Wanted(each) for each in wanted]
        )


def _one(hub, wanted, **options):
    (answer,) = _look_up(hub, wanted, **options).values()
    return answer


@pytest.mark.parametrize("refusal", [400, 404, 500, 501])
def test_a_mirror_that_refuses_expand_is_asked_without_it_from_then_on(start_hub, refusal):
    hub = start_hub(mirror={"refuses_expand": refusal})

    found = _look_up(hub, "acme/plain", "acme/named", "acme/gated", effort=ONE_BY_ONE)

    assert [card.licenses for card in found.values()] == [
        ("apache-2.0",),
        ("other",),
        ("llama3.1",),
    ]
    cards = [request for request in hub.requests if request.path.startswith("/api/")]
    assert [bool(request.expand) for request in cards] == [True, False, False, False]


def test_a_mirror_without_expand_still_knows_bases_and_gates(start_hub):
    hub = start_hub(mirror=True)
    found = _look_up(hub, "acme/adapter", "acme/gated", "acme/Meta-Moved")
    adapter, gated, moved = found.values()

    assert adapter.bases == (Base("acme/plain", Relation.ADAPTER),)
    assert (gated.gated, bool(gated.gate_prompt)) == ("manual", True)
    assert moved.id == "acme/moved"


@pytest.mark.parametrize("knows_commits", [False, True])
def test_a_mirror_with_files_only_gives_the_card_itself(start_hub, knows_commits):
    hub = start_hub(mirror={"api": "none", "knows_commits": knows_commits})

    found = _look_up(hub, "acme/named", "acme/plain", effort=ONE_BY_ONE)
    named, plain = found.values()

    assert named.licenses == ("other",)
    assert named.license_name == "tongyi-qianwen"
    assert named.license_link == "https://huggingface.co/acme/named/blob/main/LICENSE"
    assert plain.datasets == ("acme/chat",)
    assert (plain.revision is not None) is knows_commits
    assert hub.paths()[-1] == "/acme/plain/resolve/main/README.md"
    assert len(hub.requests) == 4


def test_a_mirror_whose_api_lacks_the_card_is_asked_for_the_file(start_hub):
    hub = start_hub(mirror={"api": "bare", "refuses_expand": 0})

    card = _one(hub, "acme/named")

    assert card.license_name == "tongyi-qianwen"
    assert card.files == (".gitattributes", "README.md")
    assert card.revision == hub.library.find("models", "acme/named").commit("main")


def test_a_mirror_that_lists_no_card_is_not_asked_for_it(start_hub):
    hub = start_hub(mirror={"api": "bare", "refuses_expand": 0})
    hub.add_model("acme/bare", body={"siblings": [{"rfilename": "model.bin"}]})

    card = _one(hub, "acme/bare")

    assert (card.licenses, card.files) == ((), ("model.bin",))
    assert hub.paths() == ["/api/models/acme/bare"]


def test_a_mirror_below_a_path_is_asked_there(start_hub):
    hub = start_hub(mirror=True, prefix=PREFIX)
    found = _look_up(hub, "acme/plain", Wanted("acme/versions", "v1"), "acme/Meta-Moved")

    assert [card.licenses for card in found.values()] == [
        ("apache-2.0",),
        ("cc-by-nc-4.0",),
        ("apache-2.0",),
    ]
    assert all(path.startswith(f"{PREFIX}/api/models/") for path in hub.paths())


def test_files_below_a_path_at_a_revision_and_of_a_dataset(start_hub):
    hub = start_hub(mirror={"api": "none"}, prefix=PREFIX)
    first, dataset = Wanted("acme/versions", "v1"), Wanted("acme/chat", type="dataset")

    found = _look_up(hub, first, dataset)

    assert found[first].licenses == ("cc-by-nc-4.0",)
    assert found[dataset].licenses == ("cc-by-nc-4.0",)
    assert f"{PREFIX}/datasets/acme/chat/resolve/main/README.md" in hub.paths()


@pytest.mark.parametrize("api", ["full", "bare", "none"])
def test_what_a_mirror_lacks_may_exist_all_the_same(start_hub, api):
    hub = start_hub(mirror={"api": api})

    answer = _one(hub, "nobody/nothing")

    assert answer.reason is Reason.UNREADABLE
    assert f"`{hub.endpoint}` answered 404 for `nobody/nothing`" in answer.detail


def test_a_mirror_that_passes_on_the_hubs_refusals_is_no_hub_either(test_hub):
    missing, revision = _look_up(
        test_hub, "nobody/nothing", Wanted("acme/versions", "nope")
    ).values()

    assert missing.reason is Reason.UNREADABLE
    assert f"`{test_hub.endpoint}` answered 401" in missing.detail
    assert revision.reason is Reason.UNREADABLE


def test_a_broken_card_says_where_it_is_broken(start_hub):
    hub = start_hub(mirror={"api": "none"})
    broken, misplaced, misspelt = _look_up(
        hub, "acme/broken", "acme/after-comment", "acme/misspelt"
    ).values()

    assert broken.problems == (
        "line 3: the front matter is broken YAML: did not find expected ',' or ']'",
    )
    assert misplaced.problems == (
        "line 2: front matter that does not start the card is not read by the Hub",
    )
    assert len(misspelt.problems) == 3
    assert {card.licenses for card in (broken, misplaced, misspelt)} == {()}


def test_a_card_at_a_commit_keeps_that_commit(start_hub):
    hub = start_hub(mirror={"api": "none"})
    commit = hub.library.find("models", "acme/plain").commit("main")

    assert _one(hub, Wanted("acme/plain", commit)).revision == commit


def test_an_answer_for_another_commit_is_not_believed(start_hub):
    hub = start_hub(mirror=True)
    hub.add_model("acme/fixed", "---\nlicense: mit\n---\n", revisions={"f" * 40: ""})
    hub.answer_text('{"id": "acme/fixed", "sha": "' + "a" * 40 + '", "cardData": {}}')

    answer = _one(hub, Wanted("acme/fixed", "f" * 40))

    assert answer.reason is Reason.UNREADABLE
    assert "another commit" in answer.detail


def test_a_sign_in_page_in_place_of_the_card_is_no_card(start_hub):
    hub = start_hub(mirror={"api": "none"})
    hub.answer_html("/resolve/")

    assert _one(hub, "acme/plain").reason is Reason.UNREADABLE


def test_a_sign_in_page_in_place_of_everything_is_no_card(start_hub):
    hub = start_hub(mirror=True)
    hub.answer_html()

    answer = _one(hub, "acme/plain")

    assert answer.reason is Reason.UNREADABLE
    assert hub.endpoint in answer.detail


@pytest.mark.parametrize("size", [5, 6])
def test_a_card_of_more_than_five_mebibytes_is_not_read(start_hub, size):
    hub = start_hub(mirror={"api": "none"})
    hub.add_model("acme/long", "---\nlicense: mit\n---\n" + "x" * (size * 1024 * 1024 - 100))

    answer = _one(hub, "acme/long")

    assert isinstance(answer, Card) is (size == 5)
    assert isinstance(answer, Card) or "longer than 5 MiB" in answer.detail


def test_a_mirror_gets_the_token_that_was_given_for_it(start_hub):
    hub = start_hub(mirror={"api": "none"})
    hub.add_token("hf_mirror", "acme/private")

    assert _one(hub, "acme/private", token="hf_mirror").licenses == ("mit",)
    assert {request.token for request in hub.requests} == {"hf_mirror"}


def test_a_mirror_that_is_overloaded_is_waited_for(start_hub):
    hub = start_hub(mirror=True)
    hub.fail_with_status(503, times=2)

    assert _one(hub, "acme/plain").licenses == ("apache-2.0",)
    assert [bool(request.expand) for request in hub.requests] == [True, True, True, False]
