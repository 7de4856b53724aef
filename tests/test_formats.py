"""Formats: goldens of one hand-made report, the registry, and the layout of the text."""

from __future__ import annotations

import os
import re
from importlib import import_module
from pathlib import Path

import pytest
from formats.sample_report import CLEAN, FINDINGS, QUIET, SAMPLE, report

from modelguard import formats
from modelguard.domain import (
    ModelId,
    Report,
    Severity,
)
from modelguard.errors import UsageError
from modelguard.formats import Style, escape, references

HERE = Path(__file__).parent
GOLDENS = HERE / "formats"
PLAIN = Style()
# Read before the fixture `machine` clears the environment.
IS_UPDATE = os.environ.get("MODELGUARD_UPDATE") == "1"


def lines_of(name: str, shown: Report, style: Style = PLAIN) -> list[str]:
    return formats.render(name, shown, style).splitlines()


def without_color(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


GOLDEN_CASES = {
    **{name: (name, SAMPLE, PLAIN) for name in formats.names()},
    "text-narrow": ("text", SAMPLE, Style(width=60)),
    "text-color": ("text", SAMPLE, Style(color=True)),
    "text-verbose": ("text", SAMPLE, Style(verbose=2)),
    "text-quiet": ("text", SAMPLE, Style(quiet=1)),
    "text-no-errors": ("text", QUIET, PLAIN),
    "text-clean": ("text", CLEAN, PLAIN),
    "github-in-subfolder": ("github", SAMPLE, Style(root="services/chat")),
}


REFERENCE_RENDERERS = {"text": references.render_text, "json": references.render_json}


def assert_is_golden(name: str, rendered: str) -> None:
    path = GOLDENS / f"{name}.golden"
    if IS_UPDATE:
        path.write_bytes(rendered.encode())
    assert rendered.encode().decode() == path.read_bytes().decode()


@pytest.mark.parametrize("golden", GOLDEN_CASES)
def test_output_is_the_golden_file(golden: str) -> None:
    assert_is_golden(golden, formats.render(*GOLDEN_CASES[golden]))


@pytest.mark.parametrize("kind", REFERENCE_RENDERERS)
def test_list_output_is_the_golden_file(kind: str) -> None:
    found = [found for model in SAMPLE.models for found in model.references]
    assert_is_golden(f"references-{kind}", REFERENCE_RENDERERS[kind](found))


def test_every_golden_file_belongs_to_a_case() -> None:
    cases = {*GOLDEN_CASES, *(f"references-{kind}" for kind in REFERENCE_RENDERERS)}
    explanations = {f"explanation-{width}" for width in (80, 120)}
    assert {path.stem for path in GOLDENS.glob("*.golden")} == cases | explanations


def test_every_format_module_is_registered() -> None:
    folder = Path(formats.__file__).parent
    modules = [f"modelguard.formats.{path.stem}" for path in folder.glob("[!_]*.py")]
    renderers = {name for name in modules if hasattr(import_module(name), "render")}
    assert renderers == set(formats.FORMATS.values())


def test_unknown_format_is_a_usage_error_that_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match='unknown format "xml"') as caught:
        formats.render("xml", CLEAN, PLAIN)
    assert "sarif" in caught.value.hint


# Text


@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize("name", ["text", "github"])
def test_report_without_errors_takes_at_most_five_lines(name: str, width: int) -> None:
    assert len(lines_of(name, QUIET, Style(width=width))) <= 5


@pytest.mark.parametrize(
    ("width", "listed"),
    [
        (130, "Qwen/Qwen3-8B, acme/größe-模型, jinaai/jina-embeddings-v3, +1 more"),
        (80, "Qwen/Qwen3-8B, +3 more"),
    ],
)
def test_notes_of_one_check_share_a_line_with_as_many_models_as_fit(
    width: int, listed: str
) -> None:
    line = f"note[unpinned-revision] 4 models: No commit is given ({listed})"
    assert line in lines_of("text", SAMPLE, Style(width=width))


