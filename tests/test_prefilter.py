"""The cheap look at the bytes of a file never turns away one that holds a reference."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelguard import detect, rulebase
from modelguard.detect import python, rust
from modelguard.detect.source import SourceFile

CASES = sorted(
    path
    for path in (Path(__file__).parent / "detect").rglob("*")
    if path.is_file() and path.suffix != ".expected"
)
PYTHON = [path for path in CASES if path.suffix == ".py"]
CODE = [path for path in CASES if path.parent.name in ("csharp", "go", "javascript", "jvm", "rust")]


def turned_away(path: str, data: bytes) -> list[str]:
    """What is found only where every detector that claims the file looks at it."""
    file = SourceFile(path, data)
    claiming = [detector for detector in detect.candidates(path) if detector.claims(path)]
    every, willing = (
        {(reference.id, reference.line): reference.text for reference in found}
        for found in (
            detect.in_file(file, detectors, rulebase.load(), [])
            for detectors in (claiming, detect.willing(path, data))
        )
    )
    return [text for key, text in every.items() if key not in willing]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_no_case_is_turned_away(case):
    assert not turned_away(case.name, case.read_bytes())


def statements(path: Path) -> tuple[list[str], list[str]]:
    """The imports of a case, and everything else at its top."""
    text = path.read_text(encoding="utf-8")
    try:
        body = ast.parse(text).body
    except SyntaxError:
        return [], []
    imports, others = [], []
    for node in body:
        is_import = isinstance(node, ast.Import | ast.ImportFrom)
        (imports if is_import else others).append(ast.get_source_segment(text, node) or "")
    return imports, others


PARTS = [parts for parts in map(statements, PYTHON) if parts[1]]


@settings(deadline=None)
@given(st.sampled_from(PARTS), st.data())
def test_no_part_of_a_case_is_turned_away(parts, data):
    imports, others = parts
    some = data.draw(st.lists(st.sampled_from(others), min_size=1, max_size=3, unique=True))
    text = "\n".join([*imports, *some])

    assert not turned_away("app/main.py", text.encode())
    assert not turned_away("app/main.py", text.replace('"', "'").encode())


@settings(deadline=None)
@given(st.sampled_from(CODE), st.data())
def test_no_lines_of_code_are_turned_away(case, data):
    """Whatever is left of a file: languages with braces are read without a grammar."""
    lines = case.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = data.draw(st.sets(st.integers(0, len(lines) - 1), min_size=1, max_size=30))

    assert not turned_away(case.name, "".join(lines[index] for index in sorted(kept)).encode())


@pytest.mark.parametrize(
    "text",
    [
        'import subprocess\nsubprocess.run("vllm serve acme-labs/tiny --port 8000", shell=True)\n',
        'import os\nos.system("ollama pull llama3.2:3b")\n',
        'COMMAND = ["vllm", "serve", "acme-labs/tiny", "--port", "8000"]\n',
        'from helpers import *\nSentenceTransformer("all-MiniLM-L6-v2")\n',
        'from huggingface_hub import InferenceClient as Client\nClient("acme-labs/tiny")\n',
        "import en_core_web_sm as english\nenglish.load()\n",
        'import gradio\ngradio.load("models/acme-labs/tiny")\n',
        'class ChatModel(StrEnum):\n    TINY = "acme-labs/tiny"\n',
    ],
)
def test_what_tells_by_itself_is_looked_at(text):
    assert python.may_hold(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        'let model = load("openai.toml");\nprintln!("{} of {} models", done, all);\n',
        '// model: "acme-labs/tiny" of openai\nlet path = "src/model.rs";\n',
        'struct Model { chat: Chat }\nlet kind = "chat-view";\n',
    ],
)
def test_code_that_names_no_model_is_turned_away(text):
    assert not rust.may_hold(text.encode())
