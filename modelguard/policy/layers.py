"""Lay one policy on top of another."""

from __future__ import annotations

from collections.abc import Mapping

from modelguard.documents import Node
from modelguard.domain import LicenseClass, Purpose, Severity, Usage
from modelguard.errors import nearest, shown
from modelguard.globs import matches
from modelguard.policy.types import Context, Policy, Requirements

_OPENNESS_CHECK = "not-open-source-ai"
_LOCKABLE = ("allow", "assume", "deny", "require")


def apply(policy: Policy, layer: Node, name: str, context: Context) -> Policy:
    """What is stated under `allow`, `assume`, `severity` and `require` replaces what was there, key
    by key; `deny` and `lock` add to it."""
    allow, deny = layer.get("allow"), layer.get("deny")
    classes = allow.get("classes") if allow else None
    locked = [_lock(item, context) for item in layer.items("lock")]
    merged = policy._replace(
        name=name,
        description=layer.text("description") or "",
        origin=layer.document.label,
        allow_classes=policy.allow_classes
        if classes is None
        else frozenset(LicenseClass(each) for each in classes.data),
        allow_licenses=_replaced(policy.allow_licenses, allow, "licenses", context),
        allow_models=_replaced(policy.allow_models, allow, "models", context),
        allow_for_purpose=_flag(policy.allow_for_purpose, allow, "for_purpose"),
        deny_licenses=_united(policy.deny_licenses, deny, "licenses", context),
        deny_models=_united(policy.deny_models, deny, "models", context),
        severities={**policy.severities, **severities(layer.get("severity"), context)},
        assumed=_assumed(policy.assumed, layer.get("assume")),
        require=_required(policy.require, layer.get("require")),
        locks=policy.locks | set(locked),
        locked_by={**dict.fromkeys(locked, layer.document.label), **policy.locked_by},
    )
    return _with_openness(merged)


def _with_openness(policy: Policy) -> Policy:
    """A required openness is checked without further words."""
    if policy.require.openness is None or _OPENNESS_CHECK in policy.severities:
        return policy
    return policy._replace(severities={**policy.severities, _OPENNESS_CHECK: Severity.ERROR})


def severities(node: Node | None, context: Context) -> Mapping[str, Severity]:
    """A mapping of check ids to severities, in a policy or an override."""
    if node is None:
        return {}
    return {
        require_check(check, value, context): Severity(value.data)
        for check, value in node.members()
    }


def require_check(check: str, node: Node, context: Context) -> str:
    """`check`, which must be the id of a check; `node` is where it stands."""
    if check not in context.known_checks:
        hint = nearest(check, sorted(context.known_checks))
        raise node.error(f"unknown check {shown(check)}", hint=hint)
    return check


def license_id(text: str, node: Node, context: Context) -> str:
    """The id of the license that `text` names; `node` is where it stands."""
    if (found := context.resolve_license(text)) is not None:
        return found
    from difflib import get_close_matches

    known = sorted(context.license_names())
    near = get_close_matches(text.lower(), known, n=3)
    hint = f"did you mean {' or '.join(f'`{each}`' for each in near)}?" if near else ""
    raise node.error(
        f"unknown license {shown(text)}", hint=hint or "`modelguard licenses` lists the known ones"
    )


def _lock(item: Node, context: Context) -> str:
    if item.data in _LOCKABLE or item.data in context.known_checks:
        return str(item.data)
    hint = nearest(str(item.data), [*_LOCKABLE, *sorted(context.known_checks)])
    raise item.error(f"{shown(item.data)} cannot be locked", hint=hint)


def _replaced(
    below: tuple[str, ...], node: Node | None, key: str, context: Context
) -> tuple[str, ...]:
    return below if node is None or node.get(key) is None else _entries(node, key, context)


def _flag(below: bool, node: Node | None, key: str) -> bool:
    stated = node.get(key) if node else None
    return below if stated is None else bool(stated.data)


def _united(
    below: tuple[str, ...], node: Node | None, key: str, context: Context
) -> tuple[str, ...]:
    return below if node is None else tuple(dict.fromkeys((*below, *_entries(node, key, context))))


def _entries(node: Node, key: str, context: Context) -> tuple[str, ...]:
    if key == "models":
        return node.texts(key)
    found = [each for item in node.items(key) for each in _license_ids(item, context)]
    return tuple(dict.fromkeys(found))


def _license_ids(item: Node, context: Context) -> tuple[str, ...]:
    """A license, or all whose names match a pattern."""
    text = str(item.data)
    if "*" not in text:
        return (license_id(text, item, context),)
    matching = [name for name in context.license_names() if matches(name, text)]
    found = {context.resolve_license(name) for name in matching} - {None}
    if not found:
        raise item.error(
            f"no license matches {shown(text)}", hint="`modelguard licenses` lists all"
        )
    return tuple(sorted(each for each in found if each))


def _assumed(below: Usage, node: Node | None) -> Usage:
    if node is None:
        return below
    purpose = node.text("purpose")
    activities = node.get("activities")
    return below._replace(
        purpose=Purpose(purpose) if purpose else below.purpose,
        activities=below.activities if activities is None else frozenset(activities.data),
    )


def _required(below: Requirements, node: Node | None) -> Requirements:
    if node is None:
        return below
    stated = {key: value.data for key, value in node.members()}
    for key in ("exception_fields", "approvers"):
        if key in stated:
            stated[key] = tuple(stated[key] or ())
    if stated.get("inline_ignores", True) is None:
        del stated["inline_ignores"]
    return below._replace(**stated)
