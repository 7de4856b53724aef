"""Documents: data with places, and nothing but `ConfigError` whatever the bytes are."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelguard import documents, rulebase
from modelguard.errors import ConfigError

KINDS = ("yaml", "json", "toml")
YAML_PIECES = [
    "a",
    "b: ",
    "- ",
    "? ",
    ": ",
    "&x ",
    "*x ",
    "<<: ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\n",
    "  ",
    "\t",
    "|\n",
    ">-\n",
    '"',
    "'",
    "!!str ",
    "!x ",
    "---\n",
    "...\n",
    "# c",
    "%YAML 1.2\n",
    "1_0",
    "\\",
    "\ufeff",
    "\x85",
]
TOML_PIECES = [
    "a",
    " = ",
    ".",
    '"',
    "'",
    '"""',
    "'''",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    ",",
    "\n",
    "1",
    "2027-03-01",
    "#",
    "\\",
    "true",
]
JSON_PIECES = [
    '"a"',
    ":",
    "{",
    "}",
    "[",
    "]",
    ",",
    "1",
    "NaN",
    "null",
    "\n",
    '"',
    "\\ud800",
    "-",
    "1e999",
]


def _parse(text: str, kind: str = "yaml") -> documents.Document:
    return documents.parse(text.encode(), label=f"file.{kind}", kind=kind)


def _refused(content: bytes | str, kind: str = "yaml") -> str:
    content = content.encode() if isinstance(content, str) else content
    with pytest.raises(ConfigError) as caught:
        documents.parse(content, label="file", kind=kind)
    return str(caught.value)


def _parse_or_refuse(content: bytes, kind: str) -> None:
    try:
        document = documents.parse(content, label="file", kind=kind)
    except ConfigError:
        return
    json.dumps(document.data, ensure_ascii=False, allow_nan=False).encode()


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None)
@given(content=st.binary())
def test_random_bytes_raise_nothing_but_config_errors(kind, content):
    _parse_or_refuse(content, kind)


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None)
@given(text=st.text())
def test_random_text_raises_nothing_but_config_errors(kind, text):
    _parse_or_refuse(text.encode("utf-8", "surrogatepass"), kind)


@pytest.mark.parametrize(
    ("kind", "pieces"),
    [("yaml", YAML_PIECES), ("toml", TOML_PIECES), ("json", JSON_PIECES)],
)
@settings(deadline=None, max_examples=400)
@given(data=st.data())
def test_random_syntax_raises_nothing_but_config_errors(kind, pieces, data):
    parts = data.draw(st.lists(st.sampled_from(pieces), max_size=40))
    _parse_or_refuse("".join(parts).encode(), kind)


@settings(deadline=None)
@given(content=st.binary(), suffix=st.sampled_from([".yaml", ".json", ".toml", ".txt", ""]))
def test_reading_a_file_raises_nothing_but_config_errors(tmp_path_factory, content, suffix):
    path = tmp_path_factory.mktemp("random") / f"file{suffix}"
    path.write_bytes(content)

    with contextlib.suppress(ConfigError):
        documents.read(path)


JSON_DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(deadline=None)
@given(data=JSON_DATA, indent=st.sampled_from([None, 1, 4]))
def test_json_is_read_as_it_was_written_and_every_part_has_its_place(data, indent):
    text = json.dumps(data, indent=indent)
    document = _parse(text, "json")

    assert document.data == data
    _assert_every_part_has_a_place(document, data, ())


def _assert_every_part_has_a_place(document, data, pointer) -> None:
    assert pointer in document.keys
    if isinstance(data, dict):
        for key, value in data.items():
            assert (*pointer, key) in document.values
            _assert_every_part_has_a_place(document, value, (*pointer, key))
    if isinstance(data, list):
        for index, value in enumerate(data):
            _assert_every_part_has_a_place(document, value, (*pointer, index))


YAML = """\
# comment
models:
  - gpt2
  - id: "org/name"   # quoted
    use: [a,
          b]
usage: {purpose: research}
"""
TOML = """\
# comment
models = [
  "gpt2",
  { id = "org/name", use = ["a",
    'b'] },
]
[usage]
purpose = "research"
"""
JSON = """\

{"models": [
  "gpt2",
  {"id": "org/name",
   "use": ["a", "b"]}],
 "usage": {"purpose": "research"}}
"""


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        (YAML, "yaml", [(3, 5), (4, 10), (5, 11), (6, 11), (7, 18)]),
        (TOML, "toml", [(3, 4), (4, 11), (4, 30), (5, 6), (8, 12)]),
        (JSON, "json", [(3, 4), (4, 11), (5, 13), (5, 18), (6, 24)]),
    ],
)
def test_values_have_their_line_and_column(text, kind, places):
    document = _parse(text, kind)
    pointers = [
        ("models", 0),
        ("models", 1, "id"),
        ("models", 1, "use", 0),
        ("models", 1, "use", 1),
        ("usage", "purpose"),
    ]

    assert document.data == {
        "models": ["gpt2", {"id": "org/name", "use": ["a", "b"]}],
        "usage": {"purpose": "research"},
    }
    assert [document.node(*pointer).value_place for pointer in pointers] == places


