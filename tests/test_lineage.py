"""Who descends from whom: generations, cycles, renames, caps, and what each source says of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from modelguard import lineage, rulebase
from modelguard.cli import loading
from modelguard.domain import Base, Card, CardSource, ModelId, Reason, Reference, Unresolved
from modelguard.gathering import MAX_DATASETS
from modelguard.project import empty
from modelguard.resolve import Resolver

RULES = rulebase.load()


def walked(bases: Mapping[str, Sequence[str]], names: Mapping[str, str] | None = None):
    """The walk from `a`; `names` are what repositories are called today."""
    today = names or {}
    return lineage.walk(
        "a",
        lambda repo: tuple(map(Base, bases.get(repo, ()))),
        lambda repo: today.get(repo, repo),
    )


@pytest.fixture
def audited(run, test_hub, monkeypatch) -> Callable[..., dict]:
    """`modelguard audit` of the first card, on a hub that has all of them."""
    monkeypatch.setenv("HF_ENDPOINT", test_hub.endpoint)

    def audit(cards: Mapping[str, object], *options: str) -> dict:
        for repo, front in cards.items():
            test_hub.add_model(repo, f"---\n{yaml.safe_dump(front)}---\n")
        outcome = run("audit", "--online", "--format", "json", *options, next(iter(cards)))
        assert "Traceback" not in outcome.stderr
        return json.loads(outcome.stdout)

    return audit


def of(report: Mapping, check: str) -> list[str]:
    return [
        f"{each['severity']}: {each['message']}"
        for each in report["findings"]
        if each["check"] == check
    ]


def bases_of(report: Mapping) -> dict[str, str]:
    return {each["id"]: each["relation"] for each in report["models"][0]["lineage"]}


# The walk


def test_every_generation_is_walked_nearest_first():
    steps = walked({"a": ["b", "c"], "b": ["d"], "d": ["e"]}).steps
    assert [(step.id, step.depth, step.via) for step in steps] == [
        ("b", 1, "a"),
        ("c", 1, "a"),
        ("d", 2, "b"),
        ("e", 3, "d"),
    ]


def test_a_base_that_two_others_share_counts_once_and_is_no_loop():
    found = walked({"a": ["b", "c"], "b": ["d"], "c": ["d"]})
    assert [step.id for step in found.steps] == ["b", "c", "d"]
    assert found.loops == ()


@pytest.mark.parametrize(
    ("bases", "names", "loops"),
    [
        ({"a": ["a"]}, {}, ("a",)),
        ({"a": ["A"]}, {}, ("A",)),
        ({"a": ["b"], "b": ["a"]}, {}, ("a",)),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, {}, ("b",)),
        ({"a": ["b"], "b": ["old-a"]}, {"old-a": "a"}, ("old-a",)),
    ],
)
def test_a_model_that_is_its_own_ancestor_ends_the_walk_and_is_told(bases, names, loops):
    assert walked(bases, names).loops == loops


def test_generations_beyond_the_cap_are_counted_and_not_walked():
    chain = {"a": ["1"], **{str(number): [str(number + 1)] for number in range(1, 20)}}
    found = walked(chain)
    assert len(found.steps) == lineage.MAX_DEPTH
    assert found.left_out == 1


def test_bases_beyond_the_cap_are_counted_and_not_walked():
    found = walked({"a": [f"b{number}" for number in range(500)]})
    assert len(found.steps) == lineage.MAX_BASES
    assert found.left_out == 500 - lineage.MAX_BASES


# Looking up


def test_each_generation_is_one_look_up(tmp_path):
    cards = {
        "acme/a": ("acme/b", "acme/c"),
        "acme/b": ("acme/d",),
        "acme/c": ("acme/e", "acme/d"),
        "acme/d": (),
        "acme/e": (),
    }
    asked: list[list[str]] = []

    def look_up(wanted):
        asked.append([each.repo for each in wanted])
        return {each: card(each.repo, cards[each.repo]) for each in wanted}

    resolve(tmp_path, look_up, "acme/a")
    assert asked == [["acme/a"], ["acme/b", "acme/c"], ["acme/d", "acme/e"]]


def test_what_is_beyond_the_caps_is_never_asked_for(tmp_path):
    asked: list[str] = []

    def look_up(wanted):
        asked.extend(each.repo for each in wanted)
        bases = [f"acme/b{number}" for number in range(500)]
        return {each: card(each.repo, bases if each.repo == "acme/a" else ()) for each in wanted}

    (report,) = resolve(tmp_path, look_up, "acme/a")
    assert len(asked) == 1 + lineage.MAX_BASES
    assert report.descent.left_out == 500 - lineage.MAX_BASES


def test_bases_that_are_all_new_names_of_one_another_are_not_asked_for_without_end(tmp_path):
    asked: list[str] = []

    def look_up(wanted):
        asked.extend(each.repo for each in wanted)
        return {
            each: card("acme/one", [f"acme/{len(asked)}-{n}" for n in range(90)]) for each in wanted
        }

    resolve(tmp_path, look_up, "acme/a")
    assert len(asked) <= 1 + lineage.MAX_BASES * (lineage.MAX_DEPTH + 1)


def test_datasets_are_asked_for_with_the_next_generation_up_to_a_cap(tmp_path):
    asked: list[list[tuple[str, str]]] = []

    def look_up(wanted):
        asked.append([(each.type, each.repo) for each in wanted])
        return {each: gone(each.repo) for each in wanted} | {
            each: card(each.repo, ["acme/b"], [f"acme/data-{number}" for number in range(50)])
            for each in wanted
            if each.repo == "acme/a"
        }

    (report,) = resolve(tmp_path, look_up, "acme/a")
    assert len(asked) == 2
    assert ("model", "acme/b") in asked[1]
    assert len(asked[1]) == 1 + MAX_DATASETS
    assert report.descent.unread == 50 - MAX_DATASETS


def card(repo: str, bases: Sequence[str], datasets: Sequence[str] = ()) -> Card:
    return Card(
        id=repo,
        source=CardSource.HUB,
        where="a test",
        as_of="",
        licenses=("mit",),
        bases=tuple(map(Base, bases)),
        datasets=tuple(datasets),
    )


def gone(repo: str) -> Unresolved:
    return Unresolved(repo, Reason.NOT_FOUND, "it is gone")


def resolve(folder, look_up, *models: str):
    references = [
        Reference(ModelId("huggingface", model), "app.py", 1, 1, model, "python")
        for model in models
    ]
    here = empty(folder, context=loading.context(loading.Choice()))
    return Resolver(here, RULES, look_up, lambda _: True).resolve(references)


# On a hub


def test_a_card_with_five_hundred_bases_is_told(audited, test_hub):
    bases = [f"acme/b{number}" for number in range(500)]
    report = audited({"acme/a": {"license": "mit", "base_model": bases}})
    assert of(report, "base-undeclared") == [
        "warning: 64 of its 500 bases were looked up, and the others may bind as well"
    ]
    assert report["models"][0]["descent"]["left_out"] == 436
    assert len({path for path in test_hub.paths() if "/api/models/" in path}) == 65


def test_a_base_that_is_its_own_ancestor_under_a_former_name_is_told(audited, test_hub):
    front = "---\nlicense: mit\nbase_model: acme/was\n---\n"
    test_hub.add_model("acme/mid", front, old_names=("acme/old-mid",), body={"baseModels": None})
    front = "---\nlicense: mit\nbase_model: acme/old-mid\n---\n"
    test_hub.add_model("acme/now", front, old_names=("acme/was",), body={"baseModels": None})
    report = audited({"acme/x": {"license": "mit", "base_model": "acme/now"}})
    assert of(report, "base-undeclared") == ["warning: `acme/was` is named among its own ancestors"]
    assert list(bases_of(report)) == ["acme/now", "acme/old-mid"]


def test_a_renamed_base_binds_under_its_old_name(audited, test_hub):
    test_hub.add_model("acme/now", "---\nlicense: cc-by-nc-4.0\n---\n", old_names=("acme/was",))
    report = audited({"acme/a": {"license": "cc-by-nc-4.0", "base_model": "acme/was"}})
    assert report["models"][0]["lineage"][0]["license"] == "CC-BY-NC-4.0"


def test_a_gated_base_whose_card_can_be_read_binds(audited, test_hub):
    test_hub.add_model("acme/gated", "---\nlicense: llama3.1\n---\n", gated="manual")
    report = audited({"acme/a": {"license": "llama3.1", "base_model": "acme/gated"}})
    assert report["models"][0]["lineage"][0]["license"] == "llama3.1"


def test_a_base_that_is_gone_hides_no_other_base(audited):
    report = audited(
        {
            "acme/a": {"license": "mit", "base_model": ["acme/gone", "acme/b"]},
            "acme/b": {"license": "cc-by-nc-4.0"},
        }
    )
    assert report["models"][0]["concluded"]["class"] == "commercial-restricted"
    (gone,) = of(report, "model-unverified")
    assert gone.startswith("warning: the terms of its base `acme/gone` are not known")


@pytest.mark.parametrize("relation", ["finetune", "adapter", "merge", "quantized"])
def test_every_relation_is_told_and_binds(audited, relation):
    front = {"license": "mit", "base_model": "acme/b", "base_model_relation": relation}
    report = audited({"acme/a": front, "acme/b": {"license": "gemma"}})
    assert bases_of(report) == {"acme/b": relation}
    assert report["models"][0]["concluded"]["license"] == "gemma"


def test_what_is_no_text_among_bases_is_told_and_hides_no_base(audited):
    front = {"license": "mit", "base_model": [1, {"id": "acme/c"}, None, "acme/b"]}
    report = audited({"acme/a": front, "acme/b": {"license": "mit"}})
    assert list(bases_of(report)) == ["acme/b"]
    assert of(report, "base-undeclared") == [
        "warning: `base_model: 1` is a number, not a text; "
        '`base_model: {"id": "acme/c"}` is a mapping, not a text'
    ]


# What the project file says


@pytest.fixture
def checked(run, project, test_hub, monkeypatch) -> Callable[..., dict]:
    """`modelguard check` of a project file, on a hub that has the cards below `acme/`."""
    monkeypatch.setenv("HF_ENDPOINT", test_hub.endpoint)

    def check(project_file: str, **cards: object) -> dict:
        for name, front in cards.items():
            test_hub.add_model(f"acme/{name}", f"---\n{yaml.safe_dump(front)}---\n")
        folder = project(**{"modelguard.yaml": project_file})
        return json.loads(run("check", folder, "--online", "--format", "json").stdout)

    return check


def test_a_license_stated_by_hand_erases_no_base(checked):
    report = checked(
        "models: [{id: acme/a, license: MIT, reason: by mail}]",
        a={"license": "other", "base_model": "acme/b"},
        b={"license": "llama3.1"},
    )
    assert report["models"][0]["concluded"]["expression"].startswith("MIT AND ")
    assert report["models"][0]["concluded"]["license"] == "llama3.1"


def test_a_clarification_states_the_bases_of_all_models_that_its_glob_names(checked):
    clarified = """\
