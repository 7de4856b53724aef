"""What holds for every file of code, whatever its language; the cases are those of test_detect."""

from __future__ import annotations

import json
import random
import re
import time
from pathlib import Path

import pytest

from modelguard import documents
from modelguard.detect import csharp, go, javascript, jvm, rust
from modelguard.detect.braces import languages, lexing
from modelguard.detect.source import SourceFile, Unparsable

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests" / "detect"
DETECTORS = {module.NAME: module for module in (javascript, jvm, rust, csharp, go)}
LANGUAGES = {
    "a.ts": languages.JAVASCRIPT,
    "a.java": languages.JAVA,
    "a.kt": languages.KOTLIN,
    "a.scala": languages.SCALA,
    "a.rs": languages.RUST,
    "a.cs": languages.CSHARP,
    "a.go": languages.GO,
}
CASES = [
    path
    for name in DETECTORS
    for path in sorted((FOLDER / name).iterdir())
    if path.suffix != ".expected"
]
SNIPPETS = (
    *("model: ", "modelName = ", '"org/model-1b"', "'gpt-4o'", "`a${", "}`", "/*", "*/", "//"),
    *(
        '"""',
        'r#"',
        '"#',
        '$"{',
        '@"',
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        "=>",
        "=",
        ".model(",
        "match ",
    ),
    *("Repo::new(", "from_pretrained(", "openai(", "x", "x.y", "?", ":", "??", "+", ",", ";", "\n"),
    *(
        "fn x(",
        "return ",
        "static ",
        "'",
        "\\",
        "#[arg(default_value = ",
        "if ",
        "\ud800",
        "é",
        "\0",
    ),
)
HOSTILE = (
    *("(", "{", "[", "`${", '"', "'", "/*", "/", "/[", "a=", "a=a+", "a.b(", "x(a,", "model:a??"),
    *("model=model+model;", "model=(model??model);", "$", "\\", 'r#"', '"""', '$"{', "f(){", "a<"),
    *("model=f(f(f;", "fn f(a){f(a)}", "if(model){", "match x{", "a?b:", "=>", "model=[model,"),
)


def _hits(path: str, text: str | bytes) -> list[object]:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    detector = next(each for each in DETECTORS.values() if each.claims(path))
    try:
        return list(detector.find(SourceFile(path, data)))
    except Unparsable:
        return []


@pytest.mark.parametrize("path", LANGUAGES)
@pytest.mark.parametrize("seed", range(40))
def test_random_code_never_raises(path, seed):
    chance = random.Random(f"{path} {seed}")
    text = "openai hf_hub model " + "".join(chance.choices(SNIPPETS, k=chance.randint(1, 400)))

    assert isinstance(_hits(path, text), list)
    assert isinstance(_hits(path, b"model gpt-4 " + chance.randbytes(500)), list)


@pytest.mark.parametrize("family", DETECTORS)
def test_every_loader_of_the_table_stands_in_a_case_where_something_is_found(family):
    found = [
        case.read_text(encoding="utf-8").splitlines()[int(line.partition(":")[0]) - 1]
        for case in CASES
        if case.parent.name == family
        for line in case.with_name(case.name + ".expected").read_text(encoding="utf-8").splitlines()
        if not line.startswith("//")
    ]
    rows = documents.read(ROOT / "rules/loaders_code.yaml").data["calls"][family]
    unseen = {
        row["callee"]
        for row in rows
        if not any(re.search(rf"\b{re.escape(row['callee'])}(?:::)?[(<]", line) for line in found)
    }

    assert unseen == set()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_code_that_is_commented_out_names_nothing(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".vue":
        text = text.partition(">\n\n")[0] + "<script>\n" + text
        lines = "".join(f"// {line}\n" for line in text.splitlines() if "script" not in line)
        assert _hits(path.name, f"<script>\n{lines}</script>") == []
        return

    lines = "".join(f"  // {line}\n" for line in text.splitlines())
    block = text.replace("*/", "").replace("/*", "")

    assert _hits(path.name, lines) == []
    assert _hits(path.name, f"/* {block} */") == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_line_ends_do_not_change_what_is_found(path):
    data = path.read_bytes()

    assert _hits(path.name, data) == _hits(path.name, data.replace(b"\n", b"\r\n"))


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("path", LANGUAGES)
def test_time_does_not_run_away_with_hostile_code(path, unit):
    text = "openai hf_hub from_pretrained model\n" + unit * (12_000 // len(unit))
    start = time.process_time()

    _hits(path, text)

    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("path", "text", "contents"),
    [
        ("a.ts", "`a${`b${c}`}d` + 'e\\'f' /* 'g' */ // 'h'", ["a", "b", "", "d", "e'f"]),
        ("a.ts", "x = /'\"/.test('i') / 2", ["i"]),
        ("a.java", 'String s = """\n a "b" \n""" + "c\\"d" + \'"\';', ['\n a "b" \n', 'c"d', '"']),
        ("a.kt", '"a${m["k"]}b" /* /* "x" */ "y" */ "c"', ['a${m["k"]}b', "c"]),
        ("a.scala", 's"a$b" + """c"d"""', ["a$b", 'c"d']),
        ("a.rs", 'r##"a"#b"## + b"c" + \'"\' + &\'static str', ['a"#b', "c", '"']),
        ("a.cs", '@"a""b" + $"{c}d" + """"e"""f"""" + \'"\'', ['a""b', "{c}d", 'e"""f', '"']),
        ("a.go", '`a"b` + "c\\"d" + \'"\'', ['a"b', 'c"d', '"']),
    ],
)
def test_literals_are_told_from_comments_and_marks(path, text, contents):
    found = lexing.tokens(text, LANGUAGES[path])

    kinds = (lexing.STRING, lexing.TEMPLATE)
    read = zip(found.kinds, found.texts, strict=True)
    assert [text for kind, text in read if kind in kinds] == contents


@pytest.mark.parametrize("path", LANGUAGES)
def test_tokens_lie_where_they_say(path):
    text = 'model = "a" /* b */ + name.call(1, "c") // d'

    for _, read, start, end in zip(*lexing.tokens(text, LANGUAGES[path]), strict=True):
        assert read in text[start:end]


def test_generated_code_is_named_as_too_large():
    with pytest.raises(Unparsable):
        list(javascript.find(SourceFile("a.js", b"openai model " + b"x;" * 600_000)))


def test_table_of_calls_has_the_shape_that_its_schema_tells():
    import jsonschema

    schema = json.loads((ROOT / "rules/schemas/loaders_code.schema.json").read_text())
    table = documents.read(ROOT / "rules/loaders_code.yaml").data

    jsonschema.Draft202012Validator.check_schema(schema)
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(table)) == []


def test_no_call_is_in_the_table_twice():
    table = documents.read(ROOT / "rules/loaders_code.yaml").data

    for rows in table["calls"].values():
        calls = [(row["callee"], tuple(row.get("needs", ()))) for row in rows]
        assert sorted(set(calls)) == sorted(calls)
