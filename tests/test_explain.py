"""`modelguard explain MODEL`: the chain from evidence to verdict, for people and for programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from modelguard.cards import endpoint
from tests.formats.schemas import schema
from tests.hub.license_texts import license_text

LLAMA = "deepseek-ai/DeepSeek-R1-Distill-Llama-8B"
EXAMPLES = Path(__file__).parent.parent / "examples"
GOLDENS = Path(__file__).parent / "formats"
IS_UPDATE = os.environ.get("MODELGUARD_UPDATE") == "1"
ADDED = "\n5. No weapons. You may not use this model to build weapons.\n"


@pytest.fixture
def hub(start_hub, monkeypatch):
    """A hub whose word counts as huggingface.co's: what it lacks does not exist."""
    started = start_hub()
    monkeypatch.setattr(endpoint, "HUB_URL", started.endpoint)
    monkeypatch.setenv("HF_ENDPOINT", started.endpoint)
    return started


@pytest.fixture
def explain(run, tmp_path, monkeypatch):
    """The explanations of a model as JSON; outside of a project unless a test writes one."""
    monkeypatch.chdir(tmp_path)

    def explain(*arguments):
        outcome = run("explain", *arguments, "--format", "json")
        assert outcome.code == 0, outcome.stderr
        found = json.loads(outcome.stdout)
        schema("explanation").validate(found)
        return found["explanations"]

    return explain


def bearings(explanation):
    """Term to what it comes to, in the one use that there is."""
    (use,) = explanation["uses"]
    return {each["term"]: each["bearing"] for each in use["terms"]}


def territories(explanation):
    """What each of the excluded territories comes to, with the reason."""
    (use,) = explanation["uses"]
    found = [each for each in use["terms"] if each["term"] == "territory-excluded"]
    return {each["bearing"]: each["reason"] for each in found}


def reasons(explanation):
    (use,) = explanation["uses"]
    return {each["term"]: each["reason"] for each in use["terms"]}


