"""The registry of checks; each module is imported when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from modelguard.domain import CheckText, Severity

if TYPE_CHECKING:
    from modelguard.checks.case import ModelCheck, ProjectCheck, TermCheck

__all__ = [
    "MODEL_CHECKS",
    "OFF",
    "PARTIAL_CHECKS",
    "PRODUCT_ONLY",
    "PROJECT_CHECKS",
    "TERM_CHECKS",
    "ids",
    "known",
    "load",
    "load_model_check",
    "load_project_check",
    "load_term_check",
    "text",
]

MODEL_CHECKS: tuple[str, ...] = (
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
)
# Duties, pinning and hosting: a model that only tests, examples and benchmarks use is not judged
# for them, its license still is.
PRODUCT_ONLY = frozenset(
    {
        "hosting-restricted",
        "redistribution-restricted",
        "acceptable-use",
        "copyleft-redistribution",
        "copyleft-network",
        "registration-required",
        "provider-terms",
        "notice-missing",
        "unpinned-revision",
    }
)
# The checks of the license's terms: each also says what a term comes to that it does not report.
TERM_CHECKS: tuple[str, ...] = (
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
    "notice-missing",
)
# Not judged unless the policy gives them a severity.
OFF = frozenset({"not-open-source-ai", "gpai-exemption-doubtful"})
PROJECT_CHECKS: tuple[str, ...] = (
    "exception-expired",
    "exception-unused",
    "clarification-stale",
    "lock-outdated",
)
# Those of the project that also hold when only some files were looked at.
PARTIAL_CHECKS = frozenset({"lock-outdated"})


def ids() -> tuple[str, ...]:
    return MODEL_CHECKS + PROJECT_CHECKS


def module_name(check: str) -> str:
    """Where a check lives; its file is named after its id."""
    return f"modelguard.checks.{check.replace('-', '_')}"


def load(check: str) -> ModelCheck | ProjectCheck:
    """The module of a check; `KeyError` for an id that is not registered."""
    return load_model_check(check) if check in MODEL_CHECKS else load_project_check(check)


@cache
def load_model_check(check: str) -> ModelCheck:
    if check not in MODEL_CHECKS:
        raise KeyError(check)
    module: ModelCheck = import_module(module_name(check))
    return module


@cache
def load_term_check(check: str) -> TermCheck:
    if check not in TERM_CHECKS:
        raise KeyError(check)
    module: TermCheck = import_module(module_name(check))
    return module


@cache
def load_project_check(check: str) -> ProjectCheck:
    if check not in PROJECT_CHECKS:
        raise KeyError(check)
    module: ProjectCheck = import_module(module_name(check))
    return module


class _Severities(Mapping[str, Severity]):
    """Check id to default severity; a check is imported when its severity is read, not before."""

    def __getitem__(self, check: str) -> Severity:
        return load(check).SEVERITY

    def __contains__(self, check: object) -> bool:
        return check in ids()

    def __iter__(self) -> Iterator[str]:
        return iter(ids())

    def __len__(self) -> int:
        return len(ids())


def known() -> Mapping[str, Severity]:
    """Every id that a policy or an exception may name, with its default severity."""
    return _Severities()


def text(check: str) -> CheckText:
    """What a report tells of a check, from the check's own documentation."""
    from modelguard.checks import docs

    return docs.text(check)
