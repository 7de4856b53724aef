"""Formats for machines: JSON, SARIF and workflow commands by their rules."""

from __future__ import annotations

import json
import re

import pytest
from formats.sample_report import CHECKS, CLEAN, EVIL, FINDINGS, HOSTILE, QUIET, SAMPLE, report
from formats.schemas import sarif_schema, schema

from modelguard import formats
from modelguard.domain import (
    Report,
    Severity,
)
from modelguard.formats import Style, references, summary

PLAIN = Style()
REPORT_KEYS = ["schema", "tool", "mode", "models", "findings", "unresolved", "summary", "baseline"]
MODEL_KEYS = ["id", "type", "source", "renamed_to", "purl", "revision", "references", "declared"]
MODEL_KEYS += ["concluded", "openness", "lineage", "evidence", "terms"]
FINDING_KEYS = ["check", "severity", "model", "license", "message", "how_to_fix", "references"]
FINDING_KEYS += ["waived"]


def lines_of(name: str, shown: Report) -> list[str]:
    return formats.render(name, shown, PLAIN).splitlines()


def sarif_run(shown: Report, style: Style = PLAIN) -> dict:
    return json.loads(formats.render("sarif", shown, style))["runs"][0]


# JSON


def test_json_follows_its_schema() -> None:
    for shown in (SAMPLE, QUIET, CLEAN, report((), ())):
        schema("report").validate(json.loads(formats.render("json", shown, PLAIN)))


def test_schema_refuses_a_report_that_lost_a_key() -> None:
    document = json.loads(formats.render("json", SAMPLE, PLAIN))
    del document["models"][0]["concluded"]["class"]
    assert not schema("report").is_valid(document)


def test_json_keys_stand_in_the_documented_order() -> None:
    document = json.loads(formats.render("json", SAMPLE, PLAIN))
    assert list(document) == REPORT_KEYS
    assert list(document["models"][0])[:13] == MODEL_KEYS
    assert list(document["findings"][0])[:8] == FINDING_KEYS


@pytest.mark.parametrize("name", formats.names())
def test_order_of_models_and_findings_does_not_change_a_byte(name: str) -> None:
    turned = SAMPLE._replace(models=SAMPLE.models[::-1], findings=SAMPLE.findings[::-1])
    assert formats.render(name, turned, PLAIN) == formats.render(name, SAMPLE, PLAIN)


def test_json_keeps_unicode_and_escapes_what_could_move_a_cursor() -> None:
    text = formats.render("json", SAMPLE, PLAIN)
    assert "größe-模型" in text
    assert "\\u202e" in text
    document = json.loads(text)
    assert HOSTILE in {finding["message"] for finding in document["findings"]}


def test_json_lists_worst_findings_first_and_references_as_places() -> None:
    found = json.loads(formats.render("json", SAMPLE, PLAIN))["findings"]
    ranks = [Severity(each["severity"]).rank for each in found]
    assert ranks == sorted(ranks, reverse=True)
    assert found[3]["references"][:2] == ["modelguard.yaml:7:5", "src/embed.py:12:5"]


def test_purl_carries_a_commit_but_not_a_branch() -> None:
    llama = next(model for model in SAMPLE.models if model.revision)
    on_branch = report((llama._replace(revision="main"), llama), ())
    purls = [
        model["purl"] for model in json.loads(formats.render("json", on_branch, PLAIN))["models"]
    ]
    assert purls == [
        "pkg:huggingface/acme/Llama-support-8b",
        f"pkg:huggingface/acme/Llama-support-8b@{llama.revision}",
    ]


# SARIF


def test_sarif_follows_the_standard() -> None:
    for shown in (SAMPLE, QUIET, CLEAN, report((), ())):
        sarif_schema().validate(json.loads(formats.render("sarif", shown, PLAIN)))


def test_sarif_has_one_run_with_results_even_when_empty() -> None:
    document = json.loads(formats.render("sarif", CLEAN, PLAIN))
    assert [run["results"] for run in document["runs"]] == [[]]


def test_sarif_rules_have_texts_and_results_point_at_them() -> None:
    run = sarif_run(SAMPLE)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(CHECKS)
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        assert len(rule["properties"]["tags"]) <= 10
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_rule_of_a_check_without_documentation_is_still_complete() -> None:
    run = sarif_run(SAMPLE._replace(checks={}))
    assert all(rule["help"]["text"] for rule in run["tool"]["driver"]["rules"])


