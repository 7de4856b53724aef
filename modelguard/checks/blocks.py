"""Blocks for the project file that a finding ends with: valid YAML, to be pasted."""

from __future__ import annotations

from datetime import timedelta

from modelguard.checks.case import Case
from modelguard.project import PolicyException


def exception(case: Case, check: str) -> str:
    """An exception with every field that the policy asks for; empty where it accepts none."""
    if not can_be_accepted(case, check):
        return ""
    from modelguard.project.writer import yaml_block

    require = case.policy.require
    limit = require.exception_max_days
    wanted = require.exception_fields
    approver = "TODO: who approved it"
    if require.approvers:
        approver = f"TODO: one of {', '.join(require.approvers)}"
    return yaml_block(
        PolicyException(
            models=(str(case.model.id),),
            checks=(check,),
            reason="TODO: why this is acceptable",
            approved_by=approver if "approved_by" in wanted or require.approvers else None,
            # A date only where the policy asks for one: reports stay the same from day to day.
            until=case.today + timedelta(days=limit) if limit else None,
            ticket="TODO: the ticket" if "ticket" in wanted else None,
            requested_by="TODO: who asked for it" if "requested_by" in wanted else None,
        )
    )


def can_be_accepted(case: Case, check: str) -> bool:
    """Whether the policy lets anybody waive the check."""
    return check not in case.policy.locks or bool(case.policy.require.approvers)


def clarification(case: Case, *, text_sha256: str | None = None) -> str:
    """A clarification to fill in: `other` stays unknown until a license is written in its place.

    Bound to the license text that was read, where there is one, else to the commit.
    """
    revision = None if text_sha256 else case.model.revision
    lines = [
        "clarifications:",
        f"  - model: {quoted(str(case.model.id))}",
        "    license: other  # replace by the license that the publisher confirmed",
        *([f"    revision: {quoted(revision)}"] if revision else []),
        *([f"    text_sha256: {quoted(text_sha256)}"] if text_sha256 else []),
        '    reason: "TODO: where the publisher confirmed it"',
    ]
    return "".join(f"{line}\n" for line in lines)


def pinned(case: Case, revision: str) -> str:
    """The manifest entry at a commit."""
    entry = f"  - id: {quoted(str(case.model.id))}"
    return f"models:\n{entry}\n    revision: {quoted(revision)}\n"


def quoted(text: str) -> str:
    """A YAML scalar in double quotes."""
    return f'"{"".join(_escaped(character) for character in text)}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08x}"
