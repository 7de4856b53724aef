"""A lock to its text: the same to the byte for the same rows, a key on each line."""

from __future__ import annotations

import json

from modelguard.lock.rows import facts_data, row_data
from modelguard.lock.types import SCHEMA, Lock


def render(lock: Lock) -> str:
    """ASCII, since what moves or hides text on a screen must not hide in a file that is read."""
    document = {
        "schema": SCHEMA,
        "rules": lock.rules,
        "policy": {"name": lock.policy, "sha256": lock.policy_digest},
        "models": {key: row_data(lock.models[key]) for key in sorted(lock.models)},
        "licenses": {name: facts_data(lock.licenses[name]) for name in sorted(lock.licenses)},
        **({"absent": list(lock.absent)} if lock.absent else {}),
    }
    return json.dumps(document, indent=2) + "\n"