def test_sarif_results_are_anchored_to_one_line_of_a_relative_path() -> None:
    for result in sarif_run(SAMPLE)["results"]:
        assert len(result["locations"]) == 1
        for location in [*result["locations"], *result.get("relatedLocations", [])]:
            place = location["physicalLocation"]
            region = place["region"]
            assert list(region) == ["startLine", "startColumn", "endLine", "endColumn"]
            assert region["startLine"] == region["endLine"] >= 1
            assert region["endColumn"] > region["startColumn"] >= 1
            assert re.fullmatch(
                r"[A-Za-z0-9_.~%-]+(/[A-Za-z0-9_.~%-]+)*", place["artifactLocation"]["uri"]
            )


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../secret", "a/../../b", "C:\\x", "", ".", "\\\\host\\x"]
)
def test_sarif_never_points_outside_the_repository(path: str) -> None:
    finding = FINDINGS[0]
    outside = finding._replace(references=(finding.references[0]._replace(path=path),))
    (result,) = sarif_run(report((), (outside,)))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "modelguard.yaml"


def test_sarif_paths_count_from_the_top_of_the_repository() -> None:
    results = sarif_run(SAMPLE, Style(root="services/chat"))["results"]
    uris = {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results}
    assert all(uri.startswith("services/chat/") for uri in uris)


def test_sarif_marks_waived_results_and_no_others() -> None:
    results = sarif_run(SAMPLE)["results"]
    waived = [result for result in results if "suppressions" in result]
    assert [result["properties"]["model"] for result in waived] == ["black-forest-labs/FLUX.1-dev"]
    assert waived[0]["level"] == "note"
    assert waived[0]["suppressions"][0]["justification"].startswith("Evaluation only")


def test_sarif_fingerprints_differ_and_survive_a_move() -> None:
    prints = [each["partialFingerprints"]["modelguard/v1"] for each in sarif_run(SAMPLE)["results"]]
    assert len(set(prints)) == len(prints)
    moved = FINDINGS[0]._replace(references=(FINDINGS[0].references[0]._replace(line=99),))
    (result,) = sarif_run(report((), (moved,)))["results"]
    assert result["partialFingerprints"]["modelguard/v1"] in prints


def test_sarif_says_when_results_are_left_out() -> None:
    note = next(finding for finding in FINDINGS if finding.severity is Severity.NOTE)
    many = tuple(note._replace(model=f"acme/m{index}") for index in range(5_003))
    run = sarif_run(report((), (*many, FINDINGS[0])))
    assert len(run["results"]) == 5_000
    assert run["results"][0]["level"] == "error"
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"].startswith("4 further results")


def test_sarif_message_makes_no_link_of_foreign_text() -> None:
    texts = [result["message"]["text"] for result in sarif_run(SAMPLE)["results"]]
    assert any(r"\[see\](x)" in text for text in texts)
    assert not any(re.search(r"(?<!\\)\](?=\()", text) for text in texts)


# GitHub


def test_annotations_are_capped_and_the_rest_is_counted() -> None:
    error, warning = FINDINGS[0], FINDINGS[4]
    many = tuple(
        each._replace(model=f"acme/m{index:02}") for each in (error, warning) for index in range(13)
    )
    lines = lines_of("github", report((), many))
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert sum(line.startswith("::warning ") for line in lines) == 10
    assert lines[20] == "6 more findings below: GitHub shows 10 errors and 10 warnings a step"


def test_annotation_escapes_what_ends_a_property_or_a_line() -> None:
    finding = FINDINGS[0]._replace(
        message="100 %\nsure",
        how_to_fix="",
        references=(FINDINGS[0].references[0]._replace(path="a,b:c%.py"),),
        alternatives=None,
    )
    first = lines_of("github", report((), (finding,)))[0]
    assert first == (
        "::error file=a%2Cb%3Ac%25.py,line=7,col=5,"
        "title=noncommercial-use%3A jinaai/jina-embeddings-v3::100 %25%0Asure"
    )


def test_annotations_leave_waived_findings_out() -> None:
    commands = [line for line in lines_of("github", SAMPLE) if line.startswith("::error")]
    assert not any("FLUX" in line for line in commands)


def test_log_holds_the_blocks_to_paste_and_ends_with_the_summary() -> None:
    lines = lines_of("github", SAMPLE)
    group = lines[lines.index("::group::modelguard: all findings") : lines.index("::endgroup::")]
    assert "      exceptions:" in group
    assert lines[-1] == summary.sentence(summary.summarize(SAMPLE))


# References


def test_list_json_follows_its_schema() -> None:
    for listed in (EVIL.references, ()):
        schema("references").validate(json.loads(references.render_json(listed)))


def test_list_text_of_nothing_is_empty() -> None:
    assert references.render_text(()) == ""