def test_toml_tables_and_dotted_keys_have_their_lines():
    document = _parse(
        '[tool.x]\na.b = 1\n"quo ted".c = 2\n\n[[tool.x.list]]\nk = 1\n'
        '[[tool.x.list]]\nk = """\n\n"""\n[tool.x.list.inner]\nv = 1\n',
        "toml",
    )

    assert document.place(("tool", "x")) == (1, 1)
    assert document.place(("tool", "x", "a", "b")) == (2, 1)
    assert document.place(("tool", "x", "quo ted", "c")) == (3, 1)
    assert document.place(("tool", "x", "list", 0, "k")) == (6, 1)
    assert document.place(("tool", "x", "list", 1)) == (7, 1)
    assert document.place(("tool", "x", "list", 1, "inner", "v")) == (12, 1)


def test_place_of_an_unknown_part_is_that_of_what_surrounds_it():
    document = _parse("a:\n  b: [1]\n")

    assert document.place(("a", "b", 7, "c")) == (2, 3)


def test_words_are_read_as_yaml_1_2_reads_them():
    text = (
        "[no, off, Yes, true, False, null, ~, 1_000, 012, 1e3, .inf, 2027-03-01, 12:30, -5, 0x1f]"
    )

    assert _parse(text).data == [
        *("no", "off", "Yes", True, False, None, None, 1000, "012", 1000.0, ".inf"),
        *("2027-03-01", "12:30", -5, "0x1f"),
    ]


def test_keys_are_always_text():
    assert _parse("2024-07-23: 1\n1: 2\nno: 3\n~: 4\n").data == {
        "2024-07-23": 1,
        "1": 2,
        "no": 3,
        "~": 4,
    }


def test_toml_dates_are_text():
    assert _parse("a = 2027-03-01\nb = 2027-03-01 10:00:00\n", "toml").data == {
        "a": "2027-03-01",
        "b": "2027-03-01T10:00:00",
    }


def test_merge_keys_fill_in_what_is_missing():
    text = "base: &base {a: 1, b: 2}\nmade:\n  <<: *base\n  b: 3\n"

    assert _parse(text).data["made"] == {"b": 3, "a": 1}


@pytest.mark.parametrize("kind", KINDS)
def test_bom_is_not_part_of_the_text(kind):
    content = {"yaml": "a: 1", "json": '{"a": 1}', "toml": "a = 1"}[kind]

    assert documents.parse(b"\xef\xbb\xbf" + content.encode(), label="f", kind=kind).data == {
        "a": 1
    }


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_empty_file_has_no_data(kind):
    assert _parse("", kind).data is None


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("kind", "text"),
    [("yaml", "a: 1\nb: 2\n"), ("toml", "a = 1\nb = 2\n"), ("json", '{"a": 1,\n"b": 2}')],
)
def test_lines_are_counted_whatever_ends_them(kind, text, newline):
    document = _parse(text.replace("\n", newline), kind)

    assert document.place(("b",)) == (2, 1)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a: 1".encode("utf-16"), "file: this file is UTF-16 or UTF-32\n\nhint: save it as UTF-8"),
        ("a: 1".encode("utf-32"), "file: this file is UTF-16 or UTF-32\n\nhint: save it as UTF-8"),
        ("a: 1".encode("utf-16-le"), "file:1: a NUL byte\n\nhint: save the file as UTF-8 text"),
        (b"a: 1\nb: \0", "file:2: a NUL byte\n\nhint: save the file as UTF-8 text"),
        (b"a: 1\nb: \xe9", "file:2: not UTF-8\n\nhint: save it as UTF-8"),
        ("a: é\nb: \x07".encode(), "file:2: a control character\n\nhint: remove it"),
        (b" " * (5 * 1024 * 1024 + 1), "file: this file is larger than 5 MiB"),
    ],
    ids=["utf-16", "utf-32", "utf-16 without a mark", "nul", "latin-1", "bell", "too large"],
)
def test_unreadable_bytes_are_refused(content, message):
    assert _refused(content) == message


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("yaml", "[" * 1_000_000),
        ("yaml", "{a: " * 200_000),
        ("yaml", "- " * 1_000_000),
        ("json", "[" * 1_000_000),
        ("json", '{"a":' * 200_000),
        ("toml", "a = " + "[" * 100_000),
        ("toml", "a = " + "[" * 150 + "]" * 150),
        ("toml", "a" + ".a" * 1_000_000 + " = 1"),
    ],
)
def test_deep_nesting_is_refused_at_once(kind, text):
    start = time.process_time()
    message = _refused(text, kind)

    assert "nested more than 100 levels deep" in message
    assert time.process_time() - start < 5


