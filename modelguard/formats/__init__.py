"""The registry of report formats; each is imported when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from modelguard.domain import Report
from modelguard.errors import UsageError
from modelguard.formats.style import Style

__all__ = ["FORMATS", "Style", "names", "render"]

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "text": "modelguard.formats.text",
        "json": "modelguard.formats.json_report",
        "sarif": "modelguard.formats.sarif",
        "github": "modelguard.formats.github",
        "gitlab": "modelguard.formats.gitlab",
        "junit": "modelguard.formats.junit",
        "markdown": "modelguard.formats.markdown",
    }
)


def names() -> tuple[str, ...]:
    return tuple(FORMATS)


def render(name: str, report: Report, style: Style) -> str:
    """The report in the format of that name; empty or ending in a line feed."""
    if name not in FORMATS:
        raise UsageError(f'unknown format "{name}"', hint=f"formats: {', '.join(FORMATS)}")
    renderer: Callable[[Report, Style], str] = import_module(FORMATS[name]).render
    return renderer(report, style)