def test_quiet_says_nothing_when_nothing_is_wrong() -> None:
    assert formats.render("text", QUIET, Style(quiet=1)) == ""
    assert formats.render("github", QUIET, Style(quiet=1)) == ""


def test_quiet_keeps_errors_and_drops_notes_and_waived_findings() -> None:
    text = formats.render("text", SAMPLE, Style(quiet=1))
    assert "error[noncommercial-use] jinaai/jina-embeddings-v3" in text
    assert "note[" not in text
    assert "waived[" not in text


def test_quiet_gives_a_line_to_a_model_that_may_pass_without_a_look_up() -> None:
    missing = next(each for each in FINDINGS if each.check == "model-not-found")
    passing = missing._replace(severity=Severity.WARNING)
    text = formats.render("text", report((), (passing,)), Style(quiet=1))
    assert text == (
        "modelguard.yaml:10:5: warning[model-not-found] acme/no-such-model: "
        "Check the spelling of the id.\n"
    )
    beside_an_error = formats.render("text", report((), (FINDINGS[0], passing)), Style(quiet=1))
    assert len(beside_an_error.splitlines()) > 5


def test_twice_quiet_says_nothing_at_all() -> None:
    assert formats.render("text", SAMPLE, Style(quiet=2)) == ""
    assert formats.render("github", SAMPLE, Style(quiet=2)) == ""


def test_color_changes_nothing_but_the_color() -> None:
    colored = formats.render("text", SAMPLE, Style(color=True, verbose=1))
    plain = formats.render("text", SAMPLE, Style(verbose=1))
    assert colored != plain
    assert without_color(colored) == plain
    assert "\x1b" not in plain


@pytest.mark.parametrize("width", [1, 20, 40, 80])
def test_no_id_is_cut_at_any_width(width: int) -> None:
    text = formats.render("text", SAMPLE, Style(width=width))
    assert all(
        escape.line(str(model.id)) in text.replace("\\:", ":") for model in SAMPLE.models[:9]
    )


def test_long_reasons_are_folded_to_the_width() -> None:
    at_home = [line for line in lines_of("text", SAMPLE, Style(width=80)) if "(unstated" in line]
    assert at_home
    assert all(len(line) <= 80 for line in at_home)


def test_every_place_of_a_finding_is_listed_when_verbose() -> None:
    assert "(+2 more)" in formats.render("text", SAMPLE, PLAIN)
    verbose = formats.render("text", SAMPLE, Style(verbose=1))
    block = verbose[verbose.index("error[noncommercial-use]") :]
    jina = next(finding for finding in FINDINGS if finding.check == "noncommercial-use")
    told = block[: block.index("fix:")] + verbose[: verbose.index("error[noncommercial-use]")]
    assert all(found.place in told for found in jina.references)


def test_block_to_paste_is_valid_yaml_as_indented() -> None:
    import yaml

    lines = lines_of("text", SAMPLE)
    start = max(i for i, line in enumerate(lines) if line == "      exceptions:")
    block = lines[start : lines.index("", start)]
    assert yaml.safe_load("\n".join(block))["exceptions"][0]["until"] == "2027-02-20"


def test_unresolved_model_without_a_finding_is_told_and_one_with_a_finding_only_once() -> None:
    text = formats.render("text", SAMPLE, PLAIN)
    assert "unresolved[offline] acme/bert" in text
    assert "unresolved[not-found]" not in text


def test_long_group_shows_models_with_findings_first_and_says_how_many_are_left_out() -> None:
    jina = next(model for model in SAMPLE.models if model.id.name.startswith("jinaai"))
    many = tuple(
        jina._replace(id=ModelId("huggingface", f"acme/m{index:02}")) for index in range(30)
    )
    lines = lines_of("text", SAMPLE._replace(models=(*many, jina)))
    assert lines[0] == "commercial-restricted (31)"
    assert "jinaai/jina-embeddings-v3" in lines[1]
    assert lines[21] == "  +11 more without findings (-v lists them)"


def test_report_without_models_says_so() -> None:
    assert formats.render("text", report((), ()), PLAIN) == "no models · no findings\n"
