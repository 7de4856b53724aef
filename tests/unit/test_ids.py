"""Spellings of ids, and what can be no id."""

import pytest
from huggingface_hub.errors import HFValidationError
from huggingface_hub.utils import validate_repo_id
from hypothesis import given
from hypothesis import strategies as st

from modelguard.domain import ModelId
from modelguard.errors import UsageError
from modelguard.ids import SOURCES, ParsedId, hub_url, is_hosted, parse

COMMIT = "0ef5fff789c832c5c7f4e127f94c8b54bbcced44"

HUB_MODELS = [
    ("meta-llama/Llama-3.1-8B", "meta-llama/Llama-3.1-8B", None),
    ("gpt2", "gpt2", None),
    ("org/name@main", "org/name", "main"),
    (f"org/name@{COMMIT}", "org/name", COMMIT),
    ("org/name@refs/pr/1", "org/name", "refs/pr/1"),
    ("hf:org/name", "org/name", None),
    ("hf-hub:timm/resnet50.a1_in1k", "timm/resnet50.a1_in1k", None),
    ("huggingface:org/name@v1.0", "org/name", "v1.0"),
    ("https://huggingface.co/org/name", "org/name", None),
    ("http://huggingface.co/org/name/", "org/name", None),
    ("HTTPS://HuggingFace.co/Org/Name", "Org/Name", None),
    ("https://www.huggingface.co/org/name?library=transformers#usage", "org/name", None),
    ("https://hf.co/org/name", "org/name", None),
    ("https://hf-mirror.com/org/name", "org/name", None),
    ("https://huggingface.co:443/org/name", "org/name", None),
    ("huggingface.co/org/name/tree/v2", "org/name", "v2"),
    ("hf.co/org/name-GGUF:Q4_K_M", "org/name-GGUF", None),
    ("https://huggingface.co/gpt2", "gpt2", None),
    ("https://huggingface.co/gpt2/tree/main", "gpt2", "main"),
    ("https://huggingface.co/gpt2/blob/main/config.json", "gpt2", "main"),
    ("https://huggingface.co/org/name/tree/main/onnx", "org/name", "main"),
    ("https://huggingface.co/org/name/blob/v1/README.md", "org/name", "v1"),
    (f"https://huggingface.co/org/name/commit/{COMMIT}", "org/name", COMMIT),
    ("https://huggingface.co/org/name/resolve/main/model.gguf?download=true", "org/name", "main"),
    ("https://huggingface.co/org/name/raw/main/x.json", "org/name", "main"),
    ("https://huggingface.co/org/name/tree/refs%2Fpr%2F1", "org/name", "refs/pr/1"),
    ("https://huggingface.co/org/name/tree/refs/pr/1", "org/name", "refs/pr/1"),
    ("https://huggingface.co/org/name/discussions/7", "org/name", None),
    ("https://huggingface.co/api/models/org/name", "org/name", None),
    ("https://huggingface.co/api/models/org/name/revision/v3", "org/name", "v3"),
    ("hf://org/name", "org/name", None),
    ("hf://org/name/model.safetensors", "org/name", None),
    ("hf://models/org/name", "org/name", None),
    ("hf://gpt2", "gpt2", None),
    ("hf://gpt2@main/config.json", "gpt2", "main"),
    ("hf://org/name@v1/sub/file.bin", "org/name", "v1"),
    ("hf://org/name@refs%2Fpr%2F1/file.bin", "org/name", "refs/pr/1"),
    ("hf://org/name@refs/pr/1/file.bin", "org/name", "refs/pr/1"),
    ("hf://org/name:v1", "org/name", "v1"),
    ("huggingface://org/name", "org/name", None),
    (f"pkg:huggingface/org/name@{COMMIT}", "org/name", COMMIT),
    ("pkg:huggingface/gpt2", "gpt2", None),
    ("pkg:HuggingFace/org/name@v1?repository_url=https://hub.example#sub", "org/name", "v1"),
]


@pytest.mark.parametrize(("text", "name", "revision"), HUB_MODELS)
def test_every_spelling_of_a_hub_model_is_read(text, name, revision):
    assert parse(text) == ParsedId(ModelId("huggingface", name), revision)


