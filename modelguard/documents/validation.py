"""Hold a document against a JSON Schema; say what is wrong in words, with the nearest right key.

A subschema's `title` names what belongs there ("a list of model ids") and stands in the messages.
"""

from __future__ import annotations

import os
from typing import Any

from modelguard import __version__
from modelguard.documents.document import Node
from modelguard.errors import ConfigError

_SHOWN_PROBLEMS = 6


def validate(node: Node, schema: str, *, memo: str | None = None) -> None:
    """Raise `ConfigError` for the first problem; its message lists the others.

    `memo` is a folder that keeps the texts that were valid before: jsonschema then is not imported.
    Schemas may refer to others in their own folder. A known key without a value counts as not
    written.
    """
    known = _Known(node, schema, memo) if memo and node.document.content is not None else None
    if known and known.is_valid():
        return
    problems = _problems(node, schema)
    if problems:
        raise _error(problems)
    if known:
        known.remember()


class _Known:
    """A text, with the version and the schemas that it was held against, as the memo keeps it.

    Kept whole and compared, not as a digest: `hashlib` loads OpenSSL, which the hook does without.
    """

    def __init__(self, node: Node, schema: str, memo: str) -> None:
        import zlib

        folder = os.path.dirname(schema)
        stats = [(name, os.stat(os.path.join(folder, name))) for name in _schemas(folder)]
        schemas = [(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]
        head = f"{__version__}\n{schema}\n{schemas}\n{node.pointer}\n".encode()
        self._text = head + (node.document.content or b"")
        self._file = os.path.join(memo, f"{zlib.crc32(self._text):08x}")

    def is_valid(self) -> bool:
        try:
            with open(self._file, "rb") as known:
                return known.read() == self._text
        except OSError:
            return False

    def remember(self) -> None:
        """A folder that cannot be written costs time, not correctness."""
        import tempfile

        try:
            folder = os.path.dirname(self._file)
            os.makedirs(folder, mode=0o700, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=folder, delete=False) as scratch:
                scratch.write(self._text)
            os.replace(scratch.name, self._file)
        except OSError:
            return


def _schemas(folder: str) -> list[str]:
    """The names of the schemas of a folder, which may refer to each other."""
    return [name for name in sorted(os.listdir(folder)) if name.endswith(".schema.json")]


def _problems(node: Node, schema: str) -> list[ConfigError]:
    from jsonschema import Draft202012Validator
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012

    from modelguard.documents.schema_errors import described

    folder, own = os.path.split(schema)
    contents = {name: _json(os.path.join(folder, name)) for name in _schemas(folder)}
    registry: Registry[Any] = Registry().with_contents(
        contents.items(), default_specification=DRAFT202012
    )
    validator = Draft202012Validator(contents[own], registry=registry)
    errors = list(validator.iter_errors(_without_empty(node.data)))
    errors += [
        error  # a key that is unknown and empty
        for error in validator.iter_errors(node.data)
        if error.validator == "additionalProperties"
    ]
    problems = [problem for error in errors for problem in described(error, node)]
    unique = {(problem.line or 0, problem.message): problem for problem in problems}
    return [unique[key] for key in sorted(unique)]


def _json(path: str) -> Any:
    import json

    with open(path, "rb") as file:
        return json.load(file)


def _without_empty(data: Any) -> Any:
    """Keys without a value count as not written."""
    if isinstance(data, dict):
        return {key: _without_empty(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [_without_empty(item) for item in data]
    return data


def _error(problems: list[ConfigError]) -> ConfigError:
    first, *rest = problems
    lines = [_in_one_line(each) for each in rest]
    if len(lines) >= _SHOWN_PROBLEMS:
        lines[_SHOWN_PROBLEMS - 1 :] = [f"and {len(lines) - _SHOWN_PROBLEMS + 1} more"]
    message = "\n".join([first.message, *lines])
    return ConfigError(message, path=first.path, line=first.line, hint=first.hint)


def _in_one_line(problem: ConfigError) -> str:
    hint = f" ({problem.hint})" if problem.hint.startswith("did you mean") else ""
    return str(ConfigError(f"{problem.message}{hint}", path=problem.path, line=problem.line))
