"""Every folder below `checks/` is a small project; `bad` ones say what their check reports."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from modelguard import checks
from modelguard.cards import endpoint

CASES = Path(__file__).parent / "checks"
GOOD = sorted(CASES.glob("*/good/*"))
BAD = sorted(CASES.glob("*/bad/*"))
_HUB = re.compile(r"\(https://localhost:\d+(\S+), \d{4}-\d\d-\d\d\)")
_GRACE = re.compile(r"warnings until \d{4}-\d\d-\d\d")
_CARD = re.compile(r"in its card, as of \d{4}-\d\d-\d\d")
# Read before the fixture `machine` clears the environment.
IS_UPDATE = os.environ.get("MODELGUARD_UPDATE") == "1"


def _name(case: Path) -> str:
    return case.relative_to(CASES).as_posix()


@pytest.fixture
def report(tmp_path, monkeypatch, run, start_hub) -> Callable[..., dict[str, object]]:
    """Runs `modelguard check` on a copy of a case; its `cards/` are what the Hub has, and all."""

    def report(case: Path, *, project_file: str | None = None) -> dict[str, object]:
        project = tmp_path / "project"
        expectations = shutil.ignore_patterns("expected.txt")
        shutil.copytree(case, project, dirs_exist_ok=True, ignore=expectations)
        if project_file is not None:
            (project / "modelguard.yaml").write_text(project_file, encoding="utf-8")
        is_online = (case / "cards").is_dir()
        if is_online:
            use_hub(case / "cards")
        source = "--online" if is_online else "--offline"
        outcome = run(
            "check", project, "--format", "json", "--no-cache", "--exclude", "cards/**", source
        )
        assert outcome.code in {0, 1, 3}, outcome.stderr
        return json.loads(outcome.stdout)

    def use_hub(cards: Path) -> None:
        """A hub whose word counts as huggingface.co's: what it lacks does not exist."""
        hub = start_hub()
        hub.add_folder(cards)
        monkeypatch.setattr(endpoint, "HUB_URL", hub.endpoint)
        monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)

    return report


def _lines(report: dict[str, object], check: str) -> list[str]:
    """A line a finding; what a live answer brings along, its address and day, made the same."""
    lines = [
        f"{finding['severity']} {finding['model'] or '-'}: {finding['message']}\n"
        for finding in report["findings"]
        if finding["check"] == check
    ]
    lines = [_GRACE.sub("warnings until DAY", line) for line in lines]
    return [_HUB.sub(r"(HUB\1, DAY)", _CARD.sub("in its card, as of DAY", line)) for line in lines]


@pytest.mark.parametrize("case", GOOD, ids=_name)
def test_check_is_silent_on_a_good_case(case, report):
    assert _lines(report(case), case.parts[-3]) == []


@pytest.mark.parametrize("case", BAD, ids=_name)
def test_check_reports_a_bad_case(case, report):
    found = "".join(_lines(report(case), case.parts[-3]))
    expected = case / "expected.txt"

    assert found
    if IS_UPDATE:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", BAD, ids=_name)
def test_block_to_paste_is_a_valid_project_file(case, report):
    check = case.parts[-3]
    found = [each for each in report(case)["findings"] if each["check"] == check]
    # A note needs no answer, and an entry of the project file is corrected where it stands.
    is_to_paste = check in checks.MODEL_CHECKS
    errors = [each for each in found if each["severity"] == "error" and is_to_paste]

    assert all(error["paste"] for error in errors)
    for finding in found:
        report(case, project_file=finding["paste"])


@pytest.mark.parametrize("check", checks.ids())
def test_check_has_two_good_and_two_bad_cases(check):
    assert sum(case.parts[-3] == check for case in GOOD) >= 2
    assert sum(case.parts[-3] == check for case in BAD) >= 2