HUB_OTHERS = [
    ("datasets/org/name", "dataset", "org/name", None),
    ("datasets/squad", "dataset", "squad", None),
    ("datasets/org/name@v1", "dataset", "org/name", "v1"),
    ("spaces/org/name", "space", "org/name", None),
    ("https://huggingface.co/datasets/org/name", "dataset", "org/name", None),
    ("https://huggingface.co/datasets/squad/tree/main", "dataset", "squad", "main"),
    ("https://huggingface.co/datasets/org/name/viewer/default/train", "dataset", "org/name", None),
    ("https://huggingface.co/api/datasets/org/name", "dataset", "org/name", None),
    ("https://huggingface.co/spaces/org/name/blob/main/app.py", "space", "org/name", "main"),
    ("hf://datasets/org/name@refs/convert/parquet", "dataset", "org/name", "refs/convert/parquet"),
    ("hf://spaces/org/name/app.py", "space", "org/name", None),
]


@pytest.mark.parametrize(("text", "kind", "name", "revision"), HUB_OTHERS)
def test_datasets_and_spaces_are_told_apart(text, kind, name, revision):
    assert parse(text) == ParsedId(ModelId("huggingface", name, kind), revision)


ELSEWHERE = [
    ("openai:gpt-4o-2024-08-06", "openai", "gpt-4o-2024-08-06", None),
    ("OpenAI:gpt-4o", "openai", "gpt-4o", None),
    ("openai:ft:gpt-4o-mini:acme::abc", "openai", "ft:gpt-4o-mini:acme::abc", None),
    (
        "bedrock:us.anthropic.claude-3-5-sonnet-20241022-v2:0",
        "bedrock",
        "us.anthropic.claude-3-5-sonnet-20241022-v2:0",
        None,
    ),
    ("vertex:claude-3-5-sonnet@20240620", "vertex", "claude-3-5-sonnet@20240620", None),
    ("ollama:llama3.1:8b", "ollama", "llama3.1:8b", None),
    ("nvidia_nim:meta/llama-3.1-70b-instruct", "nvidia_nim", "meta/llama-3.1-70b-instruct", None),
    (
        "openrouter:meta-llama/llama-3.3-70b-instruct:free",
        "openrouter",
        "meta-llama/llama-3.3-70b-instruct:free",
        None,
    ),
    ("timm:resnet50.a1_in1k", "timm", "resnet50.a1_in1k", None),
    (
        "torchhub:pytorch/vision:resnet50",
        "torchhub",
        "pytorch/vision:resnet50",
        None,
    ),
    ("open_clip:ViT-B-32/laion2b_s34b_b79k", "open_clip", "ViT-B-32/laion2b_s34b_b79k", None),
    ("path:./my models/x.gguf", "path", "./my models/x.gguf", None),
    ("path:C:\\models\\x.gguf", "path", "C:\\models\\x.gguf", None),
    ("s3://bucket/key", "s3", "bucket/key", None),
    ("s3:bucket/key", "s3", "bucket/key", None),
    ("oci://ghcr.io/org/name:1.0", "oci", "ghcr.io/org/name:1.0", None),
    ("https://example.com/model.gguf", "url", "https://example.com/model.gguf", None),
    ("https://huggingface.co.example/x", "url", "https://huggingface.co.example/x", None),
    ("pkg:mlflow/creditfraud@3?repository_url=https://x.example", "mlflow", "creditfraud", "3"),
    (
        "pkg:oci/name@sha256%3Aabc?repository_url=ghcr.io/org/name&tag=1.0",
        "oci",
        "ghcr.io/org/name",
        "sha256:abc",
    ),
    ("pkg:oci/name?tag=1.0", "oci", "name", "1.0"),
    ("pkg:pypi/en-core-web-sm@3.7.1", "spacy", "en_core_web_sm", "3.7.1"),
]


@pytest.mark.parametrize(("text", "source", "name", "revision"), ELSEWHERE)
def test_other_sources_keep_their_names(text, source, name, revision):
    assert parse(text) == ParsedId(ModelId(source, name), revision)


