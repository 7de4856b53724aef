"""Command lines: the splitter, the table of rules/commands.yaml, and time on hostile input."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from modelguard import documents
from modelguard.detect import dockerfile, makefile, requirements, shell, uris
from modelguard.detect.commandline import commands, heredocs
from modelguard.detect.commandline.words import SEPARATOR, Word, is_unknown, split
from modelguard.detect.source import SourceFile

RULES = Path(__file__).parent.parent / "rules"
TABLE = documents.read(RULES / "commands.yaml").data


def texts(line: str, **known: list[Word]) -> list[str]:
    return [word.text for word in split(line, 1, 1, known)]


def names(line: str, image: str = "") -> list[str]:
    return [hit.text for hit in commands.find(split(line, 1, 1), image=image)]


def test_the_table_follows_its_schema():
    schema = json.loads((RULES / "schemas/commands.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)

    Draft202012Validator(schema).validate(TABLE)


def test_every_image_stands_for_a_known_program():
    programs = set(TABLE["commands"])

    for program in TABLE["images"].values():
        assert any(f"{key} ".startswith(f"{program} ") for key in programs), program


def test_sibling_options_that_hold_revisions_are_written_as_options():
    for entry in [*TABLE["commands"].values(), TABLE["anywhere"]]:
        for rule in entry.get("options", {}).values():
            if isinstance(rule, dict) and "form" not in rule:
                assert rule.get("revision", "--").startswith("--")


def test_quotes_escapes_and_comments_are_read_as_a_shell_reads_them():
    assert texts("""a 'b c' "d \\" e" f\\ g 'h'"i" # j""") == ["a", "b c", 'd " e', "f g", "hi"]


def test_operators_end_a_command():
    found = texts("a && b | c; d & e\nf")

    assert [text for text in found if not text.startswith(SEPARATOR)] == list("abcdef")
    assert [text[1:] for text in found if text.startswith(SEPARATOR)] == ["&&", "|", ";", "&", "\n"]


def test_redirections_are_no_words():
    assert texts("a > b 2>&1 <c d >>e &>f <<< g h") == ["a", "d", "h"]


def test_a_line_goes_on_behind_a_backslash():
    assert split("a \\\n  b", 3, 5) == [Word("a", 3, 5), Word("b", 4, 3)]


def test_further_lines_start_at_the_indent():
    assert split("a\nb", 3, 5, indent=7)[-1] == Word("b", 4, 7)


def test_the_place_of_a_word_is_behind_its_quote():
    assert split("""a "b" --c='d'""", 1, 1) == [
        Word("a", 1, 1),
        Word("b", 1, 4),
        Word("--c=d", 1, 7),
    ]


def test_a_known_variable_keeps_its_own_place():
    known = {"X": [Word("org/name", 9, 4)]}

    assert split('a $X ${X} "$X"', 1, 1, known)[1:] == [Word("org/name", 9, 4)] * 3
    assert split("--m=$X", 1, 1, known) == [Word("--m=org/name", 9, 0)]


def test_an_unknown_variable_stays_and_names_nothing():
    assert texts("a $X/b ${Y}") == ["a", "$X/b", "${Y}"]
    assert is_unknown("$X/b")
    assert names("vllm serve $X/b") == []


@pytest.mark.parametrize(
    "form", ["${X:-org/name}", "${X-org/name}", '"${X:=org/name}"', "${1:-org/name}"]
)
def test_a_default_stands_for_an_unknown_variable(form):
    assert texts(f"a {form}") == ["a", "org/name"]


def test_an_unquoted_value_falls_apart_and_a_quoted_one_does_not():
    known = {"X": [Word("--model a/b", 1, 1)]}

    assert texts("$X", **known) == ["--model", "a/b"]
    assert texts('"$X"', **known) == ["--model a/b"]


def test_an_array_gives_all_its_words_where_it_says_so():
    known = {"X": [Word("a", 1, 1), Word("b", 1, 3)]}

    assert texts('"${X[@]}" ${X[1]} $X', **known) == ["a", "b", "b", "a"]


def test_a_substituted_command_is_a_command_of_its_own():
    assert names('cd "$(dirname $0)"; x=$(hf download a/b --quiet)') == ["a/b"]