models: [acme/a-small, acme/a-large]
clarifications:
  - {model: "acme/a-*", base_model: acme/b, relation: finetune, reason: the paper says so}
"""
    free = {"license": "apache-2.0"}
    report = checked(clarified, **{"a-small": free, "a-large": free, "b": {"license": "gemma"}})
    assert [each["concluded"]["license"] for each in report["models"]] == ["gemma", "gemma"]


def test_the_relation_that_is_stated_by_hand_goes_before_the_card(checked):
    report = checked(
        "models: [{id: acme/a, base_model: acme/b, relation: adapter}]",
        a={"license": "mit", "base_model": "acme/b", "base_model_relation": "finetune"},
        b={"license": "mit"},
    )
    assert bases_of(report) == {"acme/b": "adapter"}


def test_bases_of_a_base_may_be_stated_too(checked):
    report = checked(
        "models: [acme/a]\n"
        "clarifications: [{model: acme/b, base_model: acme/c, reason: the paper says so}]",
        a={"license": "mit", "base_model": "acme/b"},
        b={"license": "mit"},
        c={"license": "cc-by-nc-4.0"},
    )
    assert list(bases_of(report)) == ["acme/b", "acme/c"]
    assert report["models"][0]["concluded"]["license"] == "CC-BY-NC-4.0"


def test_a_model_elsewhere_carries_the_base_that_is_stated_for_it(checked):
    report = checked(
        "models: [{id: 'url:https://example.org/a.gguf', license: MIT, base_model: acme/b}]",
        b={"license": "gemma"},
    )
    assert report["models"][0]["concluded"]["license"] == "gemma"


def test_a_base_that_lies_in_the_project_is_read_there(checked, project):
    project(**{"models/b/README.md": "---\nlicense: cc-by-nc-4.0\n---\n"})
    report = checked(
        "models: [{id: acme/a, base_model: 'path:models/b'}]", a={"license": "cc-by-nc-4.0"}
    )
    assert report["models"][0]["lineage"][0]["license"] == "CC-BY-NC-4.0"


def test_a_model_that_was_tuned_at_a_hosted_api_is_under_its_terms(checked):
    report = checked("first_party: ['acme/*']\nmodels: [{id: acme/a, base_model: 'openai:gpt-4o'}]")
    assert report["models"][0]["concluded"]["class"] == "proprietary"
    assert report["models"][0]["concluded"]["license"] == "terms-openai"


def test_a_glob_that_matches_the_base_too_makes_no_loop(checked):
    report = checked(
        "models: [acme/a]\n"
        "clarifications: [{model: 'acme/*', base_model: acme/b, reason: the paper says so}]",
        a={"license": "mit"},
        b={"license": "gemma"},
    )
    assert list(bases_of(report)) == ["acme/b"]
    assert report["models"][0]["descent"]["loops"] == []


def test_a_card_names_no_base_on_this_machine(checked, project):
    project(**{"models/b/README.md": "---\nlicense: gemma\n---\n"})
    report = checked("models: [acme/a]", a={"license": "mit", "base_model": "path:models/b"})
    assert report["models"][0]["lineage"][0]["license"] is None


def test_a_model_of_our_own_needs_no_license_and_carries_its_bases(checked):
    report = checked(
        "first_party: ['acme/a*']\nmodels: [{id: acme/a, base_model: acme/b}]",
        b={"license": "llama3.1"},
    )
    assert report["models"][0]["concluded"]["license"] == "llama3.1"
    assert of(report, "license-missing") == []


# What lies beside the card


def test_an_adapter_on_the_hub_names_its_base_in_its_configuration(audited, test_hub):
    config = json.dumps({"base_model_name_or_path": "acme/b", "peft_type": "LORA"}).encode()
    front = "---\nlicense: mit\n---\n"
    test_hub.add_model("acme/lora", front, texts={"adapter_config.json": config})
    report = audited(
        {"acme/a": {"license": "mit", "base_model": "acme/lora"}, "acme/b": {"license": "gemma"}}
    )
    assert bases_of(report) == {"acme/lora": "finetune", "acme/b": "adapter"}
    assert report["models"][0]["concluded"]["license"] == "gemma"


@pytest.mark.parametrize(
    "config", [b"", b"[]", b"{", b'{"base_model_name_or_path": 7}', b"[" * 100_000, b"\xff\x00"]
)
def test_a_broken_configuration_of_an_adapter_names_no_base(audited, test_hub, config):
    front = "---\nlicense: mit\n---\n"
    test_hub.add_model("acme/lora", front, texts={"adapter_config.json": config})
    report = audited({"acme/a": {"license": "mit", "base_model": "acme/lora"}})
    assert list(bases_of(report)) == ["acme/lora"]


def test_an_adapter_of_somebody_elses_folder_has_a_base_that_nobody_knows(audited, test_hub):
    config = json.dumps({"base_model_name_or_path": "/home/me/models/llama"}).encode()
    front = "---\nlicense: mit\n---\n"
    test_hub.add_model("acme/lora", front, texts={"adapter_config.json": config})
    report = audited({"acme/a": {"license": "mit", "base_model": "acme/lora"}})
    (told,) = of(report, "model-unverified")
    assert told.startswith("warning: the terms of its base `/home/me/models/llama` are not known")


@pytest.mark.parametrize(
    ("front", "file"),
    [
        ({"base_model": "acme/b"}, "adapter_config.json"),
        ({"base_model": "acme/b", "library_name": "peft"}, "weights.bin"),
    ],
)
def test_what_lies_beside_a_card_tells_an_adapter(run, project, front, file):
    card = f"---\n{yaml.safe_dump({'license': 'mit', **front})}---\n"
    folder = project(**{"lora/README.md": card, f"lora/{file}": "{}"})
    report = json.loads(run("audit", folder / "lora", "--offline", "--format", "json").stdout)
    assert bases_of(report) == {"acme/b": "adapter"}


@pytest.mark.parametrize("name", ["adapter:acme/plain", "civitai:12", "pkg:x", ":", "a:b"])
def test_base_on_a_card_that_is_no_repository_is_told_and_stops_nothing(name, audited):
    report = audited({"acme/a": {"license": "mit", "base_model": name}})
    assert report["models"][0]["concluded"]["license"] == "MIT"
    (told,) = of(report, "model-unverified")
    assert told.startswith(f"warning: the terms of its base `{name}` are not known")


# Data


def test_what_is_known_of_generated_datasets_follows_its_schema():
    rules = Path(__file__).parents[1] / "rules"
    schema = json.loads((rules / "schemas" / "generated_data.schema.json").read_text("utf-8"))
    rows = yaml.safe_load((rules / "catalog" / "generated_data.yaml").read_text("utf-8"))
    Draft202012Validator(schema).validate(rows)
    assert {row["terms"] for row in rows} <= set(RULES.license_ids())
    assert [row["dataset"].lower() for row in rows] == sorted({r["dataset"].lower() for r in rows})
