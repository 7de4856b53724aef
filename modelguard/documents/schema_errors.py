"""One error of the JSON Schema validator in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from modelguard.documents.document import Node, Pointer
from modelguard.errors import ConfigError, nearest, plain, shown

_TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "empty",
}


def described(error: Any, node: Node) -> Iterator[ConfigError]:
    """`error` is a `jsonschema.ValidationError` on the data of `node`."""
    inner: Pointer = tuple(error.absolute_path)
    pointer = (*node.pointer, *inner)
    if "propertyNames" in error.absolute_schema_path:
        inner, pointer = (*inner, error.instance), (*pointer, error.instance)
    whole = ".".join(str(step) for step in node.pointer)
    name = _name(inner, shown(whole) if whole else "the file")
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(error, node, pointer)
            return
        case "required":
            yield from _missing_keys(error, node, pointer, name)
            return
        case "type":
            message, hint = _wrong_type(error, name)
        case "enum":
            message, hint = _not_one_of(error, name)
        case "minLength" | "minItems" | "minProperties":
            message, hint = f"{name} is empty", _expected(error, "write ")
        case _:
            message, hint = _wrong_value(error, name)
    yield node.document.error(message, pointer, hint=hint)


def _name(inner: Pointer, whole: str) -> str:
    if not inner:
        return whole
    last = inner[-1]
    if isinstance(last, str):
        return shown(last)
    keys = [step for step in inner if isinstance(step, str)]
    return f"item {last + 1} of {shown(keys[-1])}" if keys else f"item {last + 1}"


def _unknown_keys(error: Any, node: Node, pointer: Pointer) -> Iterator[ConfigError]:
    known = list(error.schema.get("properties", {}))
    for key in error.instance:
        if key not in known:
            message = f"unknown key {shown(key)}"
            yield node.document.error(message, (*pointer, key), hint=nearest(key, known))


def _missing_keys(error: Any, node: Node, pointer: Pointer, name: str) -> Iterator[ConfigError]:
    """A key that is there under a misspelled name is reported as that alone."""
    from difflib import get_close_matches

    title = error.schema.get("title", "")
    what = name if "`" in title else title
    unknown = [key for key in error.instance if key not in error.schema["properties"]]
    for key in error.validator_value:
        if key not in error.instance and not get_close_matches(key, unknown):
            known = error.schema["properties"].get(key, {}).get("title", "")
            hint = f"write {known} after `{key}:`" if known else ""
            yield node.document.error(f"{what} needs `{key}`", pointer, hint=hint)


def _wrong_type(error: Any, name: str) -> tuple[str, str]:
    types = error.validator_value
    types = [types] if isinstance(types, str) else types
    wanted = error.schema.get("title") or " or ".join(_TYPES[each] for each in types)
    given = _given(error.instance)
    return f"{name} must be {wanted}, not {given}", _type_hint(types, error.instance)


def _given(value: object) -> str:
    match value:
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case None:
            return "empty"
        case _:
            return shown(value)


def _type_hint(types: list[str], value: object) -> str:
    is_scalar = isinstance(value, str | int | float)
    if "array" in types and is_scalar:
        return f"write a list: `[{shown(value)[1:-1]}]`"
    if "string" in types and is_scalar:
        return f'put it in quotes: `"{shown(value)[1:-1]}"`'
    if ("integer" in types or "number" in types) and isinstance(value, str):
        return "write digits only, such as `250000`, without quotes"
    return ""


def _not_one_of(error: Any, name: str) -> tuple[str, str]:
    known = [plain(each) for each in error.validator_value if each is not None]
    message = f"{name} cannot be {shown(error.instance)}"
    return message, nearest(str(error.instance), known)


def _wrong_value(error: Any, name: str) -> tuple[str, str]:
    if error.validator == "minimum":
        return f"{name} must be at least {error.validator_value:,}, not {error.instance:,}", ""
    if error.validator == "maximum":
        return f"{name} must be at most {error.validator_value:,}, not {error.instance:,}", ""
    if isinstance(error.instance, str) and not error.instance.strip():
        return f"{name} is empty", _expected(error, "write ")
    wanted = error.schema.get("title")
    if wanted:
        not_so = "" if name == shown(error.instance) else f", not {shown(error.instance)}"
        return f"{name} must be {wanted}{not_so}", _case_hint(error)
    return f"{name} is not as it must be: {error.message}", ""


def _case_hint(error: Any) -> str:
    """Codes that were written in lower case."""
    import re

    if error.validator == "pattern" and isinstance(error.instance, str):
        upper = error.instance.upper()
        if upper != error.instance and re.search(error.validator_value, upper):
            return f"write `{upper}`"
    return ""


def _expected(error: Any, start: str) -> str:
    title = error.schema.get("title")
    return f"{start}{title}, or leave the key out" if title else ""
