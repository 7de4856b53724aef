"""One model, used in several ways: each place is judged by the use that holds there."""

from __future__ import annotations

import json

import pytest

APP = 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/talker")\n'
PROJECT = """\
models:
  - {{id: acme/talker, license: {license}}}
overrides:
  - paths: ["service/**"]
    usage: {over}
"""


@pytest.mark.parametrize(
    ("check", "license", "over", "places"),
    [
        (
            "hosting-restricted",
            "falcon-180b-tii",
            "{activities: [hosted-service]}",
            ["error service/app.py"],
        ),
        (
            "user-threshold",
            "qwen",
            "{monthly_active_users: 200000000}",
            ["error service/app.py"],
        ),
        (
            "territory-excluded",
            "tencent-hunyuan-community",
            "{territories: [FR]}",
            ["error service/app.py"],
        ),
        (
            "notice-missing",
            "llama3.1",
            "{activities: [hosted-service]}",
            ["warning service/app.py"],
        ),
    ],
)
def test_term_is_broken_only_where_the_use_breaks_it(check, license, over, places, run, project):
    text = PROJECT.format(license=license, over=over)
    files = {"modelguard.yaml": text, "service/app.py": APP, "lab/trial.py": APP}

    report = json.loads(run("check", project(**files), "--offline", "--format", "json").stdout)

    assert places == sorted(
        f"{finding['severity']} {reference.partition(':')[0]}"
        for finding in report["findings"]
        if finding["check"] == check
        for reference in finding["references"]
    )


ACCEPTED_IN_SERVICE = """\
clarifications:
  - {model: acme/talker, license: cc-by-nc-4.0, reason: told by its publisher}
overrides:
  - paths: ["lab/**"]
    severity: {noncommercial-use: warning}
exceptions:
  - {model: acme/talker, checks: [noncommercial-use], reason: settled, paths: ["service/**"]}
"""


def test_error_that_is_accepted_in_one_place_hides_no_warning_of_another(run, project):
    files = {"modelguard.yaml": ACCEPTED_IN_SERVICE, "service/app.py": APP, "lab/trial.py": APP}

    report = json.loads(run("check", project(**files), "--offline", "--format", "json").stdout)

    assert sorted(
        (finding["severity"], bool(finding["waived"]), *finding["references"])
        for finding in report["findings"]
        if finding["check"] == "noncommercial-use"
    ) == [("error", True, "service/app.py:2:28"), ("warning", False, "lab/trial.py:2:28")]


@pytest.mark.parametrize("glob", ["service", "service/", "./service", "service/**", "serv*"])
def test_use_is_stated_for_all_below_a_folder(glob, run, project):
    text = PROJECT.format(license="falcon-180b-tii", over="{activities: [hosted-service]}")
    files = {"modelguard.yaml": text.replace("service/**", glob), "service/a/app.py": APP}

    outcome = run("check", project(**files), "--offline", "--select", "hosting-restricted")

    assert (outcome.code, "service/a/app.py:2" in outcome.stdout) == (1, True)


def test_use_of_a_model_holds_in_whatever_case_its_id_is_written(run, project):
    entry = "{id: Acme/Talker, license: falcon-180b-tii, use: [hosted-service]}"
    files = {"modelguard.yaml": f"models: [{entry}]\n", "app.py": APP}

    outcome = run("check", project(**files), "--offline", "--select", "hosting-restricted")

    assert "app.py:2" in outcome.stdout
