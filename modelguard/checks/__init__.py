"""The registry of checks; each module is imported when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from types import MappingProxyType

from modelguard.checks.allowance import is_allowed
from modelguard.checks.case import ModelCheck, ProjectCheck
from modelguard.declared import Preference
from modelguard.domain import CheckText, Severity

__all__ = [
    "MODEL_CHECKS",
    "PLANNED",
    "PRODUCT_ONLY",
    "PROJECT_CHECKS",
    "Preference",
    "ids",
    "is_allowed",
    "known",
    "load",
    "load_model_check",
    "load_project_check",
    "text",
]

MODEL_CHECKS: tuple[str, ...] = (
    "license-not-allowed",
    "model-not-allowed",
    "noncommercial-use",
    "provider-terms",
    "license-missing",
    "license-unknown",
    "license-family",
    "model-not-found",
    "model-unverified",
    "model-renamed",
    "unpinned-revision",
    "not-open-source-ai",
)
# Duties, pinning and hosting: a model that only tests, examples and benchmarks use is not judged
# for them, its license still is.
PRODUCT_ONLY = frozenset({"provider-terms", "unpinned-revision"})
PROJECT_CHECKS: tuple[str, ...] = (
    "exception-expired",
    "exception-unused",
)
_PLANNED_ERRORS = (
    "license-text-mismatch",
    "license-text-modified",
    "name-prefix-missing",
    "published-license",
    "base-license-dropped",
    "base-license-conflict",
    "license-changed",
    "lock-outdated",
)
_PLANNED_WARNINGS = (
    "user-threshold",
    "revenue-threshold",
    "territory-excluded",
    "hosting-restricted",
    "redistribution-restricted",
    "output-training-restricted",
    "copyleft-redistribution",
    "copyleft-network",
    "notice-missing",
    "base-undeclared",
    "dataset-restricted",
    "terms-changed",
    "rules-changed",
    "clarification-stale",
)
# Checks of the design that are still to come; built-in and users' policies may name them already.
PLANNED: Mapping[str, Severity] = MappingProxyType(
    {
        **dict.fromkeys(_PLANNED_ERRORS, Severity.ERROR),
        **dict.fromkeys(_PLANNED_WARNINGS, Severity.WARNING),
        **dict.fromkeys(("registration-required", "acceptable-use"), Severity.NOTE),
        "gpai-exemption-doubtful": Severity.OFF,
    }
)


def ids() -> tuple[str, ...]:
    return MODEL_CHECKS + PROJECT_CHECKS


def module_name(check: str) -> str:
    """Where a check lives; its file is named after its id."""
    return f"modelguard.checks.{check.replace('-', '_')}"


def load(check: str) -> ModelCheck | ProjectCheck:
    """The module of a check; `KeyError` for an id that is not registered."""
    return load_model_check(check) if check in MODEL_CHECKS else load_project_check(check)


def load_model_check(check: str) -> ModelCheck:
    if check not in MODEL_CHECKS:
        raise KeyError(check)
    module: ModelCheck = import_module(module_name(check))
    return module


def load_project_check(check: str) -> ProjectCheck:
    if check not in PROJECT_CHECKS:
        raise KeyError(check)
    module: ProjectCheck = import_module(module_name(check))
    return module


class _Severities(Mapping[str, Severity]):
    """Check id to default severity; a check is imported when its severity is read, not before."""

    def __getitem__(self, check: str) -> Severity:
        return PLANNED[check] if check in PLANNED else load(check).SEVERITY

    def __contains__(self, check: object) -> bool:
        return check in PLANNED or check in ids()

    def __iter__(self) -> Iterator[str]:
        return iter((*ids(), *PLANNED))

    def __len__(self) -> int:
        return len(ids()) + len(PLANNED)


def known() -> Mapping[str, Severity]:
    """Every id that a policy or an exception may name, with its default severity."""
    return _Severities()


def text(check: str) -> CheckText:
    """What a report tells of a check, from the check's own documentation."""
    from modelguard.checks import docs

    return docs.text(check)
