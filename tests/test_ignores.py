"""Inline ignores are read in any language's comments, and say why."""

from __future__ import annotations

import json

import pytest

from modelguard.detect import ignores
from modelguard.detect.source import SourceFile
from modelguard.domain import ModelId, Reference

NAME = "acme/chat-7b"
COMMENTS = [
    "# modelguard: ignore[license-unknown] asked legal",
    "#modelguard:ignore[license-unknown] asked legal",
    "// modelguard: ignore[license-unknown] asked legal",
    "-- modelguard: ignore[license-unknown] asked legal",
    "; modelguard: ignore[license-unknown] asked legal",
    "/* modelguard: ignore[license-unknown] asked legal */",
    "<!-- modelguard: ignore[license-unknown] asked legal -->",
    "% modelguard: ignore[license-unknown] asked legal",
    "{# modelguard: ignore[license-unknown] asked legal #}",
    "REM modelguard: ignore[license-unknown] asked legal",
    "# Modelguard: Ignore[License-Unknown]: asked legal",
]


def _applied(text: str, line: int) -> Reference:
    reference = Reference(ModelId("huggingface", NAME), "a.py", line, 1, NAME, "python")
    return ignores.applied(reference, ignores.read(SourceFile("a.py", text.encode())))


@pytest.mark.parametrize("comment", COMMENTS)
def test_ignore_behind_the_reference_counts(comment):
    reference = _applied(f'load("{NAME}")  {comment}\n', 1)

    assert reference.ignored_checks == ("license-unknown",)
    assert reference.ignore_reason == "asked legal"


@pytest.mark.parametrize("comment", COMMENTS)
def test_ignore_alone_on_the_line_above_counts(comment):
    reference = _applied(f'    {comment}\n    load("{NAME}")\n', 2)

    assert reference.ignored_checks == ("license-unknown",)
    assert reference.ignore_reason == "asked legal"


def test_several_checks_in_one_comment_and_in_several_lines():
    comments = "# modelguard: ignore[a, b] x\n# modelguard: ignore[c]\n"
    text = f'{comments}load("{NAME}")  # modelguard: ignore[b,d] y\n'

    reference = _applied(text, 3)

    assert reference.ignored_checks == ("b", "d", "c", "a")
    assert reference.ignore_reason == "y; x"


def test_ignore_behind_other_code_does_not_speak_of_the_next_line():
    text = f'other()  # modelguard: ignore[license-unknown]\nload("{NAME}")\n'

    assert _applied(text, 2).ignored_checks == ()


def test_ignore_two_lines_above_or_below_does_not_count():
    text = f'# modelguard: ignore[a]\n\nload("{NAME}")\n# modelguard: ignore[b]\n'

    assert _applied(text, 3).ignored_checks == ()


@pytest.mark.parametrize(
    "text",
    [
        "# modelguard: ignore",
        "# modelguard: ignore license-unknown",
        "# modelguard ignore[license-unknown]",
        "# not modelguard: ignore[license-unknown",
        "modelguard: ignore[license-unknown]",
        "# modelguard: ignore[]",
    ],
)
def test_what_is_no_whole_ignore_ignores_nothing(text):
    assert _applied(f'load("{NAME}")  {text}\n', 1).ignored_checks == ()


def test_ignore_in_a_notebook_cell_stands_in_a_string():
    text = (
        '  "# modelguard: ignore[license-unknown] asked legal\\n",\n  "load(\\"acme/chat-7b\\")"\n'
    )

    reference = _applied(text, 2)

    assert reference.ignored_checks == ("license-unknown",)
    assert reference.ignore_reason == "asked legal"


def test_lines_end_as_editors_end_them():
    text = f'one\x0ctwo\r\n# modelguard: ignore[a]\r\nload("{NAME}")\r\n'

    assert _applied(text, 3).ignored_checks == ("a",)


def test_ignore_in_utf_16_counts():
    text = f'load("{NAME}")  # modelguard: ignore[a] why'
    file = SourceFile("a.py", b"\xff\xfe" + text.encode("utf-16-le"))

    assert ignores.read(file)[1] == ignores.Ignore(("a",), "why", False)


def test_ignored_finding_stays_in_the_report_with_its_reason(project, run):
    root = project(
        **{
            "modelguard.yaml": "usage: {purpose: commercial}\n",
            "train.yaml": "# modelguard: ignore[noncommercial-use] evaluation only\n"
            "model_name_or_path: jinaai/jina-embeddings-v3\n",
        }
    )

    outcome = run("check", "--offline", "--no-cache", "--format", "json", root)
    waived = [found["waived"] for found in json.loads(outcome.stdout)["findings"]]

    assert outcome.code == 0
    assert {"inline": "evaluation only"} in [
        {each["kind"]: each["reason"]} for each in waived if each is not None
    ]
