"""The registry of checks; each module is imported when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from modelguard.domain import CheckText, License, Severity

if TYPE_CHECKING:
    from modelguard.checks.case import ModelCheck, ProjectCheck

__all__ = [
    "MODEL_CHECKS",
    "PARTIAL_CHECKS",
    "PLANNED",
    "PRODUCT_ONLY",
    "PROJECT_CHECKS",
    "concerns",
    "ids",
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
# The terms that these checks weigh. A license without them is not worth their import, which the
# hook would pay on every commit.
_WEIGHED = {
    "user-threshold": ("user-threshold",),
    "revenue-threshold": ("revenue-threshold", "commercial-use"),
    "territory-excluded": ("territory-excluded",),
    "hosting-restricted": ("hosting",),
    "redistribution-restricted": ("redistribution", "derivatives"),
    "acceptable-use": ("acceptable-use", "use-restrictions-passed-on"),
    "copyleft-redistribution": ("share-alike", "disclose-source"),
    "copyleft-network": ("network-copyleft",),
}
_NOTHING_TO_WEIGH = {
    "commercial-use": ("yes", "conditional", "no"),
    "hosting": ("allowed",),
    "redistribution": ("allowed",),
    "derivatives": ("allowed",),
    "disclose-source": ("no", "silent"),
}
PROJECT_CHECKS: tuple[str, ...] = (
    "exception-expired",
    "exception-unused",
    "clarification-stale",
    "lock-outdated",
)
# Those of the project that also hold when only some files were looked at.
PARTIAL_CHECKS = frozenset({"lock-outdated"})
_PLANNED_ERRORS = (
    "base-license-dropped",
    "base-license-conflict",
)
_PLANNED_WARNINGS = (
    "base-undeclared",
    "dataset-restricted",
)
# Checks of the design that are still to come; built-in and users' policies may name them already.
PLANNED: Mapping[str, Severity] = MappingProxyType(
    {
        **dict.fromkeys(_PLANNED_ERRORS, Severity.ERROR),
        **dict.fromkeys(_PLANNED_WARNINGS, Severity.WARNING),
    }
)


def ids() -> tuple[str, ...]:
    return MODEL_CHECKS + PROJECT_CHECKS


def concerns(check: str, licenses: Iterable[License]) -> bool:
    """Whether a license of weights has something that the check could find."""
    weighed = _WEIGHED.get(check)
    return weighed is None or any(
        name in each.terms and each.terms[name].value not in _NOTHING_TO_WEIGH.get(name, ())
        for each in licenses
        if each.kind == "license"
        for name in weighed
    )


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