@pytest.mark.parametrize(
    "line",
    [
        "echo vllm serve a/b",
        "printf '%s' --model a/b",
        "# ollama pull mistral",
        "pip install vllm",
        "python train.py --hub_model_id a/b --output_dir a/c",
        "vllm serve --served-model-name a/b",
        "ollama serve",
        "ollama rm mistral",
        "git push https://huggingface.co/a/b",
        "hf upload a/b .",
        "docker push a/b",
        "lm_eval --model hf --tasks a/b",
        "which ollama",
        "",
    ],
)
def test_words_that_are_no_models_of_a_command(line):
    assert names(line) == []


@pytest.mark.parametrize(
    ("image", "line"),
    [
        ("vllm/vllm-openai:v0.9.0", "a/b --port 1"),
        ("vllm/vllm-openai", "--model a/b"),
        ("vllm/vllm-openai", "vllm serve a/b"),
        ("registry.local:5000/x/vllm-cpu:1", "--model=a/b"),
        ("ghcr.io/huggingface/text-generation-inference:3", "--model-id a/b"),
        ("ghcr.io/huggingface/text-embeddings-inference:1", "--model-id a/b"),
        ("ghcr.io/ggml-org/llama.cpp:server", "-hf a/b"),
        ("ollama/ollama:latest", "pull a/b"),
        ("worker:1", "--model-id a/b"),
        ("", "--model a/b"),
        ("", "/bin/sh -c 'vllm serve a/b'"),
    ],
)
def test_arguments_are_read_as_the_image_reads_them(image, line):
    assert names(line, image) == ["a/b"]


def test_a_value_with_the_name_of_a_provider_is_a_repository_after_vllm():
    (hit,) = commands.find(split("vllm serve openai/gpt-oss-20b", 1, 1))

    assert hit.carrier == "vllm"


def test_commands_given_as_lists_are_read_without_a_shell():
    words = [Word(text, 1, 1) for text in ("vllm", "serve", "a/b", "--x", "c && d")]

    assert [hit.text for hit in commands.find(words)] == ["a/b"]


def test_text_in_text_is_read_only_so_deep():
    line = "ollama pull mistral"
    for _ in range(8):
        line = "bash -c " + json.dumps(line)

    assert names(line) == []


@pytest.mark.parametrize(
    ("name", "is_known"),
    [
        ("MODEL", True),
        ("CHAT_MODEL_ID", True),
        ("model_name", True),
        ("MODELS_DIR", False),
        ("X", False),
    ],
)
def test_variables_are_known_by_the_end_of_their_names(name, is_known):
    assert (commands.variable(name) is not None) is is_known


def test_a_document_ends_where_its_line_says():
    text, (found,) = heredocs.cut("a <<EOF\nb\nEOF\nc")

    assert text == "a <<EOF\n\n\nc"
    assert found == heredocs.Heredoc("a <<EOF", "b", 2)


# Each is repeated, in one line where it has no line end of its own.
HOSTILE = [
    "a", '"', "'", "$(", "${", "`", "\\\n", "<<EOF\n", "a b ", "$a ", "x=a/b ", "A=$A\n", '"""',
    "--model a/b ", "for a in b c; do\n", "echo $a $b\n", "f() {\n$1\n}\nf a\n", "://", "hf://a/b ",
    "arn:aws:bedrock:", "https://huggingface.co/a/b/resolve/main/x ", "://a.b/x.gguf'", "/*", "{{",
    "<a href=", "- \n", "key=https://", "en_core_web_sm-", "\t$(A) \\\n", "RUN x \\\n# c\n",
]  # fmt: skip
READERS = {
    "a.sh": shell, "a.bat": shell, "Dockerfile": dockerfile, "Makefile": makefile, "a.py": uris,
    "a.js": uris, "a.yaml": uris, "a.html": uris, "a.lua": uris, "requirements.txt": requirements,
}  # fmt: skip


@pytest.mark.parametrize("path", READERS)
def test_time_grows_no_faster_than_the_file(path):
    for unit in HOSTILE:
        data = (unit * (60_000 // len(unit))).encode()
        start = time.process_time()
        list(READERS[path].find(SourceFile(path, data)))

        assert time.process_time() - start < 5, unit
