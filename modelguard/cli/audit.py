"""`modelguard audit`: models by id, without a project."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from modelguard import ids
from modelguard.cli import judging, options, session
from modelguard.domain import ModelId, Purpose, Reference, Usage
from modelguard.errors import UsageError

ACTIVITIES = (
    "internal",
    "hosted-service",
    "redistribution",
    "on-device",
    "fine-tuning",
    "publishing-derivatives",
    "training-on-outputs",
)


@click.command("audit")
@click.argument("subjects", nargs=-1, required=True, metavar="SUBJECT…")
@options.project
@options.usage
@options.sources
@options.report
@options.style
def command(
    subjects: tuple[str, ...],
    purpose: str | None,
    activities: tuple[str, ...],
    monthly_active_users: int | None,
    annual_revenue: str | None,
    domicile: str | None,
    territories: tuple[str, ...],
    **given: object,
) -> int:
    """Check SUBJECTs: `org/name`, `org/name@revision`, a Hub URL, a purl, a folder, a weights file.

    A folder is read by its card, license files and headers of weights (GGUF, safetensors); anything
    else is `source:name`.

    `-` reads subjects from standard input, one a line. No project file is read unless --config
    names one; the options below state the use.
    """
    choice = judging.Choice(**given)  # type: ignore[arg-type]
    usage = Usage(
        purpose=Purpose(purpose) if purpose else None,
        activities=_activities(activities),
        numbers={}
        if monthly_active_users is None
        else {"monthly_active_users": monthly_active_users},
        money={} if annual_revenue is None else {"annual_revenue": _money(annual_revenue)},
        domicile=domicile,
        territories=territories or None,
    )
    project = judging.project_for_audit(choice, usage)
    references = tuple(_reference(subject) for subject in _expanded(subjects))
    part = judging.Part(project, references)
    if choice.locked:
        part = judging.with_lock(part, choice)
    return judging.judge((part,), choice, whole_project=False)


def _expanded(subjects: tuple[str, ...]) -> list[str]:
    """`-` stands for the lines of standard input; empty lines and `#` comments do not count."""
    found: list[str] = []
    for subject in subjects:
        found += _lines_of_input() if subject == "-" else [subject]
    if not found:
        raise UsageError("no subject was given", hint="name a model such as `org/name`")
    return list(dict.fromkeys(found))


def _lines_of_input() -> list[str]:
    text = sys.stdin.buffer.read().decode("utf-8", errors="replace")
    lines = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


def _reference(subject: str) -> Reference:
    """An audited model has no place in a project: line 0 says so."""
    parsed = _local(subject) or ids.parse(subject)
    return Reference(
        id=parsed.id,
        path=subject,
        line=0,
        column=0,
        text=subject,
        detector="command-line",
        revision=parsed.revision,
    )


def _local(subject: str) -> ids.ParsedId | None:
    """A folder or weights file of this machine; what exists here goes before the Hub's names."""
    try:
        place = Path(subject).expanduser()
        is_here = place.exists()
    except (OSError, ValueError, RuntimeError):
        return None
    if not is_here:
        return None
    if re.fullmatch(r"[\w.-]+(/[\w.-]+)?", subject) and place.is_dir():
        session.say(f"`{subject}` is a folder here; for the model on the Hub, write `hf:{subject}`")
    return ids.ParsedId(ModelId("path", place.as_posix()))


def _activities(names: tuple[str, ...]) -> frozenset[str] | None:
    for name in names:
        if name not in ACTIVITIES:
            raise UsageError(
                f"`--activity` does not know `{name}`", hint=f"activities: {', '.join(ACTIVITIES)}"
            )
    return frozenset(names) or None


def _money(text: str) -> tuple[float, str]:
    match = re.fullmatch(r"([\d_.,]+)\s*([A-Za-z]{3})?", text.strip())
    try:
        amount = float(match.group(1).replace("_", "").replace(",", "")) if match else None
    except ValueError:
        amount = None
    if match is None or amount is None:
        raise UsageError(
            f"`--annual-revenue` is `{text}`, which is no amount",
            hint="write 3000000 or 3000000EUR",
        )
    return amount, (match.group(2) or "USD").upper()
