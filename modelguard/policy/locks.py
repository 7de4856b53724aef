"""What a policy locks can be tightened above it, never loosened."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from modelguard.documents import Node
from modelguard.domain import Purpose, Severity
from modelguard.errors import ConfigError, shown
from modelguard.globs import matches
from modelguard.policy.types import Policy

_OPENNESS = (None, "open-weights", "open-source-ai")
Loosened = tuple[tuple[str, ...], str]


def require_not_looser(
    below: Policy, above: Policy, layer: Node, known_checks: Mapping[str, Severity]
) -> None:
    """Raise `ConfigError` where `above`, made by `layer`, gives up what `below` locks."""
    for lock in sorted(below.locks):
        for pointer, what in _loosened(lock, below, above, known_checks):
            raise loosening(lock, what, _at(layer, pointer), below)


def loosening(lock: str, what: str, node: Node, policy: Policy, *, hint: str = "") -> ConfigError:
    """The error for whatever would undo a lock of `policy`."""
    who = policy.locked_by.get(lock, policy.origin)
    usual = f"this can only be made stricter here; ask whoever keeps {who}"
    return node.error(f"{what}: `{lock}` is locked by {who}", hint=hint or usual)


def floor(check: str, policy: Policy, known_checks: Mapping[str, Severity]) -> Severity:
    """The least severity that a locked check may have.

    A default of warning rises to error where stated use violates a term, so nothing less is safe.
    """
    default = known_checks.get(check, Severity.ERROR)
    usual = default if default in (Severity.OFF, Severity.NOTE) else Severity.ERROR
    return policy.severities.get(check, usual)


def _loosened(
    lock: str, below: Policy, above: Policy, known_checks: Mapping[str, Severity]
) -> Iterator[Loosened]:
    match lock:
        case "allow":
            yield from _allow(below, above)
        case "deny":
            yield from _deny(below, above)
        case "assume":
            yield from _assume(below, above)
        case "require":
            yield from _require(below, above)
        case check:
            least = floor(check, below, known_checks)
            severity = above.severities.get(check, least)
            if severity.rank < least.rank:
                yield ("severity", check), f"`{check}` cannot fall to {severity}"


def _allow(below: Policy, above: Policy) -> Iterator[Loosened]:
    for each in sorted(above.allow_classes - below.allow_classes):
        yield ("allow", "classes"), f"`{each}` cannot be allowed"
    for license_id in above.allow_licenses:
        if license_id not in below.allow_licenses:
            yield ("allow", "licenses"), f"{shown(license_id)} cannot be allowed"
    if above.allow_for_purpose and not below.allow_for_purpose:
        yield ("allow", "for_purpose"), "licenses for certain purposes cannot be allowed"
    if below.allow_models and not above.allow_models:
        yield ("allow", "models"), "models outside the list cannot be allowed"
    for glob in above.allow_models:
        if below.allow_models and not any(_covers(each, glob) for each in below.allow_models):
            yield ("allow", "models"), f"{shown(glob)} cannot be allowed"


def _deny(below: Policy, above: Policy) -> Iterator[Loosened]:
    for key, kept, now in (
        ("licenses", below.deny_licenses, above.deny_licenses),
        ("models", below.deny_models, above.deny_models),
    ):
        for each in kept:
            if each not in now:
                yield ("deny", key), f"{shown(each)} stays denied"


def _assume(below: Policy, above: Policy) -> Iterator[Loosened]:
    was, now = below.assumed.purpose, above.assumed.purpose
    if now is not was and now is not Purpose.COMMERCIAL:
        yield ("assume", "purpose"), f"the assumed purpose cannot become {now or 'unstated'}"
    dropped = (below.assumed.activities or frozenset()) - (above.assumed.activities or frozenset())
    for activity in sorted(dropped):
        yield ("assume", "activities"), f"the assumed activity `{activity}` cannot be dropped"


def _require(below: Policy, above: Policy) -> Iterator[Loosened]:
    was, now = below.require, above.require
    for field in was.exception_fields:
        if field not in now.exception_fields:
            yield ("require", "exception_fields"), f"exceptions keep needing `{field}`"
    if was.approvers and (not now.approvers or _more(now.approvers, was.approvers)):
        more = _more(now.approvers, was.approvers)
        what = f"{shown(more[0])} cannot become an approver" if more else "approvers stay required"
        yield ("require", "approvers"), what
    limit = was.exception_max_days
    if limit is not None and (now.exception_max_days is None or now.exception_max_days > limit):
        yield ("require", "exception_max_days"), f"exceptions cannot last longer than {limit} days"
    if now.inline_ignores and not was.inline_ignores:
        yield ("require", "inline_ignores"), "inline ignores stay off"
    days = was.rules_grace_days
    if now.rules_grace_days > days:
        yield ("require", "rules_grace_days"), f"the grace period stays at {days} days at most"
    if _OPENNESS.index(now.openness) < _OPENNESS.index(was.openness):
        yield ("require", "openness"), f"the openness `{was.openness}` stays required"


def _more(now: Collection[str], was: Collection[str]) -> list[str]:
    return [each for each in now if each not in was]


def _covers(outer: str, inner: str) -> bool:
    """Whether every id that `inner` matches is matched by `outer`; False when in doubt."""
    outer, inner = outer.lower(), inner.lower()
    return outer == inner or (not set("?[") & set(outer) and matches(inner, outer))


def _at(layer: Node, pointer: tuple[str, ...]) -> Node:
    """The part of `layer` that says it, else the layer itself."""
    node = layer
    for key in pointer:
        node = node.get(key) or node
    return node
