"""Placeholders in values, and the defaults that they carry."""

from __future__ import annotations

import re
from functools import cache

from modelguard.detect.configuration.nodes import Text


def filled(text: Text) -> Text:
    """Placeholders replaced by the defaults that they carry."""
    if "{" not in text.value:
        return text
    value = text.value.strip()
    if found := _placeholder().fullmatch(value):
        default = next((group for group in found.groups() if group is not None), None)
        if default is None:
            return text
        at = text.value.find(default, value.find(default) - len(value))
        return text._replace(value=default, column=text.column + max(at, 0))
    replaced = _placeholder().sub(
        lambda found: next((group for group in found.groups() if group is not None), found.group()),
        value,
    )
    return text._replace(value=replaced)


@cache
def _placeholder() -> re.Pattern[str]:
    return re.compile(
        r"\$\{oc\.env:\w+,\s*['\"]?([^{}'\"$]*)['\"]?\}"
        # The shell's `${X-a}` and `${X:-a}`; properties have hyphens in their names: `${my-x:a}`.
        r"|\$\{[A-Z_][A-Z\d_]*[-=]['\"]?([^{}'\"$]*)['\"]?\}"
        r"|\$\{[\w.-]+:[-=]?['\"]?([^{}'\"$]*)['\"]?\}"
        r"|\{\{[^{}|]{0,80}\|\s*default\s*\(?\s*['\"]([^{}'\"]*)['\"]\s*\)?[^{}]{0,80}\}\}"
        r"|\$\{\{[^{}|]{0,120}\|\|\s*'([^{}']*)'\s*\}\}"
        r"|\{\{-?\s*default\s+['\"]([^{}'\"]*)['\"][^{}]{0,80}\}\}"
    )
