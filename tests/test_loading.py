"""Loading a model is not relicensing it: what a project does with it decides what it owes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

LICENSES = ("Apache-2.0", "MIT", "CC-BY-4.0", "CC-BY-SA-4.0", "LGPL-3.0-only", "GPL-3.0-only")
COPYLEFT = {"copyleft-redistribution", "copyleft-network"}
PROJECT = """\
models:
  - {{id: acme/model, license: {license}}}
policy: {policy}
usage:
  purpose: {purpose}
  activities: [{activities}]
"""
PYPROJECT = '[project]\nname = "shop"\nlicense = "{license}"\n'
CODE = 'from transformers import AutoModel\n\nAutoModel.from_pretrained("acme/model")\n'


@pytest.fixture
def found(project: Callable[..., Path], run) -> Callable[..., dict[str, str]]:
    """Check id to severity, of a project that loads a model."""

    def found(
        model: str,
        *,
        own: str = "MIT",
        policy: str = "default",
        purpose: str = "commercial",
        activities: str = "hosted-service",
    ) -> dict[str, str]:
        content = PROJECT.format(
            license=model, policy=policy, purpose=purpose, activities=activities
        )
        files = {"app.py": CODE, "modelguard.yaml": content}
        folder = project(**files, **{"pyproject.toml": PYPROJECT.format(license=own)})
        outcome = run("check", folder, "--offline", "--no-cache", "--format", "json")
        findings = json.loads(outcome.stdout)["findings"]
        return {each["check"]: each["severity"] for each in findings}

    return found


@pytest.mark.parametrize("own", ["MIT", "GPL-3.0-only"])
@pytest.mark.parametrize("model", LICENSES)
def test_a_project_that_loads_a_model_owes_it_no_license_of_its_own(found, model, own):
    for policy in ("default", "commercial-saas", "internal-use"):
        for activities in ("hosted-service", "internal"):
            assert found(model, own=own, policy=policy, activities=activities).keys() <= {
                "unpinned-revision"
            }


def test_copyleft_reaches_whoever_passes_the_weights_on(found):
    assert found("GPL-3.0-only", activities="redistribution").keys() & COPYLEFT
    assert not found("Apache-2.0", activities="redistribution").keys() & COPYLEFT


def test_copyleft_of_services_is_a_note_until_the_model_is_changed(found):
    assert found("AGPL-3.0-only")["copyleft-network"] == "note"
    assert found("AGPL-3.0-only", activities="hosted-service, fine-tuning")["copyleft-network"] in {
        "warning",
        "error",
    }
    assert "copyleft-network" not in found("AGPL-3.0-only", activities="internal")


@pytest.mark.parametrize(
    ("model", "allowed"),
    [
        ("CC-BY-NC-4.0", {"noncommercial", "research"}),
        ("apple-amlr", {"research"}),
        ("mnpl", {"research"}),
        ("flux-1-dev-non-commercial", {"noncommercial", "research"}),
        ("Apache-2.0", {"commercial", "noncommercial", "research"}),
    ],
)
def test_research_and_noncommercial_use_are_told_apart(found, model, allowed):
    passed = {
        purpose
        for purpose in ("commercial", "noncommercial", "research")
        if found(model, purpose=purpose, policy="research", activities="internal").get(
            "noncommercial-use"
        )
        not in {"warning", "error"}
    }
    assert passed == allowed
