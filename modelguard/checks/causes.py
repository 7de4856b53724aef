"""Whether a case has what a check looks at, told without importing the check.

A model gives most checks no cause, and the hook would pay for their import on every commit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from modelguard.checks.case import Case
from modelguard.domain import CardSource, Problem


def concerns(check: str, case: Case) -> bool:
    """False only where the check would find nothing, whatever it is asked."""
    cause = _CAUSES.get(check)
    return cause is None or bool(cause(case))


def _has(case: Case, problem: Problem) -> bool:
    """The model's, or that of a base, which may bind."""
    model = case.model
    return model.conclusion.problem is problem or any(
        base.problem is problem for base in model.lineage
    )


def _is_not_plainly_allowed(case: Case) -> bool:
    """Anything but licenses of allowed classes, for every purpose, with nothing denied."""
    return bool(case.policy.deny_licenses) or any(
        each.purposes or each.license_class not in case.policy.allow_classes
        for each in case.licenses
    )


def _asks_to_register(case: Case) -> bool:
    card = case.model.card
    return _weighs(case, names=("registration",)) or bool(card and card.gated)


def _has_open_descent(case: Case) -> bool:
    card, descent = case.model.card, case.model.descent
    is_told = descent.left_out or descent.loops or descent.hint or (card and card.problems)
    return bool(is_told or case.project.first_party)


def _has_read_dataset(case: Case) -> bool:
    """Whether anything is known of what the model was trained on."""
    unread = (Problem.NOT_FOUND, Problem.UNVERIFIED)
    return any(
        each.licenses or each.made_with or each.problem not in unread
        for each in case.model.datasets
    )


def _has_newer_card(case: Case) -> bool:
    """Whether somebody but the lock itself says what the publisher declares."""
    card = case.model.card
    return bool(case.locked and card and card.source is not CardSource.LOCK)


def _has_grace(case: Case) -> bool:
    return case.locked is not None and case.locked.grace_ends is not None


def _weighs(case: Case, names: tuple[str, ...]) -> bool:
    """Whether a license of the weights has one of these terms, and something to weigh in it."""
    return any(
        name in each.terms and each.terms[name].value not in _FREE.get(name, ())
        for each in case.licenses
        if each.kind == "license"
        for name in names
    )


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
_FREE = {
    "commercial-use": ("yes", "conditional", "no"),
    "hosting": ("allowed",),
    "redistribution": ("allowed",),
    "derivatives": ("allowed",),
    "disclose-source": ("no", "silent"),
}
_CAUSES: Mapping[str, Callable[[Case], object]] = {
    **{problem.value: partial(_has, problem=problem) for problem in Problem},
    **{check: partial(_weighs, names=names) for check, names in _WEIGHED.items()},
    "license-not-allowed": _is_not_plainly_allowed,
    "noncommercial-use": lambda case: any(each.purposes for each in case.licenses),
    "output-training-restricted": lambda case: "training-on-outputs" in case.activities,
    "model-not-allowed": lambda case: case.policy.allow_models or case.policy.deny_models,
    "registration-required": _asks_to_register,
    "provider-terms": lambda case: any(each.kind == "provider-terms" for each in case.licenses),
    "notice-missing": lambda case: case.displayed is not None,
    "name-prefix-missing": lambda case: case.project.publishes,
    "published-license": lambda case: case.project.publishes,
    "license-text-mismatch": lambda case: case.model.conclusion.mismatch,
    "model-renamed": lambda case: case.model.renamed_to,
    "base-undeclared": _has_open_descent,
    "base-license-dropped": lambda case: case.model.lineage,
    "base-license-conflict": lambda case: case.model.lineage,
    "dataset-restricted": _has_read_dataset,
    "license-changed": _has_newer_card,
    "terms-changed": _has_newer_card,
    "rules-changed": _has_grace,
}
