"""A constant that another file of the project defines reaches the loader that uses it."""

from __future__ import annotations


def test_imported_constant_is_read_from_its_file(run, project):
    folder = project(
        **{
            "settings.py": 'WHERE = "stabilityai/base-7b"\nMODE = "fast"\n',
            "serve.py": "from transformers import AutoModel\n"
            "from settings import WHERE\n"
            "model = AutoModel.from_pretrained(WHERE)\n",
        }
    )
    found = run("list", folder).stdout
    assert "stabilityai/base-7b" in found
    assert "serve.py:3" in found
