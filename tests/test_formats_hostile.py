"""Formats under hostile text: nothing that comes from outside acts where it is shown."""

from __future__ import annotations

import json
import re
from unicodedata import category

from formats.sample_report import EVIL, FINDINGS, SAMPLE, report
from formats.schemas import sarif_schema
from hypothesis import given, settings
from hypothesis import strategies as st

from modelguard import formats
from modelguard.domain import (
    Evidence,
    Finding,
    ModelId,
    Openness,
    Reason,
    Report,
    Severity,
    Unresolved,
    Waiver,
)
from modelguard.formats import Style, references, summary

PLAIN = Style()

FRAGMENTS = st.sampled_from(
    [
        "\x1b[31m", "\x1b]0;title\x07", "\x9b2J", "\r", "\n", "\n::error::x", "::warning file=a::b",
        "::", ":", " ", "\u00a0::error::", "##[error]x", "##vso[task.x]", "\u202e", "\u2066",
        "\u2028", "\ufeff", "\udc80", "\ud800", "\x00", "\t", "%0A", ",", "](", "[", "\\",
        "größe", "模型",
    ]
)  # fmt: skip
HOSTILE_TEXT = st.lists(FRAGMENTS | st.text(max_size=5), max_size=8).map("".join)
STYLES = st.builds(
    Style,
    color=st.just(False),
    width=st.integers(1, 120),
    verbose=st.integers(0, 2),
    quiet=st.integers(0, 1),
    root=HOSTILE_TEXT,
)


def infected(text: str) -> Report:
    """A report in which everything that comes from outside is the given text."""
    reference = EVIL.references[0]._replace(
        path=text, text=text, detector=text, revision=text, id=ModelId("path", text)
    )
    evidence = Evidence(text, text, text, text, disagrees=True)
    model = EVIL._replace(
        id=ModelId("path", text),
        references=(reference,),
        conclusion=EVIL.conclusion._replace(license=text, evidence=(evidence,), detail=text),
        openness=Openness("undetermined", (text,)),
        renamed_to=text,
        unresolved=Unresolved(text, Reason.NETWORK, text),
    )
    waiver = Waiver("exception", text, text, text, text)
    found = [
        Finding("a-check", severity, subject, text, text, text, (reference,), text, waived)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
        for subject in (text, None)
        for waived in (waiver, None)
    ]
    return report((model,), tuple(found))


def is_harmless(line: str) -> bool:
    return all(
        category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} or character in "\u200c\u200d"
        for character in line
    )


@settings(deadline=None)
@given(text=HOSTILE_TEXT, style=STYLES)
def test_hostile_text_is_harmless_on_a_terminal(text: str, style: Style) -> None:
    for line in formats.render("text", infected(text), style).split("\n"):
        assert is_harmless(line)
        assert not line.lstrip().startswith("::")
        assert not re.search(r"##(\[|vso\[)", line)


@settings(deadline=None)
@given(text=HOSTILE_TEXT)
def test_hostile_text_is_harmless_in_color(text: str) -> None:
    colored = formats.render("text", infected(text), Style(color=True))
    for line in re.sub(r"\x1b\[[0-9;]*m", "", colored).split("\n"):
        assert is_harmless(line)
        assert not line.lstrip().startswith("::")


@settings(deadline=None)
@given(text=HOSTILE_TEXT, style=STYLES)
def test_hostile_text_makes_no_workflow_command(text: str, style: Style) -> None:
    lines = formats.render("github", infected(text), style).split("\n")
    assert all(is_harmless(line) for line in lines)
    commands = [line for line in lines if line.lstrip().startswith("::")]
    names = [re.match(r"::([a-z]+)", command)[1] for command in commands]
    wanted = ["error", "error", "warning", "warning", "notice", "group", "endgroup"]
    assert names == [name for name in wanted if name != "notice" or not style.quiet]
    others = [line for line in lines if line not in commands]
    assert not any(re.search(r"##(\[|vso\[)", line) for line in others)
    for command in commands[:4]:
        properties, data = re.fullmatch(r"::\w+ ((?:\w+=[^,:]*,?)+)::(.*)", command).groups()
        assert [each.split("=")[0] for each in properties.split(",")] == [
            "file",
            "line",
            "col",
            "title",
        ]
        assert not re.search(r"%(?!25|0A)", data)


@settings(deadline=None)
@given(text=HOSTILE_TEXT)
def test_hostile_text_survives_json_and_cannot_move_a_cursor(text: str) -> None:
    rendered = formats.render("json", infected(text), PLAIN)
    assert all(is_harmless(line) for line in rendered.split("\n"))
    rendered.encode()
    assert not re.search(r"##(\[|vso\[)", rendered)
    assert json.loads(rendered)["findings"][0]["message"] == united(text)


def united(text: str) -> str:
    """JSON cannot tell two halves of a surrogate pair from the character that they make."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


@settings(deadline=None, max_examples=50)
@given(text=HOSTILE_TEXT, root=HOSTILE_TEXT)
def test_hostile_text_keeps_sarif_valid(text: str, root: str) -> None:
    document = json.loads(formats.render("sarif", infected(text), Style(root=root)))
    sarif_schema().validate(document)
    run = document["runs"][0]
    assert not list(empty_strings(run))
    for result in run["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9_.~%/-]+", uri)
        assert not uri.startswith("/")
        assert ".." not in uri.split("/")


def empty_strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [each for item in value.values() for each in empty_strings(item)]
    if isinstance(value, list):
        return [each for item in value for each in empty_strings(item)]
    return [value] if value == "" else []


@settings(deadline=None)
@given(text=HOSTILE_TEXT)
def test_hostile_text_is_harmless_in_a_list_of_references(text: str) -> None:
    (model,) = infected(text).models
    listed = references.render_text(model.references)
    assert listed.count("\n") == 1
    assert is_harmless(listed.rstrip("\n"))
    assert not listed.lstrip().startswith("::")


@given(st.lists(st.sampled_from(FINDINGS), max_size=20), st.lists(st.sampled_from(SAMPLE.models)))
def test_summary_adds_up(found: list[Finding], models: list) -> None:
    counts = summary.summarize(report(tuple(models), tuple(found)))
    assert counts.errors + counts.warnings + counts.notes + counts.waived == len(found)
    assert sum(counts.by_class.values()) == counts.models == len(models)
