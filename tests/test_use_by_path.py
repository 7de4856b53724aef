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
