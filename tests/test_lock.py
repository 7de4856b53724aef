"""`modelguard lock`, and what `check` makes of a lock."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.formats.schemas import schema

NAME = "modelguard.lock"
APACHE, NONCOMMERCIAL = "---\nlicense: apache-2.0\n---\n", "---\nlicense: cc-by-nc-4.0\n---\n"
TUNED = "---\nlicense: apache-2.0\nbase_model: acme/base\nbase_model_relation: finetune\n---\n"


@pytest.fixture
def hub(start_hub, monkeypatch):
    """A hub with a fine-tune, its base, and another model."""
    hub = start_hub()
    hub.add_model("acme/tuned", TUNED)
    hub.add_model("acme/base", APACHE)
    hub.add_model("acme/other", APACHE)
    monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
    monkeypatch.setenv("MODELGUARD_AUTHORITATIVE_ENDPOINT", "1")
    monkeypatch.setenv("MODELGUARD_NO_CACHE", "1")
    return hub


def models(*ids: str) -> dict[str, str]:
    return {"modelguard.yaml": "models:\n" + "".join(f"  - {each}\n" for each in ids)}


def rows(folder: Path) -> dict[str, dict[str, object]]:
    return json.loads((folder / NAME).read_text(encoding="utf-8"))["models"]


def checks(outcome) -> dict[str, str]:
    """Model to the checks that report an error."""
    report = json.loads(outcome.stdout)
    return {
        each["model"]: each["check"] for each in report["findings"] if each["severity"] == "error"
    }


@pytest.fixture
def locked(hub, project, run) -> Callable[..., Path]:
    """A project with these models, and its lock."""

    def locked(*ids: str) -> Path:
        folder = project(**models(*ids))
        outcome = run("lock", folder)
        assert outcome.code == 0, outcome.stderr
        return folder

    return locked


def test_lock_has_a_row_for_each_model_and_each_base(hub, locked):
    folder = locked("acme/tuned", "acme/other")

    found = rows(folder)
    assert list(found) == ["acme/base", "acme/other", "acme/tuned"]
    assert found["acme/tuned"]["declared"]["bases"] == {"acme/base": "finetune"}
    assert found["acme/tuned"]["concluded"]["licenses"] == ["Apache-2.0"]
    assert found["acme/tuned"]["evidence"]["source"] == "hub"
    assert len(found["acme/tuned"]["revision"]) == 40


def test_lock_fits_its_schema(hub, project, run):
    ids = ("acme/tuned", "acme/no-license", "acme/gated", "acme/named", "openai:gpt-4o")
    folder = project(**models(*ids))
    run("lock", folder)

    schema("lock").validate(json.loads((folder / NAME).read_text(encoding="utf-8")))


def test_lock_is_the_same_to_the_byte_when_nothing_changed(hub, locked, run):
    folder = locked("acme/tuned", "acme/gated", "openai:gpt-4o")
    first = (folder / NAME).read_bytes()
    (folder / NAME).unlink()
    run("lock", folder)

    assert (folder / NAME).read_bytes() == first


def test_lock_has_one_key_on_each_line(hub, locked):
    text = (locked("acme/tuned") / NAME).read_text(encoding="utf-8")

    assert all(line.count('":') <= 1 for line in text.splitlines() if "https://" not in line)
    assert text.endswith("}\n")


def test_known_rows_stay_when_the_publisher_moves_on(hub, locked, run):
    folder = locked("acme/other")
    before = (folder / NAME).read_bytes()
    hub.add_model("acme/other", NONCOMMERCIAL)
    outcome = run("lock", folder)

    assert outcome.code == 0
    assert "up to date" in outcome.stderr
    assert (folder / NAME).read_bytes() == before


def test_known_rows_are_not_asked_for_again(hub, locked, run):
    folder = locked("acme/other")
    asked = len(hub.paths())
    (folder / "modelguard.yaml").write_text(models("acme/other", "acme/base")["modelguard.yaml"])
    run("lock", folder)

    assert [path for path in hub.paths()[asked:] if "acme/other" in path] == []
    assert list(rows(folder)) == ["acme/base", "acme/other"]


def test_upgrade_looks_everything_up_anew(hub, locked, run):
    folder = locked("acme/other", "acme/base")
    hub.add_model("acme/other", NONCOMMERCIAL)
    assert run("lock", folder, "--upgrade").code == 0

    assert rows(folder)["acme/other"]["declared"]["license"] == ["cc-by-nc-4.0"]


def test_upgrade_of_one_model_renews_it_and_its_bases_alone(hub, locked, run):
    folder = locked("acme/tuned", "acme/other")
    for each in ("acme/base", "acme/other"):
        hub.add_model(each, NONCOMMERCIAL)
    assert run("lock", folder, "--upgrade", "acme/tuned").code == 0

    found = rows(folder)
    assert found["acme/base"]["declared"]["license"] == ["cc-by-nc-4.0"]
    assert found["acme/tuned"]["concluded"]["license"] == "CC-BY-NC-4.0"
    assert found["acme/other"]["declared"]["license"] == ["apache-2.0"]


def test_upgrade_of_a_model_that_nobody_uses_is_a_usage_error(hub, locked, run):
    outcome = run("lock", locked("acme/other"), "--upgrade", "acme/others")

    assert outcome.code == 2
    assert "`acme/others`" in outcome.stderr
    assert "did you mean `acme/other`?" in outcome.stderr


def test_what_a_new_lock_changes_is_counted(hub, locked, run):
    folder = locked("acme/tuned", "acme/other")
    hub.add_model("acme/other", NONCOMMERCIAL)
    hub.add_model("acme/more", APACHE)
    manifest = models("acme/other", "acme/more")["modelguard.yaml"]
    (folder / "modelguard.yaml").write_text(manifest)
    outcome = run("lock", folder, "--upgrade", "acme/other")

    counts = "2 rows; 1 added, 2 removed, 1 changed: 1 tighter"
    assert outcome.stderr == f"wrote `{NAME}`: {counts}\n"


def test_what_the_project_needs_no_more_is_dropped(hub, locked, run):
    folder = locked("acme/tuned", "acme/other")
    (folder / "modelguard.yaml").write_text(models("acme/other")["modelguard.yaml"])
    run("lock", folder)

    assert list(rows(folder)) == ["acme/other"]


def test_revision_of_the_manifest_has_a_row_of_its_own(hub, project, run):
    text = "models:\n  - {id: acme/versions, revision: v1}\n  - acme/versions\n"
    folder = project(**{"modelguard.yaml": text})
    run("lock", folder)

    found = rows(folder)
    assert found["acme/versions@v1"]["declared"]["license"] == ["cc-by-nc-4.0"]
    assert found["acme/versions"]["declared"]["license"] == ["mit"]
    assert run("lock", folder, "--check").code == 0


def test_pinning_the_locked_commit_by_hand_needs_no_new_lock(hub, locked, run):
    folder = locked("acme/other")
    commit = rows(folder)["acme/other"]["revision"]
    manifest = f'models: [{{id: acme/other, revision: "{commit}"}}]\n'
    (folder / "modelguard.yaml").write_text(manifest)

    assert run("check", folder, "--locked", "--fail-on", "warning").code == 0


def test_a_model_that_cannot_be_looked_up_leaves_everything_unwritten(hub, locked, run):
    folder = locked("acme/other")
    before = (folder / NAME).read_bytes()
    manifest = models("acme/other", "acme/base", "acme/never")["modelguard.yaml"]
    (folder / "modelguard.yaml").write_text(manifest)
    outcome = run("lock", folder)

    assert outcome.code == 3
    assert "acme/never" in outcome.stderr
    assert (folder / NAME).read_bytes() == before

    outcome = run("lock", folder, "--unresolved", "warn")

    assert outcome.code == 0
    assert "acme/never" in outcome.stderr
    assert list(rows(folder)) == ["acme/base", "acme/other"]


def test_many_models_that_cannot_be_looked_up_are_counted(hub, project, run):
    outcome = run("lock", project(**models(*(f"acme/never-{number}" for number in range(30)))))

    assert outcome.code == 3
    assert len(outcome.stderr.splitlines()) == 12
    assert "20 more could not be looked up" in outcome.stderr


def test_two_revisions_of_a_model_are_told_apart_in_the_list(hub, project, run):
    text = "models:\n  - {id: acme/versions, revision: v1}\n  - acme/versions\n"
    outcome = run("check", project(**{"modelguard.yaml": text}))

    listed = [line.split() for line in outcome.stdout.splitlines() if line.startswith("  acme")]
    assert listed == [
        ["acme/versions", "MIT"],
        ["acme/versions@v1", "CC-BY-NC-4.0", "error:", "noncommercial-use"],
    ]


def test_lock_made_offline_has_no_revisions(project, run):
    folder = project(**models("sentence-transformers/all-MiniLM-L6-v2"))
    assert run("lock", folder, "--offline").code == 0

    (row,) = (each for key, each in rows(folder).items() if "all-MiniLM" in key)
    assert row["revision"] is None
    assert row["evidence"]["source"] == "catalog"


def test_lock_covers_the_whole_project_wherever_it_is_called(hub, project, run):
    folder = project(**models("acme/other"), **{"sub/app.py": "x = 1\n"})
    run("lock", folder / "sub")

    assert list(rows(folder)) == ["acme/other"]
    assert not (folder / "sub" / NAME).exists()


def test_each_project_of_a_monorepo_has_its_own_lock(hub, project, run):
    inner = models("acme/base")["modelguard.yaml"]
    folder = project(**models("acme/other"), **{"inner/modelguard.yaml": inner})
    run("lock", folder)

    assert list(rows(folder)) == ["acme/other"]
    assert list(rows(folder / "inner")) == ["acme/base"]
    assert run("check", folder, "--locked").code == 0
    assert run("check", folder / "inner", "--locked").code == 0


def test_lock_is_no_place_that_uses_models(hub, locked, run):
    folder = locked("acme/tuned")
    (folder / "lock.json").write_bytes((folder / NAME).read_bytes())
    listed = json.loads(run("list", folder, "--format", "json").stdout)["references"]

    assert {each["path"] for each in listed} == {"modelguard.yaml"}


def test_check_of_a_current_lock_looks_nothing_up(hub, locked, run):
    folder = locked("acme/tuned")
    asked = len(hub.paths())
    outcome = run("lock", folder, "--check")

    assert (outcome.code, outcome.stdout) == (0, "")
    assert len(hub.paths()) == asked


def test_check_of_an_outdated_lock_says_what_is_outdated_and_writes_nothing(hub, locked, run):
    folder = locked("acme/tuned", "acme/other")
    before = (folder / NAME).read_bytes()
    (folder / "modelguard.yaml").write_text(models("acme/other", "mit/new")["modelguard.yaml"])
    outcome = run("lock", folder, "--check")

    assert outcome.code == 1
    assert outcome.stdout.splitlines() == [
        f"{NAME}: lacks `mit/new`",
        f"{NAME}: has `acme/base`, which nothing needs",
        f"{NAME}: has `acme/tuned`, which nothing needs",
    ]
    assert (folder / NAME).read_bytes() == before


def test_check_of_a_lock_that_was_edited_by_hand_fails(hub, locked, run):
    folder = locked("acme/other")
    text = (folder / NAME).read_text(encoding="utf-8")
    (folder / NAME).write_text(text.replace('"class": "fully-open"', '"class": "proprietary"', 1))
    outcome = run("lock", folder, "--check")

    assert outcome.code == 1
    assert "`acme/other` would be judged otherwise" in outcome.stdout


def test_check_of_a_lock_that_is_not_there_fails(hub, project, run):
    outcome = run("lock", project(**models("acme/other")), "--check")

    assert outcome.code == 1
    assert outcome.stdout == f"{NAME}: is not there\n"


def test_locked_check_says_the_same_as_the_hub_and_asks_nobody(hub, locked, run):
    hub.add_model("acme/base", NONCOMMERCIAL)
    folder = locked("acme/tuned", "acme/gated", "acme/no-license", "acme/named")
    online = run("check", folder, "--online", "--format", "json")
    asked = len(hub.paths())
    alone = run("check", folder, "--locked", "--format", "json")

    assert checks(alone) == checks(online)
    assert len(hub.paths()) == asked
    assert alone.code == online.code == 1
    assert json.loads(alone.stdout)["mode"]["locked"] is True


@pytest.mark.parametrize("paths", [["."], ["modelguard.yaml"]])
def test_locked_check_fails_on_what_the_lock_lacks(paths, hub, locked, run, monkeypatch):
    folder = locked("acme/other")
    manifest = models("acme/other", "acme/base", "openai:gpt-4o")["modelguard.yaml"]
    (folder / "modelguard.yaml").write_text(manifest)
    monkeypatch.chdir(folder)
    outcome = run("check", *paths, "--locked", "--format", "json")

    assert outcome.code == 1
    assert checks(outcome) == {"acme/base": "lock-outdated", "openai:gpt-4o": "lock-outdated"}
    assert "modelguard lock" in outcome.stdout


def test_locked_check_of_a_project_without_a_lock_fails(hub, project, run):
    outcome = run("check", project(**models("acme/other")), "--locked", "--format", "json")

    assert outcome.code == 1
    assert checks(outcome) == {"acme/other": "lock-outdated"}
    assert f"there is no `{NAME}`" in outcome.stdout


def test_rows_of_a_model_that_cannot_be_looked_up_are_not_called_useless(hub, locked, run):
    folder = locked("acme/tuned", "acme/other")
    hub.fail_with_status(500, "acme/tuned")
    outcome = run("check", folder, "--online", "--format", "json")

    assert checks(outcome) == {"acme/tuned": "model-unverified"}
    assert "nothing needs" not in outcome.stdout


def test_nothing_passes_a_locked_audit_that_the_lock_lacks(hub, locked, run, monkeypatch):
    monkeypatch.chdir(locked("acme/other"))

    assert run("audit", "acme/other", "--locked").code == 0
    for lacking in ("acme/base", "acme/other@v1", "openai:gpt-4o"):
        outcome = run("audit", lacking, "--locked")
        assert outcome.code == 1
        assert "lock-outdated" in outcome.stdout


@pytest.mark.parametrize(
    "code", ["x = 1\n", "import transformers\ntransformers.pipeline(model='acme/other')\n"]
)
def test_staged_files_are_not_held_against_unused_rows(code, hub, locked, run):
    folder = locked("acme/other", "acme/base")
    (folder / "app.py").write_text(code)
    outcome = run("check", folder / "app.py", "--offline", "--fail-on", "warning", "-q")

    assert (outcome.code, outcome.stdout) == (0, "")


def test_offline_the_lock_answers_before_the_catalog(hub, locked, run):
    folder = locked("acme/tuned")
    outcome = run("check", folder, "--offline", "--format", "json")

    (model,) = json.loads(outcome.stdout)["models"]
    assert outcome.code == 0
    assert model["evidence"][0]["kind"] == "lock"


def test_lock_supplies_the_revision_and_pins_the_model(hub, locked, run):
    folder = locked("acme/other")
    commit = rows(folder)["acme/other"]["revision"]
    report = json.loads(run("check", folder, "--format", "json").stdout)

    assert report["models"][0]["revision"] == commit
    assert report["models"][0]["purl"].endswith(f"@{commit}")
    assert report["findings"] == []


def test_lock_answers_for_a_hub_that_is_away(hub, locked, run, monkeypatch):
    folder = locked("acme/other")
    monkeypatch.setenv("HF_ENDPOINT", "https://localhost:1")

    assert run("check", folder).code == 0
    assert run("check", folder, "--online").code == 3


def test_isolated_check_does_not_read_the_lock_and_says_so(hub, locked, run):
    folder = locked("acme/other")
    (folder / NAME).write_text("broken")
    outcome = run("check", folder, "--isolated", "--offline")

    assert outcome.code == 0
    assert f"`{NAME}` is not read" in outcome.stderr


@pytest.mark.parametrize("other", ["--online", "--isolated"])
def test_locked_excludes_what_does_not_heed_the_lock(other, locked, run):
    outcome = run("check", locked("acme/other"), "--locked", other)

    assert outcome.code == 2
    assert other in outcome.stderr


def test_stricter_rules_are_eased_for_the_grace_period_alone(hub, locked, run, monkeypatch):
    hub.add_model("acme/other", NONCOMMERCIAL)
    folder = locked("acme/other")
    document = json.loads((folder / NAME).read_text(encoding="utf-8"))
    document["rules"] = "2026.01.01"
    document["models"]["acme/other"]["concluded"]["class"] = "fully-open"
    document["licenses"]["CC-BY-NC-4.0"] = {
        "class": "fully-open",
        "terms": {"commercial-use": "yes"},
    }
    (folder / NAME).write_text(json.dumps(document))

    def severities() -> dict[str, str]:
        report = json.loads(run("check", folder, "--locked", "--format", "json").stdout)
        return {each["check"]: each["severity"] for each in report["findings"]}

    eased = severities()
    assert eased["noncommercial-use"] == eased["rules-changed"] == "warning"
    assert run("check", folder, "--locked").code == 0

    monkeypatch.setenv("MODELGUARD_TODAY", "2099-01-01")
    settled = severities()
    assert settled["noncommercial-use"] == "error"
    assert "rules-changed" not in settled


def test_what_the_earlier_rules_reported_too_is_not_eased(hub, locked, run):
    hub.add_model("acme/other", NONCOMMERCIAL)
    folder = locked("acme/other")
    document = json.loads((folder / NAME).read_text(encoding="utf-8"))
    document["rules"] = "2026.01.01"
    del document["licenses"]["CC-BY-NC-4.0"]["terms"]["attribution"]
    (folder / NAME).write_text(json.dumps(document))
    outcome = run("check", folder, "--locked", "--format", "json")

    assert "rules-changed" in outcome.stdout
    assert checks(outcome)["acme/other"] in {"noncommercial-use", "license-not-allowed"}
    assert outcome.code == 1


def test_rows_that_older_rules_judged_stay_as_they_were_judged(hub, locked, run):
    folder = locked("acme/other")
    document = json.loads((folder / NAME).read_text(encoding="utf-8"))
    document["rules"] = "2026.01.01"
    document["licenses"]["Apache-2.0"]["terms"] = {"commercial-use": "yes"}
    document["models"]["acme/other"]["concluded"]["class"] = "proprietary"
    (folder / NAME).write_text(json.dumps(document))
    (folder / "modelguard.yaml").write_text(models("acme/other", "acme/base")["modelguard.yaml"])
    run("lock", folder)

    kept = json.loads((folder / NAME).read_text(encoding="utf-8"))
    assert (kept["rules"], len(kept["models"])) == ("2026.01.01", 2)
    assert kept["licenses"] == document["licenses"]
    assert kept["models"]["acme/other"] == document["models"]["acme/other"]


def test_license_that_nobody_knows_any_more_does_no_harm(hub, locked, run):
    folder = locked("acme/other", "acme/base")
    document = json.loads((folder / NAME).read_text(encoding="utf-8"))
    document["rules"] = "2026.01.01"
    document["models"]["acme/other"]["concluded"]["licenses"] = ["Gone-1.0"]
    document["licenses"] = {}
    (folder / NAME).write_text(json.dumps(document))

    for words in (["check", "--locked"], ["lock"], ["lock", "--check"]):
        assert run(words[0], folder, *words[1:]).code in {0, 1}


BROKEN = [
    ("empty", "", "not JSON"),
    ("cut off", '{\n  "schema": "modelguard/lock/1",\n  "rules":', ":3: not JSON"),
    ("a list", "[]", "no lock"),
    ("another file", '{"name": "x"}', "no lock"),
    ("a newer schema", '{\n  "schema": "modelguard/lock/2"}', ":2: another version"),
    ("no models", '{"schema": "modelguard/lock/1", "rules": "x"}', "`policy` is missing"),
    ("nested a million times", "[" * 1_000_000, "not JSON"),
    ("not UTF-8", "\udcff", "not UTF-8"),
    ("a NUL byte", "{\0}", "NUL"),
]


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "surrogateescape"))


@pytest.mark.parametrize("command", [["check", "--locked"], ["lock"], ["lock", "--check"]])
@pytest.mark.parametrize(("case", "text", "told"), BROKEN, ids=[row[0] for row in BROKEN])
def test_broken_lock_is_a_configuration_error(command, case, text, told, project, run):
    folder = project(**models("acme/other"))
    _write(folder / NAME, text)
    outcome = run(command[0], folder, *command[1:])

    assert outcome.code == 2
    assert told in outcome.stderr
    assert (folder / NAME).read_bytes() == text.encode("utf-8", "surrogateescape")


EDITS = [
    ("a class that is none", '"class": "fully-open"', '"class": "open"', "`class` of"),
    ("a license that is a number", '"license": "Apache-2.0"', '"license": 7', "must be a text"),
    ("a row without evidence", '"evidence"', '"proof"', "`evidence` of `acme/other` is missing"),
    (
        "a relation that is none",
        '"license": [',
        '"bases": {"a/b": "cousin"}, "license": [',
        "cousin",
    ),
    ("a number that is none", '"license": [', '"problems": NaN, "license": [', "problems"),
    ("a key twice", '"revision"', '"revision": "x",\n      "revision"', "is written twice"),
    ("rules of no date", '"rules": "2', '"rules": "v2', "`rules` must be a date"),
    ("a revision that is a list", '"revision": "', '"revision": [], "x": "', "`revision` of"),
]


@pytest.mark.parametrize(("case", "old", "new", "told"), EDITS, ids=[row[0] for row in EDITS])
def test_broken_row_is_a_configuration_error_with_its_line(case, old, new, told, locked, run):
    folder = locked("acme/other")
    text = (folder / NAME).read_text(encoding="utf-8")
    (folder / NAME).write_text(text.replace(old, new, 1), encoding="utf-8")
    outcome = run("check", folder, "--locked")

    assert outcome.code == 2
    assert told in outcome.stderr
    assert f"{NAME}:" in outcome.stderr.splitlines()[0].replace("error: ", "")


def test_merge_conflict_is_told_with_its_line_and_the_way_out(locked, run):
    folder = locked("acme/other")
    lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    lines[3:3] = ["<<<<<<< HEAD", lines[2], "=======", lines[2], ">>>>>>> branch"]
    (folder / NAME).write_text("\n".join(lines), encoding="utf-8")
    outcome = run("check", folder, "--offline")

    assert outcome.code == 2
    assert f"{NAME}:4: a merge conflict" in outcome.stderr
    assert f"`git checkout --ours {NAME}`, then run `modelguard lock`" in outcome.stderr


def test_lock_that_is_a_folder_is_a_configuration_error(project, run):
    folder = project(**models("acme/other"))
    (folder / NAME).mkdir()

    for words in (["check", "--locked"], ["lock"]):
        outcome = run(words[0], folder, *words[1:])
        assert outcome.code == 2
        assert "this is a folder" in outcome.stderr


def test_rows_of_models_that_nobody_ever_heard_of_do_no_harm(locked, run):
    folder = locked("acme/other")
    document = json.loads((folder / NAME).read_text(encoding="utf-8"))
    row = document["models"]["acme/other"]
    document["models"] = {"": row, "a b c": row, "acme/other": row, "x:y@z": row, "\u202e": row}
    (folder / NAME).write_text(json.dumps(document), encoding="utf-8")

    assert run("check", folder, "--locked").code == 0
    assert run("lock", folder).code == 0
    assert list(rows(folder)) == ["acme/other"]


_PROGRAM = "import sys; from modelguard.cli import run; sys.exit(run(sys.argv[1:]))"


def _start(folder: Path, *words: str, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, "lock", str(folder), "--offline", *words],
        stderr=subprocess.PIPE,
        text=True,
        env=dict(os.environ),
        **options,
    )


@pytest.mark.skipif(os.name == "nt", reason="POSIX limits")
def test_lock_that_cannot_be_written_leaves_the_old_one_whole(project, run):
    import resource

    folder = project(**models("sentence-transformers/all-MiniLM-L6-v2"))
    run("lock", folder, "--offline")
    before = (folder / NAME).read_bytes()
    (folder / "modelguard.yaml").write_text(models("Qwen/Qwen3-8B")["modelguard.yaml"])

    def limit() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    with _start(folder, preexec_fn=limit) as process:
        _, told = process.communicate(timeout=60)

    assert process.returncode == 2
    assert "cannot be written" in told
    assert (folder / NAME).read_bytes() == before
    assert sorted(os.listdir(folder)) == [NAME, "modelguard.yaml"]


def test_two_processes_that_lock_at_once_leave_one_whole_lock(project, run):
    folder = project(**models("sentence-transformers/all-MiniLM-L6-v2", "Qwen/Qwen3-8B"))
    processes = [_start(folder) for _ in range(2)]
    for process in processes:
        with process:
            process.communicate(timeout=60)
            assert process.returncode == 0

    assert run("lock", folder, "--check").code == 0
    assert sorted(os.listdir(folder)) == [NAME, "modelguard.yaml"]


@pytest.mark.parametrize("seconds", [0.0, 0.1, 0.3, 0.6])
def test_killed_lock_leaves_the_old_file_or_the_new_one_whole(project, run, seconds):
    folder = project(**models("sentence-transformers/all-MiniLM-L6-v2"))
    run("lock", folder, "--offline")
    before = set(rows(folder))
    (folder / "modelguard.yaml").write_text(models("Qwen/Qwen3-8B")["modelguard.yaml"])

    with _start(folder) as process:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=seconds)
        process.kill()

    assert set(rows(folder)) in (before, {"Qwen/Qwen3-8B"})


def _as_anybody() -> None:
    """Takes from root what lets it write anywhere, once a program is started: capabilities(7)."""
    drop_from_bounding_set, dac_override = 24, 1
    if os.geteuid() == 0:
        assert ctypes.CDLL(None).prctl(drop_from_bounding_set, dac_override, 0, 0, 0) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities of Linux")
def test_lock_in_a_folder_that_is_read_only_is_an_error_with_a_hint(project, run):
    folder = project(**models("sentence-transformers/all-MiniLM-L6-v2"))
    folder.chmod(0o555)
    with _start(folder, preexec_fn=_as_anybody) as process:
        _, told = process.communicate(timeout=60)
    folder.chmod(0o755)

    assert process.returncode == 2
    assert told.startswith(
        f"error: {folder / NAME}: this file cannot be written: Permission denied"
    )
    assert os.listdir(folder) == ["modelguard.yaml"]


APACHE_TEXT = (Path(__file__).parent.parent / "LICENSE").read_bytes()
WIDER = APACHE_TEXT + b"\nCommercial use of the model needs our written consent.\n"


def test_license_texts_are_locked_by_hash_and_by_what_they_are(hub, locked):
    hub.add_model("acme/texts", APACHE, texts={"LICENSE": APACHE_TEXT})
    folder = locked("acme/texts")

    (text,) = rows(folder)["acme/texts"]["texts"]
    assert text["sha256"] == hashlib.sha256(APACHE_TEXT).hexdigest()
    assert (text["path"], text["license"]) == ("LICENSE", "Apache-2.0")
    assert APACHE_TEXT[:200].decode() not in (folder / NAME).read_text(encoding="utf-8")


def test_locked_check_judges_texts_as_they_were_read(hub, locked, run):
    hub.add_model("acme/texts", APACHE, texts={"LICENSE": WIDER})
    folder = locked("acme/texts", "acme/other")
    online = run("check", folder, "--online", "--format", "json")
    alone = run("check", folder, "--locked", "--format", "json")

    assert checks(online) == checks(alone) == {"acme/texts": "license-text-modified"}
    assert run("lock", folder, "--check").code == 0


def test_another_text_of_the_same_license_is_told(hub, locked, run):
    hub.add_model("acme/texts", APACHE, texts={"LICENSE": APACHE_TEXT})
    folder = locked("acme/texts")
    hub.add_model("acme/texts", APACHE, texts={"LICENSE": b"\n" + APACHE_TEXT})
    report = json.loads(run("check", folder, "--format", "json").stdout)

    assert [each["check"] for each in report["findings"]] == ["terms-changed"]


def test_another_license_in_the_text_is_told(hub, locked, run):
    hub.add_model("acme/texts", APACHE, texts={"LICENSE": APACHE_TEXT})
    folder = locked("acme/texts")
    hub.add_model("acme/texts", APACHE, texts={"LICENSE": WIDER})
    report = json.loads(run("check", folder, "--format", "json").stdout)

    assert "license-changed" in {each["check"] for each in report["findings"]}
