"""What holds for Python sources and notebooks whatever is in them."""

from __future__ import annotations

import ast
import contextlib
import gc
import json
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from modelguard.detect import notebook, python
from modelguard.detect.py import gate, mask
from modelguard.detect.py.module import Scope
from modelguard.detect.source import Hit, SourceFile, Unparsable

ROOT = Path(__file__).parent.parent
CASES = sorted((ROOT / "tests" / "detect" / "python").glob("*.py"))
NOTEBOOKS = sorted((ROOT / "tests" / "detect" / "notebook").glob("*.ipynb"))
LOADS = "from transformers import AutoModel\nAutoModel.from_pretrained({})\n"


def hits(text: str | bytes, detector=python, path: str = "app.py") -> list[Hit]:
    """Hits up to the point where the file is given up, if it is."""
    data = text.encode() if isinstance(text, str) else text
    found: list[Hit] = []
    with contextlib.suppress(Unparsable):
        found.extend(iter(detector.find(SourceFile(path, data))))
    return found


def with_neighbours(text: str, path: str, **others: str) -> list[Hit]:
    file = SourceFile(path, text.encode())
    files = {name.replace("__", "/") + ".py": content.encode() for name, content in others.items()}
    file.neighbour = files.get
    return list(python.find(file))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_prefilter_passes_every_file_that_holds_a_reference(case):
    expected = case.with_name(case.name + ".expected").read_text()

    assert python.may_hold(case.read_bytes()) or not expected.strip()


def test_the_prefilter_drops_documentation_and_comments():
    text = (
        '"""\nAutoModel.from_pretrained("acme-labs/tiny")\n"""\n# model="acme-labs/tiny"\nx = 1\n'
    )

    assert not python.may_hold(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        'x = "#"\nmodel = "acme-labs/tiny"\n',
        'x = \'"""\'\nmodel = "acme-labs/tiny"\n',
        '# """\nmodel = "acme-labs/tiny"\n# """\n',
        "'''\n\"\"\"\n'''\nmodel = \"acme-labs/tiny\"\n'''\n\"\"\"\n'''\n",
        '"""a \\""" b"""\nmodel = "acme-labs/tiny"\n',
        'x = """a""" + """b"""\nmodel = "acme-labs/tiny"\n',
    ],
)
def test_quotes_inside_other_strings_hide_no_code(text):
    assert python.may_hold(text.encode())
    assert [hit.text for hit in hits(text)] == ["acme-labs/tiny"]


PIECES = (
    'x = "acme-labs/{}"\n',
    '"""acme-labs/hidden"""\n',
    "'''acme-labs/hidden'''\n",
    "# acme-labs/hidden \"\"\" '''\n",
    'x = \'"""\'\n',
    'x = "it\'s #1"\n',
    "def f():\n    pass\n",
)


@given(st.lists(st.sampled_from(range(len(PIECES))), max_size=12))
def test_docstrings_and_nothing_else_are_cut_out(order):
    text = "".join(PIECES[piece].format(index) for index, piece in enumerate(order))

    code = mask.without_docstrings(text.encode())

    assert code.count(b'"acme-labs/') == order.count(0)
    assert b"'''acme" not in code
    assert b'"""acme' not in code


@given(st.binary(max_size=300))
def test_no_bytes_raise(data):
    python.may_hold(data)
    hits(data)
    notebook.may_hold(data)
    hits(data, notebook, "x.ipynb")


@given(st.sampled_from(NOTEBOOKS), st.integers(0, 6000), st.binary(max_size=4))
def test_no_damaged_notebook_raises(case, position, noise):
    data = case.read_bytes()

    hits(data[:position] + noise + data[position + 2 :], notebook, "x.ipynb")


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "(" * 200 + "1" + ")" * 200 + "\n",
        "x = " + "[" * 5000 + "\n",
        "x = " + "+".join(["'a/b'"] * 20000) + "\nfrom_pretrained(x)\n",
        "model = '" + "a" * 3_000_000 + "/b'\n",
        "x = x\nx = x.lower()\nx = y = x + x\ny = x or y\nfrom_pretrained(x + y)\n",
        "".join(f"a{i + 1} = a{i} + a{i}\n" for i in range(60))
        + "from_pretrained(a60)\na0 = 'a'\n",
        "def f(a):\n    return f(f(a))\nf(f)\nfrom_pretrained(f('org/name'))\n",
        "".join(f"def f{i}(x):\n    f{(i + 1) % 30}(x)\n    f{i % 7}(x)\n" for i in range(60))
        + "from_pretrained(f1('a'))\n" * 200,
        "x = '%0999999999d' % 5\nfrom_pretrained(x)\nfrom_pretrained('{:999999999}'.format(5))\n",
        "names = [" + "'org/a'," * 50_000 + "]\nfor n in names:\n    from_pretrained(n)\n",
        '"' * 100_001,
        "'''" + "\\" * 100_001,
        "from_pretrained(" * 3000,
        "".join(f"{name} = [a, b, c, d, e]\n" for name in "abcde") + "from_pretrained(a)\n",
    ],
    ids=range(14),
)
def test_hostile_code_ends_soon(text):
    start = time.process_time()

    python.may_hold(text.encode())
    hits(text)

    assert time.process_time() - start < 8


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00", b"x = 1\x00\nfrom_pretrained('acme-labs/tiny')", b"\xef\xbb\xbfx = 1\n"],
)
def test_odd_files_are_no_error(data):
    assert all(hit.text == "acme-labs/tiny" for hit in hits(data))