def test_depth_of_aliases_counts():
    text = "a0: &a0 [x]\n" + "".join(
        f"a{n}: &a{n} [[[[[[[[[[*a{n - 1}]]]]]]]]]]\n" for n in range(1, 12)
    )

    assert "nested more than 100 levels deep" in _refused(text)


def test_alias_bomb_is_refused():
    text = "a0: &a0 [x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
    )

    assert "aliases make this file too large" in _refused(text)


def test_json_strings_without_end_take_no_time():
    start = time.process_time()
    _refused('"' + '\\"' * 2_000_000, "json")

    assert time.process_time() - start < 5


def test_long_numbers_are_no_numbers():
    assert _parse("9" * 5_000).data == "9" * 5_000
    assert "not JSON" in _refused("9" * 5_000, "json")
    assert "not TOML" in _refused(f"a = {'9' * 5_000}", "toml")


def test_fifo_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "file.yaml")

    with pytest.raises(ConfigError, match="this is not a regular file"):
        documents.read(tmp_path / "file.yaml")


def test_file_that_may_not_be_read_is_refused(tmp_path):
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")

    with pytest.raises(ConfigError, match="this file cannot be read"):
        documents.read(tmp_path / "loop.yaml")


def test_file_name_with_a_nul_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="this file cannot be read"):
        documents.read(tmp_path / "a\0b.yaml")


def _schema(tmp_path, **properties: object):
    path = tmp_path / "schemas" / "test.schema.json"
    path.parent.mkdir()
    path.write_text(
        json.dumps({"type": "object", "additionalProperties": False, "properties": properties})
    )
    return path


def test_many_problems_are_listed_in_the_order_of_the_file(tmp_path):
    schema = _schema(tmp_path, name={"type": "string"})
    text = "".join(f"key{number}: 1\n" for number in range(10))

    with pytest.raises(ConfigError) as caught:
        documents.validate(_parse(text).node(), schema)

    lines = caught.value.message.splitlines()
    assert lines[0] == "unknown key `key0`"
    assert lines[1] == "file.yaml:2: unknown key `key1`"
    assert lines[-1] == "and 4 more"


def test_values_in_messages_hold_no_control_characters(tmp_path):
    schema = _schema(tmp_path, name={"enum": ["a"]})

    with pytest.raises(ConfigError) as caught:
        documents.validate(_parse('name: "\\e[31m\\n::error::"').node(), schema)

    assert caught.value.message == "`name` cannot be `\\x1b[31m\\n::error::`"


def test_memo_folder_that_cannot_be_written_is_no_error(tmp_path):
    (tmp_path / "memo").write_text("not a folder")
    schema = _schema(tmp_path, name={"type": "string"})

    documents.validate(_parse("name: a").node(), schema, memo=tmp_path / "memo")

    assert (tmp_path / "memo").read_text() == "not a folder"


def test_changed_schema_is_applied_to_a_text_that_was_valid(tmp_path):
    schema = _schema(tmp_path, name={"type": "string"})
    documents.validate(_parse("name: a").node(), schema, memo=tmp_path / "memo")
    schema.write_text(schema.read_text().replace("string", "integer"))

    with pytest.raises(ConfigError, match="`name` must be a whole number, not `a`"):
        documents.validate(_parse("name: a").node(), schema, memo=tmp_path / "memo")


def test_text_that_was_valid_needs_no_jsonschema(tmp_path):
    schema = _schema(tmp_path, name={"type": "string"})
    document = _parse("name: a")
    documents.validate(document.node(), schema, memo=tmp_path / "memo")
    script = (
        "import sys; from pathlib import Path; from modelguard import documents\n"
        "node = documents.parse(b'name: a', label='f', kind='yaml').node()\n"
        "documents.validate(node, Path(sys.argv[1]), memo=Path(sys.argv[2]))\n"
        "print('jsonschema' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, schema, tmp_path / "memo"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "False\n"


@pytest.mark.parametrize("name", ["project", "policy"])
def test_schema_is_a_json_schema(name):
    from jsonschema import Draft202012Validator

    with open(rulebase.schema(name), encoding="utf-8") as file:
        Draft202012Validator.check_schema(json.load(file))