NO_IDS = [
    ("", "a model id is empty", "org/name"),
    ("   ", "a model id is empty", "org/name"),
    ("meta-llama / Llama", "a space", "write `meta-llama/Llama`"),
    ("org/name ", "a space", "write `org/name`"),
    ("a/b/c", "more than one `/`", "write `path:a/b/c`"),
    ("./models/x", "looks like a path", "write `path:./models/x`"),
    ("/srv/models", "looks like a path", "path:"),
    ("..", "looks like a path", "path:"),
    ("C:\\models\\x.gguf", "unknown source `C`", "write `path:`"),
    ("models\\x.gguf", "looks like a path", "path:"),
    ("opnai:gpt-4o", "unknown source `opnai`", "did you mean `openai:`?"),
    ("qqqqqq:gpt-4o", "unknown source `qqqqqq`", "sources are anthropic, "),
    ("openai:", "names no model", "write `openai:name`"),
    ("openai:gpt 4o", "has a space", "remove the space"),
    ("org/", "no organization or no name", "org/name"),
    ("org/na--me", "neither `--` nor `..`", "org/name"),
    ("org/na..me", "neither `--` nor `..`", "org/name"),
    ("-org/name", "only letters", "org/name"),
    ("org/name.", "only letters", "org/name"),
    ("org/naïve", "only letters", "org/name"),
    ("org/na:me", "only letters", "org/name"),
    ("org/name.git", "ends in `.git`", "write `org/name`"),
    ("o" * 97 + "/name", "longer than 96", "org/name"),
    ("org/name@", "an empty revision", "a commit after `@`"),
    ("org/name@a b", "a revision that git does not allow", "org/name"),
    ("org/name@a..b", "a revision that git does not allow", "org/name"),
    ("datasets/", "cannot be a dataset id", "org/name"),
    ("spaces/name", "a space is named `spaces/org/name`", "org/name"),
    ("https://huggingface.co/", "is no repository", "model's own page"),
    ("https://huggingface.co/docs/hub", "is no repository", "model's own page"),
    ("https://huggingface.co/org/name/nowhere", "is no page of a repository", "org/name"),
    ("pkg:npm/left-pad@1.0", "names no model", "`huggingface`"),
    ("pkg:pypi/requests", "names no model", "`huggingface`"),
    ("x" * 3000, "too long", "org/name"),
]


@pytest.mark.parametrize(("text", "problem", "hint"), NO_IDS)
def test_what_can_be_no_id_is_refused_with_a_hint(text, problem, hint):
    with pytest.raises(UsageError) as caught:
        parse(text)
    assert problem in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("org/\x1b[31mname", "`org/\\x1b[31mname`"),
        ("org/na\nme", "`org/na\\nme`"),
        ("org/na\u202eme", "`org/na\\u202eme`"),
        ("pkg:huggingface/a%0Ab/c%1B/d", "`pkg:huggingface/a%0Ab/c%1B/d`"),
    ],
)
def test_control_characters_are_refused_and_shown_escaped(text, shown):
    with pytest.raises(UsageError) as caught:
        parse(text)
    assert shown in caught.value.message
    assert str(caught.value).replace("\n", "").isprintable()


def test_a_page_of_the_hub_is_given_for_hub_ids_only():
    assert hub_url(parse("org/name").id) == "https://huggingface.co/org/name"
    assert hub_url(parse("org/name").id, "refs/pr/1") == (
        "https://huggingface.co/org/name/tree/refs%2Fpr%2F1"
    )
    assert hub_url(parse("datasets/squad").id) == "https://huggingface.co/datasets/squad"
    assert hub_url(parse("openai:gpt-4o").id) is None


def test_hosted_apis_are_told_from_files():
    assert is_hosted(parse("groq:llama-3.3-70b-versatile").id)
    assert not is_hosted(parse("ollama:llama3.1").id)
    assert not is_hosted(parse("org/name").id)


REPO_ID_LIKE = st.text(alphabet="aZ9-_./é \n", min_size=1, max_size=12)


@given(REPO_ID_LIKE)
def test_hub_ids_are_those_that_huggingface_hub_accepts(text):
    try:
        validate_repo_id(text)
        expected = True
    except HFValidationError:
        expected = False
    try:
        parsed = parse(text) == ParsedId(ModelId("huggingface", text), None)
    except UsageError:
        parsed = False
    assert parsed == expected


PIECES = st.sampled_from(
    ["https://", "huggingface.co/", "hf.co", "hf://", "pkg:huggingface/", "pkg:oci/", "datasets/"]
    + ["spaces/", "models/", "api/", "/tree/", "/", "@", ":", "?tag=", "refs", "%2F", "%00", "%"]
    + ["org", "name", "repository_url=", "//", "#", "..", "[", " ", "\x07", "\ud800"]
    + [f"{source}:" for source in sorted(SOURCES)]
)
ANYTHING = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=9).map("".join))


@given(ANYTHING)
def test_any_text_gives_an_id_that_reads_back_or_a_usage_error(text):
    message = ""
    try:
        found = parse(text)
    except UsageError as error:
        message = str(error)
    assert message.replace("\n", "").isprintable()
    if not message:
        assert parse(str(found.id)) == ParsedId(found.id, None)
        assert found.revision is None or found.revision
