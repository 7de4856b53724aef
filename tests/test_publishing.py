"""Models that a project publishes: what their bases leave them, and the card to write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from modelguard import inheritance, rulebase
from modelguard.displayed import Displayed

RULES = rulebase.load()
PROJECT = """\
models:
  - {id: acme/llama, license: llama3.1}
  - {id: acme/free, license: Apache-2.0}
  - {id: acme/painter, license: stabilityai-ai-community}
publishes:
  - {path: models/a, id: acme/Llama-a, license: llama3.1, base_model: acme/llama,
     relation: finetune}
  - {path: models/b, id: acme/Llama-b, license: MIT, base_model: acme/llama}
  - {path: models/c, id: acme/c, license: MIT, base_model: acme/free}
  - {path: models/d, id: acme/d, base_model: acme/painter}
  - {path: models/e, id: acme/e, base_model: [acme/llama, acme/painter], relation: merge}
  - {path: models/f, id: acme/f, base_model: acme/hidden}
"""


@pytest.mark.parametrize(
    ("base", "own", "dropped"),
    [
        ("llama3.1", "MIT", {"user-threshold", "acceptable-use", "name-prefix"}),
        ("llama3.1", "llama3.1", set()),
        ("gemma", "Apache-2.0", {"acceptable-use", "use-restrictions-passed-on"}),
        ("creativeml-openrail-m", "openrail++", set()),
        ("CC-BY-NC-4.0", "Apache-2.0", {"hosting", "redistribution", "commercial-use"}),
        ("CC-BY-SA-4.0", "CC-BY-4.0", {"share-alike"}),
        ("CC-BY-SA-3.0", "CC-BY-SA-4.0", set()),
        ("CC-BY-SA-4.0", "CC-BY-SA-3.0", {"share-alike"}),
        ("GPL-2.0-only", "GPL-3.0-only", {"share-alike"}),
        ("GPL-3.0-only", "AGPL-3.0-only", set()),
        ("AGPL-3.0-only", "GPL-3.0-only", {"share-alike", "network-copyleft"}),
        ("MPL-2.0", "GPL-2.0-or-later", set()),
        ("GPL-3.0-only", "GPL-3.0-or-later", set()),
        ("Apache-2.0", "MIT", set()),
        ("MIT", "CC-BY-NC-4.0", set()),
    ],
)
def test_derivative_has_to_keep_what_its_base_restricts(base, own, dropped):
    assert set(inheritance.dropped(RULES.license(base), RULES.license(own))) == dropped


@pytest.mark.parametrize(
    ("bases", "possible"),
    [
        (["Apache-2.0", "MIT"], None),
        (["Apache-2.0", "llama3.1"], ("llama3.1",)),
        (["llama3.1", "llama3.1"], ("llama3.1",)),
        (["llama3.1", "stabilityai-ai-community"], ()),
        (["creativeml-openrail-m", "openrail++"], ("creativeml-openrail-m", "openrail++")),
    ],
)
def test_bases_leave_only_licenses_that_keep_what_all_of_them_ask_for(bases, possible):
    assert inheritance.left_possible([RULES.license(each) for each in bases]) == possible


@pytest.mark.parametrize("subject", ["acme/Llama-a", "models/a", "./models/a/"])
def test_front_matter_names_license_and_bases(subject, run, project, monkeypatch):
    monkeypatch.chdir(project(**{"modelguard.yaml": PROJECT}))
    monkeypatch.setenv("MODELGUARD_OFFLINE", "1")

    lines = run("explain", "--publish", subject).stdout.splitlines()

    assert lines[:6] == [
        "---",
        "license: llama3.1",
        "base_model:",
        "  - acme/llama",
        "base_model_relation: finetune",
        "---",
    ]
    assert "  README.md: Built with Llama" in lines


@pytest.mark.parametrize(
    ("subject", "line"),
    [
        ("acme/Llama-b", "license: llama3.1"),
        ("acme/c", "license: mit"),
        ("acme/d", "license_name: stabilityai-ai-community"),
        ("acme/e", "license: other  # TODO: a license; the bases leave none that is known here"),
        ("acme/f", "The license of `acme/hidden` is not known: it may ask for more."),
    ],
)
def test_front_matter_offers_a_license_that_the_bases_leave(
    subject, line, run, project, monkeypatch
):
    monkeypatch.chdir(project(**{"modelguard.yaml": PROJECT}))
    monkeypatch.setenv("MODELGUARD_OFFLINE", "1")

    assert line in run("explain", "--publish", subject).stdout.splitlines()


def test_model_that_is_not_published_has_no_front_matter(run, project, monkeypatch):
    monkeypatch.chdir(project(**{"modelguard.yaml": PROJECT}))

    outcome = run("explain", "--publish", "acme/llama")

    assert outcome.code == 2
    assert "the project publishes no `acme/llama`" in outcome.stderr


def test_card_in_the_folder_says_what_the_project_file_leaves_out(run, project):
    card = "---\nlicense: llama3.1\nbase_model: acme/llama\n---\n"
    entry = PROJECT.split("publishes:")[0] + "publishes:\n  - {path: m, id: acme/Llama-x}\n"
    folder = project(**{"modelguard.yaml": entry, "m/README.md": card})

    report = json.loads(run("check", folder, "--offline", "--format", "json").stdout)

    (model,) = [each for each in report["models"] if each["id"] == "acme/Llama-x"]
    assert model["concluded"]["license"] == "llama3.1"
    assert [base["id"] for base in model["lineage"]] == ["acme/llama"]


def _published(folder: Path, run) -> dict[str, list[str]]:
    """By check, what is said of the model of the card at the root."""
    report = json.loads(run("check", folder, "--offline", "--format", "json").stdout)
    found: dict[str, list[str]] = {}
    for each in report["findings"]:
        if each["model"] == "path:.":
            found.setdefault(each["check"], []).append(f"{each['severity']}: {each['message']}")
    return found


DERIVING = (
    "usage: {activities: [publishing-derivatives]}\nmodels: [{id: acme/llama, license: llama3.1}]\n"
)


def test_model_card_at_the_root_is_of_a_published_model(run, project):
    card = "---\nlicense: mit\nbase_model: acme/llama\nlibrary_name: peft\n---\n"
    found = _published(project(**{"modelguard.yaml": DERIVING, "README.md": card}), run)
    (told,) = found["published-license"]
    assert told.startswith("error: `MIT` leaves out what `llama3.1` of its base `acme/llama`")
    (asked,) = found["name-prefix-missing"]
    assert asked.startswith("warning: ")
    assert "which the project does not say" in asked


@pytest.mark.parametrize(
    "head",
    [
        "sdk: gradio\nlicense: mit\nmodels: [acme/llama]",
        "license: mit\ntask_categories: [text-generation]\nsource_datasets: [acme/chat]",
        "title: Our docs\nmodels: [acme/llama]",
    ],
)
def test_card_of_a_space_or_a_dataset_or_a_page_is_of_no_published_model(head, run, project):
    files = {"modelguard.yaml": DERIVING, "README.md": f"---\n{head}\n---\n"}
    assert _published(project(**files), run) == {}


def test_model_card_at_the_root_that_names_no_base_is_asked_for_it(run, project):
    card = "---\nlibrary_name: transformers\n---\n"
    found = _published(project(**{"modelguard.yaml": DERIVING, "README.md": card}), run)
    assert found["published-license"] == ["error: it states no license"]
    assert found["base-undeclared"][0].startswith("warning: it is your own")
    assert "license-missing" not in found


def test_model_card_at_the_root_is_not_published_where_nobody_says_so(run, project):
    card = "---\nlicense: mit\nbase_model: acme/llama\n---\n"
    usage = DERIVING.replace("publishing-derivatives", "internal")
    assert _published(project(**{"modelguard.yaml": usage, "README.md": card}), run) == {}


def test_root_that_an_entry_names_is_no_second_model(run, project):
    card = "---\nlicense: llama3.1\nbase_model: acme/llama\n---\n"
    entry = "publishes:\n  - {path: ., id: acme/Llama-x}\n"
    assert (
        _published(project(**{"modelguard.yaml": DERIVING + entry, "README.md": card}), run) == {}
    )


def test_front_matter_comes_with_what_the_data_asks_for(run, project, test_hub, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", test_hub.endpoint)
    test_hub.add_model("acme/base", "---\nlicense: apache-2.0\n---\n")
    test_hub.add_model("acme/talk", "---\nlicense: cc-by-nc-4.0\n---\n", type="dataset")
    test_hub.add_model("acme/free", "---\nlicense: cc0-1.0\n---\n", type="dataset")
    card = "---\nlicense: mit\nbase_model: acme/base\ndatasets: [acme/talk, acme/free]\n---\n"
    file = "publishes:\n  - {path: m, id: acme/small, license: MIT}\n"
    monkeypatch.chdir(project(**{"modelguard.yaml": file, "m/README.md": card}))

    lines = run("explain", "--publish", "acme/small").stdout.splitlines()

    assert lines[lines.index("datasets:") :][:3] == ["datasets:", "  - acme/talk", "  - acme/free"]
    talk, free = lines[-2:]
    assert talk.startswith("  acme/talk (data of acme/small): CC-BY-NC-4.0 asks for ")
    assert "commercial-use" in talk
    assert free == "  acme/free (data of acme/small): CC0-1.0 asks for nothing"


@pytest.mark.parametrize(
    ("text", "is_shown"),
    [
        ("Built with Llama", True),
        ("built with LLAMA", True),
        ("Built with Llama 3", False),
        ("Built", True),
        ("Buil", False),
        ("[Name] is built with Llama", False),
        ("[Name]: Built with Llama", True),
    ],
)
def test_text_is_found_whatever_its_layout(text, is_shown, tmp_path):
    page = tmp_path / "web" / "about.html"
    page.parent.mkdir()
    page.write_text("<p>Ours: <b>Built</b>\n   with “Llama”.</p>", encoding="utf-8")

    assert Displayed(tmp_path).shows(text) is is_shown


def test_code_and_unreadable_files_show_nothing(tmp_path):
    (tmp_path / "app.py").write_text("# Built with Llama", encoding="utf-8")
    (tmp_path / "README.md").write_bytes(b"\xff\xfe\x00Built")
    Path(tmp_path / "NOTICE").symlink_to(tmp_path / "app.py")

    assert not Displayed(tmp_path).shows("Built with Llama")
