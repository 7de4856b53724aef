"""Formats for pipelines: GitLab's report, JUnit's XML, the Markdown page."""

from __future__ import annotations

import json
import re

import pytest
from formats.sample_report import CLEAN, FINDINGS, HOSTILE, SAMPLE, report
from junitparser import JUnitXml

from modelguard import formats
from modelguard.domain import Report, Severity
from modelguard.formats import Style, summary

PLAIN = Style()
FIRST = FINDINGS[0]


def gitlab(shown: Report, style: Style = PLAIN) -> list[dict]:
    return json.loads(formats.render("gitlab", shown, style))


def junit(shown: Report) -> JUnitXml:
    return JUnitXml.fromstring(formats.render("junit", shown, PLAIN).encode())


def markdown(shown: Report) -> str:
    return formats.render("markdown", shown, PLAIN)


# GitLab


def test_gitlab_entries_have_the_documented_fields_and_no_others() -> None:
    for entry in gitlab(SAMPLE):
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert set(entry["location"]) == {"path", "lines"}
        assert entry["location"]["lines"]["begin"] >= 1
        assert entry["description"].isprintable()


def test_gitlab_leaves_out_what_is_waived() -> None:
    assert len(gitlab(SAMPLE)) == sum(not finding.waived for finding in FINDINGS)
    assert gitlab(CLEAN) == []


def test_gitlab_fingerprints_are_unique_even_for_two_revisions_of_a_model() -> None:
    entries = gitlab(report((), (FIRST, FIRST._replace(message="another revision"))))
    assert len({entry["fingerprint"] for entry in entries}) == 2


def test_gitlab_fingerprint_stays_when_the_finding_moves() -> None:
    moved = FIRST._replace(references=(FIRST.references[0]._replace(line=99, path="b.py"),))
    ((before,), (after,)) = (gitlab(report((), (each,))) for each in (FIRST, moved))
    assert before["fingerprint"] == after["fingerprint"]


def test_gitlab_paths_count_from_the_top_of_the_repository() -> None:
    paths = {entry["location"]["path"] for entry in gitlab(SAMPLE, Style(root="services/chat"))}
    assert all(path.startswith("services/chat/") for path in paths)


@pytest.mark.parametrize("path", ["/etc/passwd", "../secret", "C:\\x", ""])
def test_gitlab_never_points_outside_the_repository(path: str) -> None:
    outside = FIRST._replace(references=(FIRST.references[0]._replace(path=path),))
    (entry,) = gitlab(report((), (outside,)))
    assert entry["location"]["path"] == "modelguard.yaml"


# JUnit


def test_junit_survives_a_round_trip() -> None:
    first = junit(SAMPLE)
    again = JUnitXml.fromstring(first.tostring())
    assert again.tostring() == first.tostring()


def test_junit_counts_are_those_of_the_report() -> None:
    counts = summary.summarize(SAMPLE)
    (suite,) = junit(SAMPLE)
    assert (suite.failures, suite.skipped, suite.errors) == (counts.errors, counts.waived, 0)
    assert suite.tests == len(list(suite))


def test_junit_errors_fail_and_nothing_else_does() -> None:
    (suite,) = junit(SAMPLE)
    failed = {(case.classname, case.name) for case in suite if case.is_failure}
    errors = [each for each in FINDINGS if each.severity is Severity.ERROR and not each.waived]
    assert {name for _, name in failed} == {each.check for each in errors}
    assert len(failed) == len(errors)


def test_junit_has_a_passing_case_for_a_clean_model() -> None:
    (suite,) = junit(CLEAN)
    (case,) = suite
    assert (case.classname, case.is_passed) == ("Qwen/Qwen3-8B", True)


def test_junit_is_xml_whatever_a_publisher_writes() -> None:
    evil = FIRST._replace(message=f"{HOSTILE}\ufffe\uffff]]><x/>&\x00", model=HOSTILE)
    (suite,) = junit(report((), (evil,)))
    (case,) = suite
    assert "]]><x/>&" in case.result[0].message


# Markdown


def test_markdown_of_a_clean_report_is_a_heading_and_a_sentence() -> None:
    assert markdown(CLEAN) == "## modelguard\n\n1 model: 1 fully open · no findings\n"


def test_markdown_makes_no_markup_of_foreign_text() -> None:
    evil = "<img src=x> **b** [l](http://x) | `c` https://x www.x.org @me #1\n# head"
    text = markdown(report((), (FIRST._replace(message=evil, how_to_fix=evil),)))
    assert "<code>c</code>" in text
    text = re.sub(r"</?code>", "", text)
    (row,) = (line for line in text.splitlines() if line.startswith("| error"))
    assert len(re.findall(r"(?<!\\)\|", row)) == 7
    assert not re.search(r"(?<!\\)[<`\[#@*]", row)
    assert "https://" not in text
    assert "www." not in text
    assert "\n# head" not in text


def test_markdown_fits_the_summary_of_a_step() -> None:
    many = tuple(FIRST._replace(model=f"acme/m{index:05}") for index in range(9_000))
    text = markdown(report((), many))
    assert len(text.encode()) < 1024 * 1024
    assert re.search(r"^\d+ more are left out here$", text, re.MULTILINE)


def test_findings_of_a_check_are_told_in_the_order_of_their_lines(project, run):
    entries = [f"  - {{model: acme/m{n}, checks: [noncommercial-use], reason: r}}" for n in (9, 10)]
    folder = project(**{"modelguard.yaml": "\n".join(["exceptions:", *entries])})
    told = run("check", folder, "--offline", "--format", "github").stdout

    assert 0 < told.index("line=2,") < told.index("line=3,")
