"""The table of models under each of the example profiles, from real runs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from docs_runs import shown_run

ROOT = Path(__file__).parent.parent
PROFILES = "examples/profiles"
# From the smallest use to the largest.
ORDER = ("internal-tool", "university-lab", "eu-startup", "global-platform")


def table(models: Sequence[str]) -> str:
    """A row for each profile, a column for each model."""
    lines = [f"| | {' | '.join(f'`{each}`' for each in models)} |", f"|---|{'---|' * len(models)}"]
    return "\n".join([*lines, *(_line(each, models) for each in ORDER)]) + "\n"


def _line(profile: str, models: Sequence[str]) -> str:
    file = f"{PROFILES}/{profile}.yaml"
    comment = (ROOT / file).read_text("utf-8").partition("\n")[0].removeprefix("# ")
    options = f"--offline --format json --config {file}"
    printed, code = shown_run(f"modelguard audit {options} {' '.join(models)}", ROOT)
    assert code in {0, 1}, printed
    findings = json.loads(printed)["findings"]
    cells = [_cell([each for each in findings if each["model"] == model]) for model in models]
    return f"| [{comment}]({file}) | {' | '.join(cells)} |"


def _cell(findings: Sequence[Mapping[str, str]]) -> str:
    notes = sum(each["severity"] == "note" for each in findings)
    told = [
        f"{each['severity']}: `{each['check']}`" for each in findings if each["severity"] != "note"
    ]
    told += [f"{notes} note{'s' * (notes > 1)}"] if notes else []
    return "<br>".join(told) or "nothing"