@pytest.mark.parametrize("width", [80, 120])
def test_distilled_llama_is_explained_from_tag_to_fix(width, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", str(width))
    golden = GOLDENS / f"explanation-{width}.golden"

    printed = run("explain", LLAMA, "--offline", "--activity", "hosted-service").stdout

    if IS_UPDATE:
        golden.write_text(printed, encoding="utf-8")
    assert printed == golden.read_text(encoding="utf-8")
    # An address is never cut.
    assert all(len(line) <= width for line in printed.splitlines() if "https://" not in line)


def test_declaration_of_a_derivative_is_held_against_its_base(hub, explain):
    hub.add_model("acme/llama", "---\nlicense: llama3.1\n---\n")
    hub.add_model(
        "acme/tuned",
        "---\nlicense: mit\nbase_model: acme/llama\nbase_model_relation: finetune\n---\n",
    )

    (found,) = explain("acme/tuned", "--online")

    assert [(each["says"], each["part"]) for each in found["said"]] == [("mit", "counts")]
    (dropped,) = found["dropped"]
    assert (dropped["base"], dropped["by"]) == ("acme/llama", "acme/tuned")
    assert {"user-threshold", "acceptable-use"} <= set(dropped["terms"])
    assert "base-license-dropped" in {each["check"] for each in found["findings"]}
    concluded = found["model"]["concluded"]
    assert (concluded["basis"], concluded["confidence"]) == ("base", "medium")
    assert [each["says"] for each in concluded["disagreement"]] == ["mit"]


def test_folder_is_held_against_the_base_that_its_adapter_names(explain, project):
    project(
        **{
            "models/a/README.md": "---\nlicense: mit\n---\n",
            "models/a/adapter_config.json": (
                '{"base_model_name_or_path": "meta-llama/Llama-3.1-8B"}'
            ),
        }
    )

    (found,) = explain("models/a", "--offline")

    (dropped,) = found["dropped"]
    assert dropped["base"] == "meta-llama/Llama-3.1-8B"


def test_tag_that_names_nothing_leaves_the_word_to_the_name(hub, explain):
    hub.add_model("acme/named", "---\nlicense: other\nlicense_name: llama3.1\n---\n")

    (found,) = explain("acme/named", "--online")

    assert [(each["kind"], each["part"]) for each in found["said"]] == [
        ("card", "tells"),
        ("license_name", "decides"),
    ]


def test_passage_is_shown_from_the_text_that_is_at_hand(hub, explain, run):
    hub.add_model(
        "acme/free",
        "---\nlicense: apache-2.0\n---\n",
        texts={"LICENSE": license_text("Apache-2.0").encode()},
    )

    (found,) = explain("acme/free", "--online", "--activity", "redistribution")
    printed = run("explain", "acme/free", "--online", "--activity", "redistribution").stdout

    passages = {each["section"]: each for each in found["passages"]}
    lines = license_text("Apache-2.0").splitlines()
    assert lines[passages["4(a)"]["line"] - 1].strip().startswith("(a)")
    assert passages["4(a)"]["text"].splitlines()[0] == lines[passages["4(a)"]["line"] - 1].strip()
    assert f"LICENSE:{passages['4(a)']['line']} “(a) You must give" in printed
    assert found["model"]["concluded"]["confidence"] == "high"


def test_passage_of_a_base_is_shown_from_the_text_of_the_base(hub, explain):
    text = license_text("MPL-2.0").encode()
    hub.add_model("acme/base", "---\nlicense: mpl-2.0\n---\n", texts={"LICENSE": text})
    hub.add_model("acme/tuned", "---\nlicense: mit\nbase_model: acme/base\n---\n")

    (found,) = explain("acme/tuned", "--online")

    assert {each["path"] for each in found["passages"]} == {"acme/base/LICENSE"}
    assert sum("/api/models/acme/base" in path for path in hub.paths()) == 1


def test_passage_that_was_added_to_a_license_is_shown_with_its_line(hub, explain, run):
    text = license_text("MIT") + ADDED
    hub.add_model("acme/changed", "---\nlicense: mit\n---\n", texts={"LICENSE": text.encode()})

    (found,) = explain("acme/changed", "--online")
    printed = run("explain", "acme/changed", "--online").stdout

    assert f"line {len(text.splitlines())} adds: " in printed
    assert "You may not use this model to build weapons" in printed
    assert found["model"]["concluded"]["confidence"] == "none"
    assert "license-text-modified" in {each["check"] for each in found["findings"]}


def test_text_and_card_that_differ_are_told_with_their_part(hub, explain):
    text = license_text("MPL-2.0").encode()
    hub.add_model("acme/two", "---\nlicense: mit\n---\n", texts={"LICENSE": text})

    (found,) = explain("acme/two", "--online")

    parts = {each["kind"]: (each["part"], each["why"]) for each in found["said"]}
    assert parts["text"][0] == "decides"
    assert parts["card"] == ("disagrees", "the license text asks for more, or for something else")
    (disagreeing,) = found["model"]["concluded"]["disagreement"]
    assert disagreeing["says"] == "mit"


def test_text_for_the_code_has_no_part_in_the_conclusion(hub, explain):
    texts = {
        "LICENSE-MODEL": license_text("MPL-2.0").encode(),
        "LICENSE-CODE": license_text("MIT").encode(),
    }
    hub.add_model("acme/apart", "---\nlicense: mpl-2.0\n---\n", texts=texts)

    (found,) = explain("acme/apart", "--online")

    parts = {each["where"].rpartition("/")[2]: each["part"] for each in found["said"]}
    assert parts["LICENSE-MODEL"] == "agrees"
    assert parts["LICENSE-CODE"] == "tells"


def test_numbers_decide_which_terms_bind(explain):
    (small,) = explain("tencent/HunyuanVideo", "--offline", "--monthly-active-users", "5000")
    (large,) = explain(LLAMA, "--offline", "--monthly-active-users", "900000000")

    assert bearings(small)["user-threshold"] == "does-not-bind"
    assert "`usage.monthly_active_users` is 5,000" in reasons(small)["user-threshold"]
    assert bearings(large)["user-threshold"] == "cannot-be-told"


def test_place_decides_about_an_excluded_territory(explain):
    (there,) = explain("tencent/HunyuanVideo", "--offline", "--territory", "DE")
    (elsewhere,) = explain("tencent/HunyuanVideo", "--offline", "--territory", "JP")

    assert territories(there) == {
        "broken": "leaves out use in the EU; `usage.territories` states DE",
        "does-not-bind": "leaves out use in the UK and South Korea; `usage.territories` states DE",
    }
    assert territories(elsewhere) == {
        "does-not-bind": "leaves out use in the EU, the UK and South Korea; "
        "`usage.territories` states JP"
    }


def test_license_that_bars_the_use_as_a_whole_is_told_by_that_term_alone(explain):
    (found,) = explain("mistralai/Codestral-22B-v0.1", "--offline")

    assert bearings(found) == {"commercial-use": "broken"}
    assert found["findings"][0]["check"] == "noncommercial-use"


def test_project_states_the_use_and_the_places(explain, project, run):
    project(
        **{
            "modelguard.yaml": (
                "usage: {purpose: commercial, activities: [internal]}\n"
                "overrides:\n"
                "  - {paths: ['public/**'], usage: {activities: [hosted-service]}}\n"
                "exceptions:\n"
                "  - {model: 'meta-llama/*', checks: [acceptable-use], reason: Read it,"
                " approved_by: legal}\n"
            ),
            "app.py": 'AutoModel.from_pretrained("meta-llama/Llama-3.1-8B")\n',
            "public/app.py": 'AutoModel.from_pretrained("meta-llama/Llama-3.1-8B")\n',
        }
    )

    (found,) = explain("meta-llama/Llama-3.1-8B", "--offline")
    printed = run("explain", "meta-llama/Llama-3.1-8B", "--offline").stdout
    checked = json.loads(run("check", ".", "--offline", "--format", "json").stdout)

    places = {each["references"][0]["path"]: each for each in found["uses"]}
    badge = {
        path: next(each["bearing"] for each in use["terms"] if each["term"] == "badge")
        for path, use in places.items()
    }
    assert badge == {"app.py": "does-not-bind", "public/app.py": "binds"}
    assert found["findings"] == checked["findings"]
    assert "waived: exception at modelguard.yaml:5 by legal: Read it" in printed


@pytest.mark.parametrize("example", ["image-studio", "fully-open"])
def test_findings_are_those_of_check(example, run, monkeypatch):
    monkeypatch.chdir(EXAMPLES / example)
    checked = json.loads(run("check", "--offline", "--format", "json").stdout)

    assert checked["models"]
    for model in checked["models"]:
        printed = run("explain", model["id"], "--offline", "--format", "json").stdout
        (found,) = json.loads(printed)["explanations"]
        assert found["model"] == model
        assert found["findings"] == [
            each for each in checked["findings"] if each["model"] == model["id"]
        ]


def test_model_of_the_tests_alone_owes_nothing_of_a_product(explain, project):
    project(
        **{
            "modelguard.yaml": "usage: {activities: [hosted-service]}\n",
            "tests/test_app.py": 'AutoModel.from_pretrained("meta-llama/Llama-3.1-8B")\n',
        }
    )

    (found,) = explain("meta-llama/Llama-3.1-8B", "--offline")

    assert bearings(found)["badge"] == "does-not-bind"
    assert reasons(found)["badge"].endswith("only tests, examples and benchmarks use the model")
    assert "notice-missing" not in {each["check"] for each in found["findings"]}


def test_term_whose_check_is_off_says_that_the_policy_does_not_report_it(explain, project):
    project(
        **{
            "modelguard.yaml": (
                "policy: {severity: {territory-excluded: off}}\nusage: {territories: [DE]}\n"
            )
        }
    )

    (found,) = explain("tencent/HunyuanVideo", "--offline")

    assert territories(found)["broken"].endswith("does not report it")
    assert "territory-excluded" not in {each["check"] for each in found["findings"]}


def test_badge_that_the_project_shows_is_met(explain, project):
    project(
        **{
            "modelguard.yaml": "usage: {activities: [hosted-service]}\n",
            "README.md": "Built with Llama\n",
        }
    )

    (found,) = explain("meta-llama/Llama-3.1-8B", "--offline")

    (badge,) = [each for each in found["uses"][0]["terms"] if each["term"] == "badge"]
    assert (badge["bearing"], badge["met"]) == ("binds", True)
    assert "notice-missing" not in {each["check"] for each in found["findings"]}


@pytest.mark.parametrize(
    "subject",
    [
        "openai:gpt-4o",
        "https://huggingface.co/google/gemma-2-9b-it",
        "pkg:huggingface/Qwen/Qwen3-8B",
        "nobody/nothing",
        "gpt2",
        "datasets/HuggingFaceH4/ultrachat_200k",
    ],
)
def test_every_form_of_an_id_is_explained(subject, explain):
    (found,) = explain(subject, "--offline")

    assert found["uses"]


def test_folder_is_explained_by_its_own_files(explain, project):
    project(
        **{
            "models/a/README.md": "---\nlicense: mit\n---\n",
            "models/a/LICENSE": license_text("MIT"),
        }
    )

    (found,) = explain("models/a", "--offline")

    assert found["model"]["concluded"]["license"] == "MIT"
    assert found["model"]["concluded"]["confidence"] == "high"


def test_hostile_card_and_text_neither_move_the_cursor_nor_command_a_runner(hub, run, tmp_path):
    name = "x\\u001b[2J\\u202e\\n::error::owned"
    text = license_text("MIT") + "\n\x1b]0;owned\x07 You may not\n::error::owned\n"
    hub.add_model(
        "acme/hostile",
        f'---\nlicense: other\nlicense_name: "{name}"\n---\n',
        texts={"LICENSE": text.encode()},
    )

    printed = run("explain", "acme/hostile", "--online", "-v").stdout

    assert "x" in printed
    assert not {"\x1b", "\x07", "\u202e"} & set(printed)
    assert not any(line.strip().startswith("::") for line in printed.splitlines())


@pytest.mark.parametrize("subject", ["llama3.1", "noncommercial-use", "MIT"])
def test_license_or_check_goes_before_a_model(subject, run):
    assert "used under policy" not in run("explain", subject).stdout


def test_word_that_names_nothing_is_refused_with_a_hint(run):
    outcome = run("explain", "lama3.1")

    assert outcome.code == 2
    assert "neither a license nor a check nor a model" in outcome.stderr
    assert "did you mean `llama3.1`" in outcome.stderr


def test_same_input_gives_the_same_bytes(tmp_path):
    def printed(seed: str, *arguments: str) -> bytes:
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "MODELGUARD_TODAY": "2026-11-22",
            "MODELGUARD_CACHE_DIR": str(tmp_path),
        }
        command = [sys.executable, "-m", "modelguard", *arguments, "--offline", "--format", "json"]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, check=False
        )
        assert done.stdout, done.stderr
        return done.stdout

    for arguments in (
        ("explain", LLAMA, "--activity", "hosted-service"),
        ("audit", LLAMA, "tencent/HunyuanVideo", "mistralai/Codestral-22B-v0.1", "openai:gpt-4o"),
    ):
        assert printed("0", *arguments) == printed("4711", *arguments)
