"""Files that are not what their names say: none is an error, and `-v` names each."""

from __future__ import annotations

import pytest

_LOADS = 'from transformers import AutoModel\nm = AutoModel.from_pretrained("acme-labs/tiny")\n'
_ID = "acme-labs/tiny"


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("deep.json", b'{"model": "acme-labs/tiny", "a": ' + b"[" * 200 + b"]" * 200 + b"}", "100"),
        ("deep.yaml", b"model: acme-labs/tiny\na: " + b"[" * 200 + b"]" * 200, "100 levels deep"),
        ("deep.toml", b'model = "acme-labs/tiny"\na = ' + b"[" * 200 + b"]" * 200, "not TOML"),
        ("start.py", b"\0" + _LOADS.encode(), "is binary"),
        ("end.py", _LOADS.encode() + b"#\n" * 5000 + b"\0", "null bytes"),
        ("half.json", b'{"model": "acme-labs/tiny", "b": ', "not JSON"),
        ("old.py", b"print 'x'\n" + _LOADS.encode(), "line 1"),
        ("large.env", b"MODEL=acme-labs/tiny\n" + b"#" * 2_200_000, "larger than 2 MiB"),
        ("large.spdx", b"pkg:huggingface/acme-labs/tiny\n" + b"#" * 10_500_000, "than 10 MiB"),
        ("keys.yaml", b"model: acme-labs/tiny\n" + b"k: v\n" * 30_000, "more than 30000 keys"),
    ],
)
def test_a_file_that_is_not_understood_is_named_under_v(tmp_path, run, name, data, why):
    tmp_path.joinpath(name).write_bytes(data)

    result = run("list", "-v", tmp_path)

    assert result.code == 0
    assert f"skipped `{name}`" in result.stderr
    assert why in result.stderr


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", _LOADS),
        ("a.yaml", "model: acme-labs/tiny\n"),
        ("a.env", "MODEL_NAME=acme-labs/tiny\n"),
        ("a.sh", "vllm serve acme-labs/tiny\n"),
        (
            "a.ts",
            'import { pipeline } from "@huggingface/transformers";\n'
            'const p = await pipeline("fill-mask", "acme-labs/tiny");\n',
        ),
        ("a.tf", 'model_url = "https://huggingface.co/acme-labs/tiny/resolve/main/a.gguf"\n'),
    ],
)
def test_a_file_that_begins_with_the_mark_of_its_encoding_is_read(
    tmp_path, run, name, text, encoding
):
    tmp_path.joinpath(name).write_bytes(text.encode(encoding))

    assert _ID in run("list", tmp_path).stdout
