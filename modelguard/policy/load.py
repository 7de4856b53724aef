"""A policy and all that it extends, read and merged."""

from __future__ import annotations

import os
from collections.abc import Iterator

from modelguard.documents import Document, Node
from modelguard.namedtuple import NamedTuple
from modelguard.policy import layers
from modelguard.policy.sources import (
    builtin,
    builtin_policies,
    fetch,
    named,
)
from modelguard.policy.types import Context, Policy, Source

_MAX_EXTENDS = 10
_FETCHED = ("git", "https")


class Spec(NamedTuple):
    """A policy as named or written in `source`: text, `{url, sha256}` or the mapping itself."""

    node: Node
    source: Source


class Layer(NamedTuple):
    """One policy file, or one mapping in a project file. `place` is what errors point at.

    `is_named` is False for what only something else extends.
    """

    node: Node
    source: Source
    place: Node
    is_named: bool = True


def names() -> tuple[str, ...]:
    """The built-in policies."""
    return tuple(sorted(builtin_policies()))


def load(name_or_file: str, *, base: str, context: Context, written: str = "--policy") -> Policy:
    """`base` is the folder that a relative path starts from; `written` is where the name stands."""
    return assemble((given(name_or_file, base, written),), root=base, context=context)


def given(name_or_file: str, base: str, written: str = "--policy") -> Spec:
    """A policy that is named outside any file."""
    return Spec(Document(written, name_or_file).node(), Source("file", os.path.join(base, "-"), ""))


def assemble(
    specs: tuple[Spec, ...], *, root: str, context: Context, floor: Policy | None = None
) -> Policy:
    """The policies of `specs`, each on top of the one before it; `default` for no specs.

    What a later spec extends is not laid on top again where an earlier one brought it in. `floor`
    is a policy whose locks hold for the outcome too. Labels are relative to `root`.
    """
    policy = Policy("default", "", "default")
    seen: set[object] = set()
    for layer in _layers(specs or (given("default", root),), root, context):
        if layer.source.identity in seen and not layer.is_named:
            continue
        seen.add(layer.source.identity)
        if layer.source.kind in _FETCHED:
            policy = policy._replace(fetched=(*policy.fetched, layer.source))
        above = layers.apply(policy, layer.node, _name(layer), context)
        _require_not_looser(policy, above, layer.place, context)
        policy = above
    if floor is not None:
        _require_not_looser(floor, policy, specs[-1].node, context)
        policy = policy._replace(
            locks=policy.locks | floor.locks, locked_by={**policy.locked_by, **floor.locked_by}
        )
    return policy


def _require_not_looser(below: Policy, above: Policy, layer: Node, context: Context) -> None:
    if below.locks:
        from modelguard.policy import locks

        locks.require_not_looser(below, above, layer, context.known_checks)


def _layers(specs: tuple[Spec, ...], root: str, context: Context) -> Iterator[Layer]:
    """Every layer of every spec; what is extended comes before what extends it."""
    for node, source in specs:
        if isinstance(node.data, dict) and "url" not in node.data:
            inline = Layer(node, source._replace(kind="inline", path=str(node.pointer)), node)
            yield from _below(inline, source, root, context, chain=(source,))
            yield inline
        else:
            *below, last = _chain(node, source, root, context, chain=(source,))
            yield from below
            yield last._replace(is_named=True)


def _chain(
    spec: Node, base: Source, root: str, context: Context, *, chain: tuple[Source, ...]
) -> Iterator[Layer]:
    source = named(spec, base, root=root)
    shown = " → ".join(each.label for each in (*chain, source) if each.label)
    if source.identity in [each.identity for each in chain]:
        raise spec.error(f"a policy extends itself: {shown}", hint="remove this `extends`")
    if len(chain) > _MAX_EXTENDS:
        raise spec.error(f"policies extend each other more than {_MAX_EXTENDS} times: {shown}")
    node = fetch(source, spec, context).node()
    place = spec if source.kind == "builtin" else node
    layer = Layer(node, source, place, is_named=False)
    yield from _below(layer, source, root, context, chain=(*chain, source))
    yield layer


def _below(
    layer: Layer, base: Source, root: str, context: Context, *, chain: tuple[Source, ...]
) -> Iterator[Layer]:
    """What a layer extends: what it says, else `default`."""
    if (extends := layer.node.get("extends")) is not None:
        yield from _chain(extends, base, root, context, chain=chain)
    elif layer.source != builtin("default"):
        source = builtin("default")
        node = fetch(source, layer.node, context).node()
        yield Layer(node, source, layer.place, is_named=False)


def _name(layer: Layer) -> str:
    return layer.node.text("name") or layer.source.label
