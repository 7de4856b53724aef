"""A check's own documentation: from docstring to report text and Markdown page."""

from __future__ import annotations

from modelguard import checks
from modelguard.domain import CheckText
from modelguard.namedtuple import NamedTuple

HEADINGS = ("What it does", "Why it matters", "Example", "How to fix", "Offline?")


class Documentation(NamedTuple):
    """`sections` maps the fixed headings, in their order, to Markdown."""

    summary: str
    sections: dict[str, str]


def read(check: str) -> Documentation:
    """The docstring of a check, split at its headings. Empty under `python -OO`."""
    summary, *parts = (checks.load(check).__doc__ or "").strip().split("\n## ")
    sections = {}
    for part in parts:
        heading, _, body = part.partition("\n")
        sections[heading.strip()] = body.strip()
    return Documentation(summary.strip().removesuffix("."), sections)


def text(check: str) -> CheckText:
    found = read(check)
    return CheckText(
        id=check,
        summary=found.summary or check,
        why=_flat(found.sections.get("Why it matters", "")),
        how_to_fix=_flat(found.sections.get("How to fix", "")),
        url="",
    )


def page(check: str, *, level: int = 1) -> str:
    """The Markdown page of a check; its heading, of that level, is the id."""
    found = read(check)
    default = checks.load(check).SEVERITY.value
    parts = [f"{'#' * level} {check}", f"{found.summary}. Severity by default: {default}."]
    for heading, body in found.sections.items():
        parts += [f"{'#' * (level + 1)} {heading}", body]
    return "\n\n".join(parts) + "\n"


def _flat(markdown: str) -> str:
    """Paragraphs on one line each, as reports show them."""
    return "\n".join(" ".join(paragraph.split()) for paragraph in markdown.split("\n\n"))
