"""Whether a policy allows a license, by class, by name or for a purpose; denial wins."""

from __future__ import annotations

from modelguard.domain import License, LicenseClass, Purpose
from modelguard.globs import any_matches
from modelguard.policy import Policy, names


def is_allowed(license_: License, policy: Policy, purpose: Purpose | None = None) -> bool:
    """Whether `license_` may be used under `policy`; without `purpose`, for what that assumes."""
    purpose = purpose or policy.assumed.purpose or Purpose.COMMERCIAL
    if is_denied(license_, policy) or bars(license_, purpose):
        return False
    return is_listed(license_, policy) or is_allowed_for_purpose(license_, policy, purpose)


def is_denied(license_: License, policy: Policy) -> bool:
    return _is_named(license_, policy.deny_licenses)


def is_listed(license_: License, policy: Policy) -> bool:
    """Whether the policy allows the license's class, or the license itself."""
    by_class = license_.license_class in policy.allow_classes
    return by_class or _is_named(license_, policy.allow_licenses)


def bars(license_: License, purpose: Purpose) -> bool:
    """Whether the license allows some purposes only, and this is none of them.

    The purpose `research` excludes commercial use, so a license for noncommercial use allows it; a
    license for research does not allow every noncommercial use.
    """
    fitting = {purpose.value, *(("noncommercial",) if purpose is Purpose.RESEARCH else ())}
    return bool(license_.purposes) and not license_.purposes & fitting


def is_allowed_for_purpose(license_: License, policy: Policy, purpose: Purpose) -> bool:
    """Whether a restricted license fits the purpose, and the policy minds nothing else."""
    return (
        policy.allow_for_purpose
        and license_.license_class is LicenseClass.COMMERCIAL_RESTRICTED
        and bool(license_.purposes)
        and not bars(license_, purpose)
    )


def named(policy: Policy) -> str:
    """How a message calls the policy; one without a name is called after its file."""
    if policy.name == policy.origin and not is_built_in(policy):
        return f"the policy in {policy.origin}"
    return f"policy `{policy.name}`"


def is_built_in(policy: Policy) -> bool:
    """Whether nobody can edit it; the label of a built-in policy is its name."""
    return policy.origin in names()


def _is_named(license_: License, globs: tuple[str, ...]) -> bool:
    names = (license_.id, license_.expression, *license_.hub_ids)
    return any(any_matches(name, globs) for name in names)
