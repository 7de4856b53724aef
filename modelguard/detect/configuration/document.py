"""One document of configuration to its references: keys, variables, commands, files inside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from modelguard.detect.commandline import commands
from modelguard.detect.commandline.words import Word
from modelguard.detect.configuration import inner_commands, variables
from modelguard.detect.configuration.nodes import Leaf, Mapping, Node, Source, Text, normal, steps
from modelguard.detect.configuration.placeholders import filled
from modelguard.detect.configuration.rules import Rules
from modelguard.detect.source import Hit

_VARIABLES = frozenset(("environment", "env", "variables", "env_vars", "envs", "build_args"))


def find(
    source: Source, found: Sequence[Leaf], path: str, *, is_environment: bool = False
) -> Iterator[Hit]:
    """`found` are the leaves of the document; some rules ask for the file's `path`.

    Each key of an environment file is a variable.
    """
    rules = Rules(path, {leaf.path for leaf in found})
    yield from compose_models(source.root)
    for leaf in found:
        yield from _in_leaf(leaf, rules, is_environment=is_environment)
    yield from inner_commands.find(source)


def _in_leaf(leaf: Leaf, rules: Rules, *, is_environment: bool) -> Iterator[Hit]:
    leaf, variable = _named(leaf)
    if is_environment and leaf.key:
        variable = leaf.key.value
    if rule := rules.of(leaf):
        from modelguard.detect.configuration import forms

        yield from forms.hits(leaf, rule, _image(leaf))
    elif variable and leaf.text.is_text and not rules.is_silent(leaf):
        text = filled(leaf.text)
        yield from commands.assigned(variable, Word(text.value, text.line, text.column))


def _named(leaf: Leaf) -> tuple[Leaf, str]:
    """`- X=a`, `{name: X, value: a}` and `variable "x" { default = a }` as X; a variable's name."""
    path, parents = leaf.path, leaf.parents
    if path[-1:] == ("[]",) and "=" in leaf.text.value:
        for name, value in variables.assignment(leaf.text):
            return Leaf((*path[:-1], normal(name)), leaf.text, value, parents), name
    if path[-1:] == ("value",) and (name := parents[-1].text("name", "key")):
        return leaf._replace(path=(*path[:-1], *steps(name))), name
    if path[-1:] == ("default",) and path[-3:-2] == ("variable",):
        return leaf._replace(path=path[-2:-1]), ""
    is_variable = leaf.key is not None and path[-2:-1] and path[-2] in _VARIABLES
    return leaf, leaf.key.value if leaf.key and is_variable else ""


def _image(leaf: Leaf) -> str:
    images = (inner_commands.image_of(each) for each in reversed(leaf.parents))
    return next((image for image in images if image), "")


def compose_models(root: Node) -> Iterator[Hit]:
    """`models:` of a compose file: Docker Model Runner pulls them, from Docker Hub or the Hub."""
    if not isinstance(root, Mapping) or not _is_compose(root):
        return
    models = root.get("models")
    for entry in models.entries if isinstance(models, Mapping) else ():
        model = entry.value.get("model") if isinstance(entry.value, Mapping) else None
        if isinstance(model, Text) and model.is_text:
            text = filled(model)
            is_hub = text.value.startswith(("hf.co/", "huggingface.co/"))
            if not set(text.value) & set("${} "):
                yield Hit(text.value, text.line, text.column, "uri" if is_hub else "dmr")


def _is_compose(root: Mapping) -> bool:
    return any(isinstance(root.get(name), Mapping) for name in ("services", "volumes", "networks"))
