"""Configuration that is hostile or broken, and the table of keys."""

from __future__ import annotations

import contextlib
import json
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from modelguard import rulebase
from modelguard.detect import boms, comfyui, config, front_matter_files, properties
from modelguard.detect.configuration.rules import fits, steps_of
from modelguard.detect.names import naming
from modelguard.detect.source import Hit, SourceFile, Unparsable

ROOT = Path(__file__).parent.parent
TABLE = yaml.load(
    (ROOT / "rules" / "config_keys.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
DETECTORS = (
    (config, "a.yaml"),
    (config, "a.json"),
    (config, "a.toml"),
    (properties, ".env"),
    (properties, "a.properties"),
    (properties, "a.cfg"),
    (properties, "a.tf"),
    (comfyui, "a.json"),
    (boms, "bom.xml"),
    (boms, "bom.json"),
    (front_matter_files, "README.md"),
)
PIECES = (
    "model: ", "- ", "\n", "  ", "{", "}", "[", "]", '"', "'", "|", ">", "&a ", "*a", "<<: ", "#",
    "=", "acme-ai/x", "command: ", "${A:-b}", "{{ x }}", "\t", "\x00", "\ufeff", "---", ":", "\\",
    "é", "image: vllm/vllm-openai", "EOF", "<<EOF", "env:", "name: M", "value: y",
)  # fmt: skip


def _texts(name: str, text: str | bytes) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    return [hit.text for hit in config.find(SourceFile(name, data))]


def test_table_fits_its_schema():
    schema = json.loads((ROOT / "rules/schemas/config_keys.schema.json").read_text())
    assert [error.message for error in Draft202012Validator(schema).iter_errors(TABLE)] == []


def test_every_carrier_of_the_table_is_one_that_naming_reads():
    carriers = {
        entry["carrier"] for ecosystem in TABLE["ecosystems"] for entry in ecosystem["references"]
    }
    carriers |= {carrier for _, carrier in TABLE["providers"]} | set(TABLE["hosts"].values())
    carriers |= {entry["carrier"] for entry in (*TABLE["images"], *TABLE["actions"])}
    names = ("acme-ai/x", "gpt-4o", "tiny", "resnet50.a1_in1k", "en_core_web_sm", "a.b-v1", "ai/a",
             "https://huggingface.co/acme-ai/x")  # fmt: skip
    rules = rulebase.load()
    unread = {
        carrier
        for carrier in carriers - {"nothing", "context", "context-or-slash"}
        if not any(naming.name(Hit(name, 1, 1, carrier), rules) for name in names)
    }
    assert unread == set()


@pytest.mark.parametrize(
    ("pattern", "path", "fit"),
    [
        ("**.model", ("a", "[]", "model"), True),
        ("**.model", ("model",), True),
        ("model", ("a", "model"), False),
        ("models[].model", ("models", "[]", "model"), True),
        ("models.*", ("models", "[]"), False),
        ("**.*_model", ("a", "chat_model"), True),
        ("components.**.name", ("components", "a", "model", "name"), True),
        ("metadata.**", ("metadata", "labels", "model"), True),
        ("metadata.**", ("spec", "metadata2"), False),
    ],
)
def test_a_pattern_fits_the_paths_that_it_says(pattern, path, fit):
    assert fits(steps_of(pattern), path) is fit


def test_aliases_do_not_multiply_what_is_found():
    lines = ["a0: &a0 {model: acme-ai/one}"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 40)]
    start = time.perf_counter()

    assert _texts("bomb.yaml", "\n".join(lines)) == ["acme-ai/one"]
    assert time.perf_counter() - start < 2


def test_an_alias_to_what_is_around_it_ends():
    assert _texts("a.yaml", "a: &a\n  model: acme-ai/one\n  again: *a\n  <<: *a\n") == [
        "acme-ai/one"
    ]


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_deep_nesting_is_named_and_ends(name):
    with pytest.raises(Unparsable):
        _texts(name, '{"model": ' + "[" * 5000 + "]" * 5000 + "}")


def test_what_stands_before_a_fault_is_found_and_the_file_is_named():
    hits = config.find(SourceFile("a.yaml", b"model: acme-ai/one\n---\nb: [\n"))

    assert next(hits).text == "acme-ai/one"
    with pytest.raises(Unparsable):
        list(hits)


def test_a_template_is_read_line_by_line_without_a_word():
    text = "{% if x %}\nmodel: acme-ai/one\n{% endif %}\nname: {{ name }}\n"
    assert _texts("a.yaml", text) == ["acme-ai/one"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_encodings_with_a_mark_are_read(encoding):
    data = "model: acme-ai/one\n".encode(encoding)

    assert config.may_hold(data)
    assert _texts("a.yaml", data) == ["acme-ai/one"]


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.toml"])
def test_one_endless_line_takes_no_time(name):
    start = time.perf_counter()
    with contextlib.suppress(Unparsable):
        _texts(name, 'model: "' + "x" * 4_000_000)
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize(
    ("detector", "name", "piece"),
    [
        (config, "a.json", "/*"),
        (config, "a.json", '{"model": \'"'),
        (config, "a.yaml", "{{ model: "),
        (config, "a.yaml", "- model: ${a:-\n"),
        (properties, "a.tf", "<<A\n"),
        (properties, "a.tf", "/*"),
        (properties, "a.tf", 'model = "${'),
        (properties, ".env", "MODEL=${A:-\n"),
        (boms, "bom.xml", '<component type="machine-learning-model">'),
        (front_matter_files, "README.md", "---\nmodels: [\n"),
    ],
)
def test_a_piece_without_end_repeated_takes_no_time(detector, name, piece):
    data = (piece * (60_000 // len(piece))).encode()
    start = time.perf_counter()
    with contextlib.suppress(Unparsable):
        list(detector.find(SourceFile(name, data)))
    assert time.perf_counter() - start < 6


def test_a_file_that_is_too_large_is_named_as_such():
    with pytest.raises(Unparsable, match="5 MiB"):
        _texts("a.yaml", "model: acme-ai/one\n" * 400_000)


@pytest.mark.parametrize("size", [5_000, 20_000])
def test_time_grows_no_faster_than_the_number_of_keys(size):
    rows = [{"model": f"acme-ai/m{index}", "k": "v", "n": "w"} for index in range(size // 3)]
    start = time.process_time()

    assert len(_texts("a.json", json.dumps(rows))) == size // 3
    assert time.process_time() - start < 4


@pytest.mark.parametrize("name", ["package-lock.json", "a/vocab.json", "tokenizer.json", "uv.lock"])
def test_locks_and_vocabularies_are_not_claimed(name):
    assert not config.claims(name)


@pytest.mark.parametrize(
    "name",
    [
        ".env",
        ".env.local",
        "prod.env",
        "env.example",
        "a.properties",
        "main.tf",
        "a.tfvars",
        "a.cfg",
    ],
)
def test_properties_are_claimed_by_name(name):
    assert properties.claims(name)
    assert not config.claims(name)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_text_makes_a_detector_raise(pieces):
    file = "".join(pieces).encode("utf-8", "replace")
    for detector, name in DETECTORS:
        with contextlib.suppress(Unparsable):
            for hit in detector.find(SourceFile(name, file)):
                assert hit.line > 0
                assert hit.column > 0


@pytest.mark.parametrize(
    ("name", "text"), [("a.json", '{{"k": [{}0]}}'), ("a.yaml", "{}model: x\n")]
)
def test_file_with_too_many_keys_to_be_written_by_people_is_named_as_such(name, text):
    rows = '{"model": "acme-labs/chat"}, ' if name == "a.json" else "k: 1\n"

    with pytest.raises(Unparsable, match="30000 keys"):
        list(config.find(SourceFile(name, text.format(rows * 30_001).encode())))