def test_a_file_that_is_no_python_3_is_named_after_its_plain_calls():
    file = SourceFile("old.py", b"print 'x'\nmodel = AutoModel.from_pretrained('acme-labs/tiny')\n")
    found = []

    with pytest.raises(Unparsable, match="line 1"):
        found.extend(iter(python.find(file)))

    assert [(hit.text, hit.line, hit.column) for hit in hits(file.data)] == [
        ("acme-labs/tiny", 2, 35)
    ]


def test_a_lone_return_ends_no_line_of_the_file():
    text = "é = 1\rmodel = 'acme-labs/tiny'\nmodel = 'acme-labs/other'\n"

    assert [(hit.text, hit.line, hit.column) for hit in hits(text)] == [
        ("acme-labs/tiny", 1, 15),
        ("acme-labs/other", 2, 9),
    ]


def test_a_constant_of_a_neighbour_is_found_where_it_is_used():
    text = "from .settings import WHERE\n" + LOADS.format("WHERE")

    found = with_neighbours(text, "app/main.py", app__settings='WHERE = "acme-labs/imported"\n')

    assert found == [Hit("acme-labs/imported", 3, 1, "hub")]


@pytest.mark.parametrize(
    ("statement", "value", "neighbour"),
    [
        ("from settings import WHERE", "WHERE", "app__settings"),
        ("from app.settings import WHERE", "WHERE", "app__settings"),
        ("import app.settings", "app.settings.WHERE", "app__settings"),
        ("from app import settings", "settings.WHERE", "app__settings"),
        ("from . import settings as s", "s.WHERE", "app__settings"),
        ("from ..shared.settings import WHERE as W", "W", "shared__settings"),
    ],
)
def test_imports_lead_to_the_files_of_the_project(statement, value, neighbour):
    text = f"{statement}\n" + LOADS.format(value)

    found = with_neighbours(text, "app/main.py", **{neighbour: 'WHERE = "acme-labs/imported"\n'})

    assert [hit.text for hit in found] == ["acme-labs/imported"]


def test_a_constant_that_its_own_file_tells_is_not_told_twice():
    text = "from settings import MODEL_ID\n" + LOADS.format("MODEL_ID")

    assert with_neighbours(text, "main.py", settings='MODEL_ID = "acme-labs/imported"\n') == []


def test_imports_in_a_circle_end():
    text = "from other import WHERE\n" + LOADS.format("WHERE")

    assert with_neighbours(text, "main.py", other="from main import WHERE\n") == []


@pytest.mark.parametrize("case", NOTEBOOKS, ids=lambda case: case.stem)
def test_a_place_in_a_notebook_is_where_its_text_stands(case):
    lines = case.read_text(encoding="utf-8").split("\n")

    for hit in hits(case.read_bytes(), notebook, case.name):
        written = lines[hit.line - 1][hit.column - 1 :].lstrip("\\\"'")

        assert written.startswith(hit.text.partition("/")[0])


@given(st.text(alphabet='aé😀"\\\t', max_size=20), st.booleans())
def test_columns_survive_what_json_escapes(before, ascii_only):
    source = f"x = {before!r}; AutoModel.from_pretrained('acme-labs/tiny')"
    cell = {"cell_type": "code", "source": [source]}
    text = json.dumps({"cells": [cell]}, ensure_ascii=ascii_only, indent=1)

    (hit,) = [each for each in hits(text, notebook, "x.ipynb") if each.text == "acme-labs/tiny"]

    assert text.split("\n")[hit.line - 1][hit.column - 1 :].startswith("'acme-labs/tiny'")


def test_a_source_that_was_read_is_let_go_without_the_collector():
    gc.collect()
    gc.disable()
    try:
        with_neighbours("from a import X\nfrom_pretrained(X)\n", "b.py", a="def f(x=1): return x\n")

        assert not any(isinstance(each, ast.stmt | Scope) for each in gc.get_objects())
    finally:
        gc.enable()


def test_the_loaders_follow_their_schema():
    schema = json.loads((ROOT / "rules" / "schemas" / "loaders.schema.json").read_text())
    loaders = yaml.safe_load((ROOT / "rules" / "loaders.yaml").read_text(encoding="utf-8"))

    assert not list(Draft202012Validator(schema).iter_errors(loaders))


def test_every_loader_of_the_table_stands_in_a_case_where_something_is_found():
    found = "\n".join(
        case.read_text(encoding="utf-8").splitlines()[int(line.partition(":")[0]) - 1]
        for case in CASES
        for line in case.with_name(case.name + ".expected").read_text(encoding="utf-8").splitlines()
    )
    table = yaml.safe_load((ROOT / "rules" / "loaders.yaml").read_text(encoding="utf-8"))
    calls = {call.rpartition("*.")[2] for row in table["python"] for call in row["call"]}

    assert {call for call in calls if f"{call}(" not in found} == set()


def test_loaders_that_take_a_bare_name_are_known_to_the_prefilter():
    for text in (
        'import whisper\nwhisper.load_model("base")\n',
        'import spacy\nspacy.load("en_core_web_sm")\n',
        'from sentence_transformers import SentenceTransformer as S\nS("all-MiniLM-L6-v2")\n',
        'from langchain_ollama import ChatOllama\nChatOllama(model="phi3")\n',
        'from datasets import load_dataset\nload_dataset("squad")\n',
        'DEFAULT_MODEL = "grok-3-mini"\n',
    ):
        assert gate.may_hold(text.encode()), text
