"""Hold a document against a JSON Schema; say what is wrong in words, with the nearest right key.

A subschema's `title` names what belongs there ("a list of model ids") and stands in the messages.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from modelguard import __version__
from modelguard.documents.document import Node
from modelguard.errors import ConfigError

_SHOWN_PROBLEMS = 6


def validate(node: Node, schema: Path, *, memo: Path | None = None) -> None:
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

    def __init__(self, node: Node, schema: Path, memo: Path) -> None:
        import os
        import zlib

        stats = [(name, os.stat(os.path.join(schema.parent, name))) for name in _schemas(schema)]
        schemas = [(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]
        head = f"{__version__}\n{schema}\n{schemas}\n{node.pointer}\n".encode()
        self._text = head + (node.document.content or b"")
        self._file = memo / f"{zlib.crc32(self._text):08x}"

    def is_valid(self) -> bool:
        try:
            return self._file.read_bytes() == self._text
        except OSError:
            return False

    def remember(self) -> None:
        """A folder that cannot be written costs time, not correctness."""
        import tempfile

        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._file.parent, delete=False) as scratch:
                scratch.write(self._text)
            Path(scratch.name).replace(self._file)
        except OSError:
            return


def _schemas(schema: Path) -> list[str]:
    """The names of a schema and of those that it may refer to, all in one folder."""
    import os

    names = sorted(os.listdir(schema.parent))
    return [name for name in names if name.endswith(".schema.json")]


def _problems(node: Node, schema: Path) -> list[ConfigError]:
    import json

    from jsonschema import Draft202012Validator
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012

    from modelguard.documents.schema_errors import described

    folder = schema.parent
    contents = {name: json.loads((folder / name).read_bytes()) for name in _schemas(schema)}
    registry: Registry[Any] = Registry().with_contents(
        contents.items(), default_specification=DRAFT202012
    )
    validator = Draft202012Validator(contents[schema.name], registry=registry)
    errors = list(validator.iter_errors(_without_empty(node.data)))
    errors += [
        error  # a key that is unknown and empty
        for error in validator.iter_errors(node.data)
        if error.validator == "additionalProperties"
    ]
    problems = [problem for error in errors for problem in described(error, node)]
    unique = {(problem.line or 0, problem.message): problem for problem in problems}
    return [unique[key] for key in sorted(unique)]


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
