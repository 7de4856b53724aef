"""Commands inside configuration: containers, workflow steps, scripts; `commands` reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modelguard.detect.commandline import commands
from modelguard.detect.commandline.words import SEPARATOR, Word
from modelguard.detect.configuration.nodes import (
    Entry,
    Mapping,
    Node,
    Sequence,
    Source,
    Text,
    mappings,
    texts,
)
from modelguard.detect.configuration.placeholders import filled
from modelguard.detect.configuration.variables import NAMES, variables
from modelguard.detect.source import Hit

# Keys whose text, or each text of whose list, is a script.
_SCRIPTS = frozenset(
    ("run", "script", "scripts", "before_script", "after_script", "bash", "powershell", "cmd",
     "cmds", "commands", "inline_script", "user_data", "start_command", "build_command", "setup",
     "entry", "shell", "install", "post_create_command", "post_start_command", "startup_script",
     "on_create_command", "post_attach_command", "update_content_command", "init", "deploy_command",
     "install_command", "dev_command", "pre_command", "post_command", "pre_install", "start")
)  # fmt: skip
# In the order in which a container puts them together.
_PROGRAM = ("entrypoint", "command", "args", "arguments")
_LONGEST = 100_000


def find(source: Source) -> Iterator[Hit]:
    """The models that the commands of one document name."""
    shared = _shared(source.root)
    for path, mapping in mappings(source.root):
        known = {**shared, **variables(mapping)}
        image = image_of(mapping)
        yield from _program(source, mapping, image, known)
        yield from _scripts(source, path, mapping, known)
        if image:
            yield from _named_by_image(mapping)
        if uses := mapping.text("uses"):
            yield from _action(mapping, uses)


def image_of(mapping: Mapping) -> str:
    """The container's image; helm charts write its parts apart."""
    found = mapping.get("image", "docker", "container_image")
    if isinstance(found, Mapping):
        return f"{found.text('repository', 'name')}:{found.text('tag')}"
    return filled(found).value if isinstance(found, Text) else ""


def _shared(root: Node) -> dict[str, list[Word]]:
    """Variables of the whole document, and of its jobs."""
    if not isinstance(root, Mapping):
        return {}
    found = variables(root)
    jobs = root.get("jobs")
    for entry in jobs.entries if isinstance(jobs, Mapping) else ():
        if isinstance(entry.value, Mapping):
            found |= variables(entry.value)
    return found


def _program(
    source: Source, mapping: Mapping, image: str, known: dict[str, list[Word]]
) -> Iterator[Hit]:
    nodes = [node for name in _PROGRAM if (node := mapping.get(name)) is not None]
    for part in (nodes, *([entry.value] for entry in mapping.entries if _is_more(entry))):
        words = _joined(source, part, known)
        if words:
            yield from commands.find(words, image=image)


def _is_more(entry: Entry) -> bool:
    """`extraArgs`, `vllm_args`, `X="--model a"`: arguments handed on to another program."""
    if entry.name in (*_PROGRAM, *NAMES, *_SCRIPTS):
        return False
    is_options = isinstance(entry.value, Text) and entry.value.value.startswith("--")
    return is_options or entry.name.endswith("_args")


def _joined(source: Source, nodes: list[Node], known: dict[str, list[Word]]) -> list[Word]:
    words: list[Word] = []
    if not any(isinstance(node, Text | Sequence) for node in nodes):
        return words
    for node in nodes:
        items = texts(node)
        for item in items:
            if len(words) < 5000:
                words += _words(source, item, known, alone=isinstance(node, Text))
    return words


def _words(
    source: Source, item: Text, known: dict[str, list[Word]], *, alone: bool
) -> Iterator[Word]:
    """One item of a command; a text that is a whole command line falls apart."""
    if len(item.value) > _LONGEST:
        return
    is_option = item.value.startswith("-") and " " in item.value
    if "\n" in item.value.strip() and not alone:
        yield Word(SEPARATOR, item.line, item.column)
        yield from _split(source, item, known)
        yield Word(SEPARATOR, item.line, item.column)
    elif alone or is_option or ("$" in item.value and " " not in item.value):
        yield from _split(source, item, known)
    elif item.style in ("|", ">"):
        written, line, _ = raw(source, item)
        indent = len(written) - len(written.lstrip())
        yield Word(item.value, line, indent + 1)
    else:
        yield Word(item.value, item.line, item.column)


def _scripts(
    source: Source, path: tuple[str, ...], mapping: Mapping, known: dict[str, list[Word]]
) -> Iterator[Hit]:
    inside = bool(path) and path[-1] in ("scripts", "tasks")
    for entry in mapping.entries:
        is_script = inside or entry.name in _SCRIPTS or entry.key.value.endswith((".sh", ".bash"))
        for item in texts(entry.value) if is_script else ():
            if item.is_text and len(item.value) <= _LONGEST:
                yield from commands.find(list(_split(source, item, known)))


def _split(source: Source, item: Text, known: dict[str, list[Word]]) -> Iterator[Word]:
    text, line, column = raw(source, item)
    # No command begins with an option: some programs join the lines of a block.
    text = re.sub(r"(?<!\\)\n(?=[ \t]+--?[A-Za-z])", " \\\n", text)
    if "$" in text:
        # Kubernetes writes `$(X)`, workflows `${{ env.X }}`, for what the shell calls `${X}`.
        text = re.sub(r"\$\(([A-Z_][A-Z0-9_]*)\)", r"${\1}", text)
        text = re.sub(r"\$\{\{ *env\.(\w+) *\}\}", r"${\1}", text)
    yield from commands.split(text, line, column, known)


def raw(source: Source, item: Text) -> tuple[str, int, int]:
    """The text as it stands in the file, so that places in it are places in the file."""
    if item.start < 0:
        return item.value, item.line, item.column
    written = source.text[item.start : item.end]
    if item.style in ("|", ">"):
        _, _, body = written.partition("\n")
        return (_continued(body) if item.style == ">" else body), item.line + 1, 1
    if item.style:
        written = written[1:-1]
        if "\\" in written and item.style == '"':
            return item.value, item.line, item.column
    return _continued(written), item.line, item.column


def _continued(text: str) -> str:
    """Lines that YAML joins, joined as the shell does it, which keeps their places."""
    return text.replace("\n", " \\\n")


def _named_by_image(mapping: Mapping) -> Iterator[Hit]:
    node = mapping.get("image")
    if isinstance(node, Text):
        yield from commands.nim(Word(node.value, node.line, node.column))


def _action(mapping: Mapping, uses: str) -> Iterator[Hit]:
    """Actions that bring their own server: the model is one of that server's."""
    given = mapping.get("with")
    from modelguard.detect.configuration import context

    carrier = context.of_action(uses)
    if carrier and isinstance(given, Mapping):
        model = given.get("model", "models")
        if isinstance(model, Text) and "$" not in model.value:
            for word in re.finditer(r"[^\s,]+", model.value):
                column = model.column + word.start()
                yield Hit(word.group(), model.line, column, carrier)
