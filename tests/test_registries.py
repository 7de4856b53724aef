"""Every module of a folder with a registry is listed there, and what is listed is whole."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from modelguard import checks
from modelguard.checks import docs
from modelguard.domain import Severity

FOLDER = Path(checks.__file__).parent
# Modules that checks share; none of them is a check.
SHARED = {
    "__init__",
    "activity",
    "allowance",
    "blocks",
    "case",
    "causes",
    "coverage",
    "docs",
    "entries",
    "kinship",
    "origin",
    "problems",
    "published",
    "restrictions",
    "tasks",
    "terms",
    "thresholds",
    "unread",
    "weighing",
    "words",
}


def test_every_check_file_is_listed():
    files = {path.stem for path in FOLDER.glob("*.py")} - SHARED

    assert files == {check.replace("-", "_") for check in checks.ids()}


def test_check_ids_are_unique():
    every = checks.ids()

    assert len(every) == len(set(every))


def test_list_of_checks_is_as_documented_to_users():
    """An id stands in policies and exceptions of users: it is added, never renamed or removed."""
    assert checks.ids() == (
        "license-not-allowed",
        "model-not-allowed",
        "noncommercial-use",
        "user-threshold",
        "revenue-threshold",
        "territory-excluded",
        "hosting-restricted",
        "redistribution-restricted",
        "output-training-restricted",
        "acceptable-use",
        "copyleft-redistribution",
        "copyleft-network",
        "registration-required",
        "provider-terms",
        "notice-missing",
        "name-prefix-missing",
        "published-license",
        "license-missing",
        "license-unknown",
        "license-family",
        "license-text-mismatch",
        "license-text-modified",
        "model-not-found",
        "model-unverified",
        "model-renamed",
        "base-license-dropped",
        "base-license-conflict",
        "base-undeclared",
        "dataset-restricted",
        "unpinned-revision",
        "license-changed",
        "terms-changed",
        "rules-changed",
        "not-open-source-ai",
        "gpai-exemption-doubtful",
        "exception-expired",
        "exception-unused",
        "clarification-stale",
        "lock-outdated",
    )


@pytest.mark.parametrize("check", checks.ids())
def test_check_names_itself(check):
    module = import_module(checks.module_name(check))

    assert check == module.ID
    assert isinstance(module.SEVERITY, Severity)
    assert (module.SEVERITY is Severity.OFF) is (check in checks.OFF)
    is_of_project = check in checks.PROJECT_CHECKS
    assert is_of_project is (module.SCOPE == "project")
    assert is_of_project is not (module.SCOPE == "model")


@pytest.mark.parametrize("check", checks.ids())
def test_check_documents_itself_under_the_fixed_headings(check):
    found = docs.read(check)

    assert found.summary
    assert tuple(found.sections) == docs.HEADINGS
    assert all(found.sections.values())


def test_unknown_check_cannot_be_loaded():
    with pytest.raises(KeyError):
        checks.load("license-unkown")


def test_known_checks_are_told_without_importing_them():
    known = checks.known()

    assert "license-missing" in known
    assert "license-unkown" not in known
    assert known["unpinned-revision"] is Severity.NOTE
    assert known["hosting-restricted"] is Severity.WARNING
