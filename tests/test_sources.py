"""Models of other sources: copies on the Hub, and pages where a person reads their license."""

import json

PACKAGES = "https://github.com/explosion/spacy-models/releases/download"
PINNED = "en-core-web-sm @ " + PACKAGES + "/{0}/{0}-py3-none-any.whl\n"


def test_package_of_a_pipeline_is_looked_up_as_its_makers_copy_on_the_hub(project, run):
    root = project(**{"app.py": 'import spacy\nnlp = spacy.load("en_core_web_sm")\n'})
    outcome = run("check", "--offline", "--format", "json", root)
    (model,) = json.loads(outcome.stdout)["models"]
    assert model["concluded"]["license"] == "MIT"
    assert outcome.code == 0


def test_version_of_a_package_is_no_revision_of_its_repository(project, run):
    root = project(**{"requirements.txt": PINNED.format("en_core_web_sm-3.7.1")})
    assert run("lock", "--offline", root).code == 0
    assert run("check", "--locked", root).code == 0
    rows = json.loads((root / "modelguard.lock").read_text(encoding="utf-8"))["models"]
    assert list(rows) == ["spacy/en_core_web_sm"]


def test_source_that_cannot_be_asked_names_the_page_of_the_model(run):
    outcome = run("audit", "--offline", "torchhub:acme/seg:resnet_small")
    assert "https://github.com/acme/seg" in "".join(outcome.stdout.split("\n  "))
    assert outcome.code == 3
