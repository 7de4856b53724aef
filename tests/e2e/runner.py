"""A GitHub runner in small: runs the script steps of a composite action as they are written."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_EXPRESSION = re.compile(r"\$\{\{ ([\w.-]+) \}\}")


class Ran(NamedTuple):
    """What a run of the action left. `steps` are the exit codes of its script steps, in order."""

    code: int
    stdout: str
    stderr: str
    steps: Mapping[str, int]
    outputs: Mapping[str, str]
    summary: str


class Runner(NamedTuple):
    """`temp` is RUNNER_TEMP, `workspace` the checkout, `event` the payload of what happened."""

    action: Mapping[str, object]
    source: Path
    workspace: Path
    temp: Path
    environment: Mapping[str, str]
    event: Mapping[str, object]
    sha: str

    def run(self, inputs: Mapping[str, str]) -> Ran:
        """Steps after one that failed are skipped, as a runner does."""
        outputs: dict[str, str] = {}
        codes: dict[str, int] = {}
        printed: list[str] = []
        complaints: list[str] = []
        summary = self.temp / "summary.md"
        summary.write_text("", encoding="utf-8")
        for step in self.action["runs"]["steps"]:
            if "run" not in step:
                continue
            done = self._run(step, {**inputs, **outputs}, summary)
            codes[step["name"]] = done.returncode
            printed.append(done.stdout)
            complaints.append(done.stderr)
            outputs |= self._outputs(step)
            if done.returncode:
                break
        return Ran(
            code=done.returncode,
            stdout="".join(printed),
            stderr="".join(complaints),
            steps=codes,
            outputs={
                name: self._value(each["value"], outputs)
                for name, each in self.action["outputs"].items()
            },
            summary=summary.read_text(encoding="utf-8"),
        )

    def _run(
        self, step: Mapping[str, object], known: Mapping[str, str], summary: Path
    ) -> subprocess.CompletedProcess[str]:
        """As `shell: bash` is run: `bash --noprofile --norc -eo pipefail`."""
        given = {name: self._value(text, known) for name, text in step.get("env", {}).items()}
        event = self.temp / "event.json"
        event.write_text(json.dumps(self.event), encoding="utf-8")
        self._output_file(step).write_text("", encoding="utf-8")
        assert step["shell"] == "bash"
        return subprocess.run(
            [shutil.which("bash"), "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.workspace,
            env={
                **self.environment,
                "GITHUB_ACTIONS": "true",
                "GITHUB_ACTION_PATH": str(self.source),
                "GITHUB_EVENT_PATH": str(event),
                "GITHUB_OUTPUT": str(self._output_file(step)),
                "GITHUB_SHA": self.sha,
                "GITHUB_STEP_SUMMARY": str(summary),
                "GITHUB_WORKSPACE": str(self.workspace),
                "RUNNER_TEMP": str(self.temp),
                **given,
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def _output_file(self, step: Mapping[str, object]) -> Path:
        return self.temp / f"output-{step.get('id', 'none')}"

    def _outputs(self, step: Mapping[str, object]) -> dict[str, str]:
        lines = self._output_file(step).read_text(encoding="utf-8").splitlines()
        pairs = (line.partition("=") for line in lines)
        return {f"steps.{step['id']}.outputs.{name}": value for name, _, value in pairs}

    def _value(self, text: str, known: Mapping[str, str]) -> str:
        """The text with its expressions evaluated; what is not there is empty, as on GitHub."""
        return _EXPRESSION.sub(lambda match: self._looked_up(match[1], known), text)

    def _looked_up(self, path: str, known: Mapping[str, str]) -> str:
        if path.startswith("inputs."):
            return known.get(path.removeprefix("inputs."), "")
        if path.startswith("github.event."):
            found: object = self.event
            for name in path.removeprefix("github.event.").split("."):
                found = found.get(name, {}) if isinstance(found, dict) else {}
            return found if isinstance(found, str) else ""
        return known.get(path, "")
