"""What a text names depends on what carries it; in doubt it names nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelguard import ids, rulebase
from modelguard.detect.names import naming, providers
from modelguard.detect.source import Hit
from modelguard.errors import UsageError

DATA = Path(__file__).parent / "data"
CARRIERS = sorted(
    {*naming._READERS, *naming._RULED, *ids.SOURCES, "no-such-carrier"} - {"weights-file"}
)
TYPES = ("model", "dataset", "space")


def _rows(file: str) -> list[list[str]]:
    text = (DATA / file).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _named(carrier: str, text: str, kind: str = "model", revision: str | None = None) -> str:
    found = naming.name(Hit(text, 1, 1, carrier, kind, revision), rulebase.load())
    if found is None:
        return "nothing"
    return f"{found.id}@{found.revision}" if found.revision else str(found.id)


@pytest.mark.parametrize(("carrier", "text", "expected"), _rows("naming.tsv"))
def test_text_names_what_its_carrier_means(carrier, text, expected):
    assert _named(carrier, text) == expected


@pytest.mark.parametrize("text", [row[0] for row in _rows("names_nothing.tsv")])
@pytest.mark.parametrize("carrier", CARRIERS)
def test_placeholders_paths_and_look_alikes_name_nothing(carrier, text):
    assert _named(carrier, text) == "nothing"


@pytest.mark.parametrize("text", [row[0] for row in _rows("names_no_repository.tsv")])
@pytest.mark.parametrize("carrier", ["any", "hub", "hub-only-slash", "vllm", "api", "litellm"])
def test_what_looks_like_a_repository_but_is_none(carrier, text):
    assert _named(carrier, text) == "nothing"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("acme/reviews", "datasets/acme/reviews"),
        ("datasets/acme/reviews", "datasets/acme/reviews"),
        ("squad", "datasets/squad"),
        ("hf://datasets/acme/reviews/train.csv", "datasets/acme/reviews"),
        ("csv", "nothing"),
        ("imagefolder", "nothing"),
        ("data/train.csv", "nothing"),
        ("./reviews", "nothing"),
    ],
)
def test_dataset_is_a_repository_and_no_reader_of_local_files(text, expected):
    assert _named("hub", text, "dataset") == expected


def test_space_needs_an_owner():
    assert _named("hub", "acme/demo", "space") == "spaces/acme/demo"
    assert _named("hub", "demo", "space") == "nothing"


@pytest.mark.parametrize("revision", ["0ef5fff789c8", "v1.0", "refs/pr/21", "feature/x"])
def test_revision_beside_the_id_is_kept(revision):
    assert _named("hub", "acme/chat-7b", revision=revision) == f"acme/chat-7b@{revision}"


@pytest.mark.parametrize(
    "revision", ["", "${REVISION}", "{{ rev }}", "a b", "a..b", "your-revision"]
)
def test_revision_that_is_none_is_dropped(revision):
    assert _named("hub", "acme/chat-7b", revision=revision) == "acme/chat-7b"


def test_revision_beside_the_id_wins_over_the_one_in_an_address():
    url = "https://huggingface.co/acme/chat-7b/resolve/v1/model.gguf"

    assert _named("uri", url) == "acme/chat-7b@v1"
    assert _named("uri", url, revision="v2") == "acme/chat-7b@v2"


@pytest.mark.parametrize("prefix", sorted(providers.SOURCES))
def test_every_provider_prefix_leads_to_a_source_with_ids_or_to_none(prefix):
    source = providers.SOURCES[prefix]

    assert source is None or source in {*ids.SOURCES, ids.HUB}


_PIECES = st.lists(
    st.sampled_from(
        ["openai", "/", ":", "gpt-4o", "acme", "${", "}", "{{", "x", "@", "hf://", "https://", "-",
         "huggingface.co", "models:/", "llama3", "8b", ".gguf", "arn:aws:bedrock", " ", "..", "\\",
         "GPT_4_O", "org", "~", "%s", "é", "\x00", "datasets/", "spaces/", "s3://", "ai", "'"]
    ),
    max_size=9,
).map("".join)  # fmt: skip


@given(st.sampled_from(CARRIERS), st.one_of(_PIECES, st.text(max_size=60)), st.sampled_from(TYPES))
def test_no_text_makes_naming_raise_and_every_id_can_be_written_down(carrier, text, kind):
    """An id that comes out parses back to itself, so that a manifest can state it."""
    found = naming.name(Hit(text, 1, 1, carrier, kind), rulebase.load())
    if found is None:
        return

    assert ids.parse(str(found.id)).id == found.id


@given(st.sampled_from(CARRIERS), _PIECES)
def test_blanks_and_quotes_around_a_text_change_nothing(carrier, text):
    plain = _named(carrier, text)

    assert _named(carrier, f"  {text}\n") == plain


@given(st.sampled_from(CARRIERS), _PIECES)
def test_texts_with_unresolved_parts_name_nothing(carrier, text):
    for part in ("${MODEL}", "{{ model }}", "<model>", "%(model)s", "..."):
        assert _named(carrier, text + part) == "nothing"


def test_words_that_stand_for_any_model_are_refused_by_ids_as_well_or_never_reach_them():
    with pytest.raises(UsageError):
        ids.parse("")


def test_weights_file_that_a_node_names_is_a_file():
    assert _named("weights-file", "sd_xl_base_1.0.safetensors") == "path:sd_xl_base_1.0.safetensors"
