"""A project file, read, validated and typed."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator

from modelguard import rulebase
from modelguard.documents import Node, read, validate
from modelguard.domain import Severity, Usage
from modelguard.errors import ConfigError
from modelguard.policy import Context, Policy, Spec, assemble, given
from modelguard.policy.layers import severities
from modelguard.policy.sources import file as file_source
from modelguard.policy.types import Source
from modelguard.project import statements
from modelguard.project.find import PYPROJECT, further_out, has_table
from modelguard.project.types import Agreement, Override, PolicyException, Project
from modelguard.project.usage import usage

# The check that would speak up for an activity, were it not off.
_CHECK_OF_ACTIVITY = {
    "hosted-service": "hosting-restricted",
    "redistribution": "redistribution-restricted",
}


def load(
    file: str,
    *,
    root: str,
    context: Context,
    policy_name: str | None = None,
    policy_base: str | None = None,
    is_alone: bool = False,
) -> Project:
    """The project that `file` describes; paths inside it start from its own folder.

    `policy_name` (a name or a file, relative to `policy_base`) takes the place of the file's
    `policy`; what the file extends stays, and so does what binds from further out, unless the file
    `is_alone`. Raises `ConfigError` for all that is wrong in it.
    """
    source = file_source(file, root=root)
    node = _read(file, source.label, context.memo)
    own = Spec(found, source) if (found := node.get("policy")) else None
    if policy_name is not None:
        own = given(policy_name, policy_base or root)
    below = () if is_alone else tuple(_binding(root, context))[::-1]
    below += _extended(node, source)
    policy = assemble(_on_top(below, own), root=root, context=context)
    used = usage(node.get("usage"))
    published = [(item, statements.publish(item, context)) for item in node.items("publishes")]
    project = Project(
        root=root,
        file=file,
        label=source.label,
        models=(
            *statements.models(node, context),
            *(statements.published_entry(*each, used.activities) for each in published),
        ),
        datasets=statements.dataset_entries(node),
        first_party=(*node.texts("first_party"), *(str(each.id) for _, each in published)),
        usage=used,
        overrides=tuple(
            _override(item, below, (policy, source, root), context)
            for item in node.items("overrides")
        ),
        publishes=tuple(each for _, each in published),
        policy=policy,
        agreements=_agreements(node),
        exceptions=_exceptions(node, policy, context),
        clarifications=tuple(
            statements.clarification(item, context) for item in node.items("clarifications")
        ),
        exclude=node.texts("exclude"),
        content=node.document.content,
    )
    return project._replace(notices=tuple(_notices(node, project)))


def _agreements(node: Node) -> tuple[Agreement, ...]:
    if not (items := node.items("agreements")):
        return ()
    from modelguard.project import accepted

    return tuple(accepted.agreement(item) for item in items)


def _exceptions(node: Node, policy: Policy, context: Context) -> tuple[PolicyException, ...]:
    if not (items := node.items("exceptions")):
        return ()
    from modelguard.project import accepted

    return tuple(accepted.exception(item, policy, context) for item in items)


def empty(
    root: str,
    policy_name: str | None = None,
    *,
    context: Context,
    policy_base: str | None = None,
) -> Project:
    """A project without a project file; `policy_name` is relative to `policy_base`, else `root`."""
    specs = () if policy_name is None else (given(policy_name, policy_base or root),)
    return Project(
        root=root,
        file=None,
        label="",
        models=(),
        datasets=(),
        first_party=(),
        usage=Usage(),
        overrides=(),
        publishes=(),
        policy=assemble(specs, root=root, context=context),
        agreements=(),
        exceptions=(),
        clarifications=(),
        exclude=(),
    )


def _read(file: str, label: str, memo: str | None) -> Node:
    """The whole file, or `[tool.modelguard]` of a pyproject.toml."""
    document = read(file, label=label)
    if document.data is None:
        return Node(document, (), {})
    node: Node | None = document.node()
    if os.path.basename(file) == PYPROJECT:
        tool = document.node().get("tool")
        node = tool.get("modelguard") if tool else None
    if node is None:
        message = "this file has no `[tool.modelguard]`"
        raise ConfigError(message, path=label, hint="add the table, or name another file")
    validate(node, rulebase.schema("project"), memo=memo)
    return node


def _extended(node: Node, source: Source) -> tuple[Spec, ...]:
    extends = node.get("extends")
    return () if extends is None else (Spec(extends, source),)


def _binding(root: str, context: Context) -> Iterator[Spec]:
    """What the projects around this one extend, where that locks something; the nearest first."""
    for _, file in further_out(root):
        source = file_source(file, root=root)
        specs = _extended(_read(file, source.label, context.memo), source)
        if specs and assemble(specs, root=root, context=context).locks:
            yield from specs


def _on_top(below: tuple[Spec, ...], own: Spec | None) -> tuple[Spec, ...]:
    return below if own is None else (*below, own)


def _override(
    item: Node,
    below: tuple[Spec, ...],
    project: tuple[Policy, Source, str],
    context: Context,
) -> Override:
    """An override's policy replaces the project's, on top of the same organisation's policy."""
    policy, source, root = project
    changed = severities(item.get("severity"), context)
    changes = policy._replace(severities={**policy.severities, **changed})
    if policy.locks:
        from modelguard.policy.locks import require_not_looser

        require_not_looser(policy, changes, item, context.known_checks)
    own, stated = item.get("policy"), item.get("usage")
    other = None
    if own is not None:
        specs = _on_top(below, Spec(own, source))
        other = assemble(specs, root=root, context=context, floor=policy)
    return Override(
        paths=item.texts("paths"),
        usage=None if stated is None else usage(stated),
        severities=changed,
        policy=other,
        line=item.line,
    )


def _notices(node: Node, project: Project) -> Iterator[str]:
    if "models" in node and not project.models:
        line = node.document.place((*node.pointer, "models"))[0]
        yield f"{project.label}:{line}: `models` names no model"
    for activity, check in _CHECK_OF_ACTIVITY.items():
        is_off = project.policy.severities.get(check) is Severity.OFF
        if is_off and activity in (project.usage.activities or ()):
            yield (
                f"{project.label}: `usage` states {activity}, but the policy"
                f" `{project.policy.name}` turns `{check}` off"
            )
    if project.file is None:
        return
    where, name = os.path.split(project.file)
    if name != PYPROJECT and has_table(os.path.join(where, PYPROJECT)):
        folder = posixpath.dirname(project.label)
        yield f"{posixpath.join(folder, PYPROJECT)}: not read, `{project.label}` goes before it"
