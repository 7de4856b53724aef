"""Which `pyproject.toml` is a project file, in all the ways that TOML writes a table."""

import pytest

from modelguard.project.find import has_table


@pytest.mark.parametrize(
    "text",
    [
        "[tool.modelguard]\n",
        "[tool.modelguard.usage]\nusers = 1\n",
        "[[tool.modelguard.models]]\n",
        '[ tool . "modelguard" ]\n',
        "['tool'.modelguard]\n",
        '[tool]\nmodelguard.policy = "default"\n',
        '["tool"]\nmodelguard = {}\n',
        'tool.modelguard.policy = "default"\n',
        'tool = { "modelguard" = {} }\n',
        "[tool.modelguard]\nbroken\n",
    ],
)
def test_table_is_seen_however_it_is_written(tmp_path, text):
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert has_table(str(tmp_path / "pyproject.toml"))


@pytest.mark.parametrize(
    "text",
    [
        '[project]\ndependencies = ["modelguard-lint"]\n',
        '[project.scripts]\nmodelguard = "modelguard:main"\n',
        '[tool.other]\nname = "modelguard"\n',
        "modelguard = {}\n",
        "",
    ],
)
def test_name_alone_is_no_table(tmp_path, text):
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert not has_table(str(tmp_path / "pyproject.toml"))
