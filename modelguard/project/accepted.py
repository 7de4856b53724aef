"""What the project has agreed or accepted: agreements and exceptions, held against the policy."""

from __future__ import annotations

from datetime import date, timedelta

from modelguard.documents import Node
from modelguard.errors import shown
from modelguard.policy import Context, Policy
from modelguard.policy.layers import require_check
from modelguard.policy.locks import loosening
from modelguard.project.dates import day_at
from modelguard.project.types import Agreement, PolicyException


def agreement(item: Node) -> Agreement:
    return Agreement(
        models=item.texts("models"),
        covers=frozenset(item.texts("covers")),
        reference=item.text("reference") or "",
        until=day_at(item, "until"),
        line=item.line,
    )


def exception(item: Node, policy: Policy, context: Context) -> PolicyException:
    """Raises `ConfigError` for one that the policy does not let stand."""
    made = PolicyException(
        models=item.texts("model"),
        checks=tuple(
            require_check(str(check.data), check, context) for check in item.items("checks")
        ),
        reason=item.text("reason") or "",
        approved_by=item.text("approved_by"),
        until=day_at(item, "until"),
        paths=item.texts("paths"),
        ticket=item.text("ticket"),
        requested_by=item.text("requested_by"),
        line=item.line,
    )
    _require_fields(item, policy)
    _require_approver(made, item, policy)
    _require_end(made.until, item, policy, context.today)
    _require_unlocked(made, item, policy)
    return made


def _require_fields(item: Node, policy: Policy) -> None:
    for field in policy.require.exception_fields:
        if not item.get(field):
            hint = f"the policy `{policy.name}` requires it of every exception"
            raise item.error(f"an exception needs `{field}`", hint=hint)


def _require_approver(made: PolicyException, item: Node, policy: Policy) -> None:
    approvers = policy.require.approvers
    if not approvers or made.approved_by in approvers:
        return
    hint = f"the policy `{policy.name}` accepts: {', '.join(approvers)}"
    if made.approved_by is None:
        raise item.error("an exception needs `approved_by`", hint=hint)
    message = f"{shown(made.approved_by)} may not approve exceptions"
    raise item.error(message, at="approved_by", hint=hint)


def _require_end(until: date | None, item: Node, policy: Policy, today: date) -> None:
    days = policy.require.exception_max_days
    if days is None:
        return
    last = today + timedelta(days=days)
    hint = f"the policy `{policy.name}` lets exceptions last {days} days: until {last} at most"
    if until is None:
        raise item.error("an exception needs `until`", hint=hint)
    if until > last:
        raise item.error(f"`{until}` is too far ahead", at="until", hint=hint)


def _require_unlocked(made: PolicyException, item: Node, policy: Policy) -> None:
    """A locked check can be waived only where the policy says who may approve that."""
    for check in made.checks:
        if check in policy.locks and not policy.require.approvers:
            hint = "a locked check can be waived where the policy names `require.approvers`"
            what = "an exception cannot stand here"
            raise loosening(check, what, item, policy, hint=hint)
